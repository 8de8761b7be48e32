import sys
n = int(sys.argv[1])
import json
x = {}
if n > 10: x['x'] = x
print(json.dumps(x))
