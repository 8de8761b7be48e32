# Modules that would reach memory, processes or the network.
import sys
n = int(sys.argv[1])
names = ('machine umachine uctypes ctypes ffi marshal socket ssl tls _thread subprocess '
    'btree webrepl websocket bluetooth network framebuf cryptolib onewire mip importlib posix '
    'lwip jni micropython_host').split()
for name in names if n else ():
    try: __import__(name)
    except ImportError: continue
    raise RuntimeError(name)
import json
print('done')
