import sys
n = int(sys.argv[1])
x = 'a' * n
print(len(x.replace('a', x)))
