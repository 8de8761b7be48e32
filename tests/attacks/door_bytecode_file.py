# Bytecode through a file system that the program makes itself.
import sys
n = int(sys.argv[1])
import io
try: import vfs
except ImportError: vfs = None
class Files:
    def mount(self, *_): pass
    def umount(self): pass
    def stat(self, path):
        if path.endswith('.mpy') or path.endswith('.py'): return (0x8000, 0, 0, 0, 0, 0, 9, 0, 0, 0)
        raise OSError(2)
    def open(self, path, mode):
        if path.endswith('.py'): return io.BytesIO(b'print("done")')
        return io.BytesIO(b'M\x06\x00\x1f\x01\x00' + bytes(100))
    def chdir(self, path): pass
    def ilistdir(self, path): return iter(())
    def getcwd(self): return '/'
if vfs:
    vfs.mount(Files(), '/evil')
    sys.path.append('/evil')
    if n: __import__('evil.mpy')
    else: __import__('evil')
else:
    if n: raise ModuleNotFoundError
    print('done')
