import sys
n = int(sys.argv[1])
class A:
    def __repr__(self):
        global n
        n -= 1
        return self.__str__() if n > 0 else 'done'
print(A().__str__())
