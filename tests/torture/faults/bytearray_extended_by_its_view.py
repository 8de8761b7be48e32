# Growing moves the bytes that are then copied.
data = bytearray(100)
data.extend(memoryview(data))
data.extend(memoryview(data))
