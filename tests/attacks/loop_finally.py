import sys
n = int(sys.argv[1])
try:
    print('done')
finally:
    for i in range(n): pass
