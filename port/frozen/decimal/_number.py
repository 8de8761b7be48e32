"""The numbers, and arithmetics with them."""

import re
from collections import namedtuple

from . import _context as c
from ._context import getcontext, round_up
from ._text import format_number, number_text

DecimalTuple = namedtuple("DecimalTuple", ("sign", "digits", "exponent"))
_TEXT = re.compile(
    "([-+]?)(?:([0-9]+)(?:\\.([0-9]*))?|\\.([0-9]+))(?:e([-+]?[0-9]+))?$|([-+]?)(inf(?:inity)?|s?nan)([0-9]*)$", re.I
)
INFINITE = "F"
NAN = "n"


def make(sign, digits, exp):
    """A number: of which `exp` is an integer, or says that it is none."""
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp = sign, digits, exp
    return self


def digits_of(n):
    """How many digits an integer has; 1 for 0."""
    if n < 1000000000:
        return len(str(n))
    guess = (n.bit_length() - 1) * 301029995663981 // 1000000000000000
    return guess + 1 + (n >= 10 ** (guess + 1))


def divided(mode, sign, n, d):
    """n / d as an integer, and whether that is not exact."""
    q, r = divmod(n, d)
    return q + round_up(mode, sign, q, 2 * r - d, r != 0), r != 0


def fixed(sign, n, exp, context=None):
    """A number that the context allows: the result of each operation."""
    context = context or getcontext()
    if not n:
        return make(sign, 0, max(min(exp, context.Emax), context.Etiny()))
    digits = digits_of(n)
    over = digits - context.prec
    if over > 0 or exp < context.Etiny():
        over = max(over, context.Etiny() - exp)
        if over > digits + 1:  # no digit of it is left, whatever the power
            n, exp, over = 1, exp + over - 2, 2
        n, inexact = divided(context.rounding, sign, n, 10**over)
        exp += over
        if n and digits_of(n) > context.prec:
            n //= 10
            exp += 1
        context.raised(c.Rounded)
        if inexact:
            if exp + digits - over - 1 < context.Emin:
                context.raised(c.Underflow)
            context.raised(c.Inexact)
    if n and exp + digits_of(n) - 1 > context.Emax:
        context.raised(c.Overflow)
        context.raised(c.Inexact)
        if context.rounding in (c.ROUND_DOWN, c.ROUND_05UP) or (
            context.rounding == c.ROUND_FLOOR and not sign or context.rounding == c.ROUND_CEILING and sign
        ):
            return make(sign, 10**context.prec - 1, context.Etop())
        return make(sign, 0, INFINITE)
    return make(sign, n, exp)


def invalid(detail=c.InvalidOperation):
    getcontext().raised(c.InvalidOperation, detail)
    return make(0, 0, NAN)


def operand(other):
    """A number from what arithmetics takes, or None."""
    if isinstance(other, Decimal):
        return other
    return make(int(other < 0), abs(other), 0) if isinstance(other, int) else None


class Decimal:
    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            parts = value._sign, value._int, value._exp
        elif isinstance(value, int):
            parts = int(value < 0), int(abs(value)), 0
        elif isinstance(value, str):
            parts = _parse(value)
        elif isinstance(value, float):
            parts = _from_float(value)
        elif isinstance(value, (list, tuple)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exp = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            if exp not in ("F", "n", "N") and not isinstance(exp, int):
                raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
            if not all([isinstance(d, int) and 0 <= d <= 9 for d in digits]):
                raise ValueError("coefficient must be a tuple of digits")
            n = int("".join(map(str, digits)) or "0") if isinstance(exp, int) else 0
            parts = sign, n, NAN if exp == "N" else exp
        else:
            raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)
        self = object.__new__(cls)
        self._sign, self._int, self._exp = parts
        return self

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError("argument must be int or float")
        return cls(f)

    # ---- what it is ----

    def is_nan(self):
        return self._exp == NAN

    is_qnan = is_nan

    def is_snan(self):
        return False

    def is_infinite(self):
        return self._exp == INFINITE

    def is_finite(self):
        return self._exp not in (NAN, INFINITE)

    def is_zero(self):
        return self.is_finite() and not self._int

    def is_signed(self):
        return self._sign == 1

    def is_normal(self, context=None):
        return self.is_finite() and self._int != 0 and (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return self.is_finite() and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def conjugate(self):
        return self

    def radix(self):
        return Decimal(10)

    def adjusted(self):
        return self._exp + digits_of(self._int) - 1 if self.is_finite() else 0

    def as_tuple(self):
        digits = tuple([int(d) for d in str(self._int)]) if self._exp != NAN else ()
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._exp == NAN:
            raise ValueError("cannot convert NaN to integer ratio")
        if self._exp == INFINITE:
            raise OverflowError("cannot convert Infinity to integer ratio")
        from fractions import Fraction

        f = Fraction(self._int * 10 ** max(self._exp, 0), 10 ** max(-self._exp, 0))
        return -f.numerator if self._sign else f.numerator, f.denominator

    def number_class(self, context=None):
        if self._exp == NAN:
            return "NaN"
        kind = "Infinity" if self._exp == INFINITE else "Normal" if self.is_normal(context) else "Subnormal"
        return ("-" if self._sign else "+") + (kind if self else "Zero")

    def same_quantum(self, other, context=None):
        other = operand(other)
        return self._exp == other._exp or self.is_finite() and other.is_finite() and self._exp == other._exp

    # ---- as text and other numbers ----

    def __str__(self):
        return number_text(self)

    def to_eng_string(self, context=None):
        return number_text(self, True)

    def __repr__(self):
        return "Decimal('%s')" % self

    def __format__(self, spec):
        return format_number(self, spec)

    def __float__(self):
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __int__(self):
        if self._exp == NAN:
            raise ValueError("cannot convert NaN to integer")
        if self._exp == INFINITE:
            raise OverflowError("cannot convert Infinity to integer")
        if self._exp < 0 and -self._exp > digits_of(self._int):
            return 0
        n = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def _whole(self, mode):
        int(self)  # raises where there is none
        return int(self._rescaled(0, mode)) if self._exp < 0 else int(self)

    def __floor__(self):
        return self._whole(c.ROUND_FLOOR)

    def __ceil__(self):
        return self._whole(c.ROUND_CEILING)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return self._whole(c.ROUND_HALF_EVEN)
        return self.quantize(make(0, 1, -ndigits))

    def __bool__(self):
        return self._int != 0 or not self.is_finite()

    def __hash__(self):
        if not self.is_finite():
            return hash(float(self))
        n, exp = self._int, self._exp
        while n and exp < 0 and n % 10 == 0:
            n //= 10
            exp += 1
        if exp >= 0 and exp < 400 or not n:
            return hash(-n * 10**exp if self._sign else n * 10**exp)
        f = float(self)
        return hash(f) if self == f else hash((self._sign, n, exp))

    # ---- comparison ----

    def _compared(self, other):
        """Below 0, 0, or above; of numbers that are not NaN."""
        if not self or not other or self._sign != other._sign:
            a = 0 if not self else -1 if self._sign else 1
            b = 0 if not other else -1 if other._sign else 1
            return (a > b) - (a < b)
        turn = -1 if self._sign else 1
        if INFINITE in (self._exp, other._exp):
            return turn * ((self._exp == INFINITE) - (other._exp == INFINITE))
        a, b = self.adjusted(), other.adjusted()
        if a == b:
            shift = self._exp - other._exp
            a, b = self._int * 10 ** max(shift, 0), other._int * 10 ** max(-shift, 0)
        return turn * ((a > b) - (a < b))

    def _order(self, other, equality=False):
        """How it compares to another number; None if not at all, NaN if one is."""
        if isinstance(other, float):
            other = Decimal(other)
        elif not isinstance(other, (Decimal, int)):
            if not hasattr(other, "numerator"):
                return None
            self, other = Decimal(self._scaled(other.denominator)), Decimal(other.numerator)
        other = operand(other)
        if NAN in (self._exp, other._exp):
            if not equality:
                invalid()
            return NAN
        return self._compared(other)

    def _shifted(self, exp):
        return make(self._sign, self._int, exp)

    def _scaled(self, n):
        return make(self._sign, self._int * n, self._exp)

    def __eq__(self, other):
        order = self._order(other, True)
        return NotImplemented if order is None else order == 0

    def __lt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order != NAN and order < 0

    def __le__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order != NAN and order <= 0

    def __gt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order != NAN and order > 0

    def __ge__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order != NAN and order >= 0

    def compare(self, other, context=None):
        other = operand(other)
        if NAN in (self._exp, other._exp):
            return make(0, 0, NAN)
        return Decimal(self._compared(other))

    def _larger(self, other, turn):
        other = operand(other)
        if self._exp == NAN or other._exp == NAN:
            return (other if self._exp == NAN else self)._fixed()
        order = self._compared(other)
        if not order:  # a tie goes by sign, then by exponent
            order = other._sign - self._sign or (1 - 2 * self._sign) * (self._exp > other._exp or -1)
        return (self if order * turn >= 0 else other)._fixed()

    def _fixed(self):
        return fixed(self._sign, self._int, self._exp) if self.is_finite() else self

    def max(self, other, context=None):
        return self._larger(other, 1)

    def min(self, other, context=None):
        return self._larger(other, -1)

    def max_mag(self, other, context=None):
        order = abs(self)._compared(abs(operand(other)))
        return self.max(other) if not order else (self if order > 0 else operand(other))._fixed()

    def min_mag(self, other, context=None):
        order = abs(self)._compared(abs(operand(other)))
        return self.min(other) if not order else (self if order < 0 else operand(other))._fixed()

    def __reduce__(self):
        return type(self), (str(self),)

    __copy__ = canonical

    def __deepcopy__(self, memo):
        return self


def _parse(text):
    found = _TEXT.match(text.strip().replace("_", ""))
    if not found:
        made = invalid(c.ConversionSyntax)
        return made._sign, made._int, made._exp
    sign, whole, decimals, only, exponent, sign2, special, _ = found.groups()
    if special:
        return int(sign2 == "-"), 0, INFINITE if special[0] in "iI" else NAN
    decimals = decimals or only or ""
    return int(sign == "-"), int((whole or "") + decimals), int(exponent or 0) - len(decimals)


def _from_float(f):
    if f != f or f - f != 0:
        return int(f < 0), 0, NAN if f != f else INFINITE
    n, d = f.as_integer_ratio()
    k = d.bit_length() - 1
    return int(n < 0 or not n and str(f)[0] == "-"), abs(n) * 5**k, -k


from . import _arithmetic
