import sys
n = int(sys.argv[1])
x = 5
eval("f'" + "{x:" * n + "}" * n + "'")
print('done')
