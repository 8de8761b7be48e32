import sys
n = int(sys.argv[1])
for i in range(n): sys.stdout.buffer.write(b'\xff\xfe')
if n < 10: print('done')
