# Functions show no bytecode and take none.
import sys
n = int(sys.argv[1])
f = lambda: 1
for name in ('__code__', '__globals__', '__closure__', '__defaults__') if n else ():
    if name == '__globals__' and hasattr(f, name): continue
    if hasattr(f, name): raise SystemError(name)
if n:
    try: type(compile('1', '', 'eval'))(b'bytecode', {})
    except TypeError: pass
    try: exec(b'M\x06\x00\x1f\x01\x00' + bytes(100))
    except SyntaxError: pass
print('done')
