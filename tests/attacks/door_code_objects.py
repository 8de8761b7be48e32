# Functions show no bytecode and take none.
import sys
n = int(sys.argv[1])
f = lambda: 1
if n:
    for name in ('co_code', 'co_consts', 'replace', '__call__'):
        if hasattr(f.__code__, name): raise SystemError(name)
    for make in (lambda: type(f)(f.__code__, {}), lambda: type(f)(b'bytecode', {}), lambda: exec(f.__code__), lambda: type(f.__code__)(b'bytecode')()):
        try: raise SystemError(make())
        except TypeError: pass
    for name in ('__code__', '__globals__', '__defaults__'):
        try: setattr(f, name, (1,))
        except AttributeError: continue
        raise SystemError(name)
if n:
    try: type(compile('1', '', 'eval'))(b'bytecode', {})
    except TypeError: pass
    try: exec(b'M\x06\x00\x1f\x01\x00' + bytes(100))
    except SyntaxError: pass
print('done')
