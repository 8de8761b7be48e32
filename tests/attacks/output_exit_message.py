import sys
n = int(sys.argv[1])
sys.exit('x' * n) if n > 10 else print('done')
