# The exception that stops is caught, for ever.
import sys
n = int(sys.argv[1])
i = 0
while i < n:
    try:
        while i < n: i += 1
    except BaseException:
        continue
print('done')
