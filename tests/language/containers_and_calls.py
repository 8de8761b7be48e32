# Lists, dicts, sets, ranges, built-in functions, and mistakes.
def t(source):
    try:
        print(source, '->', ascii(eval(source)))
    except Exception as e:
        print(source, '!!', type(e).__name__, ascii(str(e)), ascii(repr(e)))


for line in r"""
[1, 2][2]
[1, 2][-3]
[1, 2].index(3)
[1, 2].index(1, 1)
[1, 2, 1].index(1, 1), [1, 2, 1].index(1, -1), [1, 2, 1].index(1, -100, 100)
[1, 2].remove(3)
[1].pop(5)
[1, 2].pop(0), [1, 2].pop(-1), [1, 2].pop(True)
[1].extend(1)
[1].insert('a', 1)
[1, 2].count(1), [1].copy(), [1, 2, 3][::-1]
[3, 1, 2].sort(), sorted([3, 1, 2]), sorted([3, 1, 2], reverse=True), sorted('bca', key=ord), sorted([-1, 2], key=abs, reverse=True)
sorted([1, 'a'])
sorted([1, None])
sorted(1)
sorted([1, 2], key=1)
sorted([1, 2], lambda x: x)
sorted()
sorted([1], key=None, reverse=False), sorted([1], reverse=1)
sorted([(1, 'b'), (0, 'a')]), sorted({'b': 1, 'a': 2}), sorted([[2], [1]]), sorted([1.5, 1, True])
[1, 2] + [3], [1] * 3, 3 * [1], [1] * -1, [1] * True
[1] + (2,)
[1] + 1
[1] * 'a'
[1] * 1.5
[1, 2] < [1, 3], [1] < [1, 2], [] < [1], [1, 2] == [1, 2.0], [1] != (1,), [2] > [1, 5]
[1] < ['a']
[1] < (1,)
1 in [1, 2], 'a' not in [1], float('nan') in [float('nan')], [] in [[]]
list('abc'), list((1, 2)), list({1: 2}), list(range(3)), list(), list(b'ab')
list(1)
list(None)
[[]] * 2, [1, [2, [3]]], [(), {}, set(), None]
hash([])
{[]: 1}
{{}: 1}
{[1]}
hash({})
hash(set())
hash(slice(1))
hash((1, [2]))
(1, 2)[2]
(1, 2).count(1), (1, 2).index(2), (1,) + (2,), (1,) * 2, (1, 2)[::-1], (1, 2, 3)[1:], ()
(1,) + [2]
tuple([1, 2]), tuple('ab'), tuple(), tuple({1: 2})
tuple(1)
(1, 2) < (1, 3), (1,) < (1, 2), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2))
(1,), (1, (2, (3,)))
{'a': 1}['b']
{'a': 1}[1]
{1: 2}[(1, 2)]
{'a': 1}.pop('b')
{'a': 1}.pop('b', 5), {'a': 1}.pop('a')
{}.popitem()
{'a': 1, 'b': 2}.popitem()
{'a': 1}.get('b'), {'a': 1}.get('b', 2), {'a': 1}.get('a', 2)
{}.setdefault('a', 1), {'a': 1}.setdefault('a', 2), {}.setdefault('a')
{'a': 1}.update([('b', 2)]), {}.update(a=1), {}.update({'a': 1}, b=2), {}.update()
{}.update(1)
{}.update([(1, 2, 3)])
{}.update(['ab'])
dict([('a', 1)]), dict(a=1), dict({'a': 1}, b=2), dict(['ab', 'cd']), dict(), dict(zip('ab', [1, 2])), dict({'a': 1}.items())
dict(1)
dict([(1,)])
dict([(1, 2), (3,)])
{'a': 1} | {'b': 2}, {'a': 1} | {'a': 2}
{'a': 1} | [('b', 2)]
{'a': 1} + {'b': 2}
{'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': 1} != {'a': 2}, {} == []
{'a': 1} < {'b': 2}
dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), dict.fromkeys('a', [])
dict.fromkeys(1)
{'a': 1}.keys(), {'a': 1}.values(), {'a': 1}.items(), {}.keys()
{'a': 1}.keys()[0]
{'a': 1}.keys().isdisjoint({'b'}), len({'a': 1}.keys()), len({'a': 1}.values()), len({'a': 1}.items()), 'a' in {'a': 1}.keys(), 1 in {'a': 1}.values(), ('a', 1) in {'a': 1}.items()
list(reversed({'a': 1, 'b': 2})), list(reversed({'a': 1, 'b': 2}.keys())), list(reversed({'a': 1, 'b': 2}.values())), list(reversed({'a': 1, 'b': 2}.items()))
{'a': 1}.values() & {1}
hash({}.keys())
{}.foo
{1: 'a', 1.0: 'b', True: 'c'}
{'a': 1}.copy(), {'a': 1}.clear()
{1} | [2]
{1} & 'a'
{1} - None
{1} + {2}
{1} < [1]
{1}.union(1)
{1}.add([])
{1}.remove(2)
{1}.remove('a')
{1}.update([2], [3]), {1}.intersection_update([1]), {1}.difference_update([1]), {1}.symmetric_difference_update([1])
{1}.update(1)
set(1)
set('aab') == {'a', 'b'}, set(), frozenset(), frozenset([1]), set([1]), {(1, 2)}
set([[]])
frozenset([1]).add(2)
frozenset([1]).copy(), frozenset('a') in {frozenset('a')}, {1}.copy()
len({1, 1, 2}), 1 in {1}, [] in {1}
[] in {}
range(5), range(1, 5), range(1, 10, 2), list(range(5, 0, -1)), len(range(0, 10, 3)), range(10)[2], range(10)[-1], range(10)[2:5], range(10)[::-1], range(10)[::2]
range(5)[5]
range(1, 2, 0)
range(1.5)
range('a')
range(5) == range(0, 5), range(0) == range(2, 2), hash(range(5)) == hash(range(0, 5)), range(0, 3, 2) == range(0, 4, 2)
3 in range(5), 5 in range(5), 2 in range(1, 10, 2), 'a' in range(5), 3.0 in range(5), 3.5 in range(5), True in range(5)
range(5).index(3), range(5).count(3), range(5).start, range(5).stop, range(5).step, range(10, 0, -2).index(4)
range(5).index(7)
list(reversed(range(5))), list(reversed(range(0, 10, 3))), sum(range(101)), max(range(5)), sorted(range(3), reverse=True), bool(range(0))
len(range(10**20))
range(5).foo
range(5) + range(5)
range(5)['a']
iter(1)
next(iter([]))
next(iter([]), 5), next(iter([1]))
next([])
next(1)
list(iter(lambda: 1, 1))
iter(1, 2)
reversed(1)
reversed({1})
enumerate(1)
list(enumerate('a', 'b'))
list(zip([1], [1, 2], strict=True))
list(zip([1, 2], [1], strict=True))
list(zip([1, 2], [1, 2], [1], strict=True))
zip(1)
zip([1], 2)
zip([1], foo=1)
map(str, 1)
list(map(lambda a, b: a + b, [1, 2], [3])), list(map(None, []))
list(map(1, [1]))
list(filter(None, [0, 1, '', 'a'])), list(filter(lambda v: v > 1, [1, 2]))
filter(None, 1)
any([0, 1]), all([]), any([]), all([1, 0]), any(x for x in [1])
any(1)
len(1)
len(None)
len({}), len({1}), len(''), len(b'a'), len(range(3)), len(())
slice(1), slice(1, 2), slice(1, 2, 3), slice(None), slice(1, 2).start, slice(1, 2, 3).indices(5), slice(None, None, -1).indices(5), slice(1) == slice(1)
slice(1, 2, 0).indices(5)
[1, 2, 3, 4, 5][slice(1, 4, 2)], 'abcde'[slice(None, None, -2)]
[1, 2, 3][::0]
[1, 2, 3][1:2:'a']
[1, 2, 3]['a':]
vars(1)
type('A', (), {})().__class__.__name__, type('A', (int,), {'x': 1}).x
type(1, 2)
type()
getattr(1, 'foo')
getattr(1, 'foo', 2), hasattr(1, 'foo'), hasattr(1, 'real')
getattr(1, 1)
setattr(1, 'a', 2)
delattr(1, 'a')
globals is globals, id([]) != 0
eval('undefined_name')
ascii('é'), repr([1, 'a']), str([1, 'a', 1.5, None, b'x']), str({'a': [1]}), str((1,)), str({1}), repr(set())
input
chr(97), ord('a'), chr(0x1f600), hex(5), bin(5)
__import__('math').pi
hash('a') == hash('a'), hash(()) == hash(()), hash(None) == hash(None)
abs, len, print, sorted
[i for i in range(3)], {i: i for i in range(2)}, {i for i in [1]}, list(i for i in range(2)), (i for i in [1]).__class__.__name__
[x for x in 5]
(lambda x: x)()
(lambda x: x)(1, 2)
(lambda x: x)(y=1)
(lambda x: x)(1, x=1)
(lambda *, x: x)()
(lambda x, y, z: 1)()
(lambda x, y: 1)(1)
(lambda *, x, y: 1)()
(lambda *a, **k: (a, k))(1, *[2], b=3, **{'c': 4})
None.foo
(1).x
[].x
(lambda: 1).x
print.__name__, len.__name__, (lambda: 1).__name__, [].append.__name__, str.join.__name__
for_
undefined
[1, 2, 3].sort(key=lambda v: 1 / 0)
object().x
object() == object(), object() != object()
object() < object()
isinstance(object(), object), type(object())
complex.__name__, NotImplemented is NotImplemented
[1, 2, 3].__len__(), {}.__len__(), [].__contains__(1), {'a': 1}.__getitem__('a'), [1].__getitem__(0), {'a': 1}.__contains__('a'), (1,).__len__(), [1].__iter__().__next__()
[1].__add__([2]), [1].__eq__([1]), (1, 2).__hash__() == hash((1, 2)), {1}.__contains__(1), {1}.__len__(), [].__class__, {}.__class__
list.append([], 1), list.sort([2, 1]), str.join('a', 'bc'), dict.get({}, 1), list.__getitem__([1], 0), dict.__setitem__({}, 1, 2), list.__setitem__([1], 0, 2), dict.__delitem__({1: 2}, 1)
""".strip().split("\n"):
    t(line)
