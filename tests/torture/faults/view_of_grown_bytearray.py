# The view does not keep the bytearray from moving its bytes.
data = bytearray(10)
view = memoryview(data)
data.extend(bytes(1000))
view[0] = 1
