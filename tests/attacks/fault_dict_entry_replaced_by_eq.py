# A dict whose key's comparison removes that key and adds another, so that it is
# as large as before.
import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        if n:
            d.popitem()
            d[n] = n
        return True
d = {Key(): 1}
for i in range(3):
    d.pop(Key())
    d[Key()] = i
print(len(d))
