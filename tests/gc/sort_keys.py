# Sorting with key functions that allocate, stable and reversed.
import sys


class Person:
    def __init__(self, name, age, tags):
        self.name = name
        self.age = age
        self.tags = tags

    def __lt__(self, other):
        return (self.age, self.name) < (other.age, other.name)


people = []
seed = 7
for i in range(40):
    seed = (seed * 1103515245 + 12345) % 2147483648
    people.append(Person("p" + str(seed % 97) + "-" + str(i), seed % 13, [str(seed % 5), str(i % 3)]))

print([p.name for p in sorted(people)][:8])
print([p.name for p in sorted(people, key=lambda p: p.name[::-1] if sys.maxsize < 0 else "".join(reversed(p.name)))][:8])
print([p.name for p in sorted(people, key=lambda p: (p.tags, -p.age, p.name), reverse=True)][:8])
people.sort(key=lambda p: str(p.age) + ":" + p.name)
print([(p.name, p.age) for p in people[:6]])

words = ("the quick brown fox jumps over the lazy dog and runs away from the angry bear " * 3).split()
print(sorted(words, key=lambda w: (len(w), w.upper() + w)))
print(sorted(set(words), key=str.upper, reverse=True))
print(sorted([[3, "c"], [1, "z"], [3, "a"], [1, "b"]], key=lambda pair: [pair[0], [pair[1]]]))
try:
    sorted([1, "a", 2], key=lambda x: [x])
except TypeError:
    print("TypeError")
print(max(words, key=lambda w: w + w), min(words, key=lambda w: [len(w), w]))
