"""What is computed with numbers: added to their class by being imported."""

from math import isqrt

from . import _context as c
from ._context import getcontext
from ._number import INFINITE, NAN, Decimal, digits_of, divided, fixed, invalid, make, operand


def _special(a, b):
    """NaN, where one is."""
    return make(0, 0, NAN) if NAN in (a._exp, b._exp) else None


def add(a, b):
    nan = _special(a, b)
    if nan:
        return nan
    if INFINITE in (a._exp, b._exp):
        if a._exp == b._exp and a._sign != b._sign:
            return invalid()
        return a if a._exp == INFINITE else b
    context = getcontext()
    exp = min(a._exp, b._exp)
    if not a._int or not b._int:
        if not a._int and not b._int:
            both = a._sign & b._sign or (a._sign | b._sign) & (context.rounding == c.ROUND_FLOOR)
            return fixed(int(both), 0, exp)
        one = b if not a._int else a
        exp = max(exp, one._exp - context.prec - 1)
        return fixed(one._sign, one._int * 10 ** max(one._exp - exp, 0), min(exp, one._exp))
    if a.adjusted() < b.adjusted():
        a, b = b, a
    # A number that is far too small to be seen counts as one that still is.
    lowest = min(a._exp, a.adjusted() - context.prec - 2) - 1
    n, exp_b = b._int, b._exp
    if b.adjusted() < lowest:
        n, exp_b = 1, lowest
    exp = min(a._exp, exp_b)
    total = a._int * 10 ** (a._exp - exp) * (-1 if a._sign else 1) + n * 10 ** (exp_b - exp) * (-1 if b._sign else 1)
    if not total:
        return fixed(int(context.rounding == c.ROUND_FLOOR), 0, exp)
    return fixed(int(total < 0), abs(total), exp)


def multiply(a, b):
    nan = _special(a, b)
    if nan:
        return nan
    sign = a._sign ^ b._sign
    if INFINITE in (a._exp, b._exp):
        return make(sign, 0, INFINITE) if a and b else invalid()
    return fixed(sign, a._int * b._int, a._exp + b._exp)


def divide(a, b):
    nan = _special(a, b)
    if nan:
        return nan
    sign = a._sign ^ b._sign
    context = getcontext()
    if INFINITE in (a._exp, b._exp):
        if a._exp == b._exp:
            return invalid()
        return make(sign, 0, INFINITE) if a._exp == INFINITE else make(sign, 0, context.Etiny())
    if not b._int:
        if not a._int:
            return invalid(c.DivisionUndefined)
        context.raised(c.DivisionByZero)
        return make(sign, 0, INFINITE)
    ideal = a._exp - b._exp
    if not a._int:
        return fixed(sign, 0, ideal)
    shift = digits_of(b._int) - digits_of(a._int) + context.prec + 1
    q, r = divmod(a._int * 10 ** max(shift, 0), b._int * 10 ** max(-shift, 0))
    exp = ideal - shift
    if r:
        if q % 5 == 0:
            q += 1  # so that rounding sees the rest
    else:
        while exp < ideal and q % 10 == 0:
            q //= 10
            exp += 1
    return fixed(sign, q, exp)


def _parts(a, b, name):
    """The quotient towards zero and the rest of a division."""
    nan = _special(a, b)
    if nan:
        return nan, nan
    sign = a._sign ^ b._sign
    context = getcontext()
    if a._exp == INFINITE:
        if b._exp == INFINITE:
            return invalid(), invalid()
        if name == "%":
            return None, invalid()
        return make(sign, 0, INFINITE), invalid() if name != "//" else None
    if not b:
        if not a:
            return invalid(c.DivisionUndefined), invalid(c.DivisionUndefined)
        if name == "%":
            return None, invalid()
        context.raised(c.DivisionByZero)
        return make(sign, 0, INFINITE), invalid() if name != "//" else None
    if b._exp == INFINITE:
        return make(sign, 0, 0), fixed(a._sign, a._int, a._exp)
    exp = min(a._exp, b._exp)
    if not a._int:
        return make(sign, 0, 0), fixed(a._sign, 0, exp)
    if a.adjusted() - b.adjusted() > context.prec:
        return invalid(c.DivisionImpossible), invalid(c.DivisionImpossible)
    if b.adjusted() - a.adjusted() > 1 and a._exp - exp <= 4 * context.prec:
        return make(sign, 0, 0), fixed(a._sign, a._int * 10 ** (a._exp - exp), exp)
    if b.adjusted() - a.adjusted() > 1:
        return make(sign, 0, 0), fixed(a._sign, a._int, a._exp)
    q, r = divmod(a._int * 10 ** (a._exp - exp), b._int * 10 ** (b._exp - exp))
    if q >= 10**context.prec:
        return invalid(c.DivisionImpossible), invalid(c.DivisionImpossible)
    return make(sign, q, 0), fixed(a._sign, r, exp)


def _two_sided(function):
    """The methods for a number on the left and on the right."""

    def left(self, other):
        other = operand(other)
        return NotImplemented if other is None else function(self, other)

    def right(self, other):
        other = operand(other)
        return NotImplemented if other is None else function(other, self)

    return left, right


def _negated(a):
    return make(a._sign ^ 1, a._int, a._exp)


def _applied(a, sign):
    """By the context, with another sign."""
    if a._exp in (NAN, INFINITE):
        return make(sign, a._int, a._exp)
    if not a._int and getcontext().rounding != c.ROUND_FLOOR:
        sign = 0
    return fixed(sign, a._int, a._exp)


D = Decimal
D.__add__, D.__radd__ = _two_sided(add)
D.__sub__, D.__rsub__ = _two_sided(lambda a, b: add(a, _negated(b)))
D.__mul__, D.__rmul__ = _two_sided(multiply)
D.__truediv__, D.__rtruediv__ = _two_sided(divide)
D.__floordiv__, D.__rfloordiv__ = _two_sided(lambda a, b: _parts(a, b, "//")[0])
D.__mod__, D.__rmod__ = _two_sided(lambda a, b: _parts(a, b, "%")[1])
D.__divmod__, D.__rdivmod__ = _two_sided(lambda a, b: _parts(a, b, "divmod"))
D.__neg__ = lambda self: _applied(self, self._sign ^ 1)
D.__pos__ = lambda self: _applied(self, self._sign)
D.__abs__ = lambda self: _applied(self, 0)
D.copy_abs = lambda self: make(0, self._int, self._exp)
D.copy_negate = _negated
D.copy_sign = lambda self, other, context=None: make(operand(other)._sign, self._int, self._exp)


def _rescaled(self, exp, mode):
    """The same number with another exponent, rounded."""
    shift = self._exp - exp
    if not self._int or shift >= 0:
        return make(self._sign, self._int * 10**shift if self._int else 0, exp)
    n, shift = (self._int, -shift) if -shift <= digits_of(self._int) + 1 else (1, 2)
    return make(self._sign, divided(mode, self._sign, n, 10**shift)[0], exp)


def quantize(self, exp, rounding=None, context=None):
    exp = operand(exp)
    context = context or getcontext()
    nan = _special(self, exp)
    if nan:
        return nan
    if INFINITE in (self._exp, exp._exp):
        return make(self._sign, 0, INFINITE) if self._exp == exp._exp else invalid()
    if not context.Etiny() <= exp._exp <= context.Emax or self._int and self.adjusted() - exp._exp + 1 > context.prec:
        return invalid()
    result = self._rescaled(exp._exp, rounding or context.rounding)
    if digits_of(result._int) > context.prec or result and result.adjusted() > context.Emax:
        return invalid()
    if exp._exp > self._exp:
        context.raised(c.Rounded)
        if result != self:
            context.raised(c.Inexact)
    return result


def to_integral_value(self, rounding=None, context=None):
    if not self.is_finite() or self._exp >= 0:
        return make(self._sign, self._int, self._exp)
    return self._rescaled(0, rounding or (context or getcontext()).rounding)


def to_integral_exact(self, rounding=None, context=None):
    result = self.to_integral_value(rounding, context)
    if self.is_finite() and self._exp < 0:
        getcontext().raised(c.Rounded)
        if result != self:
            getcontext().raised(c.Inexact)
    return result


def normalize(self, context=None):
    if not self.is_finite():
        return +self
    a = fixed(self._sign, self._int, self._exp, context)
    if not a._int:
        return make(a._sign, 0, 0)
    n, exp = a._int, a._exp
    while n % 10 == 0:
        n //= 10
        exp += 1
    return make(a._sign, n, exp)


def remainder_near(self, other, context=None):
    other = operand(other)
    q, r = _parts(self, other, "divmod" if other else "%")
    if not other.is_finite() or not r.is_finite() or self.adjusted() < other.adjusted() - 1:
        return r
    exp = min(self._exp, other._exp)
    d = other._int * 10 ** (other._exp - exp)
    q, rest = divmod(self._int * 10 ** (self._exp - exp), d)
    if rest * 2 > d or rest * 2 == d and q % 2:
        return fixed(self._sign ^ 1, d - rest, exp)
    return r


def fma(self, other, third, context=None):
    other, third = operand(other), operand(third)
    if not self.is_finite() or not other.is_finite():
        return add(multiply(self, other), third)
    return add(make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp), third)


def scaleb(self, other, context=None):
    if not self.is_finite():
        return +self
    return fixed(self._sign, self._int, self._exp + int(other), context)


def logb(self, context=None):
    if self._exp in (NAN, INFINITE):
        return abs(self)
    if not self:
        getcontext().raised(c.DivisionByZero)
        return make(1, 0, INFINITE)
    return Decimal(self.adjusted())


def _next(self, up):
    if self._exp == NAN:
        return self
    context = getcontext().copy()
    context.clear_traps()
    context.rounding = c.ROUND_CEILING if up else c.ROUND_FLOOR
    if self._exp == INFINITE:
        return self if self._sign != up else make(self._sign, 10**context.prec - 1, context.Etop())
    rounded = fixed(self._sign, self._int, self._exp, context)
    if rounded != self:
        return rounded
    return context._with(lambda: add(self, make(1 - up, 1, context.Etiny() - 1)))


def sqrt(self, context=None):
    if self._exp == NAN or not self:
        return self if self._exp == NAN else make(self._sign, 0, self._exp // 2)
    if self._sign:
        return invalid()
    if self._exp == INFINITE:
        return self
    context = context or getcontext()
    ideal, n, exp = self._exp // 2, self._int, self._exp
    if exp % 2:
        n, exp = n * 10, exp - 1
    shift = context.prec + 1 - (digits_of(n) + 1) // 2
    if shift >= 0:
        n *= 100**shift
        exact = True
    else:
        n, rest = divmod(n, 100**-shift)
        exact = not rest
    exp = exp // 2 - shift
    root = isqrt(n)
    if exact and root * root == n:
        while exp < ideal and root % 10 == 0:
            root //= 10
            exp += 1
    elif root % 5 == 0:
        root += 1
    saved, context = context, context.copy()
    context.rounding = c.ROUND_HALF_EVEN
    result = fixed(0, root, exp, context)
    for signal in (c.Inexact, c.Rounded):
        if context.flags[signal]:
            saved.raised(signal)
    return result


for function in (
    _rescaled, quantize, to_integral_value, to_integral_exact, normalize, remainder_near, fma, scaleb, logb, sqrt
):
    setattr(D, function.__name__, function)
D.to_integral = to_integral_value
D.next_plus = lambda self, context=None: _next(self, 1)
D.next_minus = lambda self, context=None: _next(self, 0)

from . import _functions
