# Methods of str, formats and the operator %, and what they say of mistakes.
def t(source):
    try:
        print(source, '->', ascii(eval(source)))
    except Exception as e:
        print(source, '!!', type(e).__name__, ascii(str(e)), ascii(repr(e)))


for line in r"""
'abc'[::-1]
'abc'[5]
'abc'[-4]
'a' + 1
1 + 'a'
'a' * 'b'
'a' * 2.0
'a' * -1
'a' % 1
'%d' % 'x'
'%d' % None
'%s %s' % (1,)
'%s' % (1, 2)
'%(a)s' % {'a': 1}
'%(a)s' % {'b': 1}
'%(a)s' % (1,)
'%(a)s' % [1]
'%' % ()
'%z' % 1
'%5' % 1
'%c' % 97
'%c' % 'ab'
'%c' % 'a'
'%c' % 1.5
'%c' % 0x110000
'%c' % -1
'%x' % 255
'%#x' % 255
'%#X' % 255
'%#o' % 8
'%o' % -8
'%x' % 1.5
'%d' % 1.5
'%i' % 2.9
'%u' % -3
'%d' % float('nan')
'%d' % float('inf')
'%e' % 12345.678
'%E' % 12345.678
'%g' % 1e20
'%G' % 1e-20
'%g' % 100000
'%g' % 1000000
'%#g' % 1
'%f' % 1
'%.2f' % 1.005
'%.0f' % 0.5
'%.0f' % 1.5
'%#.0f' % 1.5
'%10.3f|' % 3.14159
'%-10.3f|' % 3.14159
'%+d % d' % (5, 5)
'%05d' % -42
'%05s|' % 'a'
'%-5s|' % 'a'
'%.2s' % 'abc'
'%r %a' % ('é', 'é')
'%*d' % (5, 42)
'%-*d|' % (5, 42)
'%*d|' % (-5, 42)
'%.*f' % (2, 3.14159)
'%*d' % ('a', 42)
'%%' % ()
'%d%%' % 50
'%s' % ((1, 2),)
'%s' % [1, 2]
'%ld' % 5
'%lld' % 5
'%hd' % 5
'%d' % True
'%s' % True
'%s' % None
'%f' % 'a'
'%f' % None
'%x' % 'a'
'%x' % None
'%b' % 5
'abc %d' % (1, 2)
'%s' % {}
'%s %s' % {'a': 1}
'abc' % {}
'abc' % []
'abc' % 5
'abc' % (5,)
'%()s' % {'': 5}
'%(a' % {'a': 5}
'%(a)' % {'a': 5}
'%.f' % 2.5
'%5.d' % 2
'%.5d' % 42
'%.5x' % 42
'%#.5x' % 42
'%+.3e' % -12.5
'%010.4f' % -3.14159
'% 5d' % 42
'%+5s' % 'a'
'%d' % 10**30
'%x' % 10**30
'%d' % -10**30
'%.3d' % 10**30
'%g' % float('inf')
'%F' % float('nan')
'%5.1f' % float('-inf')
'%05f' % float('inf')
'abc'.join([1])
'abc'.join(['a', 2])
','.join('abc')
','.join({'a':1})
'abc'.split('')
'abc'.split(None, 'a')
'abc'.replace(1, 2)
'abc'.replace('a', 'b', 'c')
'abc'.replace('a', 'b', -1)
'abc'.find('a', 'b')
'abc'.find('c', -1)
'abc'.index('z')
'abc'.rindex('z')
'abc'.count('')
'abc'.count('', 1)
'abc'.count('', 4)
'abc'.startswith(1)
'abc'.startswith(('a', 1))
'abc'.startswith(['a'])
'abc'.endswith(None)
'abc'.startswith('', 4)
'abc'.startswith('', 3)
'abc'.center(10, 'ab')
'abc'.center(10, '')
'abc'.center(10, 1)
'abc'.center('a')
'abc'.center(10.0)
'abc'.center(6)
'abcd'.center(7)
'abc'.ljust(6, 'é')
'abc'.zfill('a')
'abc'.expandtabs('a')
'a\tb'.expandtabs(tabsize=4)
'abc'.partition('')
'abc'.encode('foo')
'é'.encode('ascii')
'é'.encode('ascii', 'foo')
'é€'.encode('latin-1')
'é€'.encode('latin-1', 'xmlcharrefreplace')
'\ud800'
'\ud800'.encode()
'\ud800'.encode('utf-8', 'surrogatepass')
'abc'.translate(1)
'abc'.translate({97: 'x', 98: None})
'abc'.translate({97: 0x110000})
'abc'.translate('xyz')
'abc'.translate([])
str.maketrans('a', 'bc')
str.maketrans(1)
str.maketrans({'ab': 1})
str.maketrans('ab', 'cd', 'e')
str.maketrans('a')
'abc'.isascii()
''.isascii()
'abc'.removeprefix(1)
'abc'.removeprefix('')
'a b'.title()
'abc'.format_map({})
'{a}'.format_map({'a': 1})
'{a}'.format_map({})
'{}'.format()
'{0} {1}'.format(1)
'{} {0}'.format(1)
'{0} {}'.format(1)
'{a}'.format()
'{'.format()
'}'.format()
'{}}'.format(1)
'{{}}'.format()
'{a.b}'.format(a=1)
'{a[0]}'.format(a=[1])
'{a[b]}'.format(a={'b': 1})
'{a[-1]}'.format(a=[1])
'{0[a]}'.format([1])
'{0.real}'.format(5)
'{!r}'.format('a')
'{!s}'.format('a')
'{!a}'.format('é')
'{!x}'.format('a')
'{!}'.format('a')
'{!r:>5}'.format('a')
'{:{}}'.format(1, 5)
'{:{w}.{p}}'.format(3.14159, w=10, p=3)
'{:{:{}}}'.format(1, 2, 3)
'{:>{w}}'.format('a', w='x')
'{a!r:10}|'.format(a='b')
'{[0]}'.format('abc')
'{.imag}'.format(5)
'{0[}'.format([1])
'{0[]}'.format([1])
'{0.}'.format([1])
'{0]}'.format(1)
'{a b}'.format(**{'a b': 1})
'{ a}'.format(a=1)
'{0x}'.format(1)
'{-1}'.format(1)
'{:d}'.format('a')
'{:s}'.format(1)
'{:x}'.format(1.5)
'{:s}'.format(1.5)
'{:c}'.format(97)
'{:c}'.format(-1)
'{:5c}|'.format(97)
'{:,c}'.format(97)
'{:+c}'.format(97)
'{:n}'.format(1234567)
'{:n}'.format(1234.567)
'{:,}'.format(1234567)
'{:_}'.format(1234567)
'{:_x}'.format(0xdeadbeef)
'{:,x}'.format(1)
'{:,b}'.format(1)
'{:_b}'.format(1023)
'{:#_b}'.format(1023)
'{:#b}'.format(5)
'{:#o}'.format(8)
'{:#x}'.format(255)
'{:#X}'.format(255)
'{:#010x}'.format(255)
'{:010,}'.format(1234567)
'{:012,}'.format(1234567)
'{:020,.2f}'.format(1234567.891)
'{:,.2f}'.format(1234567.891)
'{:_.2f}'.format(1234567.891)
'{:,}'.format(1234567.891)
'{:,}'.format(1e20)
'{:,%}'.format(1234.5)
'{:.1%}'.format(0.256)
'{:%}'.format(1)
'{:.0f}'.format(2.5)
'{:.0e}'.format(25)
'{:g}'.format(1e-5)
'{:g}'.format(123456789)
'{:.3}'.format(1234.5)
'{:.3}'.format('abcdef')
'{:.10}'.format(1.1)
'{:}'.format(1.0)
'{:10}|'.format(1.0)
'{:<10}|'.format(1)
'{:^10}|'.format('a')
'{:*^10}|'.format('a')
'{:=10}|'.format('a')
'{:=+10}|'.format(5)
'{:0=10}|'.format(-5)
'{:010}|'.format('a')
'{:<010}|'.format(5)
'{:+}'.format('a')
'{: }'.format('a')
'{:#}'.format('a')
'{:,}'.format('a')
'{:_}'.format('a')
'{:.2}'.format(5)
'{:.2d}'.format(5)
'{:+}'.format(5)
'{: }'.format(5)
'{:-}'.format(5)
'{:z}'.format(-0.0)
'{:z.1f}'.format(-0.01)
'{:z}'.format(5)
'{:10.}'.format(1.0)
'{:.}'.format(1.0)
'{:q}'.format(1)
'{:q}'.format(1.0)
'{:q}'.format('a')
'{:5q}'.format('a')
'{:dd}'.format(1)
'{:,,}'.format(1)
'{:,_}'.format(1)
'{:_,}'.format(1)
'{:.2,}'.format(1.0)
'{:abc}'.format(1)
'{:5}'.format(None)
'{:}'.format(None)
'{:5}'.format([])
'{:5}'.format({})
'{:5}'.format(())
'{:5}'.format(object)
'{:5}'.format(True)
'{:d}'.format(True)
'{:}'.format(True)
'{:s}'.format(True)
'{:5}'.format(b'a')
'{:.5}'.format(1j)
'{:}'.format(1+2j)
'{:10}|'.format(1+2j)
'{:.2f}'.format(1+2j)
'{:010}'.format(1j)
'{:=10}'.format(1j)
'{:f}'.format(10**400)
'{:e}'.format(10**30)
'{:.2f}'.format(10)
'{:g}'.format(10)
'{:f}'.format(float('nan'))
'{:010f}'.format(float('-inf'))
'{:F}'.format(float('inf'))
'{:,}'.format(float('inf'))
'{:d}'.format(10**50)
'{:,}'.format(10**50)
'{:99999999999999999999}'.format(1)
'{:.99999999999999999999}'.format(1.0)
'{99999999999999999999}'.format(1)
'{0}{1}{0}'.format('a', 'b')
'{0!r:{1}}'.format('a', 10)
format(5, 'x')
format(5, 5)
format(5)
format('a', '>5')
format(1.5, '.3')
format(12345.678, 'é>15')
format([1], '')
format([1], 'x')
format(0.1, '.20f')
format(1e300, 'f')
format(1e16, '')
format(123456789012345680.0)
format(1e22, '')
format(1.0, '.0')
format(5.0, '#.0f')
format(5, '#d')
format(100.0, '#g')
format(1e5, '.3g')
format(3, '.3g')
format(3, '%')
format(-3, '=+8.2f')
format(True, 'x')
format(True, '5')
""".strip().split("\n"):
    t(line)
