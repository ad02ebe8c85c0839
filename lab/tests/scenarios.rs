//! Golden scenarios: each program's trace is fixed, its claims hold, and the laws of a run hold.
//!
//! `scenarios/NAME.scenario` is the program with its claims, `NAME.trace` the golden trace, whose
//! first line carries its hash: the browser test runs the same scenarios in WebAssembly and
//! compares that hash. `UPDATE_EXPECT=1` rewrites the traces; a changed trace is changed
//! behaviour and needs a reason from upstream.

use lab::{Detail, Run, Scenario, Session, judge, run};
use runtime_core::guest::Fingerprint;
use runtime_core::trace;
use std::fs;
use std::path::{Path, PathBuf};

fn scenarios() -> Vec<(PathBuf, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "scenario"));
    paths.sort();
    assert!(paths.len() >= 19, "the golden scenarios are missing");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let scenario = Scenario::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, scenario)
    };
    paths.into_iter().map(read).collect()
}

fn finish(path: &Path, scenario: &Scenario) -> Run {
    run(scenario).unwrap_or_else(|diagnostics| panic!("{}: {diagnostics:#?}", path.display()))
}

/// A hash of the bytes that a worker sends to its page: equal on every machine for the same run.
fn hash(trace: &trace::Trace) -> u128 {
    let mut hash = Fingerprint::default();
    hash.bytes(&postcard::to_allocvec(trace).unwrap());
    hash.finish()
}

/// How many instructions to run next: odd numbers, few at first, many in a long run.
fn stride(moment: u64) -> u64 {
    if moment < 2_000 { 1 + moment % 7 } else { 1 + moment * moment % 50_021 }
}

#[test]
fn every_claim_holds() {
    for (path, scenario) in scenarios() {
        let run = finish(&path, &scenario);
        for verdict in judge(&scenario.claims, &run) {
            assert!(verdict.holds, "{}: {}: {}", path.display(), verdict.claim, verdict.why);
        }
    }
}

#[test]
fn every_trace_is_the_golden_one() {
    for (path, scenario) in scenarios() {
        let trace = finish(&path, &scenario).trace;
        let text = format!("# hash {:032x}\n{}", hash(&trace), trace::write(&trace));
        let golden = path.with_extension("trace");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&golden, &text).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        let differs = text.lines().zip(expected.lines()).find(|(now, then)| now != then);
        assert!(text == expected, "{}: first difference: {differs:?}", golden.display());
    }
}

#[test]
fn the_checker_accepts_and_the_text_goes_both_ways() {
    for (path, scenario) in scenarios() {
        let run = finish(&path, &scenario);
        assert_eq!(trace::check(&run.trace), Ok(()), "{}", path.display());
        let text = trace::write(&run.trace);
        let parsed = trace::parse(&text).unwrap();
        assert_eq!(trace::write(&parsed), text, "{}", path.display());
    }
}

#[test]
fn folding_gives_the_machines_own_state_at_every_moment() {
    for (path, scenario) in scenarios() {
        let mut session = Session::start(&scenario).unwrap();
        for moment in 0.. {
            let over = session.advance(stride(moment));
            session.fold_agrees().unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            if over {
                break;
            }
        }
    }
}

#[test]
fn slices_a_copy_and_the_recorded_schedule_give_the_same_run() {
    for (path, scenario) in scenarios() {
        let whole = finish(&path, &scenario);
        let mut sliced = Session::start(&scenario).unwrap();
        let mut copy = None;
        for moment in 5.. {
            if sliced.advance(stride(moment)) {
                break;
            }
            copy.get_or_insert_with(|| sliced.clone());
        }
        let mut copy = copy.expect("more than one slice");
        while !copy.advance(u64::MAX) {}
        assert_eq!(copy.fingerprint(), sliced.fingerprint(), "{}", path.display());
        assert!(copy.finish() == whole, "{}: a copy went another way", path.display());
        assert!(sliced.finish() == whole, "{}: slices changed the run", path.display());
        let replayed = Scenario { schedule: whole.schedule.clone(), ..scenario };
        assert!(finish(&path, &replayed) == whole, "{}: the replay differs", path.display());
    }
}

#[test]
fn watching_changes_nothing() {
    for (path, scenario) in scenarios() {
        let watched = finish(&path, &scenario);
        for detail in [Detail::Off, Detail::Scheduling] {
            let mut unwatched = scenario.clone();
            unwatched.config.detail = detail;
            let unwatched = finish(&path, &unwatched);
            assert_eq!(unwatched.stdout, watched.stdout, "{}", path.display());
            assert_eq!(unwatched.outcome, watched.outcome, "{}", path.display());
        }
    }
}
