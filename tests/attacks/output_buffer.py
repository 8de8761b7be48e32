import sys
n = int(sys.argv[1])
sys.stdout.buffer.write(b'x' * n)
