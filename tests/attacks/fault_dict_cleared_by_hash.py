import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self):
        if n: d.clear()
        return 1
d = {1: 1}
d.get(Key())
print('done')
