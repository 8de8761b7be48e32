"""Statistics, as CPython's: exact sums, rounded once at the end."""

from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from math import exp, fsum, isqrt, log, sqrt

LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


class StatisticsError(ValueError):
    pass


def _ratio(x):
    """Numerator and denominator; the number itself and None where there are none."""
    if hasattr(x, "as_integer_ratio"):
        try:
            return x.as_integer_ratio()
        except (OverflowError, ValueError):
            return x, None
    raise TypeError("can't convert type '%s' to numerator/denominator" % type(x).__name__)


def _coerce(T, S):
    """The type of a result of two types."""
    if T is S or S is int or S is bool:
        return T
    if T is int:
        return S
    if issubclass(S, T):
        return S
    if issubclass(T, S) or T is Fraction and S is not float:
        return T
    if T in (float, Fraction) and S in (float, Fraction):
        return float
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _sums(data):
    """Type, exact sum and sum of squares, and count; of what is not finite, as it adds up."""
    T = int
    count = 0
    sums, squares = {}, {}
    special = None
    for x in data:
        count += 1
        if type(x) is not T:
            T = _coerce(T, type(x))
        n, d = _ratio(x)
        if d is None:
            special = n if special is None else special + n
        else:
            sums[d] = sums.get(d, 0) + n
            squares[d] = squares.get(d, 0) + n * n
    if special is not None:
        return T, special, special * special, count
    sx = sum([Fraction(n, d) for d, n in sums.items()], Fraction(0))
    sxx = sum([Fraction(n, d * d) for d, n in squares.items()], Fraction(0))
    return T, sx, sxx, count


def _convert(value, T):
    if type(value) is T:
        return value
    if not isinstance(value, Fraction):
        return T(value)
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value) if T is not float else float(value)
    except TypeError:
        return T(value.numerator) / T(value.denominator)


def _squares(data, c, ddof, name):
    """Type, the mean of squares of deviations, and count."""
    data = list(data)
    if len(data) <= ddof:
        raise StatisticsError(
            name + (" requires at least two data points" if ddof else " requires at least one data point")
        )
    if c is not None:
        T, ss, _, n = _sums([(x - c) * (x - c) for x in data])
    else:
        T, sx, sxx, n = _sums(data)
        ss = (n * sxx - sx * sx) / n
    return T, ss / (n - ddof), n


def _root(value):
    """The square root of a fraction, rounded once."""
    if not isinstance(value, Fraction):
        return sqrt(value)
    n, m = value.numerator, value.denominator
    q = (n.bit_length() - m.bit_length() - 109) // 2
    if q >= 0:
        m <<= 2 * q
    else:
        n <<= -2 * q
    a = isqrt(n // m)
    a |= a * a * m != n
    return (a << q) / 1 if q >= 0 else a / (1 << -q)


def _root_as(value, T):
    if T.__name__ != "Decimal" or not isinstance(value, Fraction):
        return _root(value)
    from decimal import localcontext

    with localcontext() as context:
        context.prec += 12
        root = (T(value.numerator) / T(value.denominator)).sqrt()
    return +root


def mean(data):
    T, total, _, n = _sums(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / n, T)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum([w * x for w, x in zip(weights, data)]) / total


def geometric_mean(data):
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    for x in data:
        if not isinstance(x, (int, float)) and not hasattr(x, "as_integer_ratio"):
            raise TypeError("unsupported type")
    if len(data) == 1:
        if data[0] < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        return data[0]
    if min(data) < 0 or min(weights) < 0:
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in data:
        return 0
    total = _sums(weights)[1]
    T, inverse, _, _ = _sums([w / x if w else 0 for w, x in zip(weights, data)])
    return _convert(total / inverse, T)


def _sorted(data, name="median"):
    data = sorted(data)
    if not data:
        raise StatisticsError("no %s for empty data" % name)
    return data


def median(data):
    data = _sorted(data)
    i = len(data) // 2
    return data[i] if len(data) % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = _sorted(data)
    n = len(data)
    x = data[n // 2]
    before, after = bisect_left(data, x), bisect_right(data, x)
    interval, x = float(interval), float(x)
    return x - interval / 2.0 + interval * (n / 2 - before) / (after - before)


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (count - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method != "exclusive":
        raise ValueError("Unknown method: %r" % method)
    for i in range(1, n):
        j = min(max(i * (count + 1) // n, 1), count - 1)
        delta = i * (count + 1) - j * n
        result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def pvariance(data, mu=None):
    T, value, _ = _squares(data, mu, 0, "pvariance")
    return _convert(value, T)


def variance(data, xbar=None):
    T, value, _ = _squares(data, xbar, 1, "variance")
    return _convert(value, T)


def pstdev(data, mu=None):
    T, value, _ = _squares(data, mu, 0, "pstdev")
    return _root_as(value, T)


def stdev(data, xbar=None):
    T, value, _ = _squares(data, xbar, 1, "stdev")
    return _root_as(value, T)


def _pair(x, y, name):
    x, y = list(x), list(y)
    n = len(x)
    if len(y) != n:
        raise StatisticsError(name + " requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(name + " requires at least two data points")
    return x, y, n


def _products(x, y, x_mean, y_mean):
    return fsum([(a - x_mean) * (b - y_mean) for a, b in zip(x, y)])


def covariance(x, y):
    x, y, n = _pair(x, y, "covariance")
    return _products(x, y, fsum(x) / n, fsum(y) / n) / (n - 1)


def correlation(x, y):
    x, y, n = _pair(x, y, "correlation")
    x_mean, y_mean = fsum(x) / n, fsum(y) / n
    sxy = _products(x, y, x_mean, y_mean)
    sxx, syy = _products(x, x, x_mean, x_mean), _products(y, y, y_mean, y_mean)
    try:
        return sxy / sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


def linear_regression(x, y, *, proportional=False):
    x, y, n = _pair(x, y, "linear regression")
    if proportional:
        x_mean = y_mean = 0.0
    else:
        x_mean, y_mean = fsum(x) / n, fsum(y) / n
    try:
        slope = _products(x, y, x_mean, y_mean) / _products(x, x, x_mean, x_mean)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope, 0.0 if proportional else y_mean - slope * x_mean)


from ._normal import NormalDist
