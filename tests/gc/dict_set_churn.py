# Tables that grow, shrink and are rebuilt, with keys of every kind.
d = {}
for i in range(150):
    d["key" + str(i * 7 % 101)] = [i]
    if i % 3 == 0:
        d.pop("key" + str(i), None)
print(len(d), sorted(d)[:5], d["key7"], sorted(v[0] for v in d.values())[-5:])
mixed = {}
for i in range(60):
    mixed[(i % 7, str(i % 5))] = i
    mixed[i * 1000003] = str(i)
    mixed["s" + str(i)] = (i,)
    mixed[frozenset([i % 4, "f"])] = [i]
    mixed[b"b" + bytes([65 + i % 9])] = {i}
print(len(mixed), mixed[(3, "2")], mixed[frozenset(["f", 2])], mixed[b"bC"], mixed[5 * 1000003])
for key in [k for k in mixed if isinstance(k, str)]:
    del mixed[key]
print(len(mixed), sorted(v for v in mixed.values() if isinstance(v, int))[-3:])
s = set()
for i in range(200):
    s.add(str(i * i % 83))
    if i % 4 == 1:
        s.discard(str(i))
t = {str(i) for i in range(40)}
print(len(s), sorted(s & t)[:6], len(s | t), sorted(s - t)[:4], len(s ^ t), s >= set(["x"]))
nested = {}
for w in "to be or not to be that is the question whether tis nobler".split():
    nested.setdefault(w[0], {}).setdefault(len(w), []).append(w)
print([(k, sorted(nested[k].items())) for k in sorted(nested)])
for i in range(20):
    copy = dict(nested)
    copy.update({str(i): {i: [str(i)]}})
    nested = copy
    if i % 5 == 4:
        nested = {k: nested[k] for k in sorted(nested)[3:]}
print(sorted(nested), len(nested))
e = {}
for i in range(30):
    e[str(i)] = e.copy() if i < 6 else None
print(len(str(e["5"])) > 10, sorted(e["4"]), dict({"a": [1]}, b=[2])["b"])
while d:
    k, v = d.popitem()
print(d, dict.fromkeys("abc", [0])["b"], sorted(dict([("x", 1), ("y", 2)]).items()))
