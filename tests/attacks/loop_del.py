# Finalizers of the program's own are never run.
import sys
n = int(sys.argv[1])
class Spins:
    def __del__(self):
        for i in range(n): pass
Spins()
x = Spins()
x = None
import gc
gc.collect()
print('done')
