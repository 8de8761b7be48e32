import sys
n = int(sys.argv[1])
print(len("7".zfill(n)))
