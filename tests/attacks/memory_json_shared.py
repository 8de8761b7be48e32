import sys
n = int(sys.argv[1])
import json
a = [1]
for i in range(n): a = [a, a]
json.dumps(a)
print('done')
