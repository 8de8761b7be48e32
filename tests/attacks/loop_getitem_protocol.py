import sys
n = int(sys.argv[1])
class Old:
    def __getitem__(self, i):
        if i >= n: raise IndexError
        return i
for x in Old(): pass
print('done')
