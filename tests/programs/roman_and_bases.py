def to_roman(n):
    """Roman numeral of n, from 1 to 3999."""
    if not 0 < n < 4000:
        raise ValueError("out of range")
    pairs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"))
    out = ""
    for value, letters in pairs:
        count, n = divmod(n, value)
        out += letters * count
    return out


def from_roman(s):
    values = dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)
    total = 0
    for a, b in zip(s, s[1:] + " "):
        total += -values[a] if values.get(b, 0) > values[a] else values[a]
    return total


def to_base(n, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n == 0:
        return "0"
    sign, n = ("-", -n) if n < 0 else ("", n)
    out = []
    while n:
        n, r = divmod(n, base)
        out.append(digits[r])
    return sign + "".join(out[::-1])


for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999):
    r = to_roman(n)
    assert from_roman(r) == n
    print(n, r, end="; ")
print()
print([to_base(n, b) for n, b in ((255, 2), (255, 16), (-255, 36), (0, 3))], int("73", 36), int("-ff", 16), int("0b101", 0))
print(bin(10), oct(64), hex(-255), f"{10:b} {10:o} {255:X} {255:#x}", (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
print((10).bit_length(), (255).bit_count(), 7 // -2, -7 % 3, divmod(-7, 3), 2 ** 100, pow(3, 200, 13), ~5, 6 ^ 3, 1 << 40, -9 >> 1)
for bad in ("12x", "", "0x", " 5 5"):
    try:
        int(bad)
    except ValueError as e:
        print(e)
try:
    to_roman(4000)
except ValueError as e:
    print(e)
print(sum(int(d) for d in str(2 ** 100)), str(3 ** 50)[::-1], len(str(7 ** 200)), -(-7 // 2))
is_leap = lambda y: y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
print([y for y in (1900, 2000, 2023, 2024) if is_leap(y)])
print([("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0)) or i for i in range(1, 16)])
