import sys
n = int(sys.argv[1])
print(len('%1000000000d' % 1)) if n > 10 else print(len('%10d' % 1))
