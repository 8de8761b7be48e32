import sys
n = int(sys.argv[1])
print(len("%.*d" % (n, 1)))
