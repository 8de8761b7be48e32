# No memory for the traceback of the stop.
import sys
n = int(sys.argv[1])
import micropython
i = 0
micropython.heap_lock()
while i < n: i += 1
micropython.heap_unlock()
print('done')
