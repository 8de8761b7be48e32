# Slices with any step, of everything that can be sliced.
values = [None, 0, 1, 2, 3, 5, 9, -1, -2, -4, -9, 10**20, -10**20]
steps = [None, 1, 2, 3, 7, -1, -2, -3, -7, 10**9, -10**9]
sequences = ['abcdefg', 'aé€𝄞b\x00c', '', b'abcdefg', bytearray(b'abcdefg'), [0, 1, 2, 3, 4, 5, 6],
             (0, 1, 2, 3, 4, 5, 6), range(7), range(10, -11, -3), [], ()]
for sequence in sequences:
    text = '|'.join(repr(sequence[a:b:c]) for a in values for b in values for c in steps)
    print(sequence if not isinstance(sequence, str) else ascii(sequence), len(text), ascii(text[:300]), sum(ord(c) * (i % 97) for i, c in enumerate(text)))
print('hello'[::-1], 'héllo wörld'[::-1], (1, 2, 3)[::-1], b'abc'[::-1], [1, 2, 3, 4][1::2], range(10)[::-1], range(0, 10, 3)[1:])

# replaced
for a in (None, 0, 1, 3, 10, -2):
    for b in (None, 0, 2, 5, -1):
        for c in (1, 2, -1, 3, -2):
            numbers = list(range(7))
            taken = numbers[a:b:c]
            numbers[a:b:c] = [x * 10 for x in taken]
            print(numbers, end=' ')
            numbers = list(range(7))
            del numbers[a:b:c]
            print(numbers)
x = [1, 2, 3]
x[1:1] = x
print(x)
x[:] = 'abc'
x[1:2] = (c for c in 'xyz')
x[5:] = range(2)
print(x)
x[::2] = [0, 0, 0, 0]
print(x)
b = bytearray(b'abcdefgh')
b[::2] = b'ABCD'
print(b)
b[1:3] = b'xyz'
b[0:0] = [1, 2]
print(b)
del b[::3]
print(b)
del b[0]
del b[-2:]
print(b)
for bad in ((lambda: x.__setitem__(slice(None, None, 2), [1])), (lambda: x[::0]), (lambda: 'abc'[1:2:0]),
            (lambda: x['a':]), (lambda: 'abc'[str()]), (lambda: 'abc'[1.0:]), (lambda: x[1.0])):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

# slices themselves
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(1, 2) == slice(1, 2, None), slice(1, 2) < slice(1, 3))
print(s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(2), slice(10**30).indices(7))
class Shows:
    def __getitem__(self, key):
        return key
print(Shows()[1:2, ::3], Shows()[...], Shows()[:, None], Shows()['a':'b'])
class Index:
    def __index__(self):
        return 2
print('abcdef'[Index():], [1, 2, 3][Index()], (1, 2, 3, 4)[:Index()])

# ranges
r = range(10**12, 10**12 + 50, 7)
print(r, len(r), r[3], r[-1], list(r[::3]), 10**12 + 14 in r, 10**12 + 15 in r, r.index(10**12 + 21))
print(range(5) == range(0, 5, 1), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)), range(0) == range(5, 5))
print(list(reversed(range(3, 20, 5))), 3.0 in range(5), 'a' in range(5), range(5).count(2), range(3, 9).start)
print(list(range(2**31 - 2, 2**31 + 2)), list(range(-2**62 // 4, -2**62 // 4 + 2)), list(range(5, 0, -2)), bool(range(0)))
