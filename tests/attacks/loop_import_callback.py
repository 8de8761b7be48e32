# Frozen library code that calls back into the program.
import sys
n = int(sys.argv[1])
import texttable
class Cell:
    def __str__(self):
        for i in range(n): pass
        return 'x'
    __repr__ = __str__
try:
    texttable.table([[Cell()]])
except (AttributeError, TypeError):
    str(Cell())
print('done')
