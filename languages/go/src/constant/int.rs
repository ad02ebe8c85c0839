//! Integers of any size.
//!
//! **Invariants:** digits are 32 bits wide, the lowest first, without zeros at the top; zero is
//! not negative. So equal numbers are equal values.

use std::cmp::Ordering;

/// An integer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Int {
    negative: bool,
    digits: Vec<u32>,
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        let magnitude = value.unsigned_abs();
        let digits = (0..4).map(|at| (magnitude >> (32 * at)) as u32).collect();
        Int::new(value < 0, digits)
    }
}

impl Int {
    fn new(negative: bool, mut digits: Vec<u32>) -> Int {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Int { negative: negative && !digits.is_empty(), digits }
    }

    /// One.
    pub fn one() -> Int {
        Int::from(1)
    }

    /// The number that the digits say; `None` for others.
    pub fn parse(text: &str, radix: u32) -> Option<Int> {
        let mut digits: Vec<u32> = Vec::new();
        for c in text.chars() {
            let mut carry = u64::from(c.to_digit(radix)?);
            for digit in &mut digits {
                carry += u64::from(*digit) * u64::from(radix);
                *digit = carry as u32;
                carry >>= 32;
            }
            digits.extend((carry > 0).then_some(carry as u32));
        }
        (!text.is_empty()).then(|| Int::new(false, digits))
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// How many bits its magnitude takes.
    pub fn bits(&self) -> u32 {
        self.digits.last().map_or(0, |top| 32 * self.digits.len() as u32 - top.leading_zeros())
    }

    /// The value, where it fits.
    pub fn to_i128(&self) -> Option<i128> {
        if self.bits() > 127 {
            return None;
        }
        let magnitude =
            self.digits.iter().rev().fold(0i128, |sum, &digit| sum << 32 | i128::from(digit));
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The lowest 64 bits in two's complement.
    pub fn low_word(&self) -> u64 {
        let digit = |at: usize| u64::from(self.digits.get(at).copied().unwrap_or(0));
        let magnitude = digit(1) << 32 | digit(0);
        if self.negative { magnitude.wrapping_neg() } else { magnitude }
    }

    /// The nearest float, ties to even; infinite where it is too large.
    pub fn to_f64(&self) -> f64 {
        let bits = self.bits();
        let drop = bits.saturating_sub(64);
        let top = self.abs().shr(drop);
        let mut mantissa = top.low_word();
        let exact = top.shl(drop) == self.abs();
        if !exact {
            // A bit below the 53 that count, so that no tie is seen where there is none.
            mantissa |= 1;
        }
        let value = scale(mantissa as f64, drop);
        if self.negative { -value } else { value }
    }

    /// Without its sign.
    pub fn abs(&self) -> Int {
        Int { negative: false, digits: self.digits.clone() }
    }

    /// `-self`
    pub fn neg(&self) -> Int {
        Int::new(!self.negative, self.digits.clone())
    }

    /// `self + other`
    pub fn add(&self, other: &Int) -> Int {
        if self.negative == other.negative {
            return Int::new(self.negative, add(&self.digits, &other.digits));
        }
        match compare(&self.digits, &other.digits) {
            Ordering::Less => Int::new(other.negative, subtract(&other.digits, &self.digits)),
            _ => Int::new(self.negative, subtract(&self.digits, &other.digits)),
        }
    }

    /// `self - other`
    pub fn sub(&self, other: &Int) -> Int {
        self.add(&other.neg())
    }

    /// `self * other`
    pub fn mul(&self, other: &Int) -> Int {
        let mut digits = vec![0u32; self.digits.len() + other.digits.len()];
        for (at, &a) in self.digits.iter().enumerate() {
            let mut carry = 0u64;
            for (offset, &b) in other.digits.iter().enumerate() {
                carry += u64::from(digits[at + offset]) + u64::from(a) * u64::from(b);
                digits[at + offset] = carry as u32;
                carry >>= 32;
            }
            digits[at + other.digits.len()] = carry as u32;
        }
        Int::new(self.negative != other.negative, digits)
    }

    /// Quotient and remainder, cut towards zero; `other` is not zero.
    pub fn div_rem(&self, other: &Int) -> (Int, Int) {
        let divisor = other.abs();
        // Fewer digits than the divisor has are the first rest.
        let left = (self.digits.len() + 1).saturating_sub(divisor.digits.len());
        let mut quotient = vec![0u32; left];
        let mut rest = Int::new(false, self.digits[left..].to_vec());
        for at in (0..left).rev() {
            rest.digits.insert(0, self.digits[at]);
            rest = Int::new(false, rest.digits);
            let digit = quotient_digit(&rest, &divisor);
            rest = rest.sub(&divisor.mul(&Int::from(i128::from(digit))));
            quotient[at] = digit;
        }
        (Int::new(self.negative != other.negative, quotient), Int::new(self.negative, rest.digits))
    }

    /// `self << count`
    pub fn shl(&self, count: u32) -> Int {
        let mut digits = vec![0; (count / 32) as usize];
        let mut carry = 0u64;
        for &digit in &self.digits {
            carry |= u64::from(digit) << (count % 32);
            digits.push(carry as u32);
            carry >>= 32;
        }
        digits.push(carry as u32);
        Int::new(self.negative, digits)
    }

    /// `self >> count`, rounded down.
    pub fn shr(&self, count: u32) -> Int {
        let skip = (count / 32) as usize;
        let kept = self.digits.get(skip..).unwrap_or_default();
        let above = |at: usize| u64::from(kept.get(at + 1).copied().unwrap_or(0)) << 32;
        let shifted = kept
            .iter()
            .enumerate()
            .map(|(at, &digit)| ((above(at) | u64::from(digit)) >> (count % 32)) as u32);
        let cut = Int::new(self.negative, shifted.collect());
        match self.negative && cut.shl(count) != *self {
            true => cut.sub(&Int::one()),
            false => cut,
        }
    }

    /// Bit by bit in two's complement.
    pub fn bitwise(&self, other: &Int, op: impl Fn(u32, u32) -> u32) -> Int {
        let len = self.digits.len().max(other.digits.len()) + 1;
        let (a, b) = (self.complement(len), other.complement(len));
        let mut digits: Vec<u32> = a.iter().zip(&b).map(|(&a, &b)| op(a, b)).collect();
        let negative = digits.last().is_some_and(|top| top >> 31 == 1);
        if negative {
            negate(&mut digits);
        }
        Int::new(negative, digits)
    }

    /// `^self`
    pub fn not(&self) -> Int {
        self.neg().sub(&Int::one())
    }

    /// The greatest common divisor.
    pub fn gcd(&self, other: &Int) -> Int {
        let (mut a, mut b) = (self.abs(), other.abs());
        while !b.is_zero() {
            (a, b) = (b.clone(), a.div_rem(&b).1);
        }
        a
    }

    /// `self` to the power of `exponent`.
    pub fn pow(&self, exponent: u32) -> Int {
        let mut result = Int::one();
        for bit in (0..32 - exponent.leading_zeros()).rev() {
            result = result.mul(&result);
            if exponent >> bit & 1 == 1 {
                result = result.mul(self);
            }
        }
        result
    }

    /// In decimal.
    pub fn show(&self) -> String {
        let billion = Int::from(1_000_000_000);
        let mut groups = Vec::new();
        let mut rest = self.abs();
        while !rest.is_zero() {
            let (quotient, group) = rest.div_rem(&billion);
            groups.push(group.low_word());
            rest = quotient;
        }
        let mut text = String::from(if self.negative { "-" } else { "" });
        text += &groups.pop().unwrap_or(0).to_string();
        groups.iter().rev().for_each(|group| text += &format!("{group:09}"));
        text
    }

    fn complement(&self, len: usize) -> Vec<u32> {
        let mut digits = self.digits.clone();
        digits.resize(len, 0);
        if self.negative {
            negate(&mut digits);
        }
        digits
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Int) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => compare(&self.digits, &other.digits),
            (true, true) => compare(&other.digits, &self.digits),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

/// `value * 2^exponent`, infinite where that is too large.
fn scale(value: f64, exponent: u32) -> f64 {
    let mut value = value;
    let mut left = exponent.min(2048);
    while left > 0 {
        let step = left.min(1000);
        value *= f64::from_bits(u64::from(1023 + step) << 52);
        left -= step;
    }
    value
}

fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn add(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut carry = 0u64;
    let mut sum: Vec<u32> = Vec::new();
    for at in 0..a.len().max(b.len()) {
        carry += [a, b].iter().map(|x| u64::from(x.get(at).copied().unwrap_or(0))).sum::<u64>();
        sum.push(carry as u32);
        carry >>= 32;
    }
    sum.push(carry as u32);
    sum
}

/// `a - b` where `a` is not smaller.
fn subtract(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut borrow = 0i64;
    let mut out = Vec::new();
    for (at, &digit) in a.iter().enumerate() {
        let difference = i64::from(digit) - i64::from(b.get(at).copied().unwrap_or(0)) - borrow;
        borrow = i64::from(difference < 0);
        out.push(difference as u32);
    }
    out
}

fn negate(digits: &mut [u32]) {
    let mut carry = true;
    for digit in digits {
        (*digit, carry) = (!*digit).overflowing_add(u32::from(carry));
    }
}

/// How often `divisor` goes into `rest`, which is less than 2^32 times it.
fn quotient_digit(rest: &Int, divisor: &Int) -> u32 {
    let (mut low, mut high) = (0u64, 1u64 << 32);
    // The leading 64 bits of both say it to within a few; the rest is bisected.
    let shift = divisor.bits().saturating_sub(32);
    let (a, b) = (rest.shr(shift), divisor.shr(shift).low_word());
    if a.bits() <= 64 {
        let a = u128::from(a.low_word());
        low = low.max((a / u128::from(b + 1)) as u64);
        high = high.min(((a + 1) / u128::from(b)) as u64 + 1);
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        match divisor.mul(&Int::from(i128::from(middle))) <= *rest {
            true => low = middle,
            false => high = middle,
        }
    }
    low as u32
}

#[cfg(test)]
mod tests {
    use super::Int;

    fn int(text: &str) -> Int {
        match text.strip_prefix('-') {
            Some(digits) => Int::parse(digits, 10).expect("digits").neg(),
            None => Int::parse(text, 10).expect("digits"),
        }
    }

    #[test]
    fn arithmetic_agrees_with_128_bits() {
        let samples: Vec<i128> = vec![
            0,
            1,
            -1,
            7,
            -8,
            255,
            1 << 31,
            -(1 << 32),
            (1 << 63) - 1,
            -(1 << 63),
            0xdead_beef_cafe,
        ];
        for &a in &samples {
            for &b in &samples {
                let (x, y) = (Int::from(a), Int::from(b));
                assert_eq!(x.add(&y), Int::from(a + b), "{a} + {b}");
                assert_eq!(x.sub(&y), Int::from(a - b), "{a} - {b}");
                assert_eq!(x.mul(&y), Int::from(a * b), "{a} * {b}");
                assert_eq!(x.cmp(&y), a.cmp(&b));
                assert_eq!(x.bitwise(&y, |p, q| p & q), Int::from(a & b), "{a} & {b}");
                assert_eq!(x.bitwise(&y, |p, q| p | q), Int::from(a | b), "{a} | {b}");
                assert_eq!(x.bitwise(&y, |p, q| p ^ q), Int::from(a ^ b), "{a} ^ {b}");
                if b != 0 {
                    assert_eq!(x.div_rem(&y), (Int::from(a / b), Int::from(a % b)), "{a} / {b}");
                }
            }
            for count in [0, 1, 31, 32, 33, 60] {
                assert_eq!(Int::from(a).shl(count), Int::from(a << count), "{a} << {count}");
                assert_eq!(Int::from(a).shr(count), Int::from(a >> count), "{a} >> {count}");
            }
            assert_eq!(Int::from(a).not(), Int::from(!a));
            assert_eq!(Int::from(a).show(), a.to_string());
            assert_eq!(Int::from(a).to_f64(), a as f64);
            assert_eq!(Int::from(a).to_i128(), Some(a));
        }
    }

    #[test]
    fn large_numbers_divide_and_print() {
        let a = int("123456789012345678901234567890123456789012345678901234567890");
        let b = int("987654321098765432109876543210");
        let (quotient, rest) = a.div_rem(&b);
        assert_eq!(quotient.show(), "124999998860937500014238281249");
        assert_eq!(quotient.mul(&b).add(&rest), a);
        assert_eq!(a.gcd(&b).show(), "9000000000900000000090");
        assert_eq!(Int::from(10).pow(300).to_f64(), 1e300);
        assert_eq!(Int::from(2).pow(1100).to_f64(), f64::INFINITY);
    }
}
