import sys
n = int(sys.argv[1])
import os
print(len(os.urandom(n)))
