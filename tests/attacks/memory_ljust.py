import sys
n = int(sys.argv[1])
x = 'a'.center(n)
print(len(x))
