# Dicts keep the order in which their keys came.
from collections import OrderedDict

d = {}
for i in range(20):
    d[i * 7 % 20] = i
print(d)
for i in range(0, 20, 3):
    del d[i]
print(d)
for i in range(0, 20, 3):
    d[i] = -i
print(d, len(d))
print(d.popitem(), d.popitem(), list(d), list(reversed(d)))
e = dict(b=1, a=2)
e.update(d)
print(e)
e.pop('b')
e['b'] = 5
print(e, e.copy(), e | {'z': 1}, {'z': 0, 'b': 1} | e)
e |= [('q', 1), ('a', 0)]
print(e, e.setdefault('new'), e.setdefault('a', 9), e.pop('none', 'default'), list(e.items())[-1])

# keyword arguments, attributes, classes
def f(**names):
    return names
print(f(z=1, y=2, x=3, b=0), list(f(q=1, a=2).items()))
class A:
    z = 1
    y = 2
    def __init__(self):
        self.q = 1
        self.b = 2
        self.a = 3
print(A().__dict__, [name for name in A.__dict__ if not name.startswith('_')])

# keys with a hash and a comparison of their own, many of which are alike
class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return hash(self.n) % 7
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self):
        return 'K%d' % self.n
k = {}
for i in range(50):
    k[Key(i)] = i
for i in range(0, 50, 2):
    del k[Key(i)]
for i in range(100, 110):
    k[Key(i)] = i
print(k, Key(3) in k, Key(2) in k)
for x in (1, 1.0, True, 'a', b'a', (1, 2), None, frozenset({1}), 2**70, -1, 0.5):
    k[x] = x
print(k)

# what is changed while it is gone over
for change in (lambda x: d.update({x + 1000: 1}), lambda x: d.pop(x)):
    try:
        for x in d:
            change(x)
    except RuntimeError as error:
        print(error)
for x in list(d):
    d[x] = 0
for x in d:
    d[x] += 1
print(d)
items = iter({1: 2})
print(next(items), next(items, 'end'), next(items, 'end'))

# OrderedDict
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a')
print(o)
o.move_to_end('c', last=False)
print(o, list(o))
print(o.popitem(last=False), o.popitem(), o, OrderedDict())
try:
    o.move_to_end('none')
except KeyError as error:
    print(repr(error))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
print(dict(b=2, a=1) == OrderedDict(a=1, b=2), OrderedDict(a=1) != OrderedDict(a=1))
many = OrderedDict((i, str(i)) for i in range(100))
for i in range(0, 100, 2):
    many.move_to_end(i, last=i % 3 == 0)
print(list(many))

# large ones, and queues
big = {str(i): i for i in range(5000)}
print(list(big)[:3], list(big)[-3:], big['4999'], '5000' in big)
for i in range(4990):
    del big[str(i)]
print(big)
for i in range(5000):
    big.popitem() if len(big) > 5 else big.setdefault(str(i), i)
print(len(big), list(big)[-2:])
queue = {}
for i in range(3000):
    queue[i] = queue[str(i)] = i
    if i > 100:
        del queue[next(iter(queue))]
print(len(queue), list(queue)[:4], list(queue)[-2:])
for n in range(1, 40):
    z = {j: j for j in range(n)}
    assert list(z) == list(range(n)) and all(z[j] == j for j in range(n)) and n not in z
    y = z.copy()
    assert list(y.items()) == [(j, j) for j in range(n)], n
    y[n] = n
    assert y[n] == n and n not in z

# views
print({}.keys(), {1: 2}.keys(), {1: 2}.items(), {1: 2}.values())
x = {1: 1, 2: 2, 3: 3}
print(x.keys() & {1, 5}, sorted(x.keys() | {9}), sorted(x.keys() - {1}), sorted(x.keys() ^ {1, 7}))
print({1, 5} & x.keys(), {1, 2, 3} == x.keys(), x.keys() == {1, 2, 3}, x.keys() >= {1})
print(x.keys() == {3: 0, 2: 0, 1: 0}.keys(), x.keys() < {1, 2, 3, 4}, x.keys() != [1, 2, 3])
print(x.items() & {(1, 1)}, (1, 1) in x.items(), (1, 2) in x.items(), 1 in x.items(), 2 in x.values())
print(len(x.values()), bool({}.items()), x.keys().isdisjoint([5]), list(reversed(x.items())))
print(list(reversed(x.values())), list(reversed(x.keys())))
keys = x.keys()
x[4] = 4
print(keys, len(keys), [2] + list(keys))

# what they are made of
print(dict([(1, 2), [3, 4], 'ab']), dict.fromkeys('abc', 0), OrderedDict.fromkeys('ab'))
class Mapping:
    def keys(self):
        return ['x', 'y']
    def __getitem__(self, key):
        return key * 2
print(dict(Mapping()), dict(Mapping(), z=1))
class Own(dict):
    pass
own = Own(b=1, a=2)
print(own, Own.fromkeys([1]), type(Own.fromkeys([1])).__name__, list(own), own == {'a': 2, 'b': 1})
try:
    dict([(1, 2, 3)])
except ValueError as error:
    print(error)
for bad in (lambda: dict([1]), lambda: dict(5), lambda: {'a': 1}[[]], lambda: {[]: 1}, lambda: {} | []):
    try:
        bad()
    except TypeError:
        print('TypeError')
for bad in (lambda: {}.popitem(), lambda: {}.pop(1), lambda: {}['a'], lambda: {1: 1}[2, 3]):
    try:
        bad()
    except KeyError as error:
        print(repr(error))

# names, and texts that are none
print({'a': 1}.get('a' * 1), {'ab': 1}.get(''.join(['a', 'b'])), {'a': 1}.get(1), {'a': 1}.get((1, 2)))
names = {'one': 1}
names['on' + 'e'[:1]] = 2
names['tw' + chr(111)] = 3
print(names, 'two' in names, names.pop('two'), names)
globals()['late'] = 'later'
print(late, list(globals())[-1])
