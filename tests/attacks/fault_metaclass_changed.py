import sys
n = int(sys.argv[1])
class Meta(type):
    def __len__(cls): return 5
class A(metaclass=Meta): pass
if n > 10: A.__metaclass__ = n
print(len(A))
