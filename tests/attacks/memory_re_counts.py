import sys
n = int(sys.argv[1])
import re
re.compile('(?:(?:(?:ab){%d}){%d}){%d}' % (n, n, n))
print('done')
