import sys
n = int(sys.argv[1])
kept = []
def make(x):
    y = bytes(1000)
    return lambda: (x, y)
for i in range(n): kept.append(make(i))
print('done')
