# A position whose sum with a length wraps around 32 bits.
import sys
n = int(sys.argv[1])
import io
s = io.BytesIO()
s.seek(n)
s.write(b'1234567890')
print(len(s.getvalue()))
