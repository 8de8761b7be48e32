# All that is joined is in memory before it is joined.
import sys
n = int(sys.argv[1])
print(len(''.join('' for i in range(n))))
