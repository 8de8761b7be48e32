import string
from itertools import cycle

ALPHA = string.ascii_lowercase


def caesar(text, shift):
    table = str.maketrans(ALPHA + ALPHA.upper(),
                          ALPHA[shift:] + ALPHA[:shift] + (ALPHA[shift:] + ALPHA[:shift]).upper())
    return text.translate(table)


def vigenere(text, key, sign=1):
    keys = cycle(ord(k) - 97 for k in key.lower())
    out = []
    for ch in text:
        if ch.isalpha():
            base = ord("A") if ch.isupper() else ord("a")
            out.append(chr((ord(ch) - base + sign * next(keys)) % 26 + base))
        else:
            out.append(ch)
    return "".join(out)


def rail_fence(text, rails):
    rows = [[] for _ in range(rails)]
    period = 2 * (rails - 1)
    for i, ch in enumerate(text):
        rows[min(i % period, period - i % period)].append(ch)
    return "".join("".join(r) for r in rows)


def xor(data: bytes, key: bytes) -> bytes:
    return bytes(b ^ k for b, k in zip(data, cycle(key)))


def run_length(s):
    from itertools import groupby
    return "".join(f"{len(list(g))}{c}" for c, g in groupby(s))


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, 23), vigenere("Attack at Dawn", "lemon"), vigenere("Lxfopv ef Rnhr", "lemon", -1))
print(rail_fence("WEAREDISCOVERED", 3), xor(b"attack", b"key").hex(), xor(xor(b"attack", b"key"), b"key"))
print(run_length("aaabccd"), "".join(reversed("abc")), "Hello".swapcase(), "-".join("abc"), "abc".encode().hex(" "))
MORSE = dict(zip("SOSE", ("...", "---", "...", ".")))
print(" ".join(MORSE[c] for c in "SOS"), {v: k for k, v in MORSE.items()})
print([chr(c) for c in range(97, 102)], list(map(ord, "AZ")), bytes(range(65, 70)).decode(), b"abc"[1], b"abc"[::-1], bytearray(b"xyz").upper())
print(sum(ord(c) for c in "checksum") % 256, f"{ord('A'):08b}", int("01000001", 2), "é".encode("utf-8"), len("é".encode()), b"\xc3\xa9".decode("utf-8"))
a1z26 = [ord(c) - 96 for c in "myname"]
print(a1z26, "".join(chr(n + 96) for n in a1z26))
