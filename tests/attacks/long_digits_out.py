import sys
n = int(sys.argv[1])
print(len(str(1 << n)))
