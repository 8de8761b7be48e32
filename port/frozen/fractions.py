"""Fractions of integers, as CPython's, always in lowest terms."""

import re
from math import gcd, inf
from numbers import Rational

_TEXT = re.compile(
    r"\s*([-+]?)(?=[0-9]|\.[0-9])([0-9]*|[0-9]+(?:_[0-9]+)*)"
    r"(?:(?:/([0-9]+(?:_[0-9]+)*))?|(?:\.([0-9]*|[0-9]+(?:_[0-9]+)*))?(?:[eE]([-+]?[0-9]+(?:_[0-9]+)*))?)\s*$"
)


def _parse(text):
    found = _TEXT.match(text)
    if not found:
        raise ValueError("Invalid literal for Fraction: %r" % text)
    sign, whole, denominator, decimals, exponent = [g and g.replace("_", "") for g in found.groups()]
    n, d = int(whole or "0"), int(denominator or "1")
    if decimals:
        d = 10 ** len(decimals)
        n = n * d + int(decimals)
    if exponent:
        exponent = int(exponent)
        n, d = n * 10 ** max(exponent, 0), d * 10 ** max(-exponent, 0)
    return (-n if sign == "-" else n), d


def _operands(other):
    """Numerator and denominator of an exact number, or None."""
    if isinstance(other, int):
        return other, 1
    if isinstance(other, Fraction):
        return other._n, other._d
    return None


def _new(n, d):
    """A fraction in lowest terms already."""
    self = object.__new__(Fraction)
    self._n, self._d = n, d
    return self


def _lowest(n, d):
    if d < 0:
        n, d = -n, -d
    g = gcd(n, d)
    return _new(n // g, d // g)


class Fraction:
    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, int):
                n, d = int(numerator), 1
            elif isinstance(numerator, str):
                n, d = _parse(numerator)
            elif hasattr(numerator, "as_integer_ratio"):
                n, d = numerator.as_integer_ratio()
            else:
                raise TypeError("argument should be a string or a Rational instance")
        else:
            a, b = _operands(numerator), _operands(denominator)
            if not a or not b:
                raise TypeError("both arguments should be Rational instances")
            n, d = a[0] * b[1], a[1] * b[0]
        if not d:
            raise ZeroDivisionError("Fraction(%s, 0)" % n)
        lowest = _lowest(n, d)
        if cls is Fraction:
            return lowest
        self = object.__new__(cls)
        self._n, self._d = lowest._n, lowest._d
        return self

    numerator = property(lambda self: self._n)
    denominator = property(lambda self: self._d)
    real = property(lambda self: self)
    imag = property(lambda self: 0)

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(f)

    @classmethod
    def from_decimal(cls, dec):
        return cls(dec)

    def as_integer_ratio(self):
        return self._n, self._d

    def conjugate(self):
        return self

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is not larger."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._d <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._n, self._d
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._d:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return "%s(%s, %s)" % (type(self).__name__, self._n, self._d)

    def __str__(self):
        return str(self._n) if self._d == 1 else "%s/%s" % (self._n, self._d)

    def __add__(self, other):
        o = _operands(other)
        return _lowest(self._n * o[1] + o[0] * self._d, self._d * o[1]) if o else self._inexact(other, 0)

    def __radd__(self, other):
        o = _operands(other)
        return self + other if o else self._inexact(other, 1)

    def __sub__(self, other):
        o = _operands(other)
        return _lowest(self._n * o[1] - o[0] * self._d, self._d * o[1]) if o else self._inexact(other, 2)

    def __rsub__(self, other):
        o = _operands(other)
        return -self + other if o else self._inexact(other, 3)

    def __mul__(self, other):
        o = _operands(other)
        return _lowest(self._n * o[0], self._d * o[1]) if o else self._inexact(other, 4)

    def __rmul__(self, other):
        o = _operands(other)
        return self * other if o else self._inexact(other, 5)

    def __truediv__(self, other):
        o = _operands(other)
        return Fraction._divided(self._n, self._d, o[0], o[1]) if o else self._inexact(other, 6)

    def __rtruediv__(self, other):
        o = _operands(other)
        return Fraction._divided(o[0], o[1], self._n, self._d) if o else self._inexact(other, 7)

    @staticmethod
    def _divided(n, d, n2, d2):
        if not n2:
            raise ZeroDivisionError("Fraction(%s, 0)" % ((n > 0) - (n < 0)))
        return _lowest(n * d2, d * n2)

    def __floordiv__(self, other):
        o = _operands(other)
        return (self._n * o[1]) // (self._d * o[0]) if o else self._inexact(other, 8)

    def __rfloordiv__(self, other):
        o = _operands(other)
        return (o[0] * self._d) // (o[1] * self._n) if o else self._inexact(other, 9)

    def __mod__(self, other):
        o = _operands(other)
        return _lowest(self._n * o[1] % (o[0] * self._d), self._d * o[1]) if o else self._inexact(other, 10)

    def __rmod__(self, other):
        o = _operands(other)
        return _lowest(o[0] * self._d % (self._n * o[1]), self._d * o[1]) if o else self._inexact(other, 11)

    def __divmod__(self, other):
        return (self // other, self % other) if _operands(other) else self._inexact(other, 12)

    def __rdivmod__(self, other):
        return (other // self, other % self) if _operands(other) else self._inexact(other, 13)

    def _inexact(self, other, which):
        """The operation with a float or complex number."""
        if not isinstance(other, (float, complex)):
            return NotImplemented
        a, b = float(self), other
        if which % 2:
            a, b = b, a
        which //= 2
        if which == 0:
            return a + b
        if which == 1:
            return a - b
        if which == 2:
            return a * b
        if which == 3:
            return a / b
        return a // b if which == 4 else a % b if which == 5 else divmod(a, b)

    def __pow__(self, other):
        if isinstance(other, Fraction) and other._d == 1:
            other = other._n
        if isinstance(other, int):
            if other >= 0:
                return _new(self._n**other, self._d**other)
            if not self._n:
                raise ZeroDivisionError("Fraction(%s, 0)" % self._d**-other)
            n, d = self._d**-other, self._n**-other
            return _new(n, d) if d > 0 else _new(-n, -d)
        return float(self) ** (float(other) if isinstance(other, Fraction) else other)

    def __rpow__(self, other):
        if self._d == 1 and self._n >= 0:
            return other**self._n
        return other ** float(self)

    def __neg__(self):
        return _new(-self._n, self._d)

    def __pos__(self):
        return _new(self._n, self._d)

    def __abs__(self):
        return _new(abs(self._n), self._d)

    def __float__(self):
        return self._n / self._d

    def __int__(self):
        return -(-self._n // self._d) if self._n < 0 else self._n // self._d

    __trunc__ = __int__

    def __floor__(self):
        return self._n // self._d

    def __ceil__(self):
        return -(-self._n // self._d)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._n, self._d)
            return floor + (rest * 2 > self._d or rest * 2 == self._d and floor % 2)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __bool__(self):
        return self._n != 0

    def __hash__(self):
        if self._d == 1:
            return hash(self._n)
        if not self._d & self._d - 1:  # then it may be a float
            f = self._n / self._d
            if self == f:
                return hash(f)
        return hash((self._n, self._d))

    def _sign(self, other):
        """Of self - other, or None."""
        o = _operands(other)
        if not o:
            if not isinstance(other, float) or other != other:
                return None
            if other in (inf, -inf):
                return -other
            o = other.as_integer_ratio()
        return self._n * o[1] - o[0] * self._d

    def __eq__(self, other):
        if isinstance(other, complex) and not isinstance(other, float):
            return not other.imag and self == other.real
        sign = self._sign(other)
        if sign is None:
            return False if isinstance(other, float) else NotImplemented
        return sign == 0

    def __lt__(self, other):
        sign = self._sign(other)
        return sign < 0 if sign is not None else False if isinstance(other, float) else NotImplemented

    def __le__(self, other):
        sign = self._sign(other)
        return sign <= 0 if sign is not None else False if isinstance(other, float) else NotImplemented

    def __gt__(self, other):
        sign = self._sign(other)
        return sign > 0 if sign is not None else False if isinstance(other, float) else NotImplemented

    def __ge__(self, other):
        sign = self._sign(other)
        return sign >= 0 if sign is not None else False if isinstance(other, float) else NotImplemented

    def __reduce__(self):
        return type(self), (self._n, self._d)


Rational.register(Fraction)
