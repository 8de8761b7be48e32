from itertools import (
    accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse,
    groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest,
)
import itertools
import operator


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


print(list(islice(count(), 5)), list(islice(count(10, 3), 4)), list(islice(count(0.5, 0.25), 3)), count(3), count(1, 2))
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat(7, 3)), repeat(1, 2), repeat("x"), list(repeat(1, -1)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=10)))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate([])), list(accumulate("abc")), list(accumulate([1, 2], func=lambda a, b: a - b)))
print(list(chain([1], (2, 3), "ab")), list(chain()), list(chain.from_iterable([[1, 2], [3]])), list(chain.from_iterable(["ab", "c"])))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(compress([1, 2, 3], [True])))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))))
print(list(filterfalse(None, [0, 1, "", "a", None])), list(starmap(pow, [(2, 5), (3, 2)])), list(starmap(max, [[1, 2], [5, 4]])))
print([(k, list(g)) for k, g in groupby("aaabbca")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
g = groupby([1, 1, 2, 3, 3])
print([k for k, _ in g], list(groupby([])))
g = groupby("aab")
k, first = next(g)
next(g)
print(k, list(first))
g = groupby("aab")
k, first = next(g)
print(next(first), next(g)[0])
print(list(islice("abcdef", 3)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", None)), list(islice("abc", 0)))
i = iter(range(10))
print(list(islice(i, 0, 5, 3)), next(i), list(islice("abc", 5, 7)), error(islice, [], -1), error(islice, [], 0, 1, 0))
print(list(pairwise("abcd")), list(pairwise([1])), list(pairwise([])))
print(list(zip_longest("abc", [1, 2])), list(zip_longest([1], [2, 3], fillvalue=0)), list(zip_longest()), list(zip_longest([], [])))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), len(tee([1], 3)), tee([], 0))
a, b, c = tee(iter("xyz"), 3)
print(list(c), list(a), list(b))
print(list(product([1, 2], "ab")), list(product([0, 1], repeat=2)), list(product()), list(product([1], [])), len(list(product("abc", repeat=4))))
print(list(permutations([1, 2, 3])), list(permutations("abc", 2)), list(permutations([1], 2)), list(permutations([])), len(list(permutations(range(6)))))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations([1], 0)), len(list(combinations(range(10), 5))))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)), list(combinations_with_replacement([], 0)))
print(list(permutations(range(4), 3))[:5], list(combinations(range(5), 3)), sum(1 for _ in combinations_with_replacement(range(5), 4)))
print(error(product, [1], repeat=-1), error(permutations, [1], -1), error(combinations, [1]), error(accumulate), error(chain.from_iterable, 3))
print(next(count()), [x for x, _ in zip(count(1), "abc")], dict(zip("ab", count())) == {"a": 0, "b": 1}, max(islice(count(), 5)))


def primes():
    sieve = {}
    for n in count(2):
        if n not in sieve:
            yield n
            sieve[n * n] = [n]
        else:
            for p in sieve.pop(n):
                sieve.setdefault(n + p, []).append(p)


print(list(takewhile(lambda p: p < 40, primes())), sum(islice(primes(), 50)))
print(iter(count()) is not None, hasattr(itertools, "batched"))
