import sys
n = int(sys.argv[1])
import copy
x = []
for i in range(n): x = [x]
print(type(copy.deepcopy(x)) is list)
