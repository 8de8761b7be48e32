# C code that calls a function without any jump.
import sys
n = int(sys.argv[1])
print(min(range(n), key=lambda x: -x))
