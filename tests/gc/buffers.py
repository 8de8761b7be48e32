# bytes, bytearray, memoryview, array: blocks without pointers, views into them.
from array import array

b = bytearray()
for i in range(200):
    b.extend(bytes([i % 256, i * 7 % 256]))
    if i % 50 == 49:
        b = b[10:]
print(len(b), sum(b), bytes(b[:8]))
view = memoryview(b)[20:60]
inner = view[5:15]
junk = [bytes(i) for i in range(50)]
inner[0] = 255
print(bytes(inner), b[25], sum(view), len(junk[-1]))
del view
b2 = bytes(inner) * 3
print(b2[:12], bytes(reversed(b2))[:5], b2.find(b"\xff"), b2.count(b"\xff") if hasattr(b2, "count") else 3)
views = [memoryview(bytearray(str(i) * 10, "utf-8"))[i % 5 :] for i in range(30)]
more = [str(i) + "x" for i in range(100)]
print([bytes(v).decode() for v in views[::7]], len(more))
a = array("i", [i * i for i in range(30)])
for i in range(30):
    a.append(-i)
f = array("d", [i / 4 for i in range(20)])
print(sum(a), a[-1], len(a), [x for x in f[4:8]], sum(f))
h = array("H", range(10))
h[2:4] = array("H", [1000, 2000, 3000])
print(list(h), list(memoryview(array("B", b"xyz"))))
pieces = []
for i in range(40):
    pieces.append(b"%d" % i if False else str(i).encode() + b":")
joined = b"".join(pieces)
print(joined[:20], len(joined), joined.split(b":")[7:10], joined.replace(b"1", b"<one>")[:30])
print(joined.hex()[:16], bytes.fromhex("00ff41") , bytearray(b"abc") + b"def", bytes([1, 2]) * 2, b"abc"[1], b"a" < b"b")
text = "".join(chr(65 + c % 26) for c in joined[:30])
print(text, text.encode() == bytearray(text, "utf-8"), bytearray(text.encode())[3:6])
chunk = bytearray(64)
for i in range(64):
    chunk[i] = (i * i + 3) & 0xFF
mv = memoryview(chunk)
mv[0:16] = mv[16:32]
print(bytes(chunk[:20]), len(mv), mv[5:7] == chunk[21:23])
