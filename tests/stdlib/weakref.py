import weakref


class Thing:
    def __init__(self, n):
        self.n = n

    def method(self):
        return self.n


a, b = Thing(1), Thing(2)
r = weakref.ref(a)
print(r() is a, r().n, r == weakref.ref(a), r == weakref.ref(b), hash(r) == hash(a), isinstance(r, weakref.ref))
print(weakref.proxy(a).n, weakref.WeakMethod(a.method)()())
d = weakref.WeakValueDictionary()
d["a"] = a
d["b"] = b
print(sorted(d), d["a"].n, len(d), "b" in d, d.get("c"), sorted(v.n for v in d.values()))
k = weakref.WeakKeyDictionary()
k[a] = "data"
print(k[a], a in k, b in k, len(k), k.get(b, 0))
del k[a]
print(len(k))
s = weakref.WeakSet()
s.add(a)
s.add(b)
s.add(a)
print(len(s), a in s, sorted(x.n for x in s))
s.discard(a)
print(len(s))
called = []
f = weakref.finalize(a, called.append, "done")
print(f.alive, f(), f.alive, called, f())
for bad in (3, "x", (1,), None):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
