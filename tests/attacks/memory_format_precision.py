import sys
n = int(sys.argv[1])
print(len(('{:.%df}' % n).format(1.5)))
