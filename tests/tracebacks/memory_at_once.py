# CPython: has no memory limit
def make(size):
    return bytearray(size)


make(1 << 30)
