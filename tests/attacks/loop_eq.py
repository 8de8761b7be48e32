import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self): return 1
    def __eq__(self, other):
        for i in range(n): pass
        return False
{Key(): 1, Key(): 2}
print('done')
