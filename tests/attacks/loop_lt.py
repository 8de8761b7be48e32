import sys
n = int(sys.argv[1])
class Item:
    def __lt__(self, other):
        for i in range(n): pass
        return False
sorted([Item(), Item()])
print('done')
