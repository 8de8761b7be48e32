import sys
n = int(sys.argv[1])
import re
print(re.search('(x?)(a*)*b\\1', 'a' * n))
