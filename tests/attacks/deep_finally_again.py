# Each level that recursion ends at goes deep again.
import sys
n = int(sys.argv[1])
def f(i):
    if i:
        try: f(i - 1)
        finally: f(i - 1)
f(n)
print('done')
