import sys
n = int(sys.argv[1])
import re
print(re.match('(?=(a|aa|a?)+$)c', 'a' * n + 'b') is not None)
