import sys
n = int(sys.argv[1])
x = (1 << n) // ((1 << n // 2) + 1)
print('done')
