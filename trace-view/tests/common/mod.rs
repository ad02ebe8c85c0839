//! The traces that the tests look at.

use runtime_core::trace::{Trace, check, parse};

/// Name and trace of every file beside.
pub fn traces() -> Vec<(&'static str, Trace)> {
    let texts = [
        ("go_wait_group", include_str!("../traces/go_wait_group.trace")),
        ("go_ping_pong", include_str!("../traces/go_ping_pong.trace")),
        ("go_four_ps", include_str!("../traces/go_four_ps.trace")),
        ("python_frozen_loop", include_str!("../traces/python_frozen_loop.trace")),
    ];
    texts.into_iter().map(|(name, text)| (name, read(name, text))).collect()
}

fn read(name: &str, text: &str) -> Trace {
    let trace = parse(text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    if let Err(illegal) = check(&trace) {
        panic!(
            "{name}: event {}: {} ({:?})",
            illegal.index, illegal.reason, trace.events[illegal.index]
        );
    }
    trace
}
