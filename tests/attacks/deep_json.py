import sys
n = int(sys.argv[1])
import json
x = json.loads('[' * n + ']' * n)
print('done')
