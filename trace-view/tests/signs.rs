//! The small things every picture is made of: colours, patterns, durations, lengths of words.

use runtime_core::time::{MS, SECOND, US};
use trace_view::{Ground, Ink, Pattern, Size, State, css_variables, fit, format_ns, width_of};

#[test]
fn durations_are_for_people() {
    let cases = [
        (0, "0"),
        (350, "350 ns"),
        (999, "999 ns"),
        (US, "1 µs"),
        (12_500, "12.5 µs"),
        (999_999, "999.999 µs"),
        (100 * MS, "100 ms"),
        (100 * MS + 42, "100 ms"),
        (1_050_000, "1.05 ms"),
        (1_500 * MS, "1.5 s"),
        (SECOND - 1, "999.999 ms"),
        (3600 * SECOND, "3600 s"),
        (u64::MAX, "18446744073.709 s"),
    ];
    for (ns, text) in cases {
        assert_eq!(format_ns(ns), text);
    }
}

fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// As WCAG 2 defines it.
fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_can_be_read_on_its_ground() {
    let on_ground = [Ink::Text, Ink::TextSoft, Ink::Print, Ink::Error, Ink::Cursor, Ink::Select];
    let mut pairs: Vec<(Ink, Ink)> = State::ALL.iter().map(|s| (s.on(), s.fill())).collect();
    for ground in [Ink::Background, Ink::Surface] {
        pairs.extend(on_ground.map(|ink| (ink, ground)));
    }
    for (text, ground) in pairs {
        for (one, other) in [(text.light(), ground.light()), (text.dark(), ground.dark())] {
            let contrast = contrast(one, other);
            assert!(contrast >= 4.5, "{text:?} {one} on {ground:?} {other}: {contrast:.2}");
        }
    }
}

/// WCAG 1.4.11: what is needed to understand a picture stands out by 3:1.
#[test]
fn shapes_stand_out() {
    let edges = State::ALL.into_iter().filter(|&s| !matches!(s, State::Idle | State::Ended));
    let lines = [Ink::Arrow, Ink::Value, Ink::Print, Ink::Error, Ink::Cursor];
    for ink in edges.map(State::edge).chain(lines) {
        for (one, other) in [
            (ink.light(), Ink::Background.light()),
            (ink.light(), Ink::Surface.light()),
            (ink.dark(), Ink::Background.dark()),
            (ink.dark(), Ink::Surface.dark()),
        ] {
            assert!(contrast(one, other) >= 3.0, "{ink:?}: {:.2}", contrast(one, other));
        }
    }
}

#[test]
fn no_state_is_told_by_colour_alone() {
    for (at, one) in State::ALL.iter().enumerate() {
        for other in &State::ALL[at + 1..] {
            assert_ne!(one.word(), other.word());
            assert_ne!(one.character(), other.character());
            // The loop's and the collector's own work is a lower bar; no program has a frozen loop
            // and a stopped world.
            let solid = one.pattern() == Pattern::Solid;
            let apart = (*one, *other) == (State::Frozen, State::Stopped);
            assert!(one.pattern() != other.pattern() || solid || apart, "{one:?} {other:?}");
        }
    }
}

#[test]
fn the_table_in_the_documentation_is_the_one_in_the_code() {
    let source = include_str!("../src/ink.rs");
    let rows: String = source.lines().filter(|line| line.starts_with("//! | `--")).collect();
    for &ink in Ink::ALL {
        for colour in [ink.light(), ink.dark()] {
            assert!(rows.contains(colour), "{ink:?} {colour}");
        }
        assert!(css_variables(Ground::Light).contains(&format!(
            "--{}: {};",
            ink.css(),
            ink.light()
        )));
        assert!(css_variables(Ground::Dark).contains(&format!("--{}: {};", ink.css(), ink.dark())));
    }
}

#[test]
fn words_are_cut_to_their_room() {
    for text in ["worker", "main.func1", "Ünïcödé", "日本語のタスク", "mmmmmmmmmm", "llllllllll"]
    {
        for room in 0..120 {
            if let Some(cut) = fit(text, f64::from(room), Size::Slice) {
                assert!(width_of(&cut, Size::Slice) <= f64::from(room) + 1e-9, "{cut} in {room}");
                assert!(cut == text || cut.ends_with('…'));
            }
        }
        assert_eq!(fit(text, 1000.0, Size::Slice).as_deref(), Some(text));
    }
}
