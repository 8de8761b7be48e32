import sys
n = int(sys.argv[1])
import io
s = io.StringIO()
for i in range(n): s.write('x' * 10000)
print(len(s.getvalue()))
