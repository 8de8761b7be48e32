import sys
n = int(sys.argv[1])
x = n
exec("match x:\n" + " case 0: pass\n" * n + " case _: print('done')\n")
