# A list that its key function changes as it is sorted.
import sys
n = int(sys.argv[1])
items = [3, 2, 1] + [0] * (1000 * n)
def key(item):
    if n: items.clear(); kept.extend([None] * 50 for _ in range(20))
    return item
kept = []
items.sort(key=key)
print(items)
