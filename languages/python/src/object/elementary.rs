//! `exp`, `log` and `pow`, computed with twice the digits and rounded once: the same bits on
//! every machine, and those of a good C library.

/// A sum of two floats, the second much smaller.
#[derive(Clone, Copy)]
pub(crate) struct Double {
    pub high: f64,
    pub low: f64,
}

const LN_2: Double = Double { high: std::f64::consts::LN_2, low: 2.319_046_813_846_299_6e-17 };

impl Double {
    pub(crate) const fn from(high: f64) -> Double {
        Double { high, low: 0.0 }
    }

    fn sum(a: f64, b: f64) -> Double {
        let high = a + b;
        let part = high - a;
        Double { high, low: (a - (high - part)) + (b - part) }
    }

    /// The exact product of two floats.
    pub(crate) fn product(a: f64, b: f64) -> Double {
        let split = |x: f64| {
            let wide = 134_217_729.0 * x;
            let high = wide - (wide - x);
            (high, x - high)
        };
        let high = a * b;
        let ((a1, a2), (b1, b2)) = (split(a), split(b));
        Double { high, low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2 }
    }

    pub(crate) fn plus(self, other: Double) -> Double {
        let (s, t) = (Double::sum(self.high, other.high), Double::sum(self.low, other.low));
        let s = Double::sum(s.high, s.low + t.high);
        Double::sum(s.high, s.low + t.low)
    }

    pub(crate) fn times(self, other: Double) -> Double {
        let product = Double::product(self.high, other.high);
        let low = product.low + (self.high * other.low + self.low * other.high);
        Double::sum(product.high, low)
    }

    fn over(self, divisor: f64) -> Double {
        let first = self.high / divisor;
        let back = Double::product(first, divisor);
        let rest = (self.high - back.high) - back.low + self.low;
        Double::sum(first, rest / divisor)
    }

    fn scaled(self, factor: f64) -> Double {
        Double { high: self.high * factor, low: self.low * factor }
    }

    pub(crate) fn value(self) -> f64 {
        self.high + self.low
    }
}

/// `e ** x` without its power of two, and that.
fn exp_parts(x: Double) -> (Double, i64) {
    let twos = libm::round(x.high / LN_2.high);
    let whole = Double::product(twos, LN_2.high).plus(Double::from(twos * LN_2.low));
    let rest = x.plus(whole.scaled(-1.0)).scaled(1.0 / 512.0);
    // The series for e**r - 1, then squared nine times.
    let mut sum = Double::from(1.0);
    for term in (2..=9).rev() {
        sum = Double::from(1.0).plus(rest.times(sum).over(f64::from(term)));
    }
    let mut power = rest.times(sum);
    for _ in 0..9 {
        power = power.scaled(2.0).plus(power.times(power));
    }
    (Double::from(1.0).plus(power), twos as i64)
}

/// `e ** x`, also where `x` has more digits than a float.
pub(crate) fn exp_double(x: Double) -> f64 {
    if !(-708.0..709.0).contains(&x.high) {
        return libm::exp(x.high);
    }
    let (power, twos) = exp_parts(x);
    super::number::scale(power.value(), twos)
}

/// `e ** x`.
pub(crate) fn exp(x: f64) -> f64 {
    exp_double(Double::from(x))
}

/// The natural logarithm of a positive normal float.
fn log_double(x: f64) -> Double {
    let (mut mantissa, mut twos) = libm::frexp(x);
    if mantissa < std::f64::consts::FRAC_1_SQRT_2 {
        mantissa *= 2.0;
        twos -= 1;
    }
    let guess = libm::log(mantissa);
    let (power, more) = exp_parts(Double::from(-guess));
    let power = power.scaled(super::number::scale(1.0, more));
    let error = power.times(Double::from(mantissa)).plus(Double::from(-1.0));
    let twos = f64::from(twos);
    let whole = Double::product(twos, LN_2.high).plus(Double::from(twos * LN_2.low));
    whole.plus(Double::from(guess)).plus(error)
}

fn is_plain(x: f64) -> bool {
    x.is_finite() && x >= f64::MIN_POSITIVE
}

/// The natural logarithm.
pub(crate) fn log(x: f64) -> f64 {
    if is_plain(x) { log_double(x).value() } else { libm::log(x) }
}

/// The logarithm to base ten.
pub(crate) fn log10(x: f64) -> f64 {
    const OVER_LN_10: Double =
        Double { high: std::f64::consts::LOG10_E, low: 1.098_319_650_216_765e-17 };
    if is_plain(x) { log_double(x).times(OVER_LN_10).value() } else { libm::log10(x) }
}

/// `x ** y`.
pub(crate) fn pow(x: f64, y: f64) -> f64 {
    let magnitude = x.abs();
    let is_whole = y == libm::trunc(y);
    if !is_plain(magnitude) || !y.is_finite() || y == 0.0 || (x < 0.0 && !is_whole) {
        return libm::pow(x, y);
    }
    let exponent = log_double(magnitude).times(Double::from(y));
    if !(-708.0..709.0).contains(&exponent.high) {
        return libm::pow(x, y);
    }
    let power = exp_double(exponent);
    let is_odd = is_whole && y.abs() < 9e15 && y as i64 % 2 != 0;
    if x < 0.0 && is_odd { -power } else { power }
}
