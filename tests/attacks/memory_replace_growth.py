import sys
n = int(sys.argv[1])
print(len(('a' * n).replace('a', 'b' * n)))
