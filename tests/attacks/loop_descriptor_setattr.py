import sys
n = int(sys.argv[1])
class A:
    def __setattr__(self, name, value):
        for i in range(n): pass
A().x = 1
print('done')
