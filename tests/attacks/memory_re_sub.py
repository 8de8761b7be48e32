import sys
n = int(sys.argv[1])
import re
print(len(re.sub('', 'x' * 1000, 'a' * n)))
