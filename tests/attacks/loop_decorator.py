import sys
n = int(sys.argv[1])
def slow(f):
    for i in range(n): pass
    return f
@slow
def f(): return 'done'
print(f())
