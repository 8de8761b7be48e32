import sys
n = int(sys.argv[1])
import array
a = array.array('I')
for i in range(n): a.extend(array.array('I', [1, 2, 3, 4] * 1000))
print('done')
