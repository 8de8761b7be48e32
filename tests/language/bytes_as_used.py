# Bytes and what is made of them.
def t(source):
    try:
        print(source, '->', ascii(eval(source)))
    except Exception as e:
        print(source, '!!', type(e).__name__, ascii(str(e)), ascii(repr(e)))


for line in r"""
bytes()
bytes(3)
bytes(-1)
bytes('a', 'utf-8')
bytes('é')
bytes([1, 2, 256])
bytes([1, -1])
bytes(['a'])
bytes([1.5])
bytes({})
bytes(range(5))
bytes(i for i in range(3))
bytes(b'abc', 'utf-8')
bytes(5, 'utf-8')
bytes('a', 'utf-8', 'strict')
bytes(source=b'abc')
bytes((65, True))
b'abc'[0], b'abc'[-1], b'abc'[::-1], b'abc'[1:]
b'abc'[3]
b'a' + 'b'
'b' + b'a'
b'a' + bytearray(b'b'), bytearray(b'a') + b'b'
b'a' + 1
b'a' * 3, 3 * b'a', b'a' * -1
b'a' * 'b'
b'a' in b'abc', 97 in b'abc', 300 in b'abc'
'a' in b'abc'
b'a' < b'b', b'a' == bytearray(b'a'), bytearray(b'a') == b'a'
b'a' < 'b'
b'%d %s' % (1, b'a')
b'%b' % b'a'
b'%a' % 'é'
b'%c' % 97, b'%c' % b'a'
b'%x' % 255
b'%5.1f|' % 1.25
b'%r' % 'a'
b'%(a)s' % {b'a': b'b'}
bytearray(b'%d') % 5
b'abc'.decode('ascii', 'strict')
b'\xe9'.decode()
b'\xe9'.decode('ascii')
b'\xe9'.decode('foo')
b'\xe9'.decode('utf-8', 'foo')
b'\xff\xfe'.decode('utf-16'), b'\x00a'.decode('utf-16-be')
b'abc'.hex(), b'abc'.hex(':'), b'abcde'.hex(':', 2), b'abcde'.hex(':', -2)
b'abc'.hex('::')
bytes.fromhex('61 62'), bytes.fromhex('')
bytes.fromhex('6')
bytes.fromhex('zz')
bytes.fromhex('6 1')
bytes.fromhex('61\n62')
b'a,b'.split(b','), b'a b'.split(), b'a,b'.split(sep=b',', maxsplit=1)
b'a,b'.split(',')
b'abc'.find(97), b'abc'.find(b'c'), b'abc'.find(300)
b'abc'.index(b'z')
b'abc'.replace(b'a', b'b'), b'abc'.replace(b'', b'-')
b'abc'.replace('a', 'b')
b','.join([b'a', b'b']), b','.join([bytearray(b'a')])
b','.join(['a'])
b','.join([1])
b'abc'.startswith(b'a'), b'abc'.startswith((b'x', b'a'))
b'abc'.startswith('a')
b'abc'.endswith(('a',))
b'abc'.center(7), b'abc'.center(7, b'*'), b'abc'.ljust(5, b'.'), b'abc'.rjust(5)
b'abc'.center(7, '*')
b'abc'.center(7, b'ab')
b'12'.zfill(5), b'-1'.zfill(4)
b' a '.strip(), b'xax'.strip(b'x'), b'abc'.lstrip(b'ba')
b'abc'.strip('a')
b'abc'.upper(), b'ABC'.lower(), b'aBc'.swapcase(), b'abc def'.title(), b'abc'.capitalize()
b'abc'.isalpha(), b'1'.isdigit(), b' '.isspace(), b'a1'.isalnum(), b'Abc'.istitle(), b'\x80'.isascii()
b'a\tb'.expandtabs(4), b'a\nb\r\nc'.splitlines(), b'a\nb'.splitlines(True)
b'a-b-c'.partition(b'-'), b'a-b-c'.rpartition(b'-')
b'abc'.partition('-')
b'abc'.translate(bytes(range(256))), b'abc'.translate(None, b'a')
b'abc'.translate(b'abc')
b'abc'.translate('abc')
bytes.maketrans(b'ab', b'cd')[97:99]
bytes.maketrans(b'a', b'bc')
b'abc'.count(b''), b'abcabc'.count(b'b', 2), b'abc'.count(98)
b'abc'.removeprefix(b'a'), b'abc'.removesuffix(b'c')
b'\x00\t\n\r\x7f\x80\xff\'"\\'
b"'"
b'"\''
bytearray(b'abc')
str(b'abc'), str(bytearray(b'x'))
hash(b'a') == hash(b'a')
hash(bytearray(b'a'))
{bytearray(b'a'): 1}
list(b'abc'), tuple(bytearray(b'ab')), sorted(b'cab'), list(reversed(b'abc'))
max(b'abc'), sum(b'abc')
memoryview(b'abc').tolist(), memoryview(b'abc').tobytes(), memoryview(b'abc').nbytes
memoryview(b'abc')[0], len(memoryview(b'abc')), memoryview(b'abc') == b'abc'
memoryview('abc')
memoryview(b'abc').hex()
memoryview(b'abc').readonly, memoryview(bytearray(b'abc')).readonly
memoryview(b'abc').format, memoryview(b'abc').itemsize, memoryview(b'abc').shape
int.from_bytes(b'\x01\x02', 'big'), int.from_bytes(b'\x01\x02', 'little'), int.from_bytes([1, 2], 'big')
int.from_bytes(b'\xff', 'big', signed=True), int.from_bytes(b'\xff', byteorder='big'), int.from_bytes(b'')
int.from_bytes(b'\xff', 'foo')
int.from_bytes('a', 'big')
(258).to_bytes(2, 'big'), (258).to_bytes(4, 'little'), (-1).to_bytes(2, 'big', signed=True), (5).to_bytes()
(258).to_bytes(1, 'big')
(-1).to_bytes(1, 'big')
(1).to_bytes(-1, 'big')
(128).to_bytes(1, 'big', signed=True)
(1).to_bytes(2, 'foo')
(0).to_bytes(0, 'big')
(10**20).to_bytes(length=10, byteorder='big')
(10**20).to_bytes(5, 'big')
b'abc'.foo
b'abc' b'def'
b'a' == 'a', b'a' != 'a'
bytes.fromhex('616').hex()
b'abc'.isidentifier()
isinstance(b'a', bytes), isinstance(bytearray(), bytes)
b'ab' > b'a', b'' < b'a', b'\xff' > b'a'
b'abc'.__class__, type(bytearray())
b'abc'.encode()
""".strip().split("\n"):
    t(line)
