# A set that could not grow is as it was.
import sys
n = int(sys.argv[1])
s = set()
try:
    for i in range(n): s.add(i)
except MemoryError: pass
count = len(s)
print(sum(1 for x in s) == count, all(i in s for i in range(count)))
