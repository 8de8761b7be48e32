import sys
n = int(sys.argv[1])
x = [1]
for i in x:
    if len(x) < n: x.append(i)
print('done')
