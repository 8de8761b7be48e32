import sys
n = int(sys.argv[1])
class Key:
    def __hash__(self):
        for i in range(n): pass
        return 1
{Key(): 1}
print('done')
