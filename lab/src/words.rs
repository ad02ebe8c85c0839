//! The words of claims and properties: plain ones, quoted texts, comparisons, durations.

use runtime_core::time::{MS, SECOND, US};
use std::fmt;

/// A word, or a quoted text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Word {
    /// As it stands there.
    Plain(String),
    /// What was between the quotes, with the escapes resolved.
    Quoted(String),
}

/// How two numbers are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compare {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Compare {
    /// Reads the sign.
    pub(crate) fn parse(word: &str) -> Option<Compare> {
        Some(match word {
            "=" => Compare::Equal,
            "<" => Compare::Less,
            "<=" => Compare::LessOrEqual,
            ">" => Compare::Greater,
            ">=" => Compare::GreaterOrEqual,
            _ => return None,
        })
    }

    /// Whether it is so; equal numbers may differ by so much.
    pub(crate) fn holds(self, left: i64, right: i64, tolerance: i64) -> bool {
        match self {
            Compare::Equal => (left - right).abs() <= tolerance,
            Compare::Less => left < right,
            Compare::LessOrEqual => left <= right,
            Compare::Greater => left > right,
            Compare::GreaterOrEqual => left >= right,
        }
    }
}

/// Prints nanoseconds as ms.
pub(crate) struct Duration(pub u64);

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let us = self.0 / US;
        write!(f, "{}.{:03} ms", us / 1000, us % 1000)
    }
}

/// Reads `500ms`, `2s`, `10us`, `7ns`.
pub fn parse_ns(word: &str) -> Option<u64> {
    let digits = word.find(|c: char| !c.is_ascii_digit())?;
    let unit = match &word[digits..] {
        "ns" => 1,
        "us" => US,
        "ms" => MS,
        "s" => SECOND,
        _ => return None,
    };
    word[..digits].parse::<u64>().ok()?.checked_mul(unit)
}

/// Writes it so that [`parse_ns`] reads it: in the largest unit in which it is whole.
pub(crate) fn written_ns(ns: u64) -> String {
    let units = [(SECOND, "s"), (MS, "ms"), (US, "us"), (1, "ns")];
    let fits = units.iter().find(|(unit, _)| ns > 0 && ns.is_multiple_of(*unit));
    let &(unit, name) = fits.unwrap_or(&(1, "ns"));
    format!("{}{name}", ns / unit)
}

/// Splits a text into words and quoted texts; `None` for a quote that is never closed.
pub(crate) fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&first) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
        } else if first == '"' {
            chars.next();
            words.push(Word::Quoted(quoted(&mut chars)?));
        } else {
            let mut word = String::new();
            while let Some(c) = chars.next_if(|c| !c.is_whitespace() && *c != '"') {
                word.push(c);
            }
            words.push(Word::Plain(word));
        }
    }
    Some(words)
}

fn quoted(chars: &mut impl Iterator<Item = char>) -> Option<String> {
    let mut text = String::new();
    loop {
        text.push(match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'n' => '\n',
                't' => '\t',
                c => c,
            },
            c => c,
        });
    }
}
