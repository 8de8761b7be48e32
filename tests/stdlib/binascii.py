import base64
import binascii
from binascii import a2b_base64, b2a_base64, crc32, hexlify, unhexlify


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


samples = [b"", b"a", b"ab", b"abc", b"abcd", bytes(range(256)), b"hello world", b"\0\0\0\0", b"\xff" * 7, b"    " * 2, b"\xfb\xef\xbe?>"]
for s in samples:
    print(s[:12], hexlify(s), hexlify(s, "-"), hexlify(s, b":", 2), hexlify(s, "_", -3), hexlify(s, " ", 100), hexlify(s, ".", 0), unhexlify(hexlify(s)) == s, b2a_base64(s), b2a_base64(s, newline=False), a2b_base64(b2a_base64(s)) == s, crc32(s), crc32(s, 5), binascii.crc_hqx(s, 0), binascii.crc_hqx(s, 0xFFFF))
print(hexlify(bytearray(b"x")), hexlify(memoryview(b"xy")), unhexlify("DEADbeef"), unhexlify(bytearray(b"00")), binascii.b2a_hex(b"q"), binascii.a2b_hex("71"), kind(hexlify, "abc"), error(unhexlify, "a"), error(unhexlify, "zz"), error(unhexlify, b"0g"), error(unhexlify, "é0"), kind(unhexlify, 3), error(hexlify, b"a", "ab"), hexlify(b"abc", sep="-", bytes_per_sep=2))
for t in ("YWJj", "YWI=", "YQ==", "YQ=", "YQ", "YWJ", "Y", "", "=", "====", "YWJj=", "YWJjZ", "YW\nJj", "Y W J j!", "YWI=YWI=", "YQ==YQ==", "YQ=x=", "-_", "é", "YWJj====", "YW=J"):
    print(t, error(a2b_base64, t), error(a2b_base64, t, strict_mode=True))
print(issubclass(binascii.Error, ValueError), issubclass(binascii.Incomplete, Exception), crc32(b"abc") & 0xFFFFFFFF, crc32(b"c", crc32(b"ab")) == crc32(b"abc"), kind(crc32, "a"), crc32(b"x", -1), crc32(b"x", 2**40))
for s in samples:
    encoded = [base64.b64encode(s), base64.standard_b64encode(s), base64.urlsafe_b64encode(s), base64.b64encode(s, b"*."), base64.b32encode(s), base64.b32hexencode(s), base64.b16encode(s), base64.b85encode(s), base64.b85encode(s, pad=True), base64.a85encode(s), base64.a85encode(s, foldspaces=True, wrapcol=20, adobe=True), base64.a85encode(s, pad=True), base64.encodebytes(s)]
    print(encoded)
    print([f(e) == s for f, e in zip((base64.b64decode, base64.standard_b64decode, base64.urlsafe_b64decode, lambda e: base64.b64decode(e, "*."), base64.b32decode, base64.b32hexdecode, base64.b16decode, base64.b85decode, lambda e: base64.b85decode(e)[: len(s)], base64.a85decode, lambda e: base64.a85decode(e, foldspaces=True, adobe=True), lambda e: base64.a85decode(e)[: len(s)], base64.decodebytes), encoded)])
print(base64.b64decode("YWJj"), base64.b64decode("YW Jj!"), error(base64.b64decode, "YW Jj!", validate=True), error(base64.b64decode, "YQ"), error(base64.b64decode, "é"), kind(base64.b64encode, "text"), kind(base64.b64encode, 5), kind(base64.b64decode, None), base64.b64encode(bytearray(b"ab")), base64.b64encode(memoryview(b"ab")), base64.urlsafe_b64decode("-_8="), base64.b16decode("6a6B", True), error(base64.b16decode, "6a"), base64.b32decode("mfrgg===", True), base64.b32decode("M1023456", map01="I"), error(base64.b32decode, "MFRG"), error(base64.b32decode, "MFRGG1=="), kind(base64.b85decode, b"\x7f"), kind(base64.a85decode, b"\x7f"), error(base64.b32decode, "MFRGGZDF========"[:14] + "=="))
print(base64.b64encode("user:pä".encode()).decode(), base64.b64decode(base64.b64encode(b"x" * 1000)) == b"x" * 1000, "data:image/png;base64," + base64.b64encode(b"\x89PNG").decode())
