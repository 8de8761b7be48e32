import sys
n = int(sys.argv[1])
a = [1]
assert len(eval("[" + "*a," * n + "]")) == n
print('done')
