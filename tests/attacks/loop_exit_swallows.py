# Context managers that swallow the exception that stops.
import sys
n = int(sys.argv[1])
class Swallows:
    def __enter__(self): pass
    def __exit__(self, *_): return True
i = 0
while i < n:
    with Swallows():
        while i < n: i += 1
print('done')
