import sys
n = int(sys.argv[1])
print(('a' * n).count('a' * (n // 2) + 'b'))
