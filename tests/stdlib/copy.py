import copy
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


class Node:
    def __init__(self, value):
        self.value = value
        self.links = []


class Custom:
    def __init__(self, v):
        self.v = v

    def __copy__(self):
        return Custom(self.v + 1)

    def __deepcopy__(self, memo):
        return Custom(copy.deepcopy(self.v, memo) + 100)


class Names(dict):
    pass


class Stack(list):
    def __init__(self, *args):
        super().__init__(*args)
        self.label = ["s"]


class Frozen:
    def __init__(self, a):
        object.__setattr__(self, "a", a)

    def __setattr__(self, name, value):
        raise AttributeError("frozen")


l = [1, [2, 3], {"a": [4]}]
s, d = copy.copy(l), copy.deepcopy(l)
l[1].append(9)
l[2]["a"].append(9)
l.append(0)
print(s, d, copy.copy((1, [2])), copy.deepcopy((1, [2])), copy.copy({1, 2}) == {1, 2})
p = Point([1], {"k": [2]})
q, r = copy.copy(p), copy.deepcopy(p)
p.x.append(5)
print(q.x, r.x, q is p, r == Point([1], {"k": [2]}), type(r).__name__, q.y is p.y, r.y is p.y)
a, b = Node("a"), Node("b")
a.links.append(b)
b.links.append(a)
c = copy.deepcopy(a)
print(c is a, c.links[0].links[0] is c, c.links[0].value, c.links[0] is b)
loop = [1]
loop.append(loop)
k = copy.deepcopy(loop)
print(k[1] is k, k is loop, len(k))
print(copy.copy(Custom(1)).v, copy.deepcopy(Custom(1)).v, copy.deepcopy([Custom(1)])[0].v)
t = (1, 2, "x")
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy("abc"), copy.copy(None), copy.deepcopy(3.5), copy.copy(len) is len, copy.deepcopy(int) is int, copy.deepcopy(Point) is Point)
shared = [0]
both = copy.deepcopy([shared, shared])
print(both[0] is both[1], both[0] is shared)
dq = deque([[1], [2]], maxlen=5)
dc = copy.deepcopy(dq)
dq[0].append(7)
print(dc, dq, copy.copy(dq) == dq, copy.copy(dq) is dq)
dd = defaultdict(list, {"a": [1]})
de = copy.deepcopy(dd)
dd["a"].append(2)
print(de["a"], de["new"], copy.copy(dd)["a"] is dd["a"], type(de).__name__)
print(copy.copy(Counter("aab")) == Counter("aab"), copy.deepcopy(Counter("aab"))["a"], list(copy.deepcopy(OrderedDict([("x", [1])])).items()))
NT = namedtuple("NT", "a b")
nt = NT([1], 2)
nu = copy.deepcopy(nt)
nt.a.append(3)
print(nu, type(nu) is NT, copy.copy(nt) == nt)
n = Names(a=[1])
n.extra = [5]
m = copy.deepcopy(n)
n["a"].append(2)
n.extra.append(6)
print(m["a"], m.extra, type(m).__name__, copy.copy(n)["a"] is n["a"])
st = Stack([1, [2]])
su = copy.deepcopy(st)
st[1].append(3)
print(list(su), su.label, su.label is st.label, copy.copy(st).label is st.label)
f = Frozen([1])
g = copy.deepcopy(f)
f.a.append(2)
print(g.a, copy.copy(f).a)
print(copy.deepcopy(bytearray(b"ab")), copy.deepcopy(frozenset([1])), copy.deepcopy({(1, 2): [3]}), copy.deepcopy([b"x", 10**30, 1j]))
f = lambda: 5
print(copy.deepcopy([f])[0] is f, copy.copy(f) is f, copy.deepcopy({"f": f})["f"]())
memo = {}
print(copy.deepcopy([1, [2]], memo))
