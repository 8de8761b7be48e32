import sys
n = int(sys.argv[1])
import json
x = 'a' * 1000000
print(len(json.dumps([x] * n)))
