import sys
n = int(sys.argv[1])
import hashlib
h = hashlib.sha256()
block = b'x' * 100000
for i in range(n): h.update(block)
print('done')
