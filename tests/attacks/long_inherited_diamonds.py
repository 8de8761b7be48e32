# Looking through all paths to the same base class.
import sys
n = int(sys.argv[1])
class Base: pass
for i in range(n):
    class Left(Base): pass
    class Right(Base): pass
    class Base(Left, Right): pass
print(hasattr(Base(), 'nothing'))
