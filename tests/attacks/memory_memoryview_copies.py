import sys
n = int(sys.argv[1])
x = memoryview(bytes(1000000))
kept = [bytes(x) for i in range(n)]
print('done')
