import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self):
        if n and s is not None:
            for i in range(1000): s.add(i)
        return 1
s = None
s = {1, 2, Key()}
s.add(Key())
print('done')
