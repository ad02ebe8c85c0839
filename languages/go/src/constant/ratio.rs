//! Fractions: what untyped floating-point constants are, exactly.

use super::Fail;
use super::int::Int;
use std::cmp::Ordering;

/// The most bits that numerator or denominator may have: beyond the largest float to the fourth.
const BITS_MAX: u32 = 1 << 13;

/// The most digits of a literal.
const DIGITS_MAX: usize = 2000;

/// A fraction in lowest terms; the denominator is positive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ratio {
    num: Int,
    den: Int,
}

impl From<Int> for Ratio {
    fn from(num: Int) -> Ratio {
        Ratio { num, den: Int::one() }
    }
}

impl Ratio {
    /// `num / den`; `den` is not zero.
    fn new(num: Int, den: Int) -> Result<Ratio, Fail> {
        let common = num.gcd(&den);
        let (num, den) = (num.div_rem(&common).0, den.div_rem(&common).0);
        if num.bits() > BITS_MAX || den.bits() > BITS_MAX {
            return Err(Fail::Overflow);
        }
        let negative = den.is_negative();
        Ok(if negative { Ratio { num: num.neg(), den: den.neg() } } else { Ratio { num, den } })
    }

    /// The exact value of a finite float.
    pub fn from_f64(value: f64) -> Ratio {
        let bits = value.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as i32;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, exponent) = match exponent {
            0 => (fraction, -1074),
            _ => (fraction | 1 << 52, exponent - 1075),
        };
        let num = Int::from(i128::from(mantissa));
        let num = if value < 0.0 { num.neg() } else { num };
        let ratio = match exponent {
            0.. => Ratio::new(num.shl(exponent as u32), Int::one()),
            _ => Ratio::new(num, Int::one().shl(-exponent as u32)),
        };
        ratio.unwrap_or(Ratio::from(Int::default()))
    }

    /// A literal: digits with at most one point, then an exponent of ten or, behind `p`, of two.
    pub fn parse(text: &str) -> Option<Ratio> {
        let (digits, radix, base, mark) = match text.strip_prefix("0x") {
            Some(digits) => (digits, 16, 2, 'p'),
            None => (text, 10, 10, 'e'),
        };
        let (mantissa, exponent) = digits.split_once(mark).unwrap_or((digits, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.len() + fraction.len() > DIGITS_MAX {
            return None;
        }
        let num = Int::parse(&format!("{whole}{fraction}"), radix)?;
        let places = fraction.len() as i32 * if radix == 16 { 4 } else { 1 };
        let exponent = exponent.parse::<i32>().ok()?.checked_sub(places)?;
        if exponent.unsigned_abs() > BITS_MAX {
            return num.is_zero().then(|| Ratio::from(num));
        }
        let power = Int::from(base).pow(exponent.unsigned_abs());
        let (num, den) = if exponent < 0 { (num, power) } else { (num.mul(&power), Int::one()) };
        Ratio::new(num, den).ok()
    }

    /// The value as an integer where it is one.
    pub fn to_int(&self) -> Option<&Int> {
        (self.den == Int::one()).then_some(&self.num)
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.num.is_zero()
    }

    /// The nearest float, ties to even; infinite where it is too large.
    pub fn to_f64(&self) -> f64 {
        // The quotient with 64 bits or a few more, and a last bit that stands for all below it.
        let shift = 66 + self.den.bits() as i32 - self.num.bits() as i32;
        // Subnormal floats have fewer bits: none below 2^-1074 counts.
        let shift = shift.min(1074 + 2);
        let (num, den) = match shift {
            0.. => (self.num.abs().shl(shift as u32), self.den.clone()),
            _ => (self.num.abs(), self.den.shl(-shift as u32)),
        };
        let (quotient, rest) = num.div_rem(&den);
        let sticky = i128::from(!rest.is_zero());
        let quotient = quotient.shl(1).add(&Int::from(sticky));
        let value = power_of_two(rounded(&quotient, -shift - 1), -shift - 1);
        if self.num.is_negative() { -value } else { value }
    }

    /// `-self`
    pub fn neg(&self) -> Ratio {
        Ratio { num: self.num.neg(), den: self.den.clone() }
    }

    /// `self + other`
    pub fn add(&self, other: &Ratio) -> Result<Ratio, Fail> {
        let num = self.num.mul(&other.den).add(&other.num.mul(&self.den));
        Ratio::new(num, self.den.mul(&other.den))
    }

    /// `self * other`
    pub fn mul(&self, other: &Ratio) -> Result<Ratio, Fail> {
        Ratio::new(self.num.mul(&other.num), self.den.mul(&other.den))
    }

    /// `self / other`
    pub fn div(&self, other: &Ratio) -> Result<Ratio, Fail> {
        if other.is_zero() {
            return Err(Fail::Zero);
        }
        Ratio::new(self.num.mul(&other.den), self.den.mul(&other.num))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        self.num.mul(&other.den).cmp(&other.num.mul(&self.den))
    }
}

/// The quotient rounded to the bits that a float with this exponent of two has room for, ties to
/// even.
fn rounded(quotient: &Int, exponent: i32) -> Int {
    let spare = quotient.bits() as i32 - 53;
    let drop = spare.max(-1074 - exponent).max(0) as u32;
    let cut = quotient.shr(drop);
    let rest = quotient.sub(&cut.shl(drop));
    let half = if drop == 0 { Int::one() } else { Int::one().shl(drop - 1) };
    let up = match rest.cmp(&half) {
        Ordering::Less => false,
        Ordering::Equal => cut.low_word() & 1 == 1,
        Ordering::Greater => true,
    };
    let cut = if up && drop > 0 { cut.add(&Int::one()) } else { cut };
    cut.shl(drop)
}

/// `value * 2^exponent`, which loses nothing unless it is infinite.
fn power_of_two(value: Int, exponent: i32) -> f64 {
    let zeros = (0..value.bits()).find(|&at| !value.shr(at).shl(at).eq(&value)).unwrap_or(1) - 1;
    let (value, exponent) = (value.shr(zeros), exponent + zeros as i32);
    let mut float = value.to_f64();
    let mut left = exponent;
    while left != 0 && float.is_finite() && float != 0.0 {
        let step = left.clamp(-1000, 1000);
        // Downwards in small steps: the mantissa has 53 bits, so a detour loses none.
        float *= f64::from_bits(((1023 + step) as u64) << 52);
        left -= step;
    }
    float
}

#[cfg(test)]
mod tests {
    use super::Ratio;

    #[test]
    fn literals_are_the_nearest_floats() {
        for text in [
            "0.1",
            "1e300",
            "1e-300",
            "3.14159265358979323846264338327950288419716939937510582",
            "4.9e-324",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "123456789.125",
            "9007199254740993",
            "0.000001",
            "5e-324",
            "2.4703282292062327208e-324",
            "1e22",
            "1e23",
        ] {
            let ratio = Ratio::parse(text).expect("a number");
            assert_eq!(ratio.to_f64(), text.parse::<f64>().expect("a float"), "{text}");
        }
        assert_eq!(Ratio::parse("0x1.8p1").map(|ratio| ratio.to_f64()), Some(3.0));
        assert_eq!(Ratio::parse("0x.1p-2").map(|ratio| ratio.to_f64()), Some(1.0 / 64.0));
        assert_eq!(Ratio::parse("1e400").map(|ratio| ratio.to_f64()), Some(f64::INFINITY));
    }

    #[test]
    fn floats_come_back() {
        for value in [0.0, 1.0, -0.1, 1e-310, 5e-324, f64::MAX, 6.02e23] {
            assert_eq!(Ratio::from_f64(value).to_f64(), value);
        }
    }
}
