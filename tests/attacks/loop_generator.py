import sys
n = int(sys.argv[1])
def more():
    for i in range(n): yield i
for x in more(): pass
print('done')
