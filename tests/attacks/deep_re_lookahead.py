import sys
n = int(sys.argv[1])
import re
print(re.match('(?=' * n + 'a' + ')' * n, 'a') is not None)
