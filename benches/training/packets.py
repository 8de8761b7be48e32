"""Binary data: packed, checked, encoded, sliced, found, viewed."""

import binascii
import struct

HEADER = "<HBBIi"


def checksum(data):
    """CRC-16 with a table."""
    crc = 0xFFFF
    for byte in data:
        crc = (crc >> 8) ^ TABLE[(crc ^ byte) & 0xFF]
    return crc


def make_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ 0xA001 if byte & 1 else byte >> 1
        table.append(byte)
    return table


TABLE = make_table()


def packet(number, payload):
    header = struct.pack(HEADER, 0xCAFE, number & 0xFF, len(payload), number * 99991, -number)
    return header + payload + struct.pack(">H", checksum(header + payload))


def packets(stream):
    at = stream.find(b"\xfe\xca")
    while at >= 0:
        _, number, length, big, negative = struct.unpack_from(HEADER, stream, at)
        end = at + struct.calcsize(HEADER) + length
        body = bytes(stream[at:end])
        (expected,) = struct.unpack(">H", stream[end : end + 2])
        if checksum(body) == expected:
            yield number, body[-length:] if length else b"", big + negative
        at = stream.find(b"\xfe\xca", end)


def scrambled(data, key):
    result = bytearray(len(data))
    for i, byte in enumerate(data):
        result[i] = byte ^ key[i % len(key)]
    return result


def runs(data):
    """Run-length encoding."""
    coded = bytearray()
    at = 0
    while at < len(data):
        end = at
        while end < len(data) and data[end] == data[at] and end - at < 255:
            end += 1
        coded.append(end - at)
        coded.append(data[at])
        at = end
    return coded


def main():
    stream = bytearray()
    for n in range(260):
        payload = bytes((n * 7 + i * i) & 0xFF for i in range(n % 23))
        stream.extend(packet(n, payload))
        if n % 10 == 0:
            stream += b"noise" * 2
    stream[400] ^= 0x10
    for _ in range(9):
        found = list(packets(stream))
    print(len(stream), len(found), found[-1][0], sum(value for _, _, value in found))
    secret = scrambled(stream[:5000], b"key material")
    print(binascii.hexlify(secret[:6]), scrambled(secret, b"key material") == stream[:5000])
    text = binascii.b2a_base64(bytes(stream[:600])).decode()
    print(text[:40], binascii.a2b_base64(text) == stream[:600], binascii.hexlify(b"\x00\xffab"))
    view = memoryview(stream)
    print(sum(view[10:400]), bytes(view[4:8]), len(view[5:]))
    print(len(runs(b"aaaabbb" * 60 + bytes(1500))), b"a,b,,c".split(b","), b"-".join([b"x", b"yz"]))
    print(int.from_bytes(b"\x01\x02\x03\x04", "big"), (123456789).to_bytes(8, "little"))
    print(b"abcabc".replace(b"b", b"__"), b"tail".endswith(b"il"), b"x" in b"pixel")


main()
