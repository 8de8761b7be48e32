import sys
n = int(sys.argv[1])
def even(i): return True if i == 0 else odd(i - 1)
def odd(i): return False if i == 0 else even(i - 1)
for i in range(n): even(20)
print('done')
