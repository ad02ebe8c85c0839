//! Numbers: how ints overflow into big ones, and what Python's division and hashing mean.
//!
//! **Models:** `Objects/longobject.c`, `floatobject.c`, `Python/pyhash.c`, CPython 3.13.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

/// The prime that numeric hashes are taken modulo: 2**61 - 1.
const MODULUS: i128 = (1 << 61) - 1;

/// `a // b` for a non-zero `b`; `None` on overflow.
pub(crate) fn floor_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if (a % b != 0) && ((a < 0) != (b < 0)) { quotient - 1 } else { quotient })
}

/// `a % b` for a non-zero `b`.
pub(crate) fn floor_mod(a: i64, b: i64) -> i64 {
    let rest = a.wrapping_rem(b);
    if rest != 0 && ((rest < 0) != (b < 0)) { rest + b } else { rest }
}

/// `divmod` of big ints, `b` non-zero.
pub(crate) fn big_divmod(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = (a / b, a % b);
    if !rest.is_zero() && (rest.is_negative() != b.is_negative()) {
        return (quotient - 1, rest + b);
    }
    (quotient, rest)
}

/// `divmod` of floats, `b` non-zero.
pub(crate) fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// Half to even.
pub(crate) fn round_half_even(x: f64) -> f64 {
    let rounded = x.round();
    if (x - x.trunc()).abs() == 0.5 { 2.0 * (x / 2.0).round() } else { rounded }
}

/// `hash(int)`.
pub(crate) fn hash_int(x: i64) -> i64 {
    let hash = (i128::from(x).abs() % MODULUS) as i64;
    let hash = if x < 0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

/// `hash` of a big int.
pub(crate) fn hash_big(x: &BigInt) -> i64 {
    let rest = (x.abs() % BigInt::from(MODULUS)).to_i64().unwrap_or(0);
    let hash = if x.is_negative() { -rest } else { rest };
    if hash == -1 { -2 } else { hash }
}

/// `hash(float)`: that of the int it equals, if it equals one.
pub(crate) fn hash_float(x: f64) -> i64 {
    if x.is_infinite() {
        return if x > 0.0 { 314_159 } else { -314_159 };
    }
    if x.is_nan() {
        return 0;
    }
    if x == x.trunc() && x.abs() < 9.2e18 {
        return hash_int(x as i64);
    }
    let bits = x.abs().to_bits();
    let (mut mantissa, exponent) = ((bits & ((1 << 52) - 1)) as i128, (bits >> 52) as i64);
    let exponent = if exponent == 0 { -1074 } else { exponent - 1075 };
    if bits >> 52 != 0 {
        mantissa |= 1 << 52;
    }
    let shift = exponent.rem_euclid(61) as u32;
    let hash = ((mantissa % MODULUS) << shift) % MODULUS;
    let hash = if x < 0.0 { -(hash as i64) } else { hash as i64 };
    if hash == -1 { -2 } else { hash }
}

/// `hash(str)`: CPython's is random for each process, this one is fixed.
pub(crate) fn hash_bytes(bytes: &[u8]) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash >> 1) as i64
}

/// `hash(tuple)` from its elements' hashes (xxHash, as `tuplehash`).
pub(crate) fn hash_tuple(hashes: impl ExactSizeIterator<Item = i64>) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let len = hashes.len() as u64;
    let mut acc = P5;
    for hash in hashes {
        acc = acc.wrapping_add((hash as u64).wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    acc = acc.wrapping_add(len ^ (P5 ^ 3_527_539));
    if acc == u64::MAX { 1_546_275_796 } else { acc as i64 }
}

/// An int that fits, or the big one back.
pub(crate) fn shrink(x: BigInt) -> Result<i64, BigInt> {
    x.to_i64().ok_or(x)
}
