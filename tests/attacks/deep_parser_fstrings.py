import sys
n = int(sys.argv[1])
eval("f'{" * n + '1' + "}'" * n)
print('done')
