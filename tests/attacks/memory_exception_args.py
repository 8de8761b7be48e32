import sys
n = int(sys.argv[1])
try:
    raise ValueError('x' * n)
except ValueError as e: print(len(e.args[0]))
