import sys
n = int(sys.argv[1])
x = 7 ** n
print('done')
