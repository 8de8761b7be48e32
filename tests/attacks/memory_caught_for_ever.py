# Fills the memory, drops it and starts again.
import sys
n = int(sys.argv[1])
kept = []
for i in range(n):
    try:
        while len(kept) < n: kept.append(bytes(100000))
    except MemoryError:
        kept.clear()
print('done')
