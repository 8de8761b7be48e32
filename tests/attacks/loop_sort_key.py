# The list is empty for the program while its own sort key runs.
import sys
n = int(sys.argv[1])
def key(x):
    for i in range(n): pass
    return x
[2, 1].sort(key=key)
print('done')
