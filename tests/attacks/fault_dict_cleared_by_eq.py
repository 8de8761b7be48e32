# A dict that its own key's comparison empties.
import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        if n: d.clear()
        return False
d = {Key(): 1}
d.get(Key())
print('done')
