# What is stopped has not exited.
import sys
n = int(sys.argv[1])
try:
    for i in range(n): pass
except BaseException:
    sys.exit(0)
print('done')
