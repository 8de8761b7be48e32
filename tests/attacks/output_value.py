# The value of the final expression is kept up to 1 MiB.
import sys
n = int(sys.argv[1])
'x' * n
