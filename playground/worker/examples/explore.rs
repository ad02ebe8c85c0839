//! Explores the scenario on standard input for at most so many seconds and prints what the browser's
//! `explore_json` gives: `cargo run --release -p worker --example explore -- 20 < NAME.scenario`.
//! Seconds are those of the processor where the system says them.

use std::io::Read;
use std::time::Instant;

fn main() {
    let seconds = std::env::args().nth(1).and_then(|seconds| seconds.parse().ok());
    let mut scenario = String::new();
    std::io::stdin().read_to_string(&mut scenario).expect("a scenario that can be read");
    let began = Instant::now();
    let clock_ms = || processor_ms().unwrap_or_else(|| began.elapsed().as_secs_f64() * 1000.0);
    match worker::search::explore_json(&scenario, seconds.unwrap_or(20.0), clock_ms) {
        Ok(report) => print!("{report}"),
        Err(why) => {
            eprintln!("{why}");
            std::process::exit(2);
        }
    }
}

/// Milliseconds that this thread has had a processor: other programs do not lengthen them.
fn processor_ms() -> Option<f64> {
    let books = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let ns: f64 = books.split(' ').next()?.parse().ok()?;
    (ns > 0.0).then_some(ns / 1e6)
}
