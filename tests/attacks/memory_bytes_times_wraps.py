import sys
n = int(sys.argv[1])
x = b'1234' * n
print(len(x))
