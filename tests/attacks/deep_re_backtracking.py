import sys
n = int(sys.argv[1])
import re
re.match('(a|b)*c', 'ab' * n)
print('done')
