import statistics as st
from fractions import Fraction
from decimal import Decimal, ROUND_HALF_UP, getcontext

scores = [88, 92, 79, 93, 85, 79, 100, 67]
print(st.mean(scores), st.median(scores), st.mode(scores), st.multimode([1, 1, 2, 2, 3]))
print(round(st.stdev(scores), 4), round(st.pstdev(scores), 4), st.variance([1, 2, 3, 4]), st.pvariance([1, 2, 3, 4]))
print(st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.quantiles(scores, n=4), st.fmean([1, 2, 4]))
print(round(st.harmonic_mean([40, 60]), 3), round(st.geometric_mean([1, 9]), 6), round(st.correlation([1, 2, 3], [2, 4, 7]), 6))
try:
    st.mean([])
except st.StatisticsError as e:
    print(e)
a = Fraction(3, 4)
print(a, repr(a), a + Fraction("1/6"), a * 2, a ** 2, a / 3, float(a), Fraction(0.125), Fraction(7, -21), a.numerator, a > 0.5, int(Fraction(7, 2)))
print(sum(Fraction(1, n) for n in range(1, 6)), Fraction("0.125"), Fraction(3.14159).limit_denominator(100), abs(Fraction(-1, 2)))
getcontext().prec = 28
price = Decimal("19.99")
print(price * 3, price / 3, (price * Decimal("0.075")).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), Decimal("0.1") + Decimal("0.2"))
print(repr(Decimal("1.50")), Decimal("1.50").normalize(), Decimal(10) ** -2, round(Decimal("2.675"), 2), Decimal(2).sqrt(), Decimal("1E+3") + 1, int(Decimal("7.9")), Decimal("3") > 2, f"{price:.1f}")
values = [Decimal(x) for x in ("1.1", "2.2", "3.3")]
print(sum(values), max(values), st.mean(values), Decimal("NaN").is_nan(), Decimal("5.0") == 5)
grades = {"ann": [90, 85], "bob": [70, 65, 80], "cy": []}
for name, g in grades.items():
    avg = st.mean(g) if g else None
    print(f"{name:<5}", "n/a" if avg is None else f"{avg:6.2f}", "ABCDF"[min(4, max(0, int((99.9 - avg) // 10)))] if avg else "-")
