//! From text to tokens, with Go's automatic semicolons.
//!
//! **Models:** the Go specification, "Lexical elements"; wording of
//! `cmd/compile/internal/syntax/scanner.go` (Go 1.27).
//! **Invariants:** the last token is `Eof`; spans lie on character boundaries and never overlap.

use super::Issue;
use super::token::{KEYWORDS, LitKind, PUNCTUATION, Tok, Token};
use runtime_core::source::Span;

/// All tokens of `source`, and what is wrong with them.
pub fn tokens(source: &str) -> (Vec<Token>, Vec<Issue>) {
    let mut lexer = Lexer { source, at: 0, out: Vec::new(), issues: Vec::new() };
    lexer.run();
    (lexer.out, lexer.issues)
}

pub(super) struct Lexer<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
    out: Vec<Token>,
    pub(super) issues: Vec<Issue>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        if self.source.starts_with('\u{feff}') {
            self.at = 3;
        }
        while let Some(c) = self.peek() {
            match c {
                '\n' => self.newline(),
                ' ' | '\t' | '\r' => self.at += 1,
                '/' if self.rest().starts_with("//") => self.line_comment(),
                '/' if self.rest().starts_with("/*") => self.block_comment(),
                '"' => self.string(),
                '`' => self.raw_string(),
                '\'' => self.rune(),
                '0'..='9' => self.number(),
                '.' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => self.number(),
                _ if c == '_' || c.is_alphabetic() || !c.is_ascii() => self.name(),
                _ => self.punctuation(c),
            }
        }
        if self.ends_statement() {
            self.push(Tok::Semi, self.at, "EOF");
        }
        self.push(Tok::Eof, self.at, "");
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn push(&mut self, tok: Tok, start: usize, text: &str) {
        let span = Span { start: start as u32, end: self.at as u32 };
        self.out.push(Token { tok, span, text: text.into() });
    }

    pub(super) fn issue(&mut self, start: usize, message: impl Into<String>) {
        let span = Span { start: start as u32, end: self.at.max(start) as u32 };
        self.issues.push(Issue::compile(span, message));
    }

    fn newline(&mut self) {
        if self.ends_statement() {
            self.push(Tok::Semi, self.at, "newline");
        }
        self.at += 1;
    }

    /// Whether a newline here ends the statement.
    fn ends_statement(&self) -> bool {
        match self.out.last().map(|token| token.tok) {
            Some(Tok::Name | Tok::Lit(_)) => true,
            Some(Tok::Op(op)) => matches!(
                op,
                "break" | "continue" | "fallthrough" | "return" | "++" | "--" | ")" | "]" | "}"
            ),
            _ => false,
        }
    }

    fn line_comment(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let Some(len) = self.rest()[2..].find("*/").map(|at| at + 4) else {
            self.at = self.source.len();
            return self.issue(start, "comment not terminated");
        };
        let many_lines = self.rest()[..len].contains('\n');
        if many_lines && self.ends_statement() {
            self.push(Tok::Semi, start, "newline");
        }
        self.at += len;
    }

    fn name(&mut self) {
        let start = self.at;
        while let Some(c) = self.peek().filter(|&c| is_name_part(c)) {
            if !c.is_alphanumeric() && c != '_' {
                let message = format!("invalid character U+{:04X} '{c}' in identifier", c as u32);
                self.issue(self.at, message);
            } else if c.is_numeric() && self.at == start {
                let message =
                    format!("identifier cannot begin with digit U+{:04X} '{c}'", c as u32);
                self.issue(self.at, message);
            }
            self.at += c.len_utf8();
        }
        let source = self.source;
        let text = &source[start..self.at];
        match KEYWORDS.binary_search(&text) {
            Ok(at) => self.push(Tok::Op(KEYWORDS[at]), start, text),
            Err(_) => self.push(Tok::Name, start, text),
        }
    }

    fn punctuation(&mut self, c: char) {
        let start = self.at;
        let mut marks = PUNCTUATION.iter().filter(|mark| mark.starts_with(c));
        let found = marks.find(|&&mark| self.rest().starts_with(mark));
        let Some(mark) = found else {
            self.at += c.len_utf8();
            return self.issue(start, invalid_character(c));
        };
        self.at += mark.len();
        match *mark {
            ";" => self.push(Tok::Semi, start, "semicolon"),
            mark => self.push(Tok::Op(mark), start, mark),
        }
    }

    pub(super) fn literal(&mut self, kind: LitKind, start: usize) {
        let source = self.source;
        self.push(Tok::Lit(kind), start, &source[start..self.at]);
    }

    // ---- strings and runes

    fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                Some('"') => break self.at += 1,
                Some('\\') => drop(self.escape('"')),
                Some('\n') => break self.issue(self.at, "newline in string"),
                None => break self.issue(start, "string not terminated"),
                Some(c) => self.at += c.len_utf8(),
            }
        }
        self.literal(LitKind::Str, start);
    }

    fn raw_string(&mut self) {
        let start = self.at;
        match self.rest()[1..].find('`') {
            Some(len) => self.at += len + 2,
            None => {
                self.at = self.source.len();
                self.issue(start, "string not terminated");
            }
        }
        self.literal(LitKind::Str, start);
    }

    fn rune(&mut self) {
        let start = self.at;
        self.at += 1;
        let (mut count, mut fine) = (0, true);
        loop {
            match self.peek() {
                Some('\'') => {
                    match count {
                        0 if fine => self.issue(self.at, "empty rune literal or unescaped '"),
                        2.. if fine => self.issue(start, "more than one character in rune literal"),
                        _ => {}
                    }
                    break self.at += 1;
                }
                Some('\\') => fine &= self.escape('\''),
                Some('\n') if fine => break self.issue(self.at, "newline in rune literal"),
                Some('\n') => break,
                None if fine => break self.issue(start, "rune literal not terminated"),
                None => break,
                Some(c) => self.at += c.len_utf8(),
            }
            count += 1;
        }
        self.literal(LitKind::Char, start);
    }

    /// One escape sequence, and whether it is valid; its value is computed when the literal's is.
    fn escape(&mut self, quote: char) -> bool {
        self.at += 1;
        let Some(c) = self.peek() else { return true };
        let (digits, radix) = match c {
            'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => (0, 8),
            c if c == quote => (0, 8),
            '0'..='7' => (3, 8),
            'x' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            _ => {
                self.issue(self.at, "unknown escape");
                return false;
            }
        };
        self.at += usize::from(radix == 16 || digits == 0);
        let mut value: u32 = 0;
        for _ in 0..digits {
            let Some(c) = self.peek() else { return true };
            let Some(digit) = c.to_digit(radix) else {
                let base = if radix == 8 { "octal" } else { "hexadecimal" };
                let quoted = if c == '\'' { "'\\''".into() } else { format!("{c:?}") };
                self.issue(self.at, format!("invalid character {quoted} in {base} escape"));
                return false;
            };
            value = value.wrapping_mul(radix).wrapping_add(digit);
            self.at += 1;
        }
        if radix == 8 && value > 255 {
            self.issue(self.at, format!("octal escape value {value} > 255"));
            return false;
        }
        if digits >= 4 && char::from_u32(value).is_none() {
            self.issue(self.at, format!("escape is invalid Unicode code point U+{value:04X}"));
            return false;
        }
        true
    }
}

/// Whether gc takes the character for a part of a name, if only to complain about it.
fn is_name_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || !c.is_ascii()
}

fn invalid_character(c: char) -> String {
    let quoted = if c.is_ascii_control() { c.escape_default().to_string() } else { c.to_string() };
    format!("invalid character U+{:04X} '{quoted}'", c as u32)
}
