import copy
import math
import numbers
from fractions import Fraction as F


def error(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def kind(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__


for x in (F(), F(3), F(1, 3), F(6, -4), F(-0), F("3/4"), F(" -7/2 "), F("1.25"), F("-.5"), F("1e3"), F("2.5E-2"), F("7e-4"), F(0.1), F(0.5), F(F(2, 3)), F(F(1, 2), F(3, 4)), F(10**30, 10**29 * 3), F(True), F("1_000/3")):
    print(repr(x), x, float(x), int(x), round(x), round(x, 2), round(x, -1), math.floor(x), math.ceil(x), math.trunc(x), bool(x), -x, +x, abs(x), x.numerator, x.denominator, x.as_integer_ratio(), f"{x}", "%s" % x)
a, b = F(5, 6), F(-3, 4)
for x in (a, b, F(2)):
    for y in (a, b, F(3), 2, -5, 0.5, 1 + 2j):
        print(x, y, x + y, y + x, x - y, y - x, x * y, y * x, x / y, y / x, kind(lambda: x // y), kind(lambda: y // x), kind(lambda: x % y), kind(lambda: y % x), kind(divmod, x, y), x == y, x != y, kind(lambda: x < y), kind(lambda: y <= x), kind(lambda: x > y), kind(lambda: y >= x))
print(a**2, a**-2, b**3, b**0, a**0.5, 2 ** F(3), 4 ** F(1, 2), a ** F(2), F(4, 9) ** F(1, 2), 2.0**a, error(lambda: F(0) ** -1), F(-2) ** -3)
print(sum([F(1, n) for n in range(1, 11)]), sum([a, b], F(0)), max(a, b), sorted([a, b, F(1, 2), 0.1, 1]), math.prod([a, b, 3]))
for x in (0.5, 2, 0.25, -3):
    print(hash(F(x)) == hash(x), F(x) == x, {F(x): 1}.get(x), x in [F(x)])
print(F("3.141592653589793").limit_denominator(10), F(math.pi).limit_denominator(1000), F(math.pi).limit_denominator(), F(1, 3).limit_denominator(5), F(4321, 8765).limit_denominator(100), F.from_float(0.75), F(1, 2).limit_denominator(1), error(a.limit_denominator, 0))
print(error(F, 1, 0), error(F, "x"), error(F, "1/0"), error(F, ""), error(F, 1.5, 2), error(F, None), error(F, float("nan"))[0], error(F, float("inf"))[0], error(lambda: a / 0), kind(lambda: a // 0), kind(lambda: a % 0), error(F, "1/-2"), error(F, "1 /2"), kind(lambda: a + "x"), kind(lambda: a < "x"), a == "x", kind(setattr, a, "numerator", 3))
print(isinstance(a, numbers.Rational), isinstance(a, numbers.Number), isinstance(a, numbers.Integral), isinstance(3, numbers.Integral), isinstance(3, numbers.Real), isinstance(2.5, numbers.Real), isinstance(2.5, numbers.Rational), isinstance(1j, numbers.Complex), isinstance("1", numbers.Number), isinstance(True, numbers.Integral), issubclass(int, numbers.Number), issubclass(float, numbers.Integral))
print(copy.copy(a) == a, copy.deepcopy([a])[0] == a, a.real, a.imag, a.conjugate(), a < float("inf"), a > float("-inf"), a == float("nan"), a < float("nan"), F(1, 3) == 1 / 3, F(1, 2) == 0.5 + 0j, round(F(5, 2)), round(F(7, 2)), round(F(-5, 2)), round(F(1234567, 1000), 1))


# What programs do with them.
def egyptian(x):
    parts = []
    while x:
        d = math.ceil(1 / x)
        parts.append(F(1, d))
        x -= F(1, d)
    return parts


def solve(rows):
    rows = [[F(v) for v in row] for row in rows]
    n = len(rows)
    for i in range(n):
        p = next(r for r in range(i, n) if rows[r][i])
        rows[i], rows[p] = rows[p], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for r in range(n):
            if r != i:
                rows[r] = [v - rows[r][i] * w for v, w in zip(rows[r], rows[i])]
    return [str(row[-1]) for row in rows]


print([str(p) for p in egyptian(F(7, 15))], solve([[2, 1, -1, 8], [-3, -1, 2, -11], [-2, 1, 2, -3]]), solve([[1, 2, 3], [4, 5, 7]]))
x = F(1)
for _ in range(8):
    x = 1 + 1 / (1 + x)
print(x, float(x), x**2)
