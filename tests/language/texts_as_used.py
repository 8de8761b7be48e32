# Texts as programs use them.
def t(source):
    try:
        print(source, '->', ascii(eval(source)))
    except Exception as e:
        print(source, '!!', type(e).__name__, ascii(str(e)), ascii(repr(e)))


for line in r"""
'abc'.isidentifier()
str.upper('a')
'abc'.foo
'abc'.foo()
str.join(',', ['a', 'b'])
str(b'a', 'utf-8')
str(b'a', encoding='ascii')
str(object=5)
str('a', 'utf-8')
str(b'\xff', 'utf-8')
str(b'\xff', errors='replace')
str()
'a' < 1
'a' < b'a'
'a' == b'a'
'a' in 1
1 in 'a'
'a' in 'abc'
b'a' in 'abc'
'abc'.__len__()
'abc'.__contains__('a')
'abc'.__getitem__(1)
'abc'.__add__('d')
'abc'.__mul__(2)
'abc'.__eq__('abc')
'abc'.__hash__() == hash('abc')
'abc'.__lt__('b')
'abc'.__repr__()
'abc'.__iter__().__next__()
'abc'.__class__
ord('ab')
ord('')
ord(1)
ord(b'a')
ord(b'ab')
chr(-1)
chr(0x110000)
chr('a')
chr(1.5)
ascii('é€𝄞\n')
repr('é\x7f\x00\n\t\r\\\'')
repr("a'b")
repr('a"b')
repr('a\'"b')
repr('\x80\xa0\xad\u200b\ue000\U0001f600')
sorted('bca')
list(reversed('abc'))
'abc'[0:10:2]
'abcdef'[4:1:-1]
'abcdef'[::0]
'abcdef'[-100:100]
'abcdef'[None:None:None]
'abcdef'[True]
'abcdef'['a':]
'abcdef'[1.0:]
max('abc'), min('abc')
'a'.__ne__('b')
'%s' % 'é'
'ß'.upper(), 'ŉ'.title(), 'ﬀ'.capitalize()
'İ'.lower(), 'ı'.upper()
'aB'.swapcase(), 'ß'.swapcase()
'ß'.casefold() == 'SS'.casefold()
'hello world'.capitalize()
'A'.isupper(), 'A1'.isupper(), '1'.isupper(), 'Ab'.isupper()
'A'.istitle(), 'Ab Cd'.istitle(), 'AB'.istitle()
'1²'.isdigit(), '½'.isnumeric(), '²'.isdecimal()
'a b'.isprintable(), 'a\n'.isprintable(), ''.isprintable()
'\u3000'.isspace(), '\x1f'.isspace(), '\x85'.isspace(), ''.isspace()
'a,b,c'.rsplit(',', 1), 'a,b,c'.rsplit(','), 'a b c'.rsplit(None, 1)
' a b '.split(' '), ' a b '.rsplit(' '), ''.split(' ')
'a\n\nb\r\n'.splitlines(), 'a\n\nb\r\n'.splitlines(True)
'aXbXc'.split('X', 0), 'aXbXc'.split('X', -5)
'  a'.split(maxsplit=0), '  a b '.split(None, 0), '  a b '.rsplit(None, 0)
'abab'.replace('ab', '', 1), 'abc'.replace('', 'x', 0), ''.replace('', 'x')
'a'.center(4, '*'), 'a'.center(5, '*'), 'ab'.center(5, '*')
'\t'.expandtabs(), 'a\tb\n\tc'.expandtabs(4), 'a\r\tb'.expandtabs(4), 'a\tb'.expandtabs(-1)
'-'.join(str(i) for i in range(5))
'abc'.split.__name__
str.__name__, str.__mro__
''.join(['a'] * 3)
''.join(())
'x'.join(['one'])
'abc' 'def'
'a' * 3 + 'b'
3 * 'ab'
'a' * True
'a' * 0
'abc' > 'abd', 'abc' < 'abcd', '' < 'a', 'é' > 'z'
hash('a') == hash('a')
'{}'.format('é')
f"{'a':>5}{1:03d}{1.5:.2f}{'x'!r}"
f"{1,}"
f"{[i for i in range(3)]}"
f"{ {'a': 1}['a'] }"
f"{'a' if True else 'b'}"
f"{1:{5}}"
f"{1:{'>'}{5}}"
f"{{}}"
f"{3!r:>5}"
f"{1=}"
f"{'a'=!s}"
f"{3.14159=:.2f}"
f'{"a" "b"}'
f"{None} {True} {1.0} {1e100}"
f"{b'a'}"
f"{1:x}{255:#x}{255:08b}"
f"{10**20:,}"
'a\x00b'
len('é€𝄞'), 'é€𝄞'[1], 'é€𝄞'[::-1]
'é€𝄞'.index('𝄞'), 'é€𝄞'.find('𝄞'), 'é€𝄞'.rfind('é')
'é€𝄞'.center(7, '€')
"\x41\u0041\U00000041\101\0"
r'\n', rb'\n', b'\x41\101'
str.format('{} {}', 1, 2)
str.lower('A')
list(map(str.upper, 'abc'))
'abc'.count('a', -10, 10)
'abc'.find('', 10)
'abc'.rfind('', 10), 'abc'.rfind(''), 'abc'.rfind('', 0, 1)
'abc'.endswith('', 4), 'abc'.endswith('c', -1), 'abc'.endswith('bc', 2)
'abc'.index('c', 0, 2)
bytes('a')
'Hello, World'.swapcase().title()
'hello'.zfill(10), '-5'.zfill(5), '+'.zfill(3), ''.zfill(3)
"they're".title(), 'a1b'.title(), "l'été".title()
""".strip().split("\n"):
    t(line)
