import sys
n = int(sys.argv[1])
print(len("a".center(n, "€")))
