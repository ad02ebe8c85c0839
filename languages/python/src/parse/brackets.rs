//! Brackets, strings and characters: what CPython's tokenizer complains about.
//!
//! **Models:** `Parser/lexer/lexer.c`, CPython 3.13. On a syntax error CPython reads the rest of
//! the file first, so that a bracket or string that is wrong further down is named instead.

use super::wording::Complaint;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
};
use ruff_text_size::{Ranged, TextRange};

/// The complaint of the tokenizer, which comes before the parser's at `error_line`.
pub(super) fn complaint(
    source: &str, tokens: &Tokens, errors: &[ParseError], error: &ParseError,
) -> Option<Complaint> {
    let line_of = |offset: usize| source[..offset.min(source.len())].matches('\n').count() + 1;
    let mut open: Vec<(char, TextRange)> = Vec::new();
    for token in tokens.iter() {
        let Some((char, closes)) = bracket(token.kind()) else { continue };
        if !closes {
            open.push((char, token.range()));
            continue;
        }
        match open.pop() {
            None => {
                let message = format!("unmatched '{char}'");
                return Some(Complaint::syntax(token.range(), message));
            }
            Some((opening, at)) if closing(opening) != char => {
                let (first, line) =
                    (line_of(at.start().to_usize()), line_of(token.range().start().to_usize()));
                let on = if first == line { String::new() } else { format!(" on line {first}") };
                let message = format!(
                    "closing parenthesis '{char}' does not match opening parenthesis '{opening}'{on}"
                );
                return Some(Complaint::syntax(token.range(), message));
            }
            Some(_) => {}
        }
    }
    if let Some(lexical) = errors.iter().find_map(|error| lexical(source, error)) {
        return Some(lexical);
    }
    let (char, at) = open.last()?;
    let is_at_end = error.location.end().to_usize() >= source.trim_end().len();
    let is_later = line_of(error.location.start().to_usize()) > line_of(at.start().to_usize());
    (is_later || is_at_end && is_end_error(error))
        .then(|| Complaint::syntax(*at, format!("'{char}' was never closed")))
}

fn is_end_error(error: &ParseError) -> bool {
    match &error.error {
        ParseErrorType::Lexical(LexicalErrorType::Eof) => true,
        ParseErrorType::ExpectedToken { found, .. } => {
            matches!(found, TokenKind::Newline | TokenKind::EndOfFile)
        }
        _ => false,
    }
}

fn bracket(kind: TokenKind) -> Option<(char, bool)> {
    Some(match kind {
        TokenKind::Lpar => ('(', false),
        TokenKind::Lsqb => ('[', false),
        TokenKind::Lbrace => ('{', false),
        TokenKind::Rpar => (')', true),
        TokenKind::Rsqb => (']', true),
        TokenKind::Rbrace => ('}', true),
        _ => return None,
    })
}

fn closing(opening: char) -> char {
    match opening {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// What the tokenizer itself finds wrong.
fn lexical(source: &str, error: &ParseError) -> Option<Complaint> {
    let range = error.location;
    let text = &source[range];
    let last_line =
        source[..range.end().to_usize()].trim_end_matches('\n').matches('\n').count() + 1;
    let ParseErrorType::Lexical(kind) = &error.error else { return None };
    let message = match kind {
        LexicalErrorType::UnclosedStringError => {
            let body = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
            let is_triple = body.starts_with("\"\"\"") || body.starts_with("'''");
            let what = if is_triple { "triple-quoted string" } else { "string" };
            format!("unterminated {what} literal (detected at line {last_line})")
        }
        LexicalErrorType::FStringError(InterpolatedStringErrorType::UnterminatedString) => {
            format!("unterminated f-string literal (detected at line {last_line})")
        }
        LexicalErrorType::FStringError(
            InterpolatedStringErrorType::UnterminatedTripleQuotedString,
        ) => {
            format!("unterminated triple-quoted f-string literal (detected at line {last_line})")
        }
        LexicalErrorType::LineContinuationError => {
            "unexpected character after line continuation character".into()
        }
        LexicalErrorType::UnrecognizedToken { tok } if tok.is_ascii() => "invalid syntax".into(),
        LexicalErrorType::UnrecognizedToken { tok } => {
            format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
        }
        LexicalErrorType::IndentationError => {
            let message = "unindent does not match any outer indentation level".into();
            return Some(Complaint { code: "IndentationError", range, message });
        }
        LexicalErrorType::OtherError(message) => number(source, range, message)?,
        _ => return None,
    };
    Some(Complaint::syntax(range, message))
}

/// Numbers that start well.
fn number(source: &str, range: TextRange, message: &str) -> Option<String> {
    let text = &source[range];
    Some(match text.get(..2) {
        Some("0x" | "0X") => "invalid hexadecimal literal".into(),
        Some("0b" | "0B") => "invalid binary literal".into(),
        Some("0o" | "0O") => "invalid octal literal".into(),
        Some(digits)
            if digits.starts_with('0') && digits.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for \
             octal integers"
                .into()
        }
        _ if message.starts_with("Invalid decimal") => "invalid decimal literal".into(),
        _ => return None,
    })
}
