# Methods of str and bytes.
words = ['', 'a', 'hello world', 'Hello World', 'HELLO', '  x  ', '123', '12a', 'ab\tc\n', 'ÄÖÜß', 'straße', 'Ωμέγα', 'ПриВет мир',
         "they're bill's", 'ǆ', 'İ', 'ﬁn', '½', '²', '٣', 'x_1', '_', '1x', 'a-b', '\x1c', 'é\u0301', 'i\u0307', '中文', '𝒜', 'ªº', 'ŉ', 'Ⅷ', 'ⓐ']
for word in words:
    print(ascii(word), [ascii(f(word)) for f in (str.upper, str.lower, str.swapcase, str.capitalize, str.title, str.casefold)])
    print([name for name in ('isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric',
                             'isprintable', 'isspace', 'istitle', 'isupper') if getattr(word, name)()])
for word in words[:9]:
    data = word.encode()
    print(data.upper(), data.lower(), data.swapcase(), data.capitalize(), data.title(), data.isalnum(), data.isalpha(), data.isascii(),
          data.isdigit(), data.islower(), data.isspace(), data.istitle(), data.isupper())
# every character of the first planes that has a case
changed = [c for c in map(chr, range(0x3000)) if c.upper() != c or c.lower() != c]
print(len(changed), ascii(''.join(changed).upper()[:80]), sum(map(ord, ''.join(c.upper() + c.lower() for c in changed))))
for name in ('isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isspace', 'isprintable', 'isupper', 'islower', 'isalnum', 'istitle'):
    print(name, sum(i for i in range(0x20000) if getattr(chr(i), name)()))

# width
for text in ('ab', 'é', ''):
    for width in (0, 1, 4, 5):
        print([text.center(width, '*'), text.ljust(width, '-'), text.rjust(width), text.zfill(width), text.encode().center(width, b'.')])
print('-42'.zfill(6), '+1'.zfill(4), '--1'.zfill(5), b'-3'.zfill(5), 'a\tb\tc'.expandtabs(), 'ab\tc\nd\te'.expandtabs(4), '\t'.expandtabs(0), 'é\tx'.expandtabs(3))

# prefixes and parts
print('TestHook'.removeprefix('Test'), 'MiscTests'.removesuffix('Tests'), 'abc'.removeprefix('x'), b'abc'.removesuffix(b'c'), 'aaa'.removesuffix(''))
print('a,b,,c'.split(','), ' a  b c '.split(), ' a  b c '.split(None, 1), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), ' a b  c '.rsplit(None, 1))
print('a,b,c'.split(sep=',', maxsplit=1), ''.split(), ''.split(','), 'abc'.split('abc'), 'a\u2003b\xa0c'.split(), b'a b'.split(), b'a,b'.rsplit(b',', 5))
print('ab\ncd\r\nef\rgh\n'.splitlines(), 'ab\n\ncd'.splitlines(True), 'a\x0bb\x1cc\u2028d'.splitlines(keepends=True), b'a\nb\x0bc'.splitlines(), ''.splitlines())
print('a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-'), b'a-b'.partition(b'-'))
print('  x '.strip(), 'xxabcxx'.strip('x'), 'abcba'.lstrip('ab'), 'éaé'.strip('é'), '\u2003a\xa0'.strip() == 'a', b' a '.strip(), b'xax'.rstrip(b'x'))
print('-'.join(['a', 'b']), ''.join(c for c in 'xyz'), ', '.join({'k': 1}), b','.join([b'a', bytearray(b'b')]), '-'.join(('one',)))

# searching
text = 'abcabcé€abc'
print(text.find('abc', 1), text.rfind('abc'), text.find('€'), text.index('c', -3), text.count('abc'), text.count(''), text.count('b', 2, 5), text.find('', 99), text.find('', 11))
print(text.startswith('abc'), text.startswith(('x', 'ab')), text.startswith('b', 1), text.endswith('bc'), text.endswith(('z', 'c'), 0, 3), text.startswith(()), 'abc'.find('c', None, -1))
print(b'abcabc'.find(98), b'abc'.count(b'a'), 97 in b'abc', b'bc' in b'abc', b'abc'.index(b'c'), bytearray(b'abc').find(b'c'))
print('aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), 'abc'.replace('x', 'y'), b'abab'.replace(b'ab', b'x'), 'éaé'.replace('é', 'ee'))

# exchanging
table = str.maketrans('abc', 'xyz', 'd')
print('aabbccdd'.translate(table), 'abc'.translate({97: 'AA', 98: None, 99: 0x20ac}), 'abc'.translate(str.maketrans({'a': '1', 98: '2'})), sorted(table.items())[:2])
print(b'abc'.translate(bytes.maketrans(b'a', b'z')), b'abc'.translate(None, b'b'), bytearray(b'abc').translate(None, delete=b'a'))

# bytes
print(bytes([65, 66]), bytes(3), bytes('é', 'utf-8'), bytes(bytearray(b'x')), b'\x00\xff\n\'"'.hex(), b'abcdef'.hex('-', 2), bytes.fromhex('6162 63'), bytearray.fromhex('7a'))
print('é€'.encode(), 'é'.encode('latin-1'), 'aé'.encode('ascii', 'ignore'), 'aé'.encode('ascii', 'replace'), 'aé€'.encode('ascii', errors='backslashreplace'), 'é'.encode('ascii', 'xmlcharrefreplace'))
print(b'\xc3\xa9'.decode(), b'\xe9'.decode('latin-1'), ascii(b'a\xffb'.decode('utf-8', 'replace')), b'a\xffb'.decode(errors='ignore'), b'\xff'.decode('ascii', 'backslashreplace'), str(b'abc', 'ascii'), str(b'abc'))
print('aé𝄞'.encode('utf-16'), 'aé'.encode('utf-16-be'), 'é'.encode('utf-32-le'), 'aé𝄞'.encode('utf-16').decode('utf-16'), '\ufeffa'.encode('utf-8'), 'a'.encode('utf-8-sig').decode('utf-8-sig'))
for bad in (lambda: b'\xff'.decode(), lambda: b'a\xc3'.decode(), lambda: b'\xe2\x82'.decode('utf8'), lambda: b'\xe2\x28'.decode(), lambda: b'\x80'.decode('ascii'),
            lambda: 'aé'.encode('ascii'), lambda: '€'.encode('latin-1'), lambda: '\ud800'.encode(), lambda: 'a'.encode('nope'), lambda: b'\xff'.decode('utf8', 'nope'), lambda: b'\xed\xa0\x80'.decode()):
    try:
        bad()
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, '|', ascii(str(error)))
try:
    b'ab\xff'.decode()
except UnicodeDecodeError as error:
    print(error.args)

# repr
print(repr('a\'b'), repr('a"b'), repr('a\'"b'), repr('\\\n\t\r\x00\x7f'), repr('é€𝄞'), repr('\u200b\xa0\u2028'), ascii('é€𝄞'), repr(b'a\'"\\\xff'), repr('\xad'))
print('abc' < 'abd', 'a' < 'aa', 'é' > 'z', b'a' < b'b', b'a' == 'a', 'a' * 3, 3 * 'ab', 'ab' * -1, b'x' * 2, 'a' 'b')
for c in 'é€𝄞a':
    print(ascii(c), len(c), ord(c), chr(ord(c)) == c, end=' ')
print(len('é€𝄞a'), 'é€𝄞a'[2] == '𝄞', 'é€𝄞a'[-1], list('é€'), 'é' in 'aéb', [ascii(x) for x in 'é€𝄞'[1:]])
long = 'x' * 1000 + 'é' + 'y' * 1000
print(len(long), long[1000], long[1001], long[-1], long[999:1002], long.find('é'), long.index('y'), {long: 1}[('x' * 1000) + 'é' + 'y' * 1000], {'z' * 500: 2}['z' * 500])
