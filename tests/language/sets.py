# The order of sets, and what is made of them.
print({3, 1, 2}, {10, 5, 7, 3}, {5, 1, 9, 30, 2, 8}, set([3, 1, 2]), {-1, -2, 0, 7})
print(set(range(20, 0, -3)), {x * 7 % 23 for x in range(30)}, set("a"), frozenset([9, 8, 1]))
print({1, 2} ^ {2, 3}, {1, 2, 3} | {9, 4}, {8, 3, 5, 1} & {5, 3, 7}, {8, 3, 5, 1} - {5})
print({1: 2, 9: 3}.keys() | {3})
print({1.5, 2, 0.1, 3.25, -7.5}, {10**20, 5, 2**61, -(10**15)}, {True, 0, 2.0})
print({(1, 2), (0, 1), (3, 4), (2, 2)}, {(0.5, (1, 2)), (3,), ()})
print({frozenset({1, 2}), frozenset({3}), frozenset()})
print(hash(2**61), hash(-1), hash(0.5), hash(10**30), hash((1, 2)), hash(frozenset({1, 2})), hash(True), hash(1e300))

big = set(range(0, 1000, 7))
print(list(big)[:12], sum(big), len(big))
for x in range(0, 1000, 14):
    big.discard(x)
print(sorted(big)[:5], list(big)[:8])
big |= {5, 6, 7}
big -= set(range(300))
big ^= {301, 5}
big &= set(range(290, 600))
print(list(big))

s = {50, 40, 30, 20, 10}
print(s.pop(), s.pop(), s)
s.update([1, 2], (3,), {4: 5})
print(s, s.union([100], {200}), s.intersection([1, 2, 3], {3, 2}), s.difference([1], [2], {40}))
print({1}.symmetric_difference([2]), set().union(), {1, 2}.isdisjoint([3]), {1, 2}.issubset([1, 2, 3]), {1, 2, 3}.issuperset((1,)))
s.intersection_update([1, 2, 3, 4], {1, 3, 9})
print(s)
s.difference_update({1}, [3])
s.symmetric_difference_update([8, 9])
print(s, s.copy() == s, s is s.copy())
s.clear()
print(s, frozenset(), repr(frozenset({1})))

a, b = {1, 2}, {1, 2, 3}
print(a < b, a <= b, a > b, b >= a, a == {2, 1}, a != b, a < a, a <= a)
print(a | frozenset({5}), frozenset({5}) | a, type(frozenset({5}) | a).__name__, {1} in {frozenset({1})})
f = frozenset([1, 2])
print(f.copy() is f, frozenset(f) is f, {f: 1}[frozenset([2, 1])])


class Sub(set):
    pass


sub = Sub([3, 1])
sub.add(2)
print(len(sub), 3 in sub, sorted(sub | {9}), {3, 5} & sub, {1, 2, 3} == sub)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


print(len({Key(1), Key(1), Key(2**70), Key(2**70), Key((1, 2))}), Key(2**70) in {Key(2**70)})

for make in (lambda: {[]}, lambda: {1} | [2], lambda: set(1), lambda: set(1, 2), lambda: {1}.remove(2), lambda: set().pop(),
             lambda: {1} < [1], lambda: hash({1}), lambda: frozenset().add(1)):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
try:
    for x in (s := {1, 2, 3}):
        s.add(x + 10)
except RuntimeError as e:
    print(e)
