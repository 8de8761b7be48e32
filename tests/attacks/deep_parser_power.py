import sys
n = int(sys.argv[1])
eval('1' + '**1' * n)
print('done')
