import sys
from decimal import Decimal
n = int(sys.argv[1])
x = Decimal("1E+%d" % n)
print(x + 1 > x - 1 or x + 1 == x, len(str(int(x))))
