import sys
n = int(sys.argv[1])
d = {i: i for i in range(100)}
try:
    for k in d:
        if n: d.clear()
except RuntimeError: pass
print('done')
