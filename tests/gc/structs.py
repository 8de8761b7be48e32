# struct and binascii: packing and unpacking records.
import binascii
import struct

records = []
for i in range(40):
    name = ("item" + str(i)).encode()
    records.append(struct.pack("<HBb8sIq", i, i % 256, -i, name, i * 100003, -(i**9)))
blob = b"".join(records)
size = struct.calcsize("<HBb8sIq")
print(size, len(blob), binascii.hexlify(blob[:size]))
out = []
for at in range(0, len(blob), size):
    number, byte, signed, name, big, huge = struct.unpack("<HBb8sIq", blob[at : at + size])
    out.append((number, name.rstrip(b"\0").decode(), signed, big, huge))
print(out[0], out[17], out[39])
print(struct.pack(">hHiIqQ", -2, 65534, -3, 4294967293, -4, 18446744073709551612))
print(struct.unpack(">hHiIqQ", struct.pack(">hHiIqQ", -2, 65534, -3, 4294967293, -4, 18446744073709551612)))
print(struct.unpack("<3d", struct.pack("<3d", 0.5, -1.25, 1e10)), struct.unpack("<f", struct.pack("<f", 0.75)))
buffer = bytearray(40)
for i in range(5):
    struct.pack_into("<Q", buffer, i * 8, (i + 1) ** 20)
print([struct.unpack_from("<Q", buffer, i * 8)[0] for i in range(5)], buffer[-3:])
print(struct.unpack("<5s3s", b"helloabc"), struct.pack("4s", b"toolong"))
print(binascii.unhexlify(binascii.hexlify(blob[3:20])) == blob[3:20], binascii.b2a_base64(blob[:30]), binascii.a2b_base64(b"aGVsbG8="))
for bad in [("<I", b"abc"), ("<Q", b"")]:
    try:
        struct.unpack(*bad)
    except Exception as error:
        print(type(error).__name__ in ("error", "ValueError"))
