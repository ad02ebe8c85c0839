//! Messages come back as they were sent, and bytes that are none do no harm.

use runtime_core::source::{Diagnostic, Span};
use runtime_core::time::Time;
use runtime_core::trace::{OutcomeKind, parse};
use worker::protocol::{Finished, Progress, Reply, Request, decode, encode};

fn replies() -> Vec<Reply> {
    let diagnostic =
        Diagnostic::new("a = (", Span { start: 4, end: 5 }, "SyntaxError", "open".into());
    let text = "0 ThreadStarted thread=f1 by=f0 name=\"Main\u{e9}\" line=0 interpreter=p0\n5 Printed fiber=f1 stream=\"stdout\" text=\"\u{1f40d}\\n\"\n";
    let trace = parse(text).unwrap();
    let finished = Finished { trace, outcome: OutcomeKind::Exit, exit_code: -1 };
    let progress = Progress { events: u64::MAX, instructions: 7, at: Time(1 << 60) };
    vec![
        Reply::Ready,
        Reply::Checked { id: 0, diagnostics: Vec::new() },
        Reply::Checked { id: u32::MAX, diagnostics: vec![diagnostic.with_help("close it")] },
        Reply::Running { id: 300, progress },
        Reply::Finished { id: 2, finished: Box::new(finished) },
        Reply::Refused { id: 3, why: "no".into() },
    ]
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
    for request in [
        Request::Check { id: 1, scenario: scenario.clone() },
        Request::Run { id: 2, scenario },
        Request::Stop { id: u32::MAX },
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
