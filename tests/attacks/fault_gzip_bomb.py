import gzip, sys
n = int(sys.argv[1])
# A mebibyte of zeros.
member = bytes.fromhex("1f8b0800000000000203edc13101000000c2a0f54f6d085fa0") + bytes(1016) + bytes.fromhex("3e031cea38a700001000")
print(len(gzip.decompress(member * n)) >> 20)
