import sys
n = int(sys.argv[1])
print(len(('\t' * n).expandtabs(n + 1)))
