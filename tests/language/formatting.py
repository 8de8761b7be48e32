# format(), str.format() and the operator %.
values = [0, 5, -5, 42, 12345, -1234567, 2**70, -2**70, True, 0.0, -0.0, 1.5, -2.75, 1234567.891, 1e22, 1e-7, 123456789.0, 1e300, 5e-324,
          float('inf'), float('-inf'), float('nan'), 'text', '', 'é€', 1j, 2-3.5j]
specs = ['', '5', '<8', '>8', '^9', '*^11', '=10', '+', ' ', '-', '+8', '08', '010', 'd', 'b', 'o', 'x', 'X', '#x', '#b', '#o', '#010x', 'c', 'n',
         ',', '_', '_x', '_b', '12,', '012,', '015_d', ',.2f', '.2f', '.0f', 'f', 'F', 'e', '.3e', 'E', 'g', '.3g', 'G', '%', '.1%', '#.0f', '#g', '+.1f', ' .2f',
         '.10g', '10.3', '.3', '.0', 's', '.2s', '10s', '<10.1s', '>6', 'é^8', '{<5', '0=6', 'z.1f', 'z.0f', '07.2f', '+08.1f', '-^12.3e', '020,.3f', '015,', '.15g', '.17g', '.20f', '5c',
         'q', '5.', ',x', '.2d', '+s', '=s', '#s', ',s', 'y5', '..2', '1_000', '+c', '20.3e', ',e', ',%']
for value in values:
    line = []
    for spec in specs:
        try:
            line.append(format(value, spec))
        except (ValueError, OverflowError, TypeError) as error:
            line.append(type(error).__name__ + ': ' + str(error))
    print(ascii(value), '|'.join(line))

# str.format
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __format__(self, spec):
        return 'P<' + spec + '>'
    def __repr__(self):
        return 'Point'
p = Point(1, [2, {'k': 3}])
print('{} {}'.format(1, 'a'), '{1} {0} {1}'.format('a', 'b'), '{a} {b}'.format(a=1, b=2), '{0.x} {0.y[0]} {0.y[1][k]}'.format(p), '{:>{}}'.format('x', 5), '{:{w}.{p}f}'.format(3.14159, w=8, p=2))
print('{!r} {!s} {!a}'.format('é', 'é', 'é'), '{0!r:>8}'.format('a'), '{{}} {{{}}}'.format(1), '{:abc}'.format(p), '{}'.format(p), '{!r}'.format(p), '{:%Y}'.format(p), '{0[0]} {0[1]}'.format('ab'))
print('{x[a]} {x[b c]}'.format(x={'a': 1, 'b c': 2}), '{:{}{}{}}'.format('x', '*', '^', 5), '{0:{1}}'.format(5, '04d'), '{:,}'.format(10**9), '{:5}|{:<5}|{:^5}'.format(1, 1, 1))
print('{a} {b}'.format_map({'a': 1, 'b': 2}), '{x.real}'.format(x=5))
class Default(dict):
    def __missing__(self, key):
        return '<' + key + '>'
print('{a} {b}'.format_map(Default(a=1)))
for pattern, args in [('{}', ()), ('{1}', (0,)), ('{a}', ()), ('{', ()), ('}', ()), ('{!x}', (1,)), ('{0} {}', (1, 2)), ('{} {0}', (1, 2)), ('{:d}', ('a',)), ('{a.b}', ()), ('{0.zz}', (1,)),
                      ('{0[5]}', ([1],)), ('{!}', (1,)), ('{!rx}', (1,)), ('{0[}', (1,)), ('{0[]}', ([1],)), ('{:{:{}}}', (1, 2, 3)), ('{0[a}', ({},)), ('{.x}', (1,)), ('{:', (1,)), ('{a b}', ()), ('x{', ())]:
    try:
        print(pattern.format(*args))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        print(pattern, type(error).__name__, error)

# %
print('%d %i %u' % (1, -2, 3), '%s %r %a' % ('é', 'é', 'é'), '%5d|%-5d|%05d|%+d|% d' % (42, 42, 42, 42, 42), '%x %X %o %#x %#o' % (255, 255, 8, 255, 8), '%c%c' % ('a', 98), '%%')
print('%.2f %5.1f %e %g %G' % (3.14159, 2.5, 12345.678, 1e-10, 1e20), '%10s|%-10s|%.2s' % ('ab', 'cd', 'xyz'), '%(a)s %(b)d' % {'a': 1, 'b': 2}, '%*d %-*d| %.*f' % (5, 1, 5, 2, 2, 3.14159), '%s' % [1], '%s' % None)
print('%s' % ((1, 2),), '%d' % 3.99, '%x' % True, '%5.3d|%+.4d' % (7, -7), '%08.3f' % -3.14159, '%+08.2f' % 3.1, '%#.3g' % 1.0, '%-8s|' % 'é', '%r' % ('a',), '%s %s' % ('a', [1, 2]), '%d%%' % 50)
print('%d' % 10**25, '%i' % -2**80, '%.0f' % 0.5, '%.0f' % 1.5, '%.0f' % 2.5, '%f' % float('inf'), '%05d' % -3, '%5s' % True, '%.3s' % 'éèà€', '%s' % b'a', b'%d %s %b %x' % (1, b'a', b'b', 255), b'%c' % 65, '%c' % 0x20ac)
for pattern, values in [('%d', 'a'), ('%s %s', 1), ('%s', (1, 2)), ('%z', 1), ('%', 1), ('%(a)s', 1), ('%(a', {}), ('%c', 'ab'), ('%x', 1.5), ('%f', 'a'), ('%d', None), ('%*d', ('a', 1)), ('abc', 1), ('%(a)s', {'b': 1}), ('abc', {'a': 1}), ('%o', 'a'), ('%c', -1), ('%i', [])]:
    try:
        print(pattern % values)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(pattern, type(error).__name__, error)
