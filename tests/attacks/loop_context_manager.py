import sys
n = int(sys.argv[1])
class Manager:
    def __enter__(self): pass
    def __exit__(self, *_):
        for i in range(n): pass
        return True
with Manager():
    raise ValueError
print('done')
