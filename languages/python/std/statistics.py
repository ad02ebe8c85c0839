# Averages and spreads. Sums are exact: floats are fractions.

from fractions import Fraction
from math import sqrt, floor, isnan


class StatisticsError(ValueError):
    pass


def _exact(data):
    total = Fraction(0)
    kind = int
    count = 0
    for x in data:
        if isinstance(x, float):
            kind = float
            total += Fraction(x)
        elif isinstance(x, Fraction):
            if kind is int:
                kind = Fraction
            total += x
        elif isinstance(x, int):
            total += x
        else:
            raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")
        count += 1
    return kind, total, count


def _converted(value, kind):
    if kind is Fraction:
        return value
    if kind is int and value.denominator == 1:
        return value.numerator
    return value.numerator / value.denominator


def mean(data):
    kind, total, count = _exact(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _converted(total / count, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return _fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = _fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _fsum([x * w for x, w in zip(data, weights)]) / total


def _fsum(data):
    from math import fsum
    return fsum(data)


def geometric_mean(data):
    from math import exp, log
    data = list(data)
    if not data:
        raise StatisticsError("Must have a non-empty dataset")
    return exp(fmean([log(x) for x in data]))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    kind, total, count = _exact([Fraction(1) / Fraction(x) for x in data])
    result = count / total
    return result.numerator / result.denominator


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 == 1 else data[n // 2 - 1]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        m = size + 1
        for i in range(1, n):
            j = i * m // n
            j = 1 if j < 1 else size - 1 if j > size - 1 else j
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def _squares(data, center):
    kind, total, count = _exact(data)
    if center is not None:
        mid = Fraction(center)
    elif count:
        mid = total / count
    else:
        mid = Fraction(0)
    squares = Fraction(0)
    for x in data:
        apart = Fraction(x) - mid
        squares += apart * apart
    return kind, squares, count


def variance(data, xbar=None):
    kind, squares, count = _squares(list(data), xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _converted(squares / (count - 1), kind)


def pvariance(data, mu=None):
    kind, squares, count = _squares(list(data), mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _converted(squares / count, kind)


def _root(value):
    # Correctly rounded: the integer root of a numerator scaled to 109 bits.
    n, m = value.numerator, value.denominator
    if n == 0:
        return 0.0
    from math import isqrt
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        n, m = n, m << 2 * shift
    else:
        n <<= -2 * shift
    root = isqrt(n // m)
    if root * root * m != n:
        root |= 1
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def stdev(data, xbar=None):
    kind, squares, count = _squares(list(data), xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(squares / (count - 1))


def pstdev(data, mu=None):
    kind, squares, count = _squares(list(data), mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(squares / count)


def covariance(x, y):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar = _fsum(x) / n
    ybar = _fsum(y) / n
    return _fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)]) / (n - 1)


def correlation(x, y):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    xbar = _fsum(x) / n
    ybar = _fsum(y) / n
    x = [a - xbar for a in x]
    y = [b - ybar for b in y]
    xx = _fsum([a * a for a in x])
    yy = _fsum([b * b for b in y])
    if not xx or not yy:
        raise StatisticsError("at least one of the inputs is constant")
    return _fsum([a * b for a, b in zip(x, y)]) / sqrt(xx * yy)
