# Waits for input that never comes.
import sys
n = int(sys.argv[1])
x = input() if n else 'done'
print(x)
