"""Dicts and sets: counting, grouping, looking up, deleting.

Nothing depends on the order of items, which MicroPython does not keep.
"""


def main():
    counts = {}
    groups = {}
    value = 3
    for i in range(110000):
        value = (value * 1366 + 150889) % 714025
        number = value % 5003
        counts[number] = counts.get(number, 0) + 1
        name = NAMES[value % 97]
        if name in groups:
            groups[name] += number
        else:
            groups[name] = number

    found = 0
    for i in range(150000):
        if NAMES[i % 97] in groups:
            found += 1
        found += counts.get(value, 0)
        value = (value * 75 + 74) % 5003

    seen = set()
    for turn in range(10):
        for i in range(turn, 20000, 13):
            seen.add(i)
    for i in range(0, 5003, 2):
        del counts[i]
    total = sum(number * count for number, count in counts.items()) % 1000003
    best = max(groups.values())
    print("dicts", len(counts), len(groups), found, len(seen), total, best)


NAMES = ["key-" + str(i * i) for i in range(97)]
main()
