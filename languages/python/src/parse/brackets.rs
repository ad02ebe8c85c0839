//! Brackets, strings and characters: what CPython's tokenizer complains about.
//!
//! **Models:** `Parser/lexer/lexer.c`, CPython 3.13. On a syntax error CPython reads the rest of
//! the file first, so that a bracket or string that is wrong further down is named instead.

use super::wording::Complaint;
use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The complaint of the tokenizer, which comes before the parser's at `error`; `furthest` is
/// where the last token that the parser looked at starts, if there is one.
pub(super) fn complaint(
    source: &str, tokens: &Tokens, errors: &[ParseError], furthest: Option<TextSize>,
) -> Option<Complaint> {
    let mut open = Vec::new();
    let bracket = unmatched(source, tokens, &mut open);
    let first = |complaint: &Complaint| complaint.range.start();
    let number = tokens.windows(2).find_map(|pair| number_ends_badly(source, &pair[0], &pair[1]));
    let lexical = errors.iter().enumerate().filter_map(|(index, error)| {
        lexical(source, tokens, error)
            .filter(|complaint| index == 0 || !comes_first_only(complaint))
    });
    let found = bracket.into_iter().chain(number).chain(lexical).min_by_key(first);
    if found.is_some() {
        return found;
    }
    let (char, at) = open.last()?;
    let is_later =
        furthest.is_none_or(|furthest| line_of(source, furthest) > line_of(source, at.start()));
    is_later.then(|| Complaint::syntax(*at, format!("'{char}' was never closed")))
}

/// What the tokenizer only stops at when it gets there, and does not look for further down.
fn comes_first_only(complaint: &Complaint) -> bool {
    complaint.code == "IndentationError" || complaint.message.contains("single '}'")
}

fn line_of(source: &str, offset: TextSize) -> usize {
    source[..offset.to_usize().min(source.len())].matches('\n').count() + 1
}

/// The first closing bracket that closes nothing; those that are left open at the end.
fn unmatched(
    source: &str, tokens: &Tokens, open: &mut Vec<(char, TextRange)>,
) -> Option<Complaint> {
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::FStringStart => open.push(('f', token.range())),
            TokenKind::FStringEnd if open.last().is_some_and(|(char, _)| *char == 'f') => {
                open.pop();
            }
            _ => {}
        }
        let Some((char, closes)) = bracket(token.kind()) else { continue };
        if !closes {
            open.push((char, token.range()));
            continue;
        }
        let in_fstring = open.len() > 1 && open[open.len() - 2].0 == 'f';
        match open.pop() {
            None => {
                let message = format!("unmatched '{char}'");
                return Some(Complaint::syntax(token.range(), message));
            }
            Some(('{', _)) if char != '}' && in_fstring => {
                let message = format!("f-string: unmatched '{char}'");
                return Some(Complaint::syntax(token.range(), message));
            }
            Some((opening, at)) if closing(opening) != char && opening != 'f' => {
                let (first, line) =
                    (line_of(source, at.start()), line_of(source, token.range().start()));
                let on = if first == line { String::new() } else { format!(" on line {first}") };
                let message = format!(
                    "closing parenthesis '{char}' does not match opening parenthesis '{opening}'{on}"
                );
                return Some(Complaint::syntax(token.range(), message));
            }
            Some(_) => {}
        }
    }
    open.retain(|(char, _)| *char != 'f');
    None
}

/// `1a`, `0b12`: the number stops before its text does.
fn number_ends_badly(source: &str, number: &Token, next: &Token) -> Option<Complaint> {
    let is_number = matches!(number.kind(), TokenKind::Int | TokenKind::Float | TokenKind::Complex);
    let is_word = source[next.range()].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let is_allowed = matches!(
        next.kind(),
        TokenKind::And
            | TokenKind::Else
            | TokenKind::For
            | TokenKind::If
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::Or
            | TokenKind::Not
    );
    if !is_number || !is_word || is_allowed || number.end() != next.start() {
        return None;
    }
    let digit = source[next.range()].chars().next().filter(char::is_ascii_digit);
    let kind = match source[number.range()].get(..2) {
        Some("0b" | "0B") => "binary",
        Some("0o" | "0O") => "octal",
        Some("0x" | "0X") => "hexadecimal",
        _ if number.kind() == TokenKind::Complex => "imaginary",
        _ => "decimal",
    };
    let one = TextSize::new(1);
    Some(match digit {
        Some(digit) if kind != "decimal" => Complaint::syntax(
            TextRange::at(next.start(), one),
            format!("invalid digit '{digit}' in {kind} literal"),
        ),
        _ => Complaint::syntax(
            TextRange::at(number.end() - one, one),
            format!("invalid {kind} literal"),
        ),
    })
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
fn lexical(source: &str, tokens: &Tokens, error: &ParseError) -> Option<Complaint> {
    let mut range = error.location;
    let text = &source[range];
    let last_line =
        source[..range.end().to_usize()].trim_end_matches('\n').matches('\n').count() + 1;
    let ParseErrorType::Lexical(kind) = &error.error else { return None };
    if let LexicalErrorType::FStringError(
        InterpolatedStringErrorType::UnterminatedString
        | InterpolatedStringErrorType::UnterminatedTripleQuotedString,
    ) = kind
    {
        // CPython points at the opening quotes.
        let starts = |token: &&Token| {
            token.kind() == TokenKind::FStringStart && token.start() <= error.location.start()
        };
        let start = tokens.iter().rfind(starts).map(|token| token.range());
        range = TextRange::at(start.unwrap_or(range).start(), TextSize::new(1));
    }
    let message = match kind {
        LexicalErrorType::FStringError(InterpolatedStringErrorType::SingleRbrace) => {
            "f-string: single '}' is not allowed".into()
        }
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
            range = TextRange::at(range.start() + TextSize::new(1), TextSize::new(1));
            "unexpected character after line continuation character".into()
        }
        LexicalErrorType::UnrecognizedToken { tok } if tok.is_ascii() => "invalid syntax".into(),
        LexicalErrorType::UnrecognizedToken { tok } => {
            format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
        }
        LexicalErrorType::IndentationError => {
            let message = "unindent does not match any outer indentation level".into();
            // CPython has read the whole line.
            let from = range.end().to_usize();
            let end = source[from..].find('\n').map_or(source.len(), |at| from + at);
            let end = TextSize::new(end as u32);
            let range = TextRange::new(end, end);
            return Some(Complaint { code: "IndentationError", range, message, column: None });
        }
        LexicalErrorType::OtherError(message) => {
            let (at, message) = number(source, range, message)?;
            range = at;
            message
        }
        _ => return None,
    };
    Some(Complaint::syntax(range, message))
}

/// Numbers that start well.
fn number(source: &str, range: TextRange, message: &str) -> Option<(TextRange, String)> {
    let text = &source[range];
    let one = TextSize::new(1);
    let last = TextRange::at(range.end() - one, one);
    let (kind, radix) = match text.get(..2) {
        Some("0x" | "0X") => ("hexadecimal", 16),
        Some("0b" | "0B") => ("binary", 2),
        Some("0o" | "0O") => ("octal", 8),
        Some(digits)
            if digits.starts_with('0') && digits.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            let words = "leading zeros in decimal integer literals are not permitted; use an 0o \
                         prefix for octal integers";
            return Some((range, words.into()));
        }
        _ if message.starts_with("Invalid decimal") => ("decimal", 10),
        _ => return None,
    };
    let rest = &source[range.start().to_usize()..];
    let wrong = rest.char_indices().skip(2).find(|(_, char)| !char.is_digit(radix) && *char != '_');
    match wrong {
        Some((at, digit)) if digit.is_ascii_digit() => {
            let at = TextRange::at(range.start() + TextSize::new(at as u32), one);
            Some((at, format!("invalid digit '{digit}' in {kind} literal")))
        }
        Some((at, _)) if radix != 10 => {
            let at = TextRange::at(range.start() + TextSize::new(at as u32) - one, one);
            Some((at, format!("invalid {kind} literal")))
        }
        _ => Some((last, format!("invalid {kind} literal"))),
    }
}
