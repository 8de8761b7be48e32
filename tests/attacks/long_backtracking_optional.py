import sys
n = int(sys.argv[1])
import re
print(re.match('a?' * n + 'a' * n, 'a' * n) is not None)
