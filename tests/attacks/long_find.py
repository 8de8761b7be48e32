import sys
n = int(sys.argv[1])
print(('a' * 2 * n).find('a' * n + 'b'))
