"""Functions of complex numbers, by those of real ones: the last digit may differ from
CPython's, and so may the signs of zeros and what comes of infinite or undefined parts.
"""

import math
from math import e, inf, nan, pi, tau

_LARGE = math.ldexp(1.0, 1000)  # beyond it hypot() may overflow
infj = complex(0.0, inf)
nanj = complex(0.0, nan)


def _complex(z):
    if isinstance(z, str):
        raise TypeError("must be real number, not str")
    return z if isinstance(z, complex) else complex(z)


def phase(z):
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z):
    z = _complex(z)
    return math.hypot(z.real, z.imag), phase(z)


def rect(r, phi):
    return complex(r * math.cos(phi), r * (math.sin(phi) if phi else float(phi)))


def isfinite(z):
    z = _complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z):
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z):
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    return abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


def exp(z):
    z = _complex(z)
    size = math.exp(z.real)
    return complex(size * math.cos(z.imag), size * math.sin(z.imag))


def log(z, base=None):
    z = _complex(z)
    if not z:
        raise ValueError("math domain error")
    size = math.hypot(z.real, z.imag)
    if 0.7 < size < 1.7:
        a, b = max(abs(z.real), abs(z.imag)), min(abs(z.real), abs(z.imag))
        real = math.log1p((a - 1) * (a + 1) + b * b) / 2
    else:
        real = math.log(size)
    result = complex(real, phase(z))
    return result if base is None else result / log(base)


def log10(z):
    z = log(z)
    return complex(z.real / math.log(10), z.imag / math.log(10))


def sqrt(z):
    z = _complex(z)
    a, b = z.real, z.imag
    if not z:
        return complex(0.0, b)
    scale = 1.0
    if max(abs(a), abs(b)) > _LARGE:
        a, b, scale = a / 4, b / 4, 2.0
    s = math.sqrt((abs(a) + math.hypot(a, b)) / 2)
    d = abs(b) / (2 * s)
    if a >= 0:
        return complex(s * scale, math.copysign(d, b) * scale)
    return complex(d * scale, math.copysign(s, b) * scale)


def sinh(z):
    z = _complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def cosh(z):
    z = _complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def tanh(z):
    z = _complex(z)
    if abs(z.real) > 20:
        return complex(math.copysign(1.0, z.real), 4 * math.sin(z.imag) * math.cos(z.imag) * math.exp(-2 * abs(z.real)))
    t, n = math.tanh(z.real), math.tan(z.imag)
    d = 1 + (t * n) ** 2
    return complex(t * (1 + n * n) / d, n / math.cosh(z.real) ** 2 / d)


def _turned(function, z):
    """A function of angles by the hyperbolic one: f(z) = -i g(iz)."""
    z = _complex(z)
    w = function(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


def sin(z):
    return _turned(sinh, z)


def cos(z):
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def tan(z):
    return _turned(tanh, z)


def asinh(z):
    z = _complex(z)
    a, b = sqrt(complex(1 + z.imag, -z.real)), sqrt(complex(1 - z.imag, z.real))
    real = math.asinh(a.real * b.imag - b.real * a.imag)
    return complex(real, math.atan2(z.imag, a.real * b.real - a.imag * b.imag))


def acosh(z):
    z = _complex(z)
    a, b = sqrt(z - 1), sqrt(z + 1)
    return complex(math.asinh(a.real * b.real + a.imag * b.imag), 2 * math.atan2(a.imag, b.real))


def acos(z):
    z = _complex(z)
    a, b = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(2 * math.atan2(a.real, b.real), math.asinh(b.real * a.imag - b.imag * a.real))


def asin(z):
    return _turned(asinh, z)


def atanh(z):
    z = _complex(z)
    x, y = z.real, z.imag
    if y == 0 and abs(x) == 1:
        raise ValueError("math domain error")
    real = math.log1p(4 * x / ((1 - x) ** 2 + y * y)) / 4
    return complex(real, math.atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2)


def atan(z):
    return _turned(atanh, z)
