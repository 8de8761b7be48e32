import statistics as s
from decimal import Decimal as D
from fractions import Fraction as F


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


samples = [
    [1, 2, 3, 4], [1], [0.1, 0.2, 0.3], [2.5, 3.1, 4.7, 5.9, 1.2], [1e16, 1, -1e16], [1.5] * 7, [3, 1.5, F(1, 2)], [F(1, 3), F(1, 4), F(5, 6)], [D("0.1"), D("0.25"), D("3.5")], list(range(100)), [True, False, 2],
    [2, 2, 3, 3, 1], [-5, 0, 5, 10], [1e-300, 2e-300], [1e300, 1e300], [0.1] * 10, [72.5, 68.0, 81.2, 90.1, 77.7, 65.3], [float("inf"), 1.0], [],
]
names = "mean fmean geometric_mean harmonic_mean median median_low median_high median_grouped mode multimode pvariance variance pstdev stdev quantiles".split()
for sample in samples:
    for name in names:
        if sample and sample[0] == float("inf") and name not in ("mean", "fmean", "median"):
            continue
        print(name, sample[:4], error(getattr(s, name), sample))
for n in (2, 3, 4, 10):
    for method in ("exclusive", "inclusive"):
        print(s.quantiles([5, 1, 2, 8, 3, 9.5, 7], n=n, method=method), s.quantiles(range(3), n=n, method=method))
print(s.mean(iter([1, 2, 6])), s.fmean([1, 2, 3], [1, 0, 3]), s.harmonic_mean([40, 60], weights=[5, 30]), s.variance([1, 2, 3, 4], 2.5), s.pvariance([1, 2, 3, 4], mu=2), s.mode("aabbbc"), s.multimode("aabbc"), s.multimode(""), s.median_grouped([1, 3, 3, 5], interval=2), s.stdev([1, 2, 3], 2))
x, y = [1, 2, 3, 4, 5.5], [2.1, 3.9, 6.2, 7.8, 11.5]
print(s.covariance(x, y), s.correlation(x, y), s.linear_regression(x, y), s.linear_regression(x, y, proportional=True).slope, error(s.correlation, [1, 1], [2, 3]), error(s.linear_regression, [1, 1], [2, 3]), error(s.covariance, [1], [2]), error(s.correlation, [1, 2], [1]))
print(error(s.mean, ["a"])[0], error(s.quantiles, [1]), error(s.quantiles, [1, 2], n=0), error(s.quantiles, [1, 2], method="x"), error(s.fmean, [1], [0]), error(s.fmean, [1], [1, 2]), error(s.harmonic_mean, [-1, 2]), error(s.harmonic_mean, [0, 2]), isinstance(s.StatisticsError(), ValueError), error(s.mean, [1.5, D(1)])[0])
a, b = s.NormalDist(100, 15), s.NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5])
print(a, b, a.mean, a.stdev, a.variance, a.median, a.mode, a.pdf(110), a.cdf(120), ["%.10f" % v for v in a.quantiles()], "%.10f" % a.inv_cdf(0.95), "%.10f" % a.inv_cdf(1e-6), a.zscore(130), "%.12f" % a.overlap(s.NormalDist(110, 10)), a.overlap(s.NormalDist(110, 15)))
print(a + 10, a - 5, 2 * a, a / 3, a + a, a - b, -a, 5 - a, a == s.NormalDist(100, 15), a == 3, hash(a) == hash(s.NormalDist(100, 15)), a.samples(3, seed=1), error(s.NormalDist, 0, -1), error(a.inv_cdf, 0), error(s.NormalDist(0, 0).pdf, 1), len(a.samples(2)))


# What programs do with them.
def report(scores):
    return {name: round(getattr(s, name)(scores), 2) for name in ("mean", "median", "stdev", "variance", "pstdev")}


print(report([88, 92, 79, 93, 85]), report([1.1, 2.2, 3.3]))
data = [12, 15, 11, 45, 13, 14, 12]
q1, q2, q3 = s.quantiles(data)
print([v for v in data if not q1 - 1.5 * (q3 - q1) <= v <= q3 + 1.5 * (q3 - q1)], [round((v - s.mean(data)) / s.stdev(data), 3) for v in data])
