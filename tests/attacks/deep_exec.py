import sys
n = int(sys.argv[1])
def f(i):
    if i: exec('f(%d)' % (i - 1))
f(n)
print('done')
