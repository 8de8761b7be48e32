import sys
n = int(sys.argv[1])
for i in range(n):
    try: raise ValueError(i)
    except ValueError: pass
print('done')
