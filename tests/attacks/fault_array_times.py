import sys
from array import array
n = int(sys.argv[1])
a = array("q", [1, 2]) * n
print(len(a))
