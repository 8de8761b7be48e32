# The program raises and catches the exception of limits itself.
import sys
n = int(sys.argv[1])
for i in range(n):
    try: raise LimitExceeded('mine')
    except LimitExceeded: pass
print('done')
