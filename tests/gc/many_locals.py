# Frames with many locals are on the heap: only C's own variables point at them.
def twenty(n):
    a = [n]
    b = a + [n + 1]
    c = b + [n + 2]
    d = str(a) + str(b)
    e = (a, b, c)
    f = {"a": a, "d": d}
    g = [x for x in c]
    h = d * 2
    i = len(h)
    j = "j" + str(i)
    k = [e, f["a"]]
    l = tuple(g)
    m = l + l
    o = {x: str(x) for x in m}
    p = [o[x] for x in sorted(o)]
    q = "".join(p)
    r = q.split("1")
    s = [r, p]
    t = str(s)
    u = lambda: (a, t, q)
    v = u()
    w = [v[0], v[2]]
    if n:
        x = twenty(n - 1)
        y = x[:2]
        return [w, y, i, j, len(t), k[1], m[0]]
    return [w, [d, h], len(t)]


print(twenty(0))
print(twenty(6))


def mixes(n, *args, key="k", **rest):
    v01, v02, v03, v04, v05 = [n], [n, n], str(n), {n: n}, (n,)
    v06, v07, v08, v09, v10 = v01 + v02, v03 * 2, list(v04), v05 + v05, [v01, v02]
    v11, v12, v13, v14, v15 = [v06] * 2, v07 + key, str(v08), list(args), sorted(rest.items())
    for v16 in range(3):
        v17 = [v16, v12]
        try:
            v18 = v14[v16] + str(v17)
        except IndexError:
            v18 = "none" + v03
        v19 = [v18] + v13.split(",")
        v20 = yield [v16, v19]
        if v20:
            v11.append(v20 + v03)
    yield [v06, v07, v09, v10, v11, v12, v13, v14, v15]


alive = [mixes(i, "x" + str(i), "y", key="K" * i, z=[i], w=str(i)) for i in range(5)]
for g in alive:
    print(next(g))
for g in alive:
    print(g.send("sent"))
for g in alive:
    print(list(g)[-1])
print([len(str(twenty(n))) for n in range(5)])
