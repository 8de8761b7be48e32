import sys
n = int(sys.argv[1])
import io
s = io.BytesIO()
s.seek(n)
s.write(b'x')
print(len(s.getvalue()))
