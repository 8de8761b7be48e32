import sys
n = int(sys.argv[1])
def f(i):
    try:
        if i: f(i - 1)
    finally: pass
f(n)
print('done')
