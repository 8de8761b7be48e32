import cmath
import math


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def show(z):
    """Without the last digits."""
    if isinstance(z, tuple) and isinstance(z[0], str):
        return z
    if isinstance(z, complex):
        return "%.11g%+.11gj" % (z.real + 0.0, z.imag + 0.0)
    return "%.11g" % z


names = "exp log log10 sqrt sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh".split()
for z in (1 + 2j, -1 + 0.5j, 0.3 - 0.7j, -2 - 3j, 2, 0.5, -1, 1j, 3.25, 1e-3 + 1e-3j, 10 - 1j, 0.99 + 0.1j):
    for name in names:
        if name in ("atanh", "atan") and z in (-1, 1j):
            continue
        print(name, z, show(error(getattr(cmath, name), z)))
    print(show(cmath.phase(z)), [show(x) for x in cmath.polar(z)], show(cmath.rect(*cmath.polar(z))), cmath.isfinite(z), cmath.isinf(z), cmath.isnan(z), cmath.isclose(z, z + 1e-12), cmath.isclose(z, z + 1))
print(cmath.sqrt(-1), cmath.sqrt(-4), cmath.sqrt(4), cmath.sqrt(0), cmath.exp(0), cmath.log(1), show(cmath.exp(1j * math.pi)), show(cmath.log(8, 2)), error(cmath.log, 0), cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.isnan(cmath.nan), cmath.isnan(cmath.nanj), cmath.isinf(cmath.infj), show(cmath.sqrt(1e308 + 1e308j)), cmath.polar(0), cmath.rect(2, 0), error(cmath.sqrt, "x")[0], error(cmath.isclose, 1, 2, rel_tol=-1), error(cmath.atanh, 1), show(cmath.tanh(300 + 1j)))


# What programs do with them.
def roots(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return [show((-b + d) / (2 * a)), show((-b - d) / (2 * a))]


def fft(x):
    if len(x) == 1:
        return x
    even, odd = fft(x[::2]), fft(x[1::2])
    turned = [cmath.exp(-2j * cmath.pi * k / len(x)) * odd[k] for k in range(len(x) // 2)]
    return [a + b for a, b in zip(even, turned)] + [a - b for a, b in zip(even, turned)]


print(roots(1, 2, 5), roots(1, -3, 2), [show(round(abs(v), 9)) for v in fft([1, 2, 3, 4, 0, 0, 0, 0])])
