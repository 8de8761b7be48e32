import sys
n = int(sys.argv[1])
import math
print(math.comb(2 * n, n))
