import sys
n = int(sys.argv[1])
class Body:
    for i in range(n): pass
print('done')
