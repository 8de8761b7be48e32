import sys
n = int(sys.argv[1])
import re
print(re.match('(?:a|b)*c', 'ab' * n))
