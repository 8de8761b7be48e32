import sys
n = int(sys.argv[1])
print(len(('a' * n).translate({97: 'b' * n})))
