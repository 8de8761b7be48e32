import sys
n = int(sys.argv[1])
import re
print(re.match('(x?)' + 'a*' * n + 'b\\1', 'a' * n) is not None)
