import sys
n = int(sys.argv[1])
print(len(b"a".ljust(n)))
