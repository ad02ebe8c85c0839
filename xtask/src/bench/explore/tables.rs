//! What came out, as Markdown for `bench/RESULTS.md`.

use super::explorer::{Explorer, Found, Guest, Line, Mode};

/// Everybody on the programs that others explore too: how much more they need than ours, which is
/// the smallest guest with partial-order reduction.
pub fn against_peers(found: &[Found]) -> String {
    let mut text = String::from(
        "| program | explorer | executions | ms | executions/s | executions to ours | time to ours |\n\
         |---|---|--:|--:|--:|--:|--:|\n",
    );
    for one in found.iter().filter(|one| has_peers(found, one.program)) {
        let ours = line(found, Explorer::Ours(Guest::Script, Mode::Dpor), one.program);
        text += &match one.middle() {
            Ok(middle) => compared(one, &middle, ours.as_ref()),
            Err(error) => refused(one, &error),
        };
    }
    text
}

/// Whether somebody else explores `program` too.
fn has_peers(found: &[Found], program: &str) -> bool {
    found.iter().any(|one| one.program == program && matches!(one.explorer, Explorer::Peer(_)))
}

fn compared(one: &Found, middle: &Line, ours: Option<&Line>) -> String {
    let (executions, time) = match ours {
        Some(ours) => (
            factor(middle.executions as f64 / ours.executions.max(1) as f64, middle),
            factor(middle.seconds / ours.seconds, middle),
        ),
        None => ("-".into(), "-".into()),
    };
    let Found { program, explorer, .. } = one;
    let (count, ms) = (bounded(grouped(middle.executions), middle), milliseconds(middle.seconds));
    let rate = grouped(per_second(middle.executions, middle));
    format!("| {program} | {explorer} | {count} | {ms} | {rate} | {executions} | {time} |\n")
}

/// Ours on every program, with the counts that only we print.
pub fn ours(found: &[Found]) -> String {
    let mut text = String::from(
        "| program | guest | mode | executions | blocked | states | ms | executions/s | states/s | bytes/state |\n\
         |---|---|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for one in found {
        let Explorer::Ours(guest, mode) = one.explorer else { continue };
        text += &match one.middle() {
            Ok(middle) => counted(one.program, guest, mode, &middle),
            Err(error) => refused(one, &error),
        };
    }
    text
}

fn counted(program: &str, guest: Guest, mode: Mode, line: &Line) -> String {
    let known = |count: Option<u64>| count.map_or("-".into(), grouped);
    let cells = [
        program.to_string(),
        guest.name().into(),
        mode.name().into(),
        bounded(grouped(line.executions), line),
        known(line.blocked),
        known(line.states),
        milliseconds(line.seconds),
        grouped(per_second(line.executions, line)),
        known(line.states.map(|states| per_second(states, line))),
        line.bytes_per_state.map_or("-".into(), |bytes| format!("{bytes:.0}")),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// A row for whom there is nothing to measure.
fn refused(one: &Found, error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let said = text.lines().last().unwrap_or_default();
    format!("| {} | {} | {said} |\n", one.program, one.explorer)
}

/// The line of `explorer` on `program`, if there is a sound one.
pub fn line(found: &[Found], explorer: Explorer, program: &str) -> Option<Line> {
    let one = found.iter().find(|one| one.explorer == explorer && one.program == program)?;
    one.middle().ok()
}

/// How often `count` fits into a second.
pub fn per_second(count: u64, line: &Line) -> u64 {
    (count as f64 / line.seconds).round() as u64
}

/// A factor; what was not exhausted would have needed more.
pub fn factor(value: f64, line: &Line) -> String {
    let text = if value < 10.0 { format!("{value:.2}") } else { grouped(value.round() as u64) };
    bounded(text, line)
}

fn bounded(text: String, line: &Line) -> String {
    if line.exhausted { text } else { format!("> {text}") }
}

/// `1,824,912`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Milliseconds with about three digits that mean something.
fn milliseconds(seconds: f64) -> String {
    let ms = seconds * 1e3;
    let decimals = if ms < 1.0 { 3 } else { 1 };
    format!("{ms:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::super::explorer::tests::runs;
    use super::*;

    fn some() -> Vec<Found> {
        let ours = |mode| Explorer::Ours(Guest::Script, mode);
        vec![
            runs(ours(Mode::Dpor), "inc 3x1", r#"{"executions":36,"blocked":0}"#, &[0.0002]),
            runs(
                ours(Mode::States),
                "inc 3x1",
                r#"{"executions":5,"states":84,"bytes_per_state":120.4}"#,
                &[0.0001],
            ),
            runs(Explorer::Peer("loom"), "inc 3x1", r#"{"executions":64440}"#, &[3.0]),
            runs(
                Explorer::Peer("shuttle"),
                "inc 3x1",
                r#"{"executions":25424,"exhausted":false}"#,
                &[0.1],
            ),
            runs(ours(Mode::Dpor), "readers 13", r#"{"executions":8192}"#, &[0.5]),
        ]
    }

    #[test]
    fn others_are_held_against_ours() {
        let text = against_peers(&some());
        assert!(
            text.contains("| inc 3x1 | ours, script dpor | 36 | 0.200 | 180,000 | 1.00 | 1.00 |")
        );
        assert!(text.contains("| loom | 64,440 | 3000.0 | 21,480 | 1,790 | 15,000 |"), "{text}");
        assert!(text.contains("| shuttle | > 25,424 | 100.0 | 254,240 | > 706 | > 500 |"));
        assert!(!text.contains("readers"), "nobody else explores it");
    }

    #[test]
    fn ours_has_counts_of_its_own() {
        let text = ours(&some());
        assert!(
            text.contains("| inc 3x1 | script | dpor | 36 | 0 | - | 0.200 | 180,000 | - | - |")
        );
        assert!(
            text.contains("| states | 5 | - | 84 | 0.100 | 50,000 | 840,000 | 120 |"),
            "{text}"
        );
        assert!(text.contains("readers 13") && !text.contains("loom"));
    }

    #[test]
    fn without_ours_there_is_nothing_to_compare_with() {
        let mut found = some();
        found[0].runs = vec![Err(anyhow::anyhow!("ended with 1\nno such program"))];
        let text = against_peers(&found);
        assert!(text.contains("| inc 3x1 | ours, script dpor | no such program |"), "{text}");
        assert!(text.contains("| loom | 64,440 | 3000.0 | 21,480 | - | - |"), "{text}");
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!([0, 999, 1000, 1_824_912].map(grouped), ["0", "999", "1,000", "1,824,912"]);
    }
}
