import gzip, sys
n = int(sys.argv[1])
member = gzip.compress(bytes(1 << 20))
print(len(gzip.decompress(member * n)) >> 20)
