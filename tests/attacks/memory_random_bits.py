import sys
n = int(sys.argv[1])
import random
print(random.getrandbits(n) >= 0)
