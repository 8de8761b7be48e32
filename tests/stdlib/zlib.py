import gzip
import io
import zlib


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


text = b"the quick brown fox " * 50
samples = [b"", b"a", text, bytes(range(256)) * 8, b"\0" * 5000]
mixed = bytes((i * i * 7 + i // 3) % 251 for i in range(2000))
# What CPython's zlib made of them, at several levels and in several formats.
made = [
    (text, 15, "78012bc94855282ccd4cce56482aca2fcf5348cbaf502819151b0d83d17430acf2020085746e46"),
    (text, 15, "789c2bc94855282ccd4cce56482aca2fcf5348cbaf502819151b151b151b56620085746e46"),
    (text, -15, "2bc94855282ccd4cce56482aca2fcf5348cbaf502819151b151b151b566200"),
    (text, 31, "1f8b08000000000000032bc94855282ccd4cce56482aca2fcf5348cbaf502819151b151b151b56620029135da4e8030000"),
    (text, 15, "78da2bc94855282ccd4cce56482aca2fcf5348cbaf502819151b151b151b56620085746e46"),
    (mixed, 15, "789cedd2692f32000000e0909cc328579833cd9c61ae8d90ab19e6beef516b217344c65c8db94639c3dc779873c815cd5164cc9161ad8ddcf7fde9fd1fef3cbfe10148682009e362d11ba8ad38c9d91c341c2caf62e25fb2ae9a71112920e91d34603cacccedfcb2066f9d5a65c98afd7e2056133129015f3ac237241e79307d2f6bdc654e1786062639efa68435432aa4dd9edf146d0911072a180594ef1894be65025b3d45d69af3f0f8dcfae54f24f5032bcc862c663b297f08af3f555c7257d4f3eed344685ec0cd8e52626e79dfbe42081d429669b215b4639c0da15aa6de3993809005c4a4bba0ce57fde988cde50311f81925e25d3aa83b509137d55ad738b8f56d577ce6b1e07a9005178c5564e00825bd872af10c781b6c36426eab31233a388a405997081885d642e9fe20666d6a7840441a8525153ca1dda83b1da1b0d3968789c715f69e68e2366dc61cb859c6b70bb4b2e2aa9e2d51d7bae7585e12a03b5ceb8e333fb3ca03da91d86634f56e47414b0c022c069035f02e624149d798d76adbfb0932362c2431bfef1c46e4796f863ed38234eef75657766f547ca9429f45273616c2a6607d90485f5cfdae1a7ecf6d2de8a93554e78dc7d939ff354a1c16c79e46df57dabf32a8a454425107473670084c966971b8ec4ef130d337b40b2d5d954fe2a058e15ffd4908d9e7ab5b515dbfaa632b1ab8c1789be42079b1b9bc7ef263829b01e7bde4288cc5e9de6d4c0c8db3841a11fda0d4cb14505f18f49239da3fba2ed48c1a92ceb8cb941b4b80bd7019334b873fe68465ed0ac96af876812bf8f1ec98ffad1bd478e53985980bfca2a7a3f495e4d510a1955cfda2a794cf3a878749727248604c4ec7a156eaae33032da844c99c32e8c3b3fbbfd6b91c8b0e9d61afa7813437b8ba1acc05d7758dec54a6e82d62f5848b9d546ad7f20d0cbf0a6fd618f07c1ecef4b630805907e4cf02c3189613287e351a72bdbbc63a7c378819104b3e8d79a871fc64d28a88a4ca119e5ac2bc7e9316dd0f30478ef574720dcaeae19b973d626e0bf4b8d59136daaa9ae6fe854bf2182e7a2741723a13a52d2d26a5894c1b0584331d9961bff414472808f017fe2ffc5ff8bff0ff67f87f67aabe76"),
    (mixed, -15, "edd2692f32000000e0909cc328579833cd9c61ae8d90ab19e6beef516b217344c65c8db94639c3dc779873c815cd5164cc9161ad8ddcf7fde9fd1fef3cbfe10148682009e362d11ba8ad38c9d91c341c2caf62e25fb2ae9a71112920e91d34603cacccedfcb2066f9d5a65c98afd7e2056133129015f3ac237241e79307d2f6bdc654e1786062639efa68435432aa4dd9edf146d0911072a180594ef1894be65025b3d45d69af3f0f8dcfae54f24f5032bcc862c663b297f08af3f555c7257d4f3eed344685ec0cd8e52626e79dfbe42081d429669b215b4639c0da15aa6de3993809005c4a4bba0ce57fde988cde50311f81925e25d3aa83b509137d55ad738b8f56d577ce6b1e07a9005178c5564e00825bd872af10c781b6c36426eab31233a388a405997081885d642e9fe20666d6a7840441a8525153ca1dda83b1da1b0d3968789c715f69e68e2366dc61cb859c6b70bb4b2e2aa9e2d51d7bae7585e12a03b5ceb8e333fb3ca03da91d86634f56e47414b0c022c069035f02e624149d798d76adbfb0932362c2431bfef1c46e4796f863ed38234eef75657766f547ca9429f45273616c2a6607d90485f5cfdae1a7ecf6d2de8a93554e78dc7d939ff354a1c16c79e46df57dabf32a8a454425107473670084c966971b8ec4ef130d337b40b2d5d954fe2a058e15ffd4908d9e7ab5b515dbfaa632b1ab8c1789be42079b1b9bc7ef263829b01e7bde4288cc5e9de6d4c0c8db3841a11fda0d4cb14505f18f49239da3fba2ed48c1a92ceb8cb941b4b80bd7019334b873fe68465ed0ac96af876812bf8f1ec98ffad1bd478e53985980bfca2a7a3f495e4d510a1955cfda2a794cf3a878749727248604c4ec7a156eaae33032da844c99c32e8c3b3fbbfd6b91c8b0e9d61afa7813437b8ba1acc05d7758dec54a6e82d62f5848b9d546ad7f20d0cbf0a6fd618f07c1ecef4b630805907e4cf02c3189613287e351a72bdbbc63a7c378819104b3e8d79a871fc64d28a88a4ca119e5ac2bc7e9316dd0f30478ef574720dcaeae19b973d626e0bf4b8d59136daaa9ae6fe854bf2182e7a2741723a13a52d2d26a5894c1b0584331d9961bff414472808f017fe2ffc5ff8bff0ff67f87f"),
    (mixed, 31, "1f8b0800000000000003edd2692f32000000e0909cc328579833cd9c61ae8d90ab19e6beef516b217344c65c8db94639c3dc779873c815cd5164cc9161ad8ddcf7fde9fd1fef3cbfe10148682009e362d11ba8ad38c9d91c341c2caf62e25fb2ae9a71112920e91d34603cacccedfcb2066f9d5a65c98afd7e2056133129015f3ac237241e79307d2f6bdc654e1786062639efa68435432aa4dd9edf146d0911072a180594ef1894be65025b3d45d69af3f0f8dcfae54f24f5032bcc862c663b297f08af3f555c7257d4f3eed344685ec0cd8e52626e79dfbe42081d429669b215b4639c0da15aa6de3993809005c4a4bba0ce57fde988cde50311f81925e25d3aa83b509137d55ad738b8f56d577ce6b1e07a9005178c5564e00825bd872af10c781b6c36426eab31233a388a405997081885d642e9fe20666d6a7840441a8525153ca1dda83b1da1b0d3968789c715f69e68e2366dc61cb859c6b70bb4b2e2aa9e2d51d7bae7585e12a03b5ceb8e333fb3ca03da91d86634f56e47414b0c022c069035f02e624149d798d76adbfb0932362c2431bfef1c46e4796f863ed38234eef75657766f547ca9429f45273616c2a6607d90485f5cfdae1a7ecf6d2de8a93554e78dc7d939ff354a1c16c79e46df57dabf32a8a454425107473670084c966971b8ec4ef130d337b40b2d5d954fe2a058e15ffd4908d9e7ab5b515dbfaa632b1ab8c1789be42079b1b9bc7ef263829b01e7bde4288cc5e9de6d4c0c8db3841a11fda0d4cb14505f18f49239da3fba2ed48c1a92ceb8cb941b4b80bd7019334b873fe68465ed0ac96af876812bf8f1ec98ffad1bd478e53985980bfca2a7a3f495e4d510a1955cfda2a794cf3a878749727248604c4ec7a156eaae33032da844c99c32e8c3b3fbbfd6b91c8b0e9d61afa7813437b8ba1acc05d7758dec54a6e82d62f5848b9d546ad7f20d0cbf0a6fd618f07c1ecef4b630805907e4cf02c3189613287e351a72bdbbc63a7c378819104b3e8d79a871fc64d28a88a4ca119e5ac2bc7e9316dd0f30478ef574720dcaeae19b973d626e0bf4b8d59136daaa9ae6fe854bf2182e7a2741723a13a52d2d26a5894c1b0584331d9961bff414472808f017fe2ffc5ff8bff0ff67f87f6763be5bd0070000"),
]
for original, wbits, data in made:
    print(wbits, zlib.decompress(bytes.fromhex(data), wbits) == original)
for s in samples:
    for wbits in (15, -15, 31):
        c = zlib.compress(s, 6, wbits)
        print(len(s), wbits, zlib.decompress(c, wbits) == s, len(c) < len(s) or len(s) < 300, wbits == -15 or zlib.decompress(c, 47) == s)
    print(zlib.crc32(s), zlib.adler32(s), zlib.crc32(s, 7), zlib.adler32(s, 7), zlib.decompress(zlib.compress(s, level=9)) == s, gzip.decompress(gzip.compress(s)) == s)
good = zlib.compress(text)
bad = bytearray(good)
bad[-1] ^= 1
print(error(zlib.decompress, bytes(bad)), error(zlib.decompress, good[:-2]), error(zlib.decompress, b""), error(zlib.decompress, b"hello"), error(zlib.decompress, good, 31), kind(zlib.decompress, "x"), kind(zlib.compress, "x"), error(zlib.compress, b"", 10), zlib.decompress(bytearray(good)) == text, zlib.MAX_WBITS, issubclass(zlib.error, Exception), zlib.adler32(b"abc", zlib.adler32(b"")), zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"))
c = zlib.compressobj(9)
data = c.compress(text[:100]) + c.compress(text[100:]) + c.flush()
print(zlib.decompress(data) == text)
d = zlib.decompressobj()
out = d.decompress(data[:10]) + d.decompress(data[10:] + b"tail") + d.flush()
print(out == text, d.eof, d.unused_data)
d = zlib.decompressobj(31)
packed = gzip.compress(text)
out = b"".join(d.decompress(packed[i : i + 7]) for i in range(0, len(packed), 7)) + d.flush()
print(out == text, d.eof, d.unused_data)
d = zlib.decompressobj()
first = d.decompress(zlib.compress(b"0" * 100000), 1000)
print(len(first), len(d.decompress(d.unconsumed_tail, 500)))
d = zlib.decompressobj()
print(d.decompress(good[:20]) == text[:0] or True, d.eof, kind(zlib.decompressobj().decompress, b"hello"))
print(gzip.decompress(gzip.compress(b"a") + gzip.compress(b"b")), error(gzip.decompress, b"hello"), kind(gzip.decompress, gzip.compress(text)[:-3]), issubclass(gzip.BadGzipFile, OSError), gzip.decompress(b""))
raw = io.BytesIO()
with gzip.GzipFile(fileobj=raw, mode="wb") as f:
    print(f.write(b"line one\n"), f.writelines([b"two\n", b"three"]), f.writable(), f.readable())
raw.seek(0)
with gzip.GzipFile(fileobj=raw) as f:
    print(f.readline(), f.tell(), f.read(2), list(f), f.seek(0), f.read(), f.read())
print(error(f.read)[0], f.closed)
raw = io.BytesIO()
with gzip.open(raw, "wt", encoding="utf-8") as f:
    f.write("é one\n")
    f.write("two\n")
raw.seek(0)
with gzip.open(raw, "rt", encoding="utf-8") as f:
    print(f.readline(), f.read(), f.read())
raw.seek(0)
print(gzip.open(raw).read(), error(gzip.open, raw, "rtb"), error(gzip.open, raw, "rb", encoding="utf-8"), kind(gzip.GzipFile, mode="q", fileobj=raw))
