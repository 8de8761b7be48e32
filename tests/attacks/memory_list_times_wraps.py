# A size whose product wraps around 32 bits.
import sys
n = int(sys.argv[1])
x = [0, 1, 2, 3] * n
print(len(x))
