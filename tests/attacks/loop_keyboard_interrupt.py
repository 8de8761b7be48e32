import sys
n = int(sys.argv[1])
for i in range(n):
    try: raise KeyboardInterrupt
    except KeyboardInterrupt: pass
print('done')
