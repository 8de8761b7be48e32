# Each block that the stop unwinds through loops again.
import sys
n = int(sys.argv[1])
def spin():
    for i in range(n): pass
try:
    try:
        try:
            spin()
        finally:
            spin()
    finally:
        spin()
finally:
    spin()
print('done')
