//! The small pieces of markup: numbers, escaped text, patterns, the description.

use super::LANES_MAX;
use crate::durations::format_ns;
use crate::scene::{LaneKind, Scene};
use crate::state::Pattern;

pub(super) fn pattern_name(pattern: Pattern) -> Option<&'static str> {
    match pattern {
        Pattern::Dots => Some("dots"),
        Pattern::Hatch => Some("hatch"),
        Pattern::Cross => Some("cross"),
        Pattern::Stripes => Some("stripes"),
        Pattern::Lines => Some("lines"),
        Pattern::Solid | Pattern::Dashed | Pattern::Thread | Pattern::Empty => None,
    }
}

/// The size of a pattern's tile and the path on it.
pub(super) fn pattern_shape(name: &str) -> (&'static str, &'static str) {
    match name {
        "lines" => ("width=\"4\" height=\"4\"", "M0 .5h4"),
        "dots" => ("width=\"5\" height=\"5\"", "M2 2.5h1"),
        "hatch" => ("width=\"6\" height=\"6\" patternTransform=\"rotate(45)\"", "M.5 0v6"),
        "cross" => ("width=\"7\" height=\"7\" patternTransform=\"rotate(45)\"", "M.5 0v7M0 .5h7"),
        _ => ("width=\"4\" height=\"4\"", "M.5 0v4"),
    }
}

/// One sentence about what the image shows.
pub(super) fn describe(scene: &Scene) -> String {
    let fibers = scene.lanes.iter().filter(|lane| matches!(lane.kind, LaneKind::Fiber(_)));
    let names: Vec<&str> = fibers.map(|lane| lane.name.as_str()).take(LANES_MAX).collect();
    let end = scene.times.last().copied().unwrap_or(0);
    let outcome = scene.outcome.map_or("not over", |outcome| outcome.word());
    let parts = [
        "What each did in ",
        &format_ns(end),
        " of virtual time: ",
        &names.join(", "),
        ". The run ended: ",
        outcome,
        ".",
    ];
    parts.concat()
}

/// A number with at most one decimal.
pub(super) fn tenths(value: f64, out: &mut String) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    out.push_str(&(tenths / 10).to_string());
    if !tenths.is_multiple_of(10) {
        out.push('.');
        out.push((b'0' + (tenths % 10) as u8) as char);
    }
}

/// Text for an XML element or attribute. Characters XML does not allow become a question mark.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('?'),
            c => out.push(c),
        }
    }
}
