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

/// `a / b` rounded to the nearest float, `b` non-zero.
pub(crate) fn big_divide(a: &BigInt, b: &BigInt) -> f64 {
    // Scaled so that the quotient has 66 significant bits; what is cut off leaves its mark.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let (top, bottom) = match shift {
        0.. => (a << shift, b.clone()),
        _ => (a.clone(), b << -shift),
    };
    let (mut quotient, rest) = (&top / &bottom, &top % &bottom);
    if !rest.is_zero() {
        quotient |= BigInt::from(1);
    }
    scale(quotient.to_f64().unwrap_or(f64::INFINITY), -shift)
}

/// `value * 2**exponent` without an overflow on the way.
pub(crate) fn scale(mut value: f64, mut exponent: i64) -> f64 {
    while exponent < -1000 {
        value *= 2f64.powi(-1000);
        exponent += 1000;
    }
    while exponent > 1000 && value.is_finite() && value != 0.0 {
        value *= 2f64.powi(1000);
        exponent -= 1000;
    }
    value * 2f64.powi(exponent.clamp(-1000, 1000) as i32)
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
    let hash = (x.unsigned_abs() % MODULUS as u64) as i64;
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

/// `hash(bytes)` where CPython's random key is zero, as `PYTHONHASHSEED=0` makes it: SipHash-1-3.
///
/// **Models:** `siphash13` in `Python/pyhash.c`.
pub(crate) fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut v = [
        0x736f_6d65_7073_6575_u64,
        0x646f_7261_6e64_6f6d,
        0x6c79_6765_6e65_7261,
        0x7465_6462_7974_6573,
    ];
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        v[3] ^= word;
        sip_round(&mut v);
        v[0] ^= word;
    }
    let mut last = (bytes.len() as u64) << 56;
    for (index, &byte) in rest.iter().enumerate() {
        last |= u64::from(byte) << (8 * index);
    }
    v[3] ^= last;
    sip_round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xff;
    (0..3).for_each(|_| sip_round(&mut v));
    let hash = (v[0] ^ v[1] ^ v[2] ^ v[3]) as i64;
    if hash == -1 { -2 } else { hash }
}

#[inline]
fn sip_round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

/// `hash(str)`: of its characters in the narrowest of one, two and four bytes, as CPython keeps
/// them.
pub(crate) fn hash_text(text: &str) -> i64 {
    if text.is_ascii() {
        return hash_bytes(text.as_bytes());
    }
    let widest = text.chars().map(u32::from).max().unwrap_or(0);
    let mut bytes = Vec::with_capacity(text.len() * 2);
    for char in text.chars() {
        let code = u32::from(char).to_le_bytes();
        let width = if widest < 0x100 {
            1
        } else if widest < 0x1_0000 {
            2
        } else {
            4
        };
        bytes.extend_from_slice(&code[..width]);
    }
    hash_bytes(&bytes)
}

/// `hash(frozenset)` from its elements' hashes, in any order.
///
/// **Models:** `frozenset_hash`.
pub(crate) fn hash_set(hashes: &[i64]) -> i64 {
    let mix = |hash: u64| (hash ^ 89_869_747 ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut all = hashes.iter().fold(0, |all, &hash| all ^ mix(hash as u64));
    all ^= (hashes.len() as u64 + 1).wrapping_mul(1_927_868_237);
    all ^= (all >> 11) ^ (all >> 25);
    all = all.wrapping_mul(69_069).wrapping_add(907_133_923);
    if all == u64::MAX { 590_923_713 } else { all as i64 }
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
