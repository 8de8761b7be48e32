# An index that moves the items of the list that it is asked for.
import sys
n = int(sys.argv[1])
class Index:
    def __index__(self):
        if n:
            items.extend(range(100000)); kept.append([None] * 10)
        return 1
kept = []
for _ in range(20):
    items = [4, 4]
    items[Index()] = 5
    if items[1] != 5: raise SystemError(items[:3])
    if items[Index()] != 5: raise SystemError(items[:3])
    del items[Index()]
print(5)
