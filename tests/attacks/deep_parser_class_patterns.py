import sys
n = int(sys.argv[1])
x = None
exec("match x:\n case " + "int(real=" * n + "a" + ")" * n + ": pass\n case _: print('done')\n")
