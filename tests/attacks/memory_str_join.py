import sys
n = int(sys.argv[1])
print(len(('x' * 100000).join('' for i in range(n))))
