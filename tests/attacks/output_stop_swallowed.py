# A flood that catches what stops it.
import sys
n = int(sys.argv[1])
i = 0
while i < n:
    i += 1
    try: print('x' * 9)
    except BaseException: pass
