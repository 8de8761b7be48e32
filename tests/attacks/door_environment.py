import sys
n = int(sys.argv[1])
import os
if n:
    for name in ('system', 'popen', 'fork', 'execv', 'kill', 'putenv', 'dupterm', 'getpid'):
        if hasattr(os, name): raise SystemError(name)
    if os.environ: raise SystemError('environ')
    for name in ('getenv',):
        if hasattr(os, name) and os.getenv('PATH'): raise SystemError(name)
print('done')
