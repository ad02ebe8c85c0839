//! Numbers: cutting down, converting, and indices out of range.

use super::Trap;
use crate::code::Width;

/// The panic of an index that is too large, or negative.
pub(super) fn out_of_range(at: u64, len: u64) -> Trap {
    let at = at as i64;
    if at < 0 {
        return Trap::Runtime(format!("index out of range [{at}]"));
    }
    Trap::Runtime(format!("index out of range [{at}] with length {len}"))
}

/// As amd64 converts: what does not fit gives the smallest integer.
pub(super) fn float_to_int(value: f64) -> u64 {
    let fits = (-9.223_372_036_854_776e18..9.223_372_036_854_776e18).contains(&value);
    if fits { value as i64 as u64 } else { i64::MIN as u64 }
}

/// The value cut down to the width.
#[inline(always)]
pub(super) fn wrap(value: u64, width: Width) -> u64 {
    match width {
        Width::I8 => value as i8 as i64 as u64,
        Width::I16 => value as i16 as i64 as u64,
        Width::I32 => value as i32 as i64 as u64,
        Width::U8 => u64::from(value as u8),
        Width::U16 => u64::from(value as u16),
        Width::U32 => u64::from(value as u32),
        Width::F32 => f64::from(f64::from_bits(value) as f32).to_bits(),
    }
}
