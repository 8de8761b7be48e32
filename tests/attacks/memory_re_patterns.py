import sys
n = int(sys.argv[1])
import re
for i in range(n):
    re.compile('a' * 1000 + str(i))
print('done')
