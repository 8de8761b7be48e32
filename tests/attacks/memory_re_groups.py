import sys
n = int(sys.argv[1])
import re
re.compile('(a)' * n)
print('done')
