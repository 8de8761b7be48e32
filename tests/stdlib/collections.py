from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
import collections
import collections.abc


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


# ---- deque ----
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d[2], bool(d), bool(deque()))
print(d.pop(), d.popleft(), list(d), list(reversed(d)))
d.extend([5, 6])
d.extendleft([7, 8])
print(d)
d.rotate(2)
print(d)
d.rotate(-1)
print(d)
d.rotate()
d.rotate(1000000007)
print(d)
print(d.index(5), d.count(5), 5 in d, 99 in d)
print(d.index(7, 1), error(d.index, 99), error(d.index, 8, 0, 1))
d.remove(5)
print(d, error(d.remove, 99))
d.insert(2, "x")
d.insert(-1, "y")
d.insert(100, "z")
print(d)
d[1] = "one"
del d[0]
del d[-1]
print(d, error(lambda: d[50]))
d.reverse()
print(d)
print(deque(range(10), maxlen=3), deque(range(3), 5).maxlen, deque().maxlen)
m = deque(maxlen=2)
for i in range(5):
    m.append(i)
print(m, list(m))
m.appendleft(9)
print(m, error(m.insert, 0, 1))
m.extend([1, 2, 3])
print(m, deque([1, 2], maxlen=0), error(deque, [], -1))
print(deque([1, 2]) == deque([1, 2]), deque([1, 2]) == [1, 2], deque([1]) < deque([2]), deque([1, 2]) != deque([1]))
print(deque([1]) + deque([2]), deque([1, 2]) * 2, deque("abc"))
e = deque([1])
e += "ab"
e *= 2
print(e, e.copy(), e.copy() == e)
e.clear()
print(e, error(e.pop), error(e.popleft))
s = deque([1, 2, 3])
s.extend(s)
print(s)
s = deque([1, 2, 3])
try:
    for item in s:
        s.append(item)
except RuntimeError as e:
    print(e)
print(sorted(deque([3, 1, 2])), sum(deque([1, 2, 3])), max(deque([1, 5, 2])), deque([[1], deque([2])]))
print(list(map(str, deque([1, 2]))), tuple(deque("ab")), error(hash, deque()))
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1])

# ---- Counter ----
c = Counter("abracadabra")
print(c["a"], c["z"], len(c), sorted(c.items()), c.most_common(1), c.most_common()[0])
print(sorted(c.elements()), sum(c.values()), c.total())
print(sorted(Counter(a=3, b=1).items()), Counter({"x": 2}), Counter(), Counter([1, 1, 2])[1])
c.update("aaa")
c.update({"b": 10})
c.update(c=5)
print(sorted(c.items()))
c.subtract("aaab")
c.subtract({"r": 5})
print(sorted(c.items()))
c["new"] += 1
c["gone"] = 3
del c["gone"]
del c["never"]
print(sorted(c.items()))
p, q = Counter(a=3, b=1), Counter(a=1, b=2)
print(p + q, p - q, p & q, sorted((p | q).items()))
p += q
print(sorted(p.items()))
p -= Counter(a=1)
print(sorted(p.items()))
p &= Counter(a=2, b=9)
print(sorted(p.items()))
p |= Counter(z=1)
print(sorted(p.items()))
print(+Counter(a=1, b=-1), -Counter(a=1, b=-1))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) == {"a": 1}, Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1))
print(Counter(a=5, b=3, c=7).most_common(2), Counter(a=1).most_common(0), Counter(a=1).most_common(10))
print("a" in Counter("abc"), "z" in Counter("abc"), list(Counter("aaa")), dict(Counter("aab"))["a"])
print(Counter(["x", "y", "x"]).get("x"), Counter("ab").get("q", 7), isinstance(Counter(), dict), Counter.__name__)
print(Counter({"a": 1.5, "b": 2}), Counter(a=3).copy(), type(Counter("a").copy()) is Counter)
words = "the quick brown fox jumps over the lazy dog the end".split()
print(Counter(words).most_common(1), max(Counter(words), key=Counter(words).get))


class Tally(Counter):
    def best(self):
        return self.most_common(1)[0][0]


print(Tally("hello").best(), Tally("hello")["l"], Tally("x")["nothing"])

# ---- defaultdict ----
dd = defaultdict(list)
dd["a"].append(1)
dd["a"].append(2)
dd["b"].append(3)
print(sorted(dd.items()), "c" in dd, dd.get("c"), len(dd))
print(defaultdict(int, a=1), defaultdict(None, {"x": 2}), error(lambda: defaultdict()["k"]))
ints = defaultdict(int)
for ch in "mississippi":
    ints[ch] += 1
print(sorted(ints.items()), ints.default_factory, sorted(ints.keys()), sorted(ints.values()))
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
print(nested["x"]["y"], nested["q"]["r"], len(nested))
print(error(defaultdict, 3), isinstance(dd, dict), dd == {"a": [1, 2], "b": [3]})
copy = dd.copy()
copy["new"]
print(sorted(copy), sorted(dd), type(copy).__name__)
dd.default_factory = None
print(error(lambda: dd["missing"]), dd.pop("a"), dd.setdefault("s", 1))
print(sorted((defaultdict(int, a=1) | {"b": 2}).items()), defaultdict(int, [("a", 1)])["a"], sorted(dict(dd)))
print(repr(defaultdict(int)), str(defaultdict(list, {1: [2]})))


class Missing(dict):
    def __missing__(self, key):
        return key * 2


# ---- namedtuple ----
Point = namedtuple("Point", ["x", "y"])
pt = Point(1, y=2)
print(pt, pt.x, pt[1], pt == (1, 2), len(pt), list(pt), pt._fields, Point._fields)
x, y = pt
print(x, y, pt._replace(x=10), pt._asdict() == {'x': 1, 'y': 2}, Point._make([3, 4]), Point.__name__, isinstance(pt, tuple))
print(namedtuple("A", "a b c")(1, 2, 3), namedtuple("A", "a, b")(1, 2), namedtuple("E", "")())
D = namedtuple("D", "a b c", defaults=[8, 9])
print(D(1), D(1, 2), D(1, c=3), D._field_defaults == {'b': 8, 'c': 9}, D.__doc__)
print(error(Point, 1), error(Point), error(Point, 1, 2, 3), error(Point, 1, z=2), error(Point, 1, x=2))
print(error(pt._replace, q=1), error(setattr, pt, "x", 5), error(namedtuple, "P", "a a"), error(namedtuple, "P", "class"))
print(error(namedtuple, "P", "_a"), error(namedtuple, "P", "1a"), namedtuple("R", "a class _x a", rename=True)._fields)
print(hash(pt) == hash(Point(1, 2)), {pt: 1}[Point(1, 2)], sorted([Point(2, 1), Point(1, 2)]), pt + (3,), pt < Point(1, 3))
print(error(Point._make, [1]), pt.index(2), pt.count(1), max(Point(3, 4)))
print(Point, repr(pt), str(pt), "%s %s" % pt, pt[::1] == (1, 2))


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __str__(self):
        return "<%d, %d>" % (self.x, self.y)


v = Vector(3, 4)
print(v.length, v + v, repr(v + v), v._replace(x=0).length, type(v._replace(y=1)) is Vector)
print(Vector._make([6, 8]).length, isinstance(v, tuple), v.x, tuple(v), v[0])

# ---- OrderedDict ----
od = OrderedDict()
od["one"] = 1
od["two"] = 2
od["three"] = 3
print(list(od), list(od.items()), isinstance(od, dict))
print(od.popitem(), list(od), OrderedDict([("a", 1), ("b", 2)]) == OrderedDict([("a", 1), ("b", 2)]))

# ---- ChainMap, UserDict, UserList, UserString ----
base, top = {"a": 1, "b": 2}, {"b": 20}
cm = ChainMap(top, base)
print(cm["a"], cm["b"], sorted(cm), len(cm), "a" in cm, cm.get("z", 5), cm.maps == [top, base])
cm["new"] = 3
print(top == {"b": 20, "new": 3}, base, cm.parents["b"], cm.new_child({"a": 100})["a"])
print(error(lambda: cm["zz"]), error(cm.pop, "a"), sorted(cm.items()), isinstance(cm, collections.abc.Mapping))


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


u = Lower({"ABC": 1}, XYZ=2)
u.update({"Q": 3})
print(sorted(u.items()), "abc" in u, len(u), u.get("xyz"), u == {"abc": 1, "xyz": 2, "q": 3}, u.pop("q"), sorted(u.keys()))
ul = UserList([3, 1, 2])
ul.append(5)
ul.sort()
print(ul, ul + [9], ul[0], ul[1:3], len(ul), 5 in ul, ul == [1, 2, 3, 5], ul.index(3), ul.pop(), list(reversed(ul)))
us = UserString("hello")
print(us, us.upper(), us + " there", us[1], len(us), "ell" in us, us == "hello", repr(us))
print(collections.abc.Mapping.__name__, issubclass(dict, collections.abc.Mapping))
