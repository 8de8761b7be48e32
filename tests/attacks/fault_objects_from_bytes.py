# Bytes that are to be taken for an object, or for an address.
import sys, struct
from array import array
n = int(sys.argv[1])
if n:
    for code in 'OS':
        for make in (lambda: struct.unpack(code, b'\x10\x00\x00\x00'), lambda: array(code, b'\x10\x00\x00\x00')[0],
                     lambda: struct.pack(code, 'text'), lambda: struct.calcsize(code)):
            try: raise SystemError(make())
            except (ValueError, struct.error): pass
print(struct.unpack('<I', b'\x01\x00\x00\x00'))
