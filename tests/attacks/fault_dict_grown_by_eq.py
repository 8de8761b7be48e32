import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        global n
        if n:
            n = 0
            for i in range(1000): d[i] = i
        return False
d = {Key(): 1}
d[Key()] = 2
print('done')
