# The ring goes on in the bytes that the bytearray had before.
import micropython

data = bytearray(16)
ring = micropython.RingIO(data)
data.extend(bytes(1000))
ring.write(b"abc")
