import sys
n = int(sys.argv[1])
for i in range(n):
    sys.stdout.buffer.write(b'\xe2\x82')
    sys.stdout.buffer.write(b'\xac')
