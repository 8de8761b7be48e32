import sys
n = int(sys.argv[1])
import sys
for i in range(n):
    try: sys.exit(i)
    except SystemExit: pass
print('done')
