import sys
n = int(sys.argv[1])
kept = []
for i in range(n):
    try: raise ValueError(bytes(10000))
    except ValueError as e: kept.append(e)
print('done')
