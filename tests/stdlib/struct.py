import struct
from struct import Struct, calcsize, iter_unpack, pack, pack_into, unpack, unpack_from


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def kind(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


for f in ("", "b", "bi", "ib", "bq", "@bhilq", "=bhilq", "<bhilq", ">d", "3s", "10p", "0s", "0i", "b0i", "b0q", "x", "5x", "2h 3i", " <i"[1:], "nN", "P", "?", "c", "e", "ld", "hhl", "4x2b?q", "100000i"):
    print(repr(f), error(calcsize, f))
for f in ("z", "<n", "<P", "3", "<3", "i<", " i", "i i", "99999999999999999999999s", "b'x'", "-1i"):
    print(repr(f), kind(calcsize, f))
for order in "@=<>!":
    for code, values in (
        ("b", (-128, 127, 0, 5)), ("B", (0, 255)), ("h", (-32768, 32767)), ("H", (0, 65535)), ("i", (-(2**31), 2**31 - 1, 1)), ("I", (0, 2**32 - 1)), ("l", (-(2**31), 2**31 - 1)), ("L", (0, 2**32 - 1)), ("q", (-(2**63), 2**63 - 1, -1, 2**40)), ("Q", (0, 2**64 - 1, 2**63)), ("f", (0.0, 1.5, -2.25, 1e38, float("inf"), 0.1)), ("d", (0.1, -1e300, float("-inf"), 5e-324, -0.0)), ("e", (1.5, 65504.0, 0.1, 6e-8, -0.0, 1e-9, 0.333, float("inf"), 2049.0, 6.1e-05)), ("?", (True, False, 3, "", [1])), ("c", (b"a", b"\xff")),
    ):
        for value in values:
            data = pack(order + code, value)
            print(order + code, value, data, unpack(order + code, data))
print(pack(">hhl", 1, 2, 3), pack("<3sxH", b"abcd", 5), pack("5s", b"ab"), pack("5p", b"abcdefg"), pack("0p", b"x"), pack("1p", b"x"), pack("2?", 1, 0), pack("3c", b"a", b"b", b"c"), pack("bi", 1, 2), pack("0s", b"x"), pack(""), pack("=bi", 1, 2), pack("300p", b"y" * 280)[:3], pack("x"), pack("nNP", -1, 2, 3), pack(b"<h", 7), pack("f", 3), pack("d", 10**20))
print(unpack("5p", b"\x03abcd"), unpack("5p", b"\xffabcd"), unpack("3s2xh", b"abc\0\0\0\x01\x00"), unpack("<bxh", b"\x01\0\x02\0"), unpack("?", b"\x05"), unpack("2c", b"ab"), unpack("", b""), unpack("<e", b"\x00\x7e"), unpack("<2e", b"\x01\x00\xff\x03"), unpack("b", bytearray(b"\xff")), unpack("2b", memoryview(b"\x01\x02")), unpack("0s", b""))
print(error(pack, "i"), error(pack, "i", 1, 2), error(pack, "b", 200), error(pack, "B", -1), error(pack, "<i", 2**31), kind(pack, ">I", -1), kind(pack, "<H", 70000), error(pack, "i", 1.5), error(pack, "i", "1"), error(pack, "s", "a"), error(pack, "p", 3), error(pack, "c", b"ab"), error(pack, "c", 5), error(pack, "d", "x"), error(pack, "<f", 1e39), error(pack, "e", 1e5), kind(pack, "q", 2**63), kind(pack, "Q", 2**64), kind(pack, "Q", -1), kind(pack, 3), kind(pack))
print(error(unpack, "i", b"abc"), error(unpack, "i", b"abcde"), kind(unpack, "i", "abcd"), error(unpack_from, "i", b"abc"), error(unpack_from, "<i", b"abcdef", 3), kind(unpack_from, "h", b"abc", -1), error(unpack_from, "h", b"abc", -9), unpack_from("<h", b"abcd", 1), unpack_from("<h", b"abcd", -2), unpack_from("<h", buffer=b"abcd", offset=2), kind(unpack, "i", 5))
b = bytearray(8)
print(pack_into("<h", b, 1, 258), b, pack_into(">h", b, -2, 3), b, error(pack_into, "i", b, 6, 1), error(pack_into, "i", b, -2, 1), error(pack_into, "i", b, -20, 1), kind(pack_into, "i", b"abcdefgh", 0, 1))
print(list(iter_unpack("<hb", bytes(range(9)))), error(iter_unpack, "h", b"abc"), error(iter_unpack, "", b""), list(iter_unpack("i", b"")), next(iter_unpack("c", b"xy")))
s = Struct("<Ihb")
print(s.size, s.format, s.pack(1, 2, 3), s.unpack(s.pack(4, 5, 6)), s.unpack_from(b"\0" + s.pack(7, 8, 9), 1), list(s.iter_unpack(s.pack(1, 2, 3) * 2)), s.pack_into(b, 0, 9, 8, 7), b, error(s.pack, 1), error(s.unpack, b""), kind(Struct, "z"), Struct(b">h").format, isinstance(s, Struct), s.unpack_from(buffer=bytes(7)))


class Index:
    def __index__(self):
        return 7


print(pack("b", Index()), pack("?", Index()), kind(pack, "d", Index()), issubclass(struct.error, Exception))


# What programs do with them.
def png_size(data):
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    length, name, width, height = unpack(">I4sII", data[8:24])
    return name, width, height


records = b"".join(Struct("<10sHf").pack(n, i, v) for n, i, v in ((b"one", 1, 1.5), (b"two", 2, -0.25)))
print(png_size(b"\x89PNG\r\n\x1a\n" + pack(">I4sII", 13, b"IHDR", 640, 480)), [(n.rstrip(b"\0").decode(), i, v) for n, i, v in iter_unpack("<10sHf", records)], sum(unpack(">4H", b"\0\1\0\2\0\3\0\4")), hex(unpack("<I", b"\xef\xbe\xad\xde")[0]))
