import sys
n = int(sys.argv[1])
print(len(f'{1:{n}}'))
