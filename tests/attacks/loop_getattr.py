import sys
n = int(sys.argv[1])
class Any:
    def __getattr__(self, name):
        for i in range(n): pass
        return name
Any().thing
print('done')
