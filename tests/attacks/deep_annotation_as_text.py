import sys
n = int(sys.argv[1])
exec("from __future__ import annotations\nx: " + "a[" * n + "1" + "]" * n + "\nprint('done')\n")
