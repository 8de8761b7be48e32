import sys
n = int(sys.argv[1])
class Slow:
    @property
    def value(self):
        for i in range(n): pass
        return 'done'
print(Slow().value)
