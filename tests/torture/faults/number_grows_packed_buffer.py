# The place in the buffer is found before the number is asked for its value.
import struct


class Growing:
    def __int__(self):
        data.extend(bytes(5000))
        return 1

    __index__ = __int__


data = bytearray(8)
struct.pack_into("ii", data, 0, Growing(), Growing())
