import sys
n = int(sys.argv[1])
x = 'ab' * n
print(len(x))
