from decimal import Decimal, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, InvalidOperation, localcontext
from fractions import Fraction


class Money:
    def __init__(self, amount, currency="EUR"):
        self.amount = Decimal(str(amount)).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
        self.currency = currency

    def _same(self, other):
        if self.currency != other.currency:
            raise TypeError(f"cannot mix {self.currency} and {other.currency}")

    def __add__(self, other):
        if other == 0:
            return self
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    __radd__ = __add__

    def __mul__(self, factor):
        return Money(self.amount * Decimal(str(factor)), self.currency)

    def split(self, n):
        share = (self.amount / n).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
        rest = int((self.amount - share * n) * 100)
        return [Money(share + Decimal("0.01") * (i < rest), self.currency) for i in range(n)]

    def __eq__(self, other):
        return isinstance(other, Money) and (self.amount, self.currency) == (other.amount, other.currency)

    def __repr__(self):
        return f"{self.amount:,} {self.currency}"


print(Money(0.1) + Money(0.2), Money("1234567.895"), Money(10).split(3), sum(Money(10).split(3)) == Money(10), Money(19.99) * 1.19)
try:
    Money(1) + Money(1, "USD")
except TypeError as e:
    print(e)
try:
    Money("ten")
except InvalidOperation as e:
    print(type(e).__name__)
print([str(Decimal(x).quantize(Decimal("1"), rounding=ROUND_HALF_UP)) for x in ("0.5", "1.5", "2.5", "-2.5")])
print([str(Decimal(x).quantize(Decimal("1"))) for x in ("0.5", "1.5", "2.5", "-2.5")])
print(Decimal("0.1") * 3 == Decimal("0.3"), 0.1 * 3 == 0.3, Decimal(1) / Decimal(7), Decimal("1e-8"), Decimal("123.4500"), Decimal("100") == 100.0)
with localcontext() as ctx:
    ctx.prec = 6
    print(Decimal(2).sqrt(), Decimal(1) / 3)
print(Decimal("12.5") % 5, Decimal("12.5") // 5, -Decimal("1.0"), abs(Decimal("-3")), Decimal("2") ** 10, max(Decimal("1.1"), Decimal("1.10")), Decimal("5").as_tuple(), float(Decimal("1.25")))


def loan(principal, rate, years):
    monthly = Decimal(str(rate)) / 12
    n = years * 12
    payment = (principal * monthly / (1 - (1 + monthly) ** -n)).quantize(Decimal("0.01"))
    balance = Decimal(principal)
    for month in range(1, n + 1):
        interest = (balance * monthly).quantize(Decimal("0.01"), ROUND_HALF_UP)
        paid = min(payment, balance + interest)
        balance -= paid - interest
        yield month, paid, interest, balance


rows = list(loan(Decimal(1200), 0.06, 1))
for month, paid, interest, balance in rows[:2] + rows[-1:]:
    print(f"{month:>2} {paid:>8} {interest:>6} {balance:>9.2f}")
print(sum(r[1] for r in rows), sum(r[2] for r in rows))
recipe = {"flour": Fraction(3, 4), "milk": Fraction(1, 3)}
print({k: str(v * Fraction(3, 2)) for k, v in recipe.items()}, sum(recipe.values()), Fraction(1, 3) + 1, Fraction(5, 10).denominator, [str(Fraction(n, 6)) for n in range(1, 7)])
