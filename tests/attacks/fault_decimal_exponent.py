import sys
from decimal import Decimal
n = int(sys.argv[1])
x = Decimal("1E+%d" % n)
print(x > 5, x == x * 1 if n < 10 else "", len(str(int(x))))
