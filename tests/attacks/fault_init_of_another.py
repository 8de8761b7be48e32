import sys
n = int(sys.argv[1])
class A(list): pass
x = A([1]) if n < 10 else n
list.__init__(x, [2, 3])
print(len(x))
