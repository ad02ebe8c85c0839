//! What is found in the runs of `conformance/pairs`: in those of the bugs nothing that is not among
//! what their first lines expect, in those of the fixes nothing at all.

use lab::{Language, Scenario};
use std::fs;
use std::path::Path;
use trace_view::{Finding, Timeline, Trouble, findings};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/pairs/");

/// The value that a program's first lines give a key.
fn said<'a>(source: &'a str, key: &str) -> Option<&'a str> {
    let lines = source.lines().map(|line| line.trim_start_matches(['/', '#', ' ']));
    lines.take(12).find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

fn run(language: Language, source: &str) -> Vec<Finding> {
    let mut scenario = Scenario::new(language, source);
    if let Some(profile) = said(source, "profile") {
        scenario.config.profile = profile.trim().into();
    }
    let run = lab::run(&scenario).unwrap_or_else(|why| panic!("{why:?}\n{source}"));
    findings(&Timeline::new(run.trace))
}

/// Its kind in the words of the search.
fn word(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::LockCycle | Trouble::Deadlock => "deadlock",
        Trouble::Leak => "leak",
        Trouble::Panic => "panic",
        Trouble::Exception => "exception",
        Trouble::Unawaited => "unawaited",
        Trouble::DroppedTask | Trouble::NeverRetrieved => "dropped-task",
        Trouble::BlockedLoop => "blocked-loop",
        Trouble::CutOff => "fuel",
    }
}

/// Checks every pair of the language; in how many runs of a bug something was found.
fn check(language: Language, extension: &str) -> usize {
    let (mut shown, mut wrong) = (0, Vec::new());
    let folder = Path::new(FOLDER).join(language.word());
    for entry in fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        let read = |which: &str| fs::read_to_string(entry.path().join([which, extension].concat()));
        let (Ok(bug), Ok(fix)) = (read("bug."), read("fix.")) else { continue };
        let name = entry.file_name();
        let of_fix = run(language, &fix);
        if !of_fix.is_empty() {
            wrong.push(format!("{name:?}: the fix: {of_fix:?}"));
        }
        let found = run(language, &bug);
        let expected = said(&bug, "expect").unwrap_or_default();
        for finding in &found {
            let is_expected = expected.split_whitespace().any(|kind| {
                kind == word(finding.kind)
                    // What ended a task is told beside what comes of it.
                    || matches!(kind, "assertion" | "deadlock")
                        && finding.kind == Trouble::Exception
                    // One run cannot tell what goes round for ever from what takes long.
                    || kind == "livelock"
                        && matches!(finding.kind, Trouble::CutOff | Trouble::BlockedLoop)
            });
            if !is_expected {
                wrong.push(format!("{name:?} expects {expected}: {finding:?}"));
            }
        }
        shown += usize::from(!found.is_empty());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    shown
}

#[test]
fn go_pairs() {
    assert!(check(Language::Go, "go") >= 15);
}

#[test]
fn python_pairs() {
    assert!(check(Language::Python, "py") >= 15);
}

fn only(language: Language, path: &str) -> Finding {
    let source = fs::read_to_string([FOLDER, path].concat()).unwrap();
    let mut found = run(language, &source);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_cycle_of_locks_says_who_waits_for_what_held_by_whom() {
    let found = only(Language::Go, "go/callback_under_lock/bug.go");
    assert_eq!((found.kind, found.parties.len()), (Trouble::LockCycle, 1), "{found:?}");
    assert!(found.parties[0].0.contains(" has the Mutex"), "{found:?}");
    assert!(found.place.line > 0 && found.place.cursor > 0);
}
