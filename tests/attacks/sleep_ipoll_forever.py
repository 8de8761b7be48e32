import sys
n = int(sys.argv[1])
import select
p = select.poll()
p.poll(-1 if n else 0)
print('done')
