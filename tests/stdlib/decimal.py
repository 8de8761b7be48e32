import copy
import decimal
import math
from decimal import *

D = Decimal


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


print(getcontext().prec, getcontext().rounding, D("1") / 3, D(2).sqrt(), D(10) / 4, D("1.10") + D("2.20"), D("0.1") + D("0.2") == D("0.3"), D(0.1))
values = [D(s) for s in "0 -0 1 -1 0.00 1.50 -2.5 3.1415926535897932384626433832795 1E+5 12E-8 123456789012345678901234567890 9.99E+30 -7E-20 1000 0.001 1e400 5e-400".split()]
for x in values:
    print(repr(x), x, x.to_eng_string(), x.as_tuple(), x.adjusted(), bool(x), -x, +x, abs(x), x.normalize(), x.is_zero(), x.is_signed(), x.copy_abs(), x.copy_negate(), x.copy_sign(D(-1)), x.number_class(), x.to_integral_value())
    print(error(x.sqrt), error(x.exp) if abs(x) < 1000 else "", error(x.ln), error(x.log10), error(x.logb), x.next_plus(), x.next_minus(), float(x), x.scaleb(2), error(x.quantize, D("0.01")), error(x.quantize, D("0.01"), ROUND_UP))
for x in values:
    for y in values:
        print(x + y, x - y, x * y, error(lambda: x / y), error(lambda: x // y), error(lambda: x % y), x.compare(y), x == y, x < y, x >= y, x.max(y), x.min(y), error(x.remainder_near, y), x.fma(y, 1))
for x in ("2", "0.5", "1.1", "-3", "10", "0.99", "1.000001", "123.456", "7E+10"):
    x = D(x)
    for y in ("2", "3", "-2", "10", "0.5", "-1.5", "0", "1", "100", "0.333", "30", "-7", "2.0"):
        print(x, y, error(lambda: x ** D(y)))
print(2 ** D("0.5"), D(2) ** 100, 2 ** D(10), D("1.05") ** 30, D(7).__pow__(5, 13), D(3) ** -1, D(0) ** 5, error(lambda: D(0) ** 0), D(1) ** D("0.5"), error(lambda: D(-8) ** D("0.5")))
for x in ("1", "2", "0.1", "10", "100", "1.5", "3.7e10", "1.0000000001", "0.9999999999", "0.5e-30", "1e100"):
    x = D(x)
    print(x, x.ln(), x.log10(), x.sqrt(), x.exp() if x < 10**6 else "", (-x).exp() if x < 10**6 else "")

modes = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
for text in ("1.25", "1.35", "-1.25", "-1.35", "2.5", "0.5", "-0.5", "1.21", "1.29", "-0.04", "9.95", "1.05", "0.649", "12.5"):
    print(text, [str(D(text).quantize(D("0.1"), rounding=m)) for m in modes], [str(D(text).to_integral_value(m)) for m in modes], round(D(text)), round(D(text), 1), math.floor(D(text)), math.ceil(D(text)), int(D(text)), math.trunc(D(text)))
for mode in modes:
    with localcontext() as ctx:
        ctx.prec, ctx.rounding = 4, mode
        print(mode, D("1.23455") + 0, D("-1.23455") + 0, D(1) / 3, D(-2) / 3, D("12345") * 1, +D("0.00012345"), D(2).sqrt(), getcontext().prec, D("99999") + 0, D("1.2300") * 1, D("1.00005") + 0)
print(getcontext().prec)
with localcontext(prec=50) as ctx:
    print(D(1) / 7, D(2).sqrt(), D(1).exp(), D(10).ln(), ctx.prec)
with localcontext(Context(prec=5, rounding=ROUND_DOWN)):
    print(D(2) / 3, D("1.999999") + 0, getcontext())
getcontext().prec = 6
print(D(1) / 7, D("3.14159265") * 2, D("3.14159265"), sum([D("0.1")] * 10), getcontext().divide(D(1), D(7)), getcontext().create_decimal("3.14159265"), Context(prec=3).sqrt(D(2)), Context(prec=3).add(D("1.234"), 1), getcontext().power(2, 5))
getcontext().prec = 28

for spec in ("", "f", ".2f", "10.2f", "<10.2f", "^12.1f", "+.3f", " .1f", "010.2f", ",.2f", "_.1f", ",", "e", ".3e", "E", ".0f", "%", ".1%", "g", ".3g", "*>15", "=+12.1f", "015,.2f", ".10f", "10", "-<8", "n", ".1f"):
    print(spec, [error(format, D(x), spec) for x in ("0", "1.5", "-1234567.891", "1E+3", "0.000123", "1E-10", "99.995", "NaN", "-Infinity", "0.00", "12345")])
print(f"{D('2.50')}", f"{D('1234.5'):,.2f}", f"{D('0.1234'):.1%}", "%s" % D("1.10"), "{:>8}".format(D("1.1")), "%.2f" % D("1.239"), str(D("1e-7")), str(D("0.000001")), D("1_000.5"), D(" 3.5 "), D("+.5"), D("5."), D("1e+3"))

print([error(D, t) for t in ("", "x", "1.2.3", "e5", "--1", "1e", "0x10", "nan", "-inf", "Infinity", "sNaN1"[1:-1])], error(D, None), error(D, [1]), D((0, (1, 2, 3), -2)), D((1, (0,), 0)), error(D, (2, (1,), 0)), D(10**30), D(True), D(D("1.0")), D(-5), D(1.5), D(0.1), D(-0.0), D(float("inf")), D.from_float(0.25))
inf, nan = D("inf"), D("nan")
print(inf + 1, -inf, inf > 1, inf == inf, error(lambda: inf - inf), error(lambda: inf * 0), error(lambda: inf / inf), 1 / inf, nan == nan, error(lambda: nan < 1), nan + 1, nan != nan, inf.is_infinite(), nan.is_nan(), nan.is_finite(), error(int, inf), error(int, nan), max(D(1), inf), abs(-inf), inf**2, float(inf), hash(inf) == hash(float("inf")), D(3).is_finite(), error(lambda: inf % 3), D(3) % inf)
print(error(lambda: D(1) / 0), error(lambda: D(0) / 0), error(lambda: D(1) // 0), error(lambda: D(1) % 0), error(lambda: D(-1).sqrt()), error(lambda: D(-1).ln()), error(lambda: D(0).ln()), error(lambda: D(10**30) // D("0.1")), error(lambda: D("1e999999") * 10), error(lambda: D("1e-999999") / 10**40), error(lambda: D(1) + 1.5), error(lambda: D(1) + "1"), error(lambda: D(1) < "1"), D(1) == "1", error(lambda: D("12345678901234567890123456789.5").quantize(D("0.01"))))
try:
    D("abc")
except InvalidOperation as e:
    print(isinstance(e, ArithmeticError), str(e))
try:
    D(1) / D(0)
except ZeroDivisionError as e:
    print(isinstance(e, DivisionByZero), isinstance(e, ArithmeticError), str(e))
ctx = getcontext()
ctx.clear_flags()
D(1) / 3
print(ctx.flags[Inexact], ctx.flags[Rounded], ctx.flags[Overflow], bool(ctx.flags[DivisionByZero]))
with localcontext() as ctx:
    ctx.traps[DivisionByZero] = False
    ctx.traps[InvalidOperation] = False
    print(D(1) / 0, D(-1) / 0, D(0) / 0, D(-1).sqrt(), D("x"), ctx.flags[DivisionByZero], ctx.flags[InvalidOperation])
    ctx.traps[Inexact] = True
    print(error(lambda: D(1) / 3), D(1) / 4)
print(error(setattr, getcontext(), "prec", 0), error(setattr, getcontext(), "rounding", "x"), error(localcontext, 3)[:4], repr(ExtendedContext), ExtendedContext.divide(1, 0), BasicContext.prec)

for x in (0, 1, -5, 10**25, 0.5, 0.25, -3.75, 1e22):
    print(hash(D(x)) == hash(x), D(x) == x, D(x) <= x, x == D(x), {D(x): 1}.get(x), x in {D(x)})
print(D("1.0") == D(1), hash(D("1.00")) == hash(D(1)), D("0.1") == 0.1, D("0.1") < 0.1, D(1) == 1 + 0j, 3 > D("2.5"), 2.5 < D(3), sorted([D("1.5"), 1, D("0.3"), 2.2]), sum([D("1.1"), D("2.2")]), max([D(1), D(3)]), D(3).as_integer_ratio(), D("-0.75").as_integer_ratio(), D("1e3").as_integer_ratio(), 5 - D(2), 5 * D("0.2"), 1 / D(8), 7 // D(2), 7 % D(4), divmod(D(17), D(5)), divmod(D("-7.5"), 2), D(-7) // 2, D(-7) % 2)
print(copy.copy(D("1.5")), copy.deepcopy([D("1.5")]), D("1.5").real, D("1.5").imag, D("1.5").conjugate(), complex(D("1.5")), D("1").same_quantum(D("2")), isinstance(D(1), Decimal), D("1.50").normalize(), D("1200").normalize(), D("0.00").normalize(), D("1.50").as_tuple().exponent, D("12.30") * 100, D("100").to_integral_exact())
print(D("1e1000000") > D("1e999999") if False else D("1e900000") > D("1e899999"), D("1e900000") + 1, 1 - D("1e-900000"), D("1e500000") * D("1e-500000"), D("9e999999").compare(D("1e999999")))


class Money(Decimal):
    def show(self):
        return f"${self:,.2f}"


print(Money("1234.5").show(), type(Money(1) + 1).__name__, Money("2") * 3)


# What programs do with them.
def total(lines, tax):
    net = sum((D(p) * q for p, q in lines), D(0))
    vat = (net * D(tax) / 100).quantize(D("0.01"), ROUND_HALF_UP)
    return net, vat, net + vat


def pi():
    getcontext().prec += 2
    three = D(3)
    lasts, t, s, n, na, d, da = 0, three, 3, 1, 0, 0, 24
    while s != lasts:
        lasts = s
        n, na = n + na, na + 8
        d, da = d + da, da + 32
        t = (t * n) / d
        s += t
    getcontext().prec -= 2
    return +s


def cents(amount, parts):
    share = (D(amount) / parts).quantize(D("0.01"), rounding=ROUND_DOWN)
    shares = [share] * parts
    left = D(amount) - share * parts
    for i in range(int(left * 100)):
        shares[i] += D("0.01")
    return [str(s) for s in shares]


balance = D("1000")
for year in range(5):
    balance = (balance * D("1.0375")).quantize(D(".01"), rounding=ROUND_HALF_EVEN)
print(total([("19.99", 3), ("0.10", 7)], "7.7"), pi(), cents("100", 3), cents("0.05", 4), balance, D("19.99") * 100 == 1999)
