//! Durations for people.

use runtime_core::time::{MS, SECOND, US};

/// `0`, `350 ns`, `12.5 µs`, `100 ms`, `1.5 s`: at most three decimals, no trailing zeros; what
/// is cut off is never rounded up to the next unit.
pub fn format_ns(ns: u64) -> String {
    if ns == 0 {
        return "0".into();
    }
    let (unit, name) = match ns {
        SECOND.. => (SECOND, " s"),
        MS.. => (MS, " ms"),
        US.. => (US, " µs"),
        _ => (1, " ns"),
    };
    let mut out = (ns / unit).to_string();
    let thousandths = if unit == 1 { 0 } else { ns % unit / (unit / 1000) };
    if thousandths > 0 {
        let digits = (1000 + thousandths).to_string();
        out.push('.');
        out.extend(digits.trim_end_matches('0').chars().skip(1));
    }
    out.push_str(name);
    out
}
