import sys


def error(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


v = sys.version_info
print(v >= (3, 8), v[:2] == (3, 11), v.major, v.minor, v.releaselevel, len(v), v > (3, 12), sys.version.startswith("3.11"), repr(v)[:24], "%d.%d" % v[:2], sys.hexversion >= 0x030B0000, sys.hexversion >> 16 == 0x030B)
print(sys.maxsize, sys.maxsize == 2**63 - 1, sys.maxunicode, sys.byteorder, sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.max_exp, sys.float_repr_style, isinstance(sys.platform, str), isinstance(sys.executable, str))
print(sys.getrecursionlimit(), sys.setrecursionlimit(5000), sys.getrecursionlimit(), error(sys.setrecursionlimit, 0), error(sys.setrecursionlimit, "x"), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.is_finalizing(), isinstance(sys.path, list), isinstance(sys.argv, list))
print(sys.intern("abc") is sys.intern("abc"), sys.getsizeof([]) > 0, hasattr(sys, "nothing"), error(getattr, sys, "nope")[0], sys.exc_info(), sys.flags.optimize, sys.flags.debug, sys.exception(), sys.stdin is not None, sys.stdout.write("out\n"))
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e, sys.exception() is e)
lowest = sys.maxsize
for n in (3 * 10**9, 5 * 10**12, 2**40):
    lowest = min(lowest, n)
print(lowest, -sys.maxsize - 1, sys.set_int_max_str_digits(0) if hasattr(sys, "set_int_max_str_digits") else None)
try:
    sys.exit("bye")
except SystemExit as e:
    print(e.args)
