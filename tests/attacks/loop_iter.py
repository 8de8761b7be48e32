# Builtin C code that asks an iterator of the program's for more.
import sys
n = int(sys.argv[1])
class Endless:
    left = n
    def __iter__(self): return self
    def __next__(self):
        self.left -= 1
        if self.left < 0: raise StopIteration
        return 1
sum(Endless())
print('done')
