import sys
n = int(sys.argv[1])
kept = []
for i in range(n): kept.append(type('A', (), {'x': bytes(1000)}))
print('done')
