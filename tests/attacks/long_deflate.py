import sys
n = int(sys.argv[1])
import deflate, io
data = bytes(i * 7919 % 251 for i in range(2000))
for i in range(n):
    with deflate.DeflateIO(io.BytesIO(), deflate.ZLIB, 15) as z: z.write(data)
print('done')
