import sys
n = int(sys.argv[1])
print(len((1).to_bytes(n, "big")))
