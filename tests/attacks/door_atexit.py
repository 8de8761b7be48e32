# What is left for the end of the program does not outlive it.
import sys
n = int(sys.argv[1])
if n:
    def spin():
        for i in range(10 ** 9): pass
    if hasattr(sys, 'atexit'): sys.atexit(spin)
print('done')
