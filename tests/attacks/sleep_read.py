import sys
n = int(sys.argv[1])
x = sys.stdin.buffer.read(n)
print('done')
