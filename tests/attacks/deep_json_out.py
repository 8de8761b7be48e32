import sys
n = int(sys.argv[1])
import json
x = []
for i in range(n): x = [x]
print(len(json.dumps(x)))
