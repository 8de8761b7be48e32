import sys
n = int(sys.argv[1])
import re
print(len(re.compile(',').split(',' * n)))
