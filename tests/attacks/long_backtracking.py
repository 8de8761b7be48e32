import sys
n = int(sys.argv[1])
import re
re.match('a*' * n + 'b', 'a' * n)
print('done')
