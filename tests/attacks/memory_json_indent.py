import sys
n = int(sys.argv[1])
import json
print(len(json.dumps([[[1]]], indent=n)))
