//! A search by two threads finds what a search by one does, on programs with and without mistakes.

use serde_json::Value;
use std::process::{Command, Stdio};

const PAIRS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/pairs");

const PROGRAMS: [&str; 14] = [
    "go/append_from_two_goroutines",
    "go/all_jobs_before_any_result",
    "go/answers_swapped",
    "go/balance_checked_then_withdrawn",
    "go/cart_locks_twice",
    "go/done_twice",
    "go/flag_set_before_the_work",
    "go/if_instead_of_for_around_wait",
    "go/jobs_never_closed",
    "go/timeout_leaves_the_sender",
    "python/async_locks_in_both_orders",
    "python/lost_update_counter",
    "python/async_queue_filled_by_thread",
    "python/barrier_counts_one_too_many",
];

/// The report but for what may differ: how long it took, and by which way.
fn report(file: &str, jobs: &str) -> Value {
    let mut call = Command::new(env!("CARGO_BIN_EXE_yieldpoint"));
    call.args(["explore", file, "--json", "--time", "300", "--jobs", jobs]);
    let output = call.current_dir(PAIRS).stdin(Stdio::null()).output().unwrap();
    let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let object = report.as_object_mut().unwrap();
    assert_eq!(object["complete"], true, "{file}");
    object.remove("seconds");
    object.remove("mode");
    report
}

#[test]
fn the_report_is_that_of_one_thread() {
    for name in PROGRAMS {
        let ending = &name[..2];
        for program in ["bug", "fix"] {
            let file = format!("{name}/{program}.{}", if ending == "go" { "go" } else { "py" });
            assert_eq!(report(&file, "2"), report(&file, "1"), "{file}");
        }
    }
}
