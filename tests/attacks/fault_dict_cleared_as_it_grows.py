# A dict that asks its keys for their hashes again, as it grows.
import sys
n = int(sys.argv[1])
class Key:
    def __init__(self, number):
        self.number = number
    def __hash__(self):
        if n and full: d.clear()
        return self.number
d = {}
full = False
for i in range(40):
    d[Key(i)] = i
full = True
for i in range(100): d[i] = i
print('done')
