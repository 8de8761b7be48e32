import sys
n = int(sys.argv[1])
import select
p = select.poll()
p.register(sys.stdin, 0)
p.poll(n * 1000)
print('done')
