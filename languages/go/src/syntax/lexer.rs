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

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    out: Vec<Token>,
    issues: Vec<Issue>,
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
                _ if c == '_' || c.is_alphabetic() => self.name(),
                _ => self.punctuation(c),
            }
        }
        if self.ends_statement() {
            self.push(Tok::Semi, self.at, "EOF");
        }
        self.push(Tok::Eof, self.at, "");
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn push(&mut self, tok: Tok, start: usize, text: &str) {
        let span = Span { start: start as u32, end: self.at as u32 };
        self.out.push(Token { tok, span, text: text.into() });
    }

    fn issue(&mut self, start: usize, message: impl Into<String>) {
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
        let len = self.rest().find(|c: char| c != '_' && !c.is_alphanumeric());
        self.at += len.unwrap_or(self.rest().len());
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

    fn literal(&mut self, kind: LitKind, start: usize) {
        let source = self.source;
        self.push(Tok::Lit(kind), start, &source[start..self.at]);
    }

    // ---- numbers

    fn number(&mut self) {
        let start = self.at;
        let lower = self.rest().get(..2).map(str::to_ascii_lowercase).unwrap_or_default();
        let kind = match lower.as_str() {
            "0x" => self.prefixed(start, 16, "hexadecimal"),
            "0b" => self.prefixed(start, 2, "binary"),
            "0o" => self.prefixed(start, 8, "octal"),
            _ => self.decimal(start),
        };
        if self.rest().starts_with('i') {
            self.at += 1;
            return self.literal(LitKind::Imag, start);
        }
        self.literal(kind, start);
    }

    fn prefixed(&mut self, start: usize, radix: u32, name: &str) -> LitKind {
        self.at += 2;
        let first = self.at;
        let top = if radix == 16 { 16 } else { 10 };
        self.digits(top);
        let text = self.source[first..self.at].replace('_', "");
        if text.is_empty() {
            self.issue(start, format!("{name} literal has no digits"));
        } else if let Some(bad) = text.chars().find(|c| !c.is_digit(radix)) {
            self.issue(start, format!("invalid digit '{bad}' in {name} literal"));
        }
        LitKind::Int
    }

    fn decimal(&mut self, start: usize) -> LitKind {
        let mut kind = LitKind::Int;
        self.digits(10);
        if self.rest().starts_with('.') {
            kind = LitKind::Float;
            self.at += 1;
            self.digits(10);
        }
        if self.rest().starts_with(['e', 'E']) {
            kind = LitKind::Float;
            self.at += 1;
            if self.rest().starts_with(['+', '-']) {
                self.at += 1;
            }
            if self.digits(10) == 0 {
                self.issue(start, "exponent has no digits");
            }
        }
        let text = &self.source[start..self.at];
        let octal = text.len() > 1 && text.starts_with('0') && !self.rest().starts_with('i');
        if let (LitKind::Int, true, Some(bad)) =
            (kind, octal, text.chars().find(|c| matches!(c, '8' | '9')))
        {
            self.issue(start, format!("invalid digit '{bad}' in octal literal"));
        }
        kind
    }

    fn digits(&mut self, radix: u32) -> usize {
        let len = self.rest().find(|c: char| c != '_' && !c.is_digit(radix));
        let len = len.unwrap_or(self.rest().len());
        self.at += len;
        len
    }

    // ---- strings and runes

    fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                Some('"') => break self.at += 1,
                Some('\\') => self.escape('"'),
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
        let mut count = 0;
        loop {
            match self.peek() {
                Some('\'') => {
                    self.at += 1;
                    match count {
                        0 => self.issue(start, "empty rune literal or unescaped '"),
                        1 => {}
                        _ => self.issue(start, "more than one character in rune literal"),
                    }
                    break;
                }
                Some('\\') => self.escape('\''),
                Some('\n') => break self.issue(self.at, "newline in rune literal"),
                None => break self.issue(start, "rune literal not terminated"),
                Some(c) => self.at += c.len_utf8(),
            }
            count += 1;
        }
        self.literal(LitKind::Char, start);
    }

    /// One escape sequence, validated; its value is computed when the literal is.
    fn escape(&mut self, quote: char) {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.peek() else { return };
        let (digits, radix) = match c {
            'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => return self.at += 1,
            c if c == quote => return self.at += 1,
            '0'..='7' => (3, 8),
            'x' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            _ => return self.issue(start, "unknown escape"),
        };
        self.at += usize::from(radix == 16);
        let mut value: u32 = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(radix)) else {
                return self.issue(self.at, "invalid character in escape sequence");
            };
            value = value.wrapping_mul(radix).wrapping_add(digit);
            self.at += 1;
        }
        if radix == 8 && value > 255 {
            self.issue(start, format!("octal escape value {value} > 255"));
        }
        if digits >= 4 && char::from_u32(value).is_none() {
            self.issue(start, "escape is invalid Unicode code point");
        }
    }
}

fn invalid_character(c: char) -> String {
    let quoted = if c.is_ascii_control() { c.escape_default().to_string() } else { c.to_string() };
    format!("invalid character U+{:04X} '{quoted}'", c as u32)
}
