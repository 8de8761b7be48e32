import math
from math import comb, dist, factorial, fsum, gcd, hypot, isqrt, lcm, perm, prod


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


print(gcd(12, 18), gcd(), gcd(0, 0), gcd(-4, 6), gcd(7), gcd(2**100, 2**60 * 3), gcd(10**40, 15 * 10**30), gcd(12, 18, 8))
print(lcm(4, 6), lcm(), lcm(0, 5), lcm(-3, 4), lcm(2, 3, 7), lcm(10**20, 15), error(gcd, 1.5), gcd(True, 4))
print([isqrt(n) for n in range(18)], isqrt(10**40), isqrt(10**41 + 7), isqrt(2**62 - 1), error(isqrt, -1), error(isqrt, 2.0))
print([factorial(n) for n in range(15)], factorial(30), factorial(100) % (10**9 + 7), error(factorial, -1), error(factorial, 2.5))
print(factorial(200) == prod(range(1, 201)), factorial(1000) % 1009)
print(comb(5, 2), comb(10, 0), comb(3, 5), comb(50, 25), comb(100, 98), comb(10**10, 3), error(comb, -1, 2), error(comb, 1, -2))
print(perm(5, 2), perm(5), perm(3, 5), perm(20, 10), perm(10, 0), perm(10**10, 2), error(perm, -1, 1), perm(5, None))
print(prod([1, 2, 3]), prod([]), prod([2.5, 2]), prod([1, 2], start=10), prod(range(1, 25)), prod(x for x in (2, 3)))
print(fsum([0.1] * 10) == 1.0, fsum([1e100, 1.0, -1e100]) == 1.0, fsum([]), fsum([1, 2]), fsum([1e308, -1e308, 5]), error(fsum, [1e308, 1e308]))
print(fsum([float("inf")]), error(fsum, [float("inf"), float("-inf")]), fsum([2.0**-1074] * 4) == 4 * 2.0**-1074)
print(hypot(3, 4), hypot(), hypot(-5), hypot(1, 2, 2), hypot(float("inf"), float("nan")), hypot(0, 0), hypot(3e200, 4e200) == 5e200, hypot(3e-200, 4e-200) == 5e-200)
print(dist([0, 0], [3, 4]), dist((1, 2, 3), (1, 2, 3)), dist([1], [4]), error(dist, [1], [1, 2]), dist([], []))
exact = [(hypot(a, b), repr(hypot(a, b))) for a in range(1, 30) for b in range(1, 30)]
print(all(float(text) == value for value, text in exact), sum(value == int(value) for value, _ in exact))
print(math.floor(2.7), math.floor(-2.1), math.ceil(2.1), math.ceil(-2.9), math.trunc(-2.9), math.floor(5), math.floor(1e20), error(math.floor, float("nan")), error(math.ceil, float("inf")))
print(error(math.sqrt, -1), error(math.log, 0), error(math.log, -1), error(math.exp, 1000), error(math.acos, 2), error(math.pow, 0, -1), error(math.pow, 10, 400), error(math.atanh, 1))
print(error(math.fmod, 1, 0), error(math.gamma, 0), error(math.gamma, -3), error(math.gamma, 200), error(math.lgamma, 0), error(math.cosh, 1000), error(math.log, 5, 1))
print(error(math.sqrt, 10**400), error(math.sqrt, "x")[0], error(math.ldexp, 1.0, 5000), math.ldexp(1.0, -5000), math.ldexp(0.5, 3))
print("%.6f %.6f %.6f" % (math.log(10**400), math.log2(2**2000), math.log10(10**500)), math.log2(8), math.log10(1000), math.log(8, 2), math.log(1))
print(round(math.cbrt(27)), math.exp2(10), math.remainder(7, 3), math.remainder(-5, 3), error(math.remainder, 1, 0), math.copysign(3, -0.0), math.fmod(-7, 3))
print(math.nextafter(1.0, 2.0) > 1.0, math.nextafter(0.0, 1.0) == 5e-324, math.ulp(1.0) == 2.0**-52, math.ulp(0.0) == 5e-324)
print(math.frexp(8.0), math.frexp(0.0), math.modf(2.5), math.modf(-2.5), math.modf(float("inf")), math.degrees(math.pi), math.radians(180) == math.pi)
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(1, 2, rel_tol=0.5), error(math.isclose, 1, 2, rel_tol=-1))
print(math.isclose(float("inf"), float("inf")), math.isclose(float("inf"), 1e308), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.tau == 2 * math.pi)
print(math.gamma(5), math.gamma(1), math.lgamma(1), math.erf(0), math.erfc(0), math.expm1(0), math.log1p(0), math.sinh(0), math.tanh(0), math.asinh(0), math.acosh(1))
print(math.pow(2, 10), math.pow(float("inf"), 0), math.pow(-8, 3), error(math.pow, -8, 1 / 3), math.atan2(0, -1) == math.pi, math.atan2(-0.0, -1) == -math.pi)
print(["%.10f" % f(0.5) for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.exp, math.sqrt, math.erf, math.gamma)])


class Half:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 0.25

    def __index__(self):
        return 6


print(math.floor(Half()), math.ceil(Half()), math.trunc(Half()), math.sqrt(Half()), gcd(Half(), 4), math.fabs(-3), math.sqrt(16))
print(sorted(name for name in dir(math) if not name.startswith("_")))
