import sys
n = int(sys.argv[1])
match = [0]
exec("match [0]\n" * n + "match [" + "\n" * n + "0]\n")
exec("match (\n" * n if n > 1000 else "match [0]")
print('done')
