import sys
n = int(sys.argv[1])
import array
x = array.array('d', bytes(8 * n))
print(len(x))
