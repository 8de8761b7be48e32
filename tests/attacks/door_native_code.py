# No decorator makes machine code.
import sys
n = int(sys.argv[1])
if n:
    for emitter in ('native', 'viper', 'asm_thumb', 'asm_x64', 'asm_xtensa'):
        try: exec('@micropython.%s\ndef f(): return 1\nf()' % emitter)
        except SyntaxError: continue
        raise SystemError(emitter)
@micropython.bytecode
def g(): return 'done'
print(g())
