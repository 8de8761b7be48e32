# Numbers: from text, as text, operators, and mistakes.
def t(source):
    try:
        print(source, '->', ascii(eval(source)))
    except Exception as e:
        print(source, '!!', type(e).__name__, ascii(str(e)), ascii(repr(e)))


for line in r"""
int('1__0')
int('_1')
int('')
int('abc')
int('12', 16), int('0x12', 16), int('0x12', 0), int('0b1', 0), int('0o7', 0), int('z', 36), int('0b1', 2)
int('12', 1)
int('12', 37)
int('9', 8)
int('012', 0)
int('1.5')
int('1e5')
int(1.9), int(-1.9), int(True), int(1e20)
int(float('nan'))
int(float('inf'))
int(None)
int([])
int(12, 16)
int('1', base=2)
int(b'12'), int(bytearray(b'12'))
int(1j)
int()
int('12', 'a')
int('12 3')
int('\n12\t')
int('9' * 50)
int('f' * 30, 16)
float('1.5'), float(' 1.5 '), float('1e5'), float('inf'), float('-INF'), float('nan'), float('infinity'), float('1_0.5'), float('.5'), float('5.')
float('')
float('abc')
float('1.5.5')
float('1e')
float('0x1')
float(None)
float([])
float(b'1.5'), float(True), float(10**30), float()
float(10**400)
float(1j)
float('1e400'), float('-1e400'), float('1e-400')
complex('1+2j'), complex('j'), complex('-1.5e3-2.5e-1j'), complex('(1+2j)'), complex(' 1+2j ')
complex('1 + 2j')
complex('a')
complex(1), complex(1, 2), complex(1.5, -2), complex(), complex(1j, 1j), complex('1')
complex('1', 2)
complex(None)
complex(real=1, imag=2)
1j * 1j, 1j ** 2, (1+2j).conjugate(), (1+2j).real, abs(3+4j), -1j, +1j
1j < 2
1j // 2
1j % 2
divmod(1j, 2)
int(1j)
round(1j)
1j == 1j, 1+0j == 1, hash(1+0j) == hash(1)
repr(1+2j), repr(-0j), repr(complex(-0.0, 0.0)), repr(complex(float('nan'), float('inf'))), str(1e20+1e-5j), repr(1.5j), repr(complex(0, -0.0)), repr(complex(1, -0.0))
1j / 0
1 / 0
1 // 0
1 % 0
1.0 / 0
1.0 // 0
1.0 % 0
divmod(1, 0)
divmod(1.0, 0)
0 ** -1
0.0 ** -1
0j ** -1
2 ** -1, (-2) ** -2, 2 ** -1000, 10 ** -2
(-8) ** (1/3)
(-1) ** 0.5
2 ** 0.5, 4 ** 0.5, 0 ** 0, 0.0 ** 0
2 ** 1000
(-2) ** 1001
2.0 ** 10000
10.0 ** 308, 1e308 * 10, -1e308 * 10
pow(2, 10), pow(2, 10, 7), pow(2, -1, 7), pow(3, 100, 10**20), pow(-2, 3, 5), pow(2, 3, -5), pow(0, 0, 1), pow(2, 10, 1)
pow(2, -1, 4)
pow(2, 3, 0)
pow(2.0, 3, 5)
pow(2, 3, 5.0)
pow(base=2, exp=3, mod=5), pow(2, exp=3)
pow('a', 2)
divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(-7, -3), divmod(7.5, 2), divmod(-7.5, 2), divmod(10**30, 7), divmod(-10**30, 7**20)
divmod('a', 1)
7 // -2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 0.0 % -1, -0.0 // 1
1e20 // 1, 1e300 % 7, 5 % 1e300, -5 % 1e300, 5.0 // float('inf'), -5.0 // float('inf'), 5 % float('inf'), -5 % float('inf')
round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 1)
round(1.5, 0), round(1234.567, -2), round(1e300), round(0.1, 20), round(123, -5), round(10**30, -28), round(1.0, None), round(True), round(5.5, -1)
round('a')
round(1.5, 'a')
round(1.5, 1.0)
round(float('nan'))
round(float('inf'))
round(float('inf'), 2), round(float('nan'), 1), round(1e308, -308), round(5e-324, 323), round(1.7976931348623157e308, -300)
round(number=1.5, ndigits=1), round(1.55, ndigits=1)
round(1e22, 0), round(123456789.123456789, 5), round(-2.5), round(0.05, 1), round(0.15, 1), round(0.25, 1), round(0.35, 1)
abs(-5), abs(-5.5), abs(True), abs(-10**30), abs(-0.0)
abs('a')
-True, +True, ~True, not True, True + True, True * 3, True / 2, True // 1, True & 3, True | False, True ^ True
~5, ~-1, ~10**30, 5 & -2, 5 | -8, -5 ^ 3, 10**30 & -10**20, -10**30 | 10**20, -10**30 ^ 10**20
1 << -1
1 >> -1
1 << 1.0
1.5 & 1
~1.5
1 & 'a'
5 .bit_length(), (-5).bit_length(), (0).bit_length(), (10**30).bit_length(), 5 .bit_count(), (-255).bit_count(), (10**30).bit_count()
(5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), True.real, (5).as_integer_ratio(), True.bit_length()
(1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (1.5).is_integer(), (2.0).is_integer()
float('inf').as_integer_ratio()
float('nan').as_integer_ratio()
(1.5).hex(), float.fromhex('0x1.8p+0'), float.fromhex('0x1p-1074'), (0.1).hex(), (-0.0).hex(), float('inf').hex(), float.fromhex('1.8'), float.fromhex('inf')
float.fromhex('xyz')
int.from_bytes(b'\x00\xff', 'big'), (1).__class__, int.__name__
0.1, 0.1 + 0.2, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 1/3, 2/3, 100.0, 1e100, -0.0, 0.0001, 0.00001234
1.0, 10.0, 1e5, 123456.789, 9007199254740993.0, 0.1 * 3, 1.1 * 1.1, 4.35, 2.5e-8, 3.0e10
str(0.1), str(1e20), repr(1.5), str(float('nan')), str(-float('inf'))
1 < 'a'
1 < None
None < None
[] < 1
1 + None
1 + 'a'
'a' - 'b'
[] + ()
() + []
{} + {}
None + 1
1.5 + '1'
-'a'
-None
+[]
~'a'
not []
1 if [] else 2
0x_ff, 0b1_0, 0o17, 1_000.5, 1e1_0, 0xFF
int('0_1'), 00, 0_0
hex(255), hex(-255), oct(8), oct(-8), bin(5), bin(-5), hex(10**20), bin(2**70), hex(True)
hex(1.5)
bin('a')
oct(None)
(5).__add__(3), (5).__mul__(2), (5).__eq__(5), (5).__hash__(), (5).__bool__(), (5).__neg__(), (5).__int__(), (5).__float__(), (5).__index__()
(5).__add__('a')
max(1, 2.5, True), min(3, 1, 2), max([1, 2], [1, 3]), max('a', 'b')
max()
max([])
max([], default=5), max([1], default=5), max(1, 2, key=lambda v: -v), min([3, -4], key=abs), max({'a': 1, 'b': 2}, key={'a': 1, 'b': 2}.get)
max(1, 2, default=3)
max(1)
max(1, 'a')
max([], key=None)
max([1, 2], key=None)
sum([1, 2, 3]), sum([0.1] * 10), sum([[1], [2]], []), sum((1, 2), 10), sum([1, 2], start=5), sum([]), sum([1.5, 2])
sum(['a', 'b'])
sum(['a'], '')
sum([b'a'], b'')
sum(5)
sum([1], 'a')
sum([1, None])
str(2**4000)[:20], len(str(2**4000)), len(str(3**5000)), int(str(2**3000)) == 2**3000
10**100 // 10**98, 10**100 % 7, -(10**100) // 3, (10**50) * (10**50) == 10**100, (2**200 - 1) & (2**100), 10**30 - 10**30, 10**18 * 10, -2**63, 2**63, 2**62, 2**31, 2**30, -2**30, -2**31
3 * 2**30, (2**31) // -1, -2**30 // -1, 2**64 / 2**32, 10**400 / 10**398, 1 / 10**300
10**400 / 1
1e308 + 10**400
int(1e308) == 10**308, int(1e23), int(-1e23), int(123456789.9), float(2**53 + 1), float(2**1023), float(10**22), float(10**23)
1_000_000 ** 5, 7 ** 77, (-7) ** 77, 2 ** 0, 1 ** 10**9, (-1) ** (10**9 + 1), 0 ** 10**9
isinstance(True, int), isinstance(1, float), isinstance(1, (str, int)), isinstance(1, int | str), issubclass(bool, int), isinstance(None, int | None), isinstance([], list | tuple)
isinstance(1, 1)
isinstance(1, (1,))
isinstance(1, [int])
issubclass(1, int)
issubclass(int, 1)
isinstance(1, list[int])
int.__add__(1, 2), int.__mul__(2, 3), int.__lt__(1, 2), float.__add__(1.0, 2), str.__len__('abc'), list.__len__([1]), dict.__len__({}), str.__add__('a', 'b')
bool('a'), bool(''), bool(0.0), bool([]), bool(None), bool(float('nan')), bool(), bool(0j)
None is None, Ellipsis, NotImplemented
callable(int), callable(1), callable(lambda: 1), callable(len)
float.__eq__(1.0, 'a'), (1).__eq__('a'), 'a'.__eq__(1)
1 if 0.1 + 0.2 == 0.3 else 2
1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 != 2, 1 in [1] == True
float.__name__, (1.5).__class__.__name__
0 or 'a', 0 and 1, '' or [] or None, 1 and 2 and 3, not 0, not not 'a'
""".strip().split("\n"):
    t(line)
