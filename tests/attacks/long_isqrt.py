import sys
n = int(sys.argv[1])
import math
print(math.isqrt(10 ** n))
