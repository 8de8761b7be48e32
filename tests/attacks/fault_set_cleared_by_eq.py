import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        if n: s.clear()
        return False
s = {Key()}
s.add(Key())
print('done')
