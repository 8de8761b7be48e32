import sys
n = int(sys.argv[1])
def frame():
    a = b = c = d = e = f = 1
    yield a
kept = []
for i in range(n):
    kept.append(frame())
    next(kept[-1])
print('done')
