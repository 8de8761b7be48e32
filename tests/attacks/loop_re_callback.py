import sys
n = int(sys.argv[1])
import re
def sub(match):
    for i in range(n): pass
    return 'b'
re.sub('a', sub, 'aaa')
print('done')
