import sys
n = int(sys.argv[1])
import os
if n:
    for path in ('/etc/passwd', 'x', '.', '..', '/', '../../etc/passwd', '/proc/self/mem', 'C:\\'):
        for mode in ('r', 'w', 'a', 'rb', 'wb+'):
            try: open(path, mode)
            except OSError: continue
            raise SystemError(path)
    for call in (os.listdir, os.stat, os.remove, os.mkdir, os.chdir):
        try: call('/etc')
        except OSError: continue
        raise SystemError(call)
print('done')
