//! The table of the ways in which runs end.

use super::page::Look;
use lab::explore::{Kind, Outcome};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines of output that are shown of an outcome.
const LINES_MAX: usize = 4;

/// A row for each outcome; `counts` is what their counts count.
pub fn text(outcomes: &[&Outcome], counts: &str, look: &Look) -> String {
    let rows: Vec<[String; 3]> = outcomes
        .iter()
        .map(|outcome| {
            [outcome.kind.word().into(), short(outcome.count), outcome.switches.to_string()]
        })
        .collect();
    let titles = ["outcome", counts, "switches"];
    let width = |at: usize| {
        let all = rows.iter().map(|row| row[at].len());
        all.chain([titles[at].len()]).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let before = 2 + widths.iter().map(|width| width + 2).sum::<usize>();
    let mut out = format!("  \x1b[2m{}output\x1b[0m\n", cells(&titles, widths));
    for (outcome, row) in outcomes.iter().zip(&rows) {
        let [kind, count, switches] = row;
        let colour = if outcome.kind == Kind::Ok { "32" } else { "31" };
        let row = cells(&[kind, count, switches], widths);
        let (kind, rest) = row.split_at(kind.len());
        let output = output(outcome, look.columns.saturating_sub(before), look);
        let output = output.join(&format!("\n{}", " ".repeat(before)));
        out += &format!("  \x1b[{colour}m{kind}\x1b[0m{rest}{output}\n");
    }
    out
}

/// The first to the left, the numbers to the right.
fn cells(texts: &[&str; 3], widths: [usize; 3]) -> String {
    let [first, second, third] = widths;
    format!("{:<first$}  {:>second$}  {:>third$}  ", texts[0], texts[1], texts[2])
}

/// The first lines of what was printed.
fn output(outcome: &Outcome, columns: usize, look: &Look) -> Vec<String> {
    if outcome.stdout.is_empty() {
        return vec!["\x1b[2m(nothing)\x1b[0m".into()];
    }
    let all = outcome.stdout.lines().count();
    let shown = if all > LINES_MAX { LINES_MAX - 1 } else { all };
    let first = outcome.stdout.lines().take(shown).map(|line| clip(&visible(line), columns, *look));
    let mut lines: Vec<String> = first.collect();
    if all > shown {
        lines.push(format!("\x1b[2m{} {} more lines\x1b[0m", look.ellipsis(), all - shown));
    }
    lines
}

/// A program's text must not move the cursor or change colours.
pub fn visible(text: &str) -> String {
    text.replace('\t', "    ").chars().filter(|c| !c.is_control()).collect()
}

/// The text on at most so many columns.
pub fn clip(text: &str, columns: usize, look: Look) -> String {
    if text.width() <= columns {
        return text.into();
    }
    let room = columns.saturating_sub(look.ellipsis().width());
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        cut.push(c);
    }
    cut + look.ellipsis()
}

/// `1 run`, `3 runs`.
pub fn counted(count: u64, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {what}{s}", grouped(count))
}

/// `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Beyond this a count is a size: nobody compares its digits.
const EXACT_MAX: u64 = 999_999_999_999;

fn short(count: u64) -> String {
    match count {
        u64::MAX => "over 1e19".into(),
        count if count > EXACT_MAX => format!("{:.1e}", count as f64),
        count => grouped(count),
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::{Glyphs, Look};
    use super::{clip, grouped, short, visible};

    #[test]
    fn numbers_are_readable() {
        let said = [0, 999, 1000, 1_234_567].map(grouped);
        assert_eq!(said, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            (short(4_500_000_000_000), short(u64::MAX)),
            ("4.5e12".into(), "over 1e19".into())
        );
    }

    #[test]
    fn texts_are_cut_by_columns_and_cannot_steer_the_terminal() {
        let look = |glyphs| Look { columns: 80, glyphs };
        assert_eq!(clip("日本語", 6, look(Glyphs::Lines)), "日本語");
        assert_eq!(clip("日本語語", 6, look(Glyphs::Lines)), "日本…");
        assert_eq!(clip("abcdefgh", 6, look(Glyphs::Ascii)), "abc...");
        assert_eq!(visible("a\x1b[2J\tb"), "a[2J    b");
    }
}
