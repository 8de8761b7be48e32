class Polynomial:
    """Coefficients from the lowest power up.

    >>> Polynomial([1, 2]) * Polynomial([1, 2])
    Polynomial([1, 4, 4])
    """

    def __init__(self, coefficients):
        coefficients = list(coefficients)
        while len(coefficients) > 1 and coefficients[-1] == 0:
            coefficients.pop()
        self.coefficients = tuple(coefficients) or (0,)

    @property
    def degree(self):
        return len(self.coefficients) - 1

    def __call__(self, x):
        result = 0
        for c in reversed(self.coefficients):
            result = result * x + c
        return result

    def __add__(self, other):
        a, b = sorted((self.coefficients, other.coefficients), key=len)
        return Polynomial([x + y for x, y in zip(a, b)] + list(b[len(a):]))

    def __neg__(self):
        return Polynomial(-c for c in self.coefficients)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        if not isinstance(other, Polynomial):
            return Polynomial(c * other for c in self.coefficients)
        out = [0] * (self.degree + other.degree + 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                out[i + j] += a * b
        return Polynomial(out)

    __rmul__ = __mul__

    def __pow__(self, n):
        return Polynomial([1]) if n == 0 else self * self ** (n - 1)

    def __divmod__(self, other):
        quotient, rest = [0] * max(1, self.degree - other.degree + 1), list(self.coefficients)
        for i in range(self.degree - other.degree, -1, -1):
            quotient[i] = factor = rest[i + other.degree] / other.coefficients[-1]
            for j, c in enumerate(other.coefficients):
                rest[i + j] -= factor * c
        return Polynomial(quotient), Polynomial(rest[:other.degree] or [0])

    def derivative(self):
        return Polynomial([i * c for i, c in enumerate(self.coefficients)][1:])

    def root(self, guess, steps=50):
        slope = self.derivative()
        for _ in range(steps):
            value = self(guess)
            if abs(value) < 1e-12:
                break
            guess -= value / slope(guess)
        return guess

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self.coefficients == other.coefficients

    def __hash__(self):
        return hash(self.coefficients)

    def __bool__(self):
        return any(self.coefficients)

    def __repr__(self):
        return f"{type(self).__name__}({list(self.coefficients)})"

    def __str__(self):
        parts = []
        for power, c in reversed(list(enumerate(self.coefficients))):
            if c:
                sign = "-" if c < 0 else "+"
                size = "" if abs(c) == 1 and power else f"{abs(c):g}"
                parts.append(f"{sign} {size}{'x' if power else ''}{f'^{power}' if power > 1 else ''}")
        text = " ".join(parts) or "0"
        return text[2:] if text.startswith("+ ") else text.replace("- ", "-", 1)


p, q = Polynomial([-6, 11, -6, 1]), Polynomial([-1, 1])
print(p, "|", q, "|", p + q, "|", p - p, "|", p * q, "|", 2 * q, "|", q ** 3)
print(*divmod(p, q), p(2), [p(x) for x in range(4)], p.derivative(), repr(p), p.degree)
print(p == Polynomial([-6, 11, -6, 1, 0]), len({p, Polynomial(p.coefficients)}), bool(p - p), f"{p.root(0.5):.6f} {p.root(10):.6f}")
print(Polynomial([0, -1, 0, 2.5]), Polynomial([]), Polynomial([0.1]) + Polynomial([0.2]), Polynomial.__doc__.split(".")[0])


def newton(f, x, eps=1e-9):
    h = 1e-6
    while abs(f(x)) > eps:
        x -= f(x) * 2 * h / (f(x + h) - f(x - h))
    return x


def bisect(f, lo, hi, eps=1e-10):
    if f(lo) * f(hi) > 0:
        raise ValueError("no change of sign")
    while hi - lo > eps:
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if f(lo) * f(mid) > 0 else (lo, mid)
    return (lo + hi) / 2


def simpson(f, a, b, n=100):
    h = (b - a) / n
    return h / 3 * sum(f(a + i * h) * (1 if i in (0, n) else 4 if i % 2 else 2) for i in range(n + 1))


import math
print(f"{newton(lambda x: x * x - 2, 1):.8f} {bisect(math.cos, 0, 3):.8f} {simpson(math.sin, 0, math.pi):.8f}")
try:
    bisect(math.exp, 0, 1)
except ValueError as e:
    print(e)
