//! Messages come back as they were sent, and bytes that are none do no harm.

use lab::Schedule;
use lab::explore::{Kind, Location, Mode, Outcome, Problem, Report, Timing};
use runtime_core::source::{Diagnostic, Span};
use runtime_core::time::Time;
use runtime_core::trace::{OutcomeKind, parse};
use worker::protocol::{ExploreOptions, Finished, Progress, Reply, Request, Searched};
use worker::protocol::{decode, encode};

fn replies() -> Vec<Reply> {
    let diagnostic =
        Diagnostic::new("a = (", Span { start: 4, end: 5 }, "SyntaxError", "open".into());
    let text = "0 ThreadStarted thread=f1 by=f0 name=\"Main\u{e9}\" line=0 interpreter=p0\n5 Printed fiber=f1 stream=\"stdout\" text=\"\u{1f40d}\\n\"\n";
    let trace = parse(text).unwrap();
    let finished = Finished { trace, outcome: OutcomeKind::Exit, exit_code: -1 };
    let progress = Progress { events: u64::MAX, instructions: 7, at: Time(1 << 60) };
    let searched =
        Searched { stage: "states".into(), states: 1 << 40, executions: 2, moves: u64::MAX, ms: 7 };
    vec![
        Reply::Ready,
        Reply::Checked { id: 0, diagnostics: Vec::new() },
        Reply::Checked { id: u32::MAX, diagnostics: vec![diagnostic.with_help("close it")] },
        Reply::Running { id: 300, progress },
        Reply::Recorded { id: 2, total: 9, events: finished.trace.events.clone() },
        Reply::Finished { id: 2, finished: Box::new(finished) },
        Reply::Refused { id: 3, why: "no".into() },
        Reply::Exploring { id: 5, searched },
        Reply::Explored { id: 4, report: Box::new(report()) },
    ]
}

fn report() -> Report {
    let witness = || "loose:0x12.3".parse::<Schedule>().unwrap();
    Report {
        complete: true,
        mode: Mode::All,
        bound: Some(2),
        executions: u64::MAX,
        blocked: 1,
        states: 300,
        loose_counts: true,
        seconds: 0.1 + 0.2,
        notes: vec!["\u{1f40d}".into()],
        outcomes: vec![Outcome {
            kind: Kind::Fuel,
            stdout: "caf\u{e9}\n".into(),
            stderr: String::new(),
            exit: -1,
            count: 128,
            witness: witness(),
            switches: 5,
            timing: Timing::Virtual,
            detail: "main waits".into(),
        }],
        problems: vec![Problem {
            kind: Kind::DroppedTask,
            message: "gone".into(),
            locations: vec![Location { line: 7, who: "main".into(), what: "writes".into() }],
            witness: witness(),
            timing: Timing::Loose,
        }],
    }
}

#[test]
fn replies_come_back_as_they_were_sent() {
    for reply in replies() {
        assert_eq!(decode(&encode(&reply)), Some(reply));
    }
}

#[test]
fn requests_come_back_as_they_were_sent() {
    let scenario = "language: go\n---\npackage main // \u{1f40d}\n".to_string();
    let (mode, timing) = (Mode::Pct, Some(Timing::Loose));
    let options = ExploreOptions { mode, bound: Some(3), time_ms: u32::MAX, states_max: 7, timing };
    for request in [
        Request::Check { id: 1, scenario: scenario.clone() },
        Request::Run { id: 2, scenario: scenario.clone() },
        Request::Stop { id: u32::MAX },
        Request::Explore { id: 3, scenario: scenario.clone(), options: ExploreOptions::default() },
        Request::Explore { id: 4, scenario, options },
    ] {
        assert_eq!(decode(&encode(&request)), Some(request));
    }
}

#[test]
fn a_message_cut_anywhere_is_none() {
    for reply in replies() {
        let bytes = encode(&reply);
        for len in 0..bytes.len() {
            assert_eq!(decode::<Reply>(&bytes[..len]), None, "{reply:?} cut to {len}");
        }
    }
}

#[test]
fn a_message_with_something_behind_it_is_none() {
    for reply in replies() {
        let mut bytes = encode(&reply);
        bytes.push(0);
        assert_eq!(decode::<Reply>(&bytes), None, "{reply:?}");
    }
}

/// Every byte of every message replaced by every other: a message or none, no panic, and no
/// length that is believed before the bytes are there.
#[test]
fn a_damaged_message_does_no_harm() {
    let mut read = 0;
    for reply in replies() {
        let bytes = encode(&reply);
        for at in 0..bytes.len() {
            for byte in 0..=u8::MAX {
                let mut damaged = bytes.clone();
                damaged[at] = byte;
                read += u32::from(decode::<Reply>(&damaged).is_some());
            }
        }
    }
    assert!(read > 0);
}

#[test]
fn a_huge_length_is_not_believed() {
    // A check with 2^35 diagnostics.
    let bytes = [1, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01];
    assert_eq!(decode::<Reply>(&bytes), None);
}
