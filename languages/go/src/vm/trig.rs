//! Sines, tangents, exponentials: the approximations that Go uses, so that results are the same to
//! the last bit.
//!
//! **Models:** package `math` on amd64 (Go 1.27), whose functions follow the Cephes library
//! (`sin.c`, `tan.c`, `atan.c` by Stephen L. Moshier) and, for `Exp`, SLEEF by Naoki Shibata.
//! **Departures:** angles of 2 to the power of 29 and more are reduced as libm does it.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LOG2_E};

/// A quarter of pi in three parts: the first two have zeros at their end, so that products with
/// small whole numbers are exact.
const QUARTER: [f64; 3] =
    [7.853_981_256_484_985e-1, 3.774_894_707_930_798e-8, 2.695_151_429_079_059_6e-15];
/// Above it the parts are too short.
const ANGLE_MAX: f64 = (1u64 << 29) as f64;

const SIN: [f64; 6] = [
    1.589_623_015_765_465_6e-10,
    -2.505_074_776_285_780_7e-8,
    2.755_731_362_138_572_2e-6,
    -0.000_198_412_698_295_895_4,
    0.008_333_333_333_322_118,
    -0.166_666_666_666_666_3,
];
const COS: [f64; 6] = [
    -1.135_853_652_138_768_2e-11,
    2.087_570_084_197_473e-9,
    -2.755_731_417_929_674e-7,
    2.480_158_728_885_170_4e-5,
    -0.001_388_888_888_887_305_6,
    0.041_666_666_666_666_595,
];
const TAN_ABOVE: [f64; 3] =
    [-13_093.693_918_138_373, 1_153_516.648_385_874_2, -17_956_525.197_648_488];
const TAN_BELOW: [f64; 5] = [
    1.0,
    13_681.296_347_069_296,
    -1_320_892.344_402_109_7,
    25_008_380.182_335_79,
    -53_869_575.592_945_464,
];
const ATAN_ABOVE: [f64; 5] = [
    -0.875_060_860_003_190_4,
    -16.157_537_187_333_652,
    -75.008_557_923_147_05,
    -122.886_668_449_013_61,
    -64.850_219_049_420_25,
];
const ATAN_BELOW: [f64; 6] = [
    1.0,
    24.858_464_901_423_062,
    165.027_009_831_698_85,
    432.881_060_491_290_27,
    485.390_399_635_913_7,
    194.550_657_148_261_4,
];

/// Whether an angle is too large, or none.
fn is_far(x: f64) -> bool {
    x.is_nan() || x.abs() >= ANGLE_MAX
}

/// The polynomial, its highest coefficient first.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().skip(1).fold(coefficients[0], |sum, c| sum * x + c)
}

/// The octant of an angle that is not negative, made even, and what is left beyond it.
fn reduce(x: f64) -> (u64, f64) {
    let octant = (x * (4.0 / std::f64::consts::PI)) as u64;
    let octant = octant + octant % 2;
    let y = octant as f64;
    (octant % 8, ((x - y * QUARTER[0]) - y * QUARTER[1]) - y * QUARTER[2])
}

fn sine(z: f64) -> f64 {
    let zz = z * z;
    z + z * zz * polynomial(&SIN, zz)
}

fn cosine(z: f64) -> f64 {
    let zz = z * z;
    1.0 - 0.5 * zz + zz * zz * polynomial(&COS, zz)
}

pub(super) fn sin(x: f64) -> f64 {
    if x == 0.0 || is_far(x) {
        return libm::sin(x);
    }
    let (octant, z) = reduce(x.abs());
    let y = if octant % 4 == 2 { cosine(z) } else { sine(z) };
    if (octant > 3) != (x < 0.0) { -y } else { y }
}

pub(super) fn cos(x: f64) -> f64 {
    if is_far(x) {
        return libm::cos(x);
    }
    let (octant, z) = reduce(x.abs());
    let y = if octant % 4 == 2 { sine(z) } else { cosine(z) };
    if octant == 2 || octant == 4 { -y } else { y }
}

pub(super) fn tan(x: f64) -> f64 {
    if x == 0.0 || is_far(x) {
        return libm::tan(x);
    }
    let (octant, z) = reduce(x.abs());
    let zz = z * z;
    let y = match zz > 1e-14 {
        true => z + z * (zz * polynomial(&TAN_ABOVE, zz) / polynomial(&TAN_BELOW, zz)),
        false => z,
    };
    let y = if octant % 4 == 2 { -1.0 / y } else { y };
    if x < 0.0 { -y } else { y }
}

pub(super) fn atan(x: f64) -> f64 {
    /// What pi / 2 is more than its nearest number.
    const REST: f64 = 6.123_233_995_736_766e-17;
    let series = |x: f64| {
        let z = x * x;
        x * (z * polynomial(&ATAN_ABOVE, z) / polynomial(&ATAN_BELOW, z)) + x
    };
    let size = x.abs();
    let y = match size {
        _ if x == 0.0 || x.is_nan() => return x,
        _ if size <= 0.66 => series(size),
        _ if size > 2.414_213_562_373_095 => FRAC_PI_2 - series(1.0 / size) + REST,
        _ => FRAC_PI_4 + series((size - 1.0) / (size + 1.0)) + 0.5 * REST,
    };
    if x < 0.0 { -y } else { y }
}

pub(super) fn exp(x: f64) -> f64 {
    const LN2: [f64; 2] = [0.693_147_180_559_663, 2.823_529_056_303_157_7e-13];
    const SERIES: [f64; 8] = [
        2.480_158_730_158_73e-5,
        0.000_198_412_698_412_698_4,
        0.001_388_888_888_888_889,
        0.008_333_333_333_333_333,
        0.041_666_666_666_666_664,
        0.166_666_666_666_666_66,
        0.5,
        1.0,
    ];
    match x {
        _ if x.is_nan() || x > 709.782_712_893_384 => return x + f64::INFINITY,
        _ if x < -746.0 => return 0.0,
        _ => {}
    }
    let power = (x * LOG2_E).round_ties_even();
    let rest = libm::fma(-power, LN2[1], libm::fma(-power, LN2[0], x)) * 0.0625;
    let sum = SERIES.iter().skip(1).fold(SERIES[0], |sum, &c| libm::fma(sum, rest, c));
    let mut y = rest * sum;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    let y = libm::fma(y + 2.0, y, 1.0);
    libm::ldexp(y, power as i32)
}
