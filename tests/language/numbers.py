# Numbers: ints, floats and complex numbers, as text and back, and what is done with them.
import math

print(8.2, 0.1 + 0.2, 1 / 3, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 5e-324, 1.7976931348623157e308, -0.0, 2.0**0.5, 100.0, 1e100, 3.0e-10)
print(float('inf'), float('-Infinity'), float('nan'), float(' 1.5\n'), float('1_000.5'), float('1e-400'), float('1e400'), float(b'2.5'), float(True), float('٣'.replace('٣', '3')))
seed = 12345
total = 0
for i in range(3000):
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    exponent = seed >> 53 & 0x7ff
    if exponent == 0x7ff:
        continue
    number = math.ldexp((seed & (2**52 - 1)) + 2**52, exponent - 1075)
    text = repr(number)
    assert float(text) == number, text
    total += sum(map(ord, text)) * (i % 101)
    if i % 300 == 0:
        print(text, '%.10e' % number, '%.3g' % number, float.fromhex(number.hex()) == number, number.hex())
print(total)
for text in ('', 'abc', '1.5.2', '1e', '--1', '1__0', '_1', '1_', 'infinit', '0x10', 'nan1', '1 2', '.', 'e5', '+', '1j'):
    try:
        print(float(text))
    except ValueError as error:
        print(error)

# ints from text
print(int('42'), int(' -17 '), int('0x1f', 16), int('0b101', 0), int('0o17', 0), int('1_000'), int('zz', 36), int('-0xFF', 0), int(b'12'), int('7', base=8), int('0'), int('00'), int('1' * 40), int('-' + 'f' * 20, 16))
for args in (('',), ('abc',), ('1.5',), ('12', 2), ('0x1f',), ('1__0',), ('_1',), ('1_',), ('9', 8), ('010', 0), ('1 2',), ('-',), ('é',)):
    try:
        print(int(*args))
    except ValueError as error:
        print(error)
print(int(3.99), int(-3.99), int(1e20), int(True), int(2**70 / 2**60))
class Int:
    def __int__(self):
        return 7
class Index:
    def __index__(self):
        return 9
class Trunc:
    def __trunc__(self):
        return 11
class Float:
    def __float__(self):
        return 2.5
print(int(Int()), int(Index()), float(Float()), float(Index()), hex(Index()), range(20)[Index()], [0] * Index())

# division, remainders, powers
for a in (7, -7, 2**70, -2**70, 0):
    for b in (3, -3, 2**40, -2**69):
        print(a // b, a % b, divmod(a, b), a / b, end='; ')
    print()
for a in (7.5, -7.5, 0.0, -0.0, 1e300):
    for b in (2.0, -2.0, 0.3):
        print(a // b, a % b, divmod(a, b), end='; ')
    print()
print(10**30 / 10**29, 10**400 / 10**399, (2**53 + 1) / 1, 3**200 / 7**150, -(10**25) / 3, 2**1023 / 2, 1 / 10**320, 5**400 // 3**100)
print(2**-1, (-2)**-3, 2**0.5, (-8)**(1 / 3), 0**0, 0.0**0, 10**20, 2.0**1023, (-1)**2**70, 7 ** 77)
print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 11), pow(2, -3, 7), pow(-5, 3, 7), pow(5, 3, -7), pow(base=2, exp=5), pow(2, 100, 1), pow(7, 2**65, 10**9 + 7), pow(2, 3, mod=5), pow(38, -1, mod=97), pow(123456789, 987654321, 2**61 - 1))
for text in ['1 / 0', '1 // 0', '1 % 0', 'divmod(1, 0)', '1.0 / 0', '1.0 // 0', '1.0 % 0', 'divmod(1.0, 0)', '2**70 / 0', '2**70 // 0', '2**70 % 0', '0**-1', '0.0**-1', '1j / 0', 'pow(2, 3, 0)', 'pow(2, -1, 4)',
             '10.0**400', '2**1024 / 1', 'float(2**1024)', 'int(float("inf"))', 'int(float("nan"))', 'round(float("inf"))', '1 << -1', '2**70 >> -1', 'pow(2.0, 3, 5)', 'math.sqrt(-1)', 'True / False', '1e308 * 10', 'int("9", 99)', 'int(5, 2)',
             'int(None)', 'float(None)', 'int([])', 'complex("a")', 'round("a")', 'bin(1.5)', '(300).to_bytes(1)', '(-1).to_bytes(1)', '(1).to_bytes(1, "no")', '(128).to_bytes(1, signed=True)', 'float.fromhex("z")', 'abs("a")', '1e400.as_integer_ratio()']:
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, '->', type(error).__name__, error)

# rounding
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e20, 3)], [round(x, 1) for x in (0.25, 0.35, 2.675, 1.05, -0.05, 12.3)], round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(1e300, 2), round(5, 2))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234567, -3), round(2**70, -5), round(1.5, None), round(number=2.567, ndigits=2), round(True), round(0.1 + 0.2, 15), round(1e22, 1), round(1e-320, 320), round(9.995, 2), round(5e15 + 0.5))

# methods
print((255).bit_length(), (-256).bit_length(), (0).bit_length(), (2**100).bit_length(), (255).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count(), True.bit_length())
print((1024).to_bytes(2, 'big'), (1024).to_bytes(4, 'little'), (-1).to_bytes(2, 'big', signed=True), (5).to_bytes(), (0).to_bytes(0, 'big'), (-128).to_bytes(1, 'big', signed=True), (2**70).to_bytes(9, 'little'), (127).to_bytes(1, signed=True), (-32768).to_bytes(length=2, byteorder='little', signed=True))
print(int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff\xff', 'little', signed=True), int.from_bytes(b'\xff'), int.from_bytes([1, 2], 'big'), int.from_bytes(b''), int.from_bytes(b'\x80' + b'\0' * 8, 'big', signed=True), int.from_bytes(bytes(range(20)), byteorder='little'))
print((5).as_integer_ratio(), (0.75).as_integer_ratio(), (-1e-3).as_integer_ratio(), 5 .real, 5 .imag, 5 .numerator, 5 .denominator, (5).conjugate(), 2.5.real, 2.5.imag, (2.0).is_integer(), (2.5).is_integer(), 1e300.as_integer_ratio()[1])
print((1.0).hex(), (-0.1).hex(), 0.0.hex(), 5e-324.hex(), float.fromhex('0x1.8p3'), float.fromhex('-0x.1p-4'), float.fromhex('inf'), float.fromhex(' 1.8 '), float.fromhex('0x1.fffffffffffff8p0'))
print(bin(10), bin(-10), oct(8), hex(255), hex(-255), bin(2**40), hex(2**70), oct(-2**66), ascii('é'), bin(True), abs(-5), abs(-2.5), abs(3 + 4j), abs(-2**70))
print(1 < 2.5, 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, -10**400 < float('-inf'), 1 == 1.0 == True, hash(1) == hash(1.0) == hash(True), hash(2.0**70) == hash(2**70), {1: 'a', 1.0: 'b', True: 'c'}, 2**70 == 2.0**70, 3 < float('nan'), 1e20 == 10**20)

# bits
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 70, 2**70 >> 60, -5 >> 1, -2**70 >> 3, 2**70 & 2**70 - 1, -1 & 2**70, 2**65 ^ -1, True & False, True | False, True ^ True, True + True, -True, ~True, 5 & True, not 2**70, 0b1010, 0o17, 0xff, 1_000_000, 0xFF_FF)

# complex numbers
print(1j, 1 + 2j, -1j, 1 - 0j, complex(1, 2), complex('1+2j'), complex('-1.5e3j'), complex('(2-j)'), complex(2), complex('3'), complex(1.5, -0.0), 2j * 2j, (1 + 2j) / (3 - 4j), (1 + 2j).conjugate(), (1 + 2j).real, (3 + 4j).imag)
print(1j ** 2, (1 + 1j) ** 3, 1j == 1j, 1j != 1, 1 + 0j == 1, hash(1 + 0j) == hash(1), complex(real=1, imag=2), -(1 + 2j), +(1j), bool(0j), 1e20j, complex(float('inf'), float('nan')), 1.0 + 2j, 0.5j, (0.1 + 0.2j) + 0.1)
print(True, False, bool(''), bool([0]), bool(0.0), isinstance(True, int), True == 1, True + 0.5, [10, 20][True], '%d' % True, True * 3, sum([True, False, True]), issubclass(bool, int), bool.__name__, int.__name__)
