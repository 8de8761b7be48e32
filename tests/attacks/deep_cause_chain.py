import sys
n = int(sys.argv[1])
e = ValueError()
def f(i):
    try: raise ValueError(i)
    except ValueError:
        if i: f(i - 1)
f(n)
print('done')
