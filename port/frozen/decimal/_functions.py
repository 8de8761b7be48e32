"""exp, ln, log10 and powers, on integers that stand for digits after the point."""

from . import _context as c
from ._arithmetic import divide, multiply
from ._context import getcontext
from ._number import INFINITE, NAN, Decimal, digits_of, fixed, invalid, make, operand

_MORE = 12  # digits that are computed and rounded away
_ln10 = (0, 0)  # with so many digits


def _atanh(n, d, one):
    """atanh(n / d) * one."""
    if n < 0:
        return -_atanh(-n, d, one)
    total = term = one * n // d
    n, d = n * n, d * d
    k = 3
    while term:
        term = term * n // d
        total += term // k
        k += 2
    return total


def _log_ten(digits):
    global _ln10
    if _ln10[0] < digits:
        one = 10 ** (digits + 5)
        _ln10 = digits, (6 * _atanh(1, 3, one) + 2 * _atanh(1, 9, one)) // 100000
    return _ln10[1] // 10 ** (_ln10[0] - digits)


def _log(n, exp, digits):
    """ln(n * 10**exp) * 10**digits, not exactly."""
    size = digits_of(n)
    digits += 5
    one = 10**digits
    x = n * 10 ** (digits - size) if digits >= size else n // 10 ** (size - digits)  # 0.1 to 1
    twos = 0
    while x * 3 < one * 2:
        x *= 2
        twos += 1
    result = 2 * _atanh(x - one, x + one, one) + (exp + size) * _log_ten(digits)
    if twos:
        result -= twos * 2 * _atanh(1, 3, one)
    return result // 100000


def _exp(x, digits):
    """exp(x / 10**digits), as an integer and its exponent."""
    ten = _log_ten(digits + 8)
    tens, x = divmod(x * 10**8, ten)
    digits += 8
    one = 10**digits
    halves = 8
    x >>= halves
    total = term = one
    k = 1
    while term:
        term = term * x // (one * k)
        total += term
        k += 1
    for _ in range(halves):
        total = total * total // one
    return total, tens - digits


def _rounded(sign, n, exp, context):
    """With as many digits as there may be, and not taken to be exact."""
    if n % 10 == 0:
        n += 1
    saved, context = context, context.copy()
    context.rounding = c.ROUND_HALF_EVEN
    context.clear_flags()
    try:
        return fixed(sign, n, exp, context)
    finally:
        for signal, raised in context.flags.items():
            if raised:
                saved.flags[signal] = True


def exp(self, context=None):
    context = context or getcontext()
    if self._exp == NAN:
        return self
    if self._exp == INFINITE:
        return Decimal(0) if self._sign else self
    if not self:
        return Decimal(1)
    if self.adjusted() > 20:  # larger or smaller than any
        return fixed(0, 1, context.Etiny() - 1 if self._sign else context.Emax + 1, context)
    digits = context.prec + _MORE + max(self.adjusted(), 0)
    if self.adjusted() < -digits:
        n = 10**digits + (-1 if self._sign else 1)
        return _rounded(0, n, -digits, context)
    shift = self._exp + digits
    x = self._int * 10**shift if shift >= 0 else self._int // 10**-shift
    return _rounded(0, *_exp(-x if self._sign else x, digits), context)


def _log_parts(self, context):
    """The digits after the point that are needed, and the number without its sign."""
    one = self._exp == 0 and self._int == 1
    near = 0
    if not one and -1 <= self.adjusted() <= 0:  # a logarithm near 0 has its digits late
        distance = self - 1
        near = max(-distance.adjusted(), 0) if distance else 0
    return context.prec + _MORE + near


def ln(self, context=None):
    context = context or getcontext()
    special = _no_logarithm(self)
    if special is not None:
        return special
    if self == 1:
        return Decimal(0)
    digits = _log_parts(self, context)
    n = _log(self._int, self._exp, digits)
    return _rounded(int(n < 0), abs(n), -digits, context)


def _no_logarithm(self):
    if self._exp == NAN:
        return self
    if not self:
        return make(1, 0, INFINITE)
    if self._sign:
        return invalid()
    return self if self._exp == INFINITE else None


def log10(self, context=None):
    context = context or getcontext()
    special = _no_logarithm(self)
    if special is not None:
        return special
    bare = self.normalize()
    if bare._int == 1 and bare == self:
        return Decimal(bare._exp)
    digits = _log_parts(self, context)
    n = _log(self._int, self._exp, digits + 2) * 10**digits // _log_ten(digits + 2)
    return _rounded(int(n < 0), abs(n), -digits, context)


def power(a, b, modulo=None):
    context = getcontext()
    if modulo is not None:
        return _power_modulo(a, b, modulo)
    if NAN in (a._exp, b._exp):
        return make(0, 0, NAN)
    if not b:
        return Decimal(1) if a else invalid()
    whole = b.is_finite() and (b._exp >= 0 or b == b.to_integral_value())
    sign = int(a._sign and whole and int(b) % 2) if whole and b._exp < 50 else 0
    if not a or a._exp == INFINITE:
        if a._sign and not whole and a:
            return invalid()
        infinite = bool(a) != bool(b._sign)
        return make(sign, 0, INFINITE) if infinite else make(sign, 0, 0)
    if a._sign and not whole:
        return invalid()
    a = make(0, a._int, a._exp)
    if a == 1:
        return make(sign, 1, 0) if whole and b._exp >= 0 else make(sign, 10 ** (context.prec - 1), 1 - context.prec)
    if b._exp == INFINITE:
        return make(0, 0, INFINITE) if (a > 1) != bool(b._sign) else make(0, 0, 0)
    if whole and b.adjusted() < 19:
        n = abs(int(b))
        if not b._sign and digits_of(a._int) * n <= 4 * context.prec:
            return fixed(sign, a._int**n, a._exp * n)  # exact, as long as it is not rounded
        wide = context.copy()
        wide.prec += _MORE + digits_of(n)
        wide.Emax, wide.Emin = c.MAX_EMAX, c.MIN_EMIN
        wide.rounding = c.ROUND_HALF_EVEN
        result = wide._with(lambda: _whole_power(divide(Decimal(1), a) if b._sign else a, n))
        return fixed(sign, result._int, result._exp, context)
    digits = context.prec + _MORE + max(b.adjusted(), 0) + 20
    x = _log(a._int, a._exp, digits) * b._int
    x = x * 10**b._exp if b._exp >= 0 else x // 10**-b._exp
    if digits_of(abs(x)) > digits + 20:
        return fixed(0, 1, context.Emax + 1 if (x > 0) != bool(b._sign) else context.Etiny() - 1)
    n, e = _exp(-x if b._sign else x, digits)
    over = digits_of(n) - context.prec - _MORE + 4
    n, e = (n + 10**over // 2) // 10**over, e + over
    return fixed(sign, n, e, context)


def _whole_power(a, n):
    result = Decimal(1)
    while n:
        if n & 1:
            result = multiply(result, a)
        n >>= 1
        if n:
            a = multiply(a, a)
    return result


def _power_modulo(a, b, modulo):
    modulo = operand(modulo)
    numbers = a, b, modulo
    if not all([x.is_finite() and x == x.to_integral_value() for x in numbers]) or b < 0 or not modulo:
        return invalid()
    n = pow(int(abs(a)), int(b), int(abs(modulo)))
    return make(int(a._sign and int(b) % 2 and n != 0), n, 0)


def _pow(self, other, modulo=None):
    other = operand(other)
    return NotImplemented if other is None else power(self, other, modulo)


D = Decimal
D.exp, D.ln, D.log10 = exp, ln, log10
D.__pow__ = _pow
D.__rpow__ = lambda self, other: NotImplemented if operand(other) is None else power(operand(other), self)
