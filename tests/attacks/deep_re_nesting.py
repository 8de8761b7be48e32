import sys
n = int(sys.argv[1])
import re
re.compile('(' * n + 'a' + ')' * n)
print('done')
