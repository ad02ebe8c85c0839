//! Number literals.
//!
//! **Models:** `number` of `cmd/compile/internal/syntax/scanner.go` (Go 1.27): what is wrong, and
//! where gc points.

use super::lexer::Lexer;
use super::token::LitKind;

/// A literal's digits so far.
#[derive(Default)]
struct Digits {
    any: bool,
    separated: bool,
    /// The first digit that its base does not have.
    invalid: Option<usize>,
}

impl Lexer<'_> {
    pub(super) fn number(&mut self) {
        let start = self.at;
        let (prefix, base, name) = self.prefix();
        let mut digits = Digits { any: prefix == '0', ..Digits::default() };
        let issues = self.issues.len();
        let mut kind = LitKind::Int;
        self.digits(base, &mut digits);
        if self.rest().starts_with('.') {
            kind = LitKind::Float;
            if matches!(prefix, 'o' | 'b') {
                self.issue(self.at, format!("invalid radix point in {name} literal"));
            }
            self.at += 1;
            self.digits(base, &mut digits);
        }
        if !digits.any {
            self.issue(self.at, format!("{name} literal has no digits"));
        }
        if self.exponent(prefix, &mut digits) {
            kind = LitKind::Float;
        } else if prefix == 'x' && kind == LitKind::Float {
            self.issue(self.at, "hexadecimal mantissa requires a 'p' exponent");
        }
        if self.rest().starts_with('i') {
            self.at += 1;
            kind = LitKind::Imag;
        }
        if self.issues.len() == issues {
            self.check_digits(start, kind, &digits, name);
        }
        self.literal(kind, start);
    }

    /// `0x` and its like: the letter, the base of the digits, and its name.
    fn prefix(&mut self) -> (char, u32, &'static str) {
        let mut chars = self.rest().chars();
        if chars.next() != Some('0') {
            return (' ', 10, "decimal");
        }
        let (prefix, base, name, len) = match chars.next().map(|c| c.to_ascii_lowercase()) {
            Some('x') => ('x', 16, "hexadecimal", 2),
            Some('o') => ('o', 8, "octal", 2),
            Some('b') => ('b', 2, "binary", 2),
            _ => ('0', 8, "octal", 1),
        };
        self.at += len;
        (prefix, base, name)
    }

    fn digits(&mut self, base: u32, found: &mut Digits) {
        let read = base.max(10);
        while let Some(c) = self.peek().filter(|&c| c == '_' || c.is_digit(read)) {
            found.any |= c != '_';
            found.separated |= c == '_';
            if c != '_' && !c.is_digit(base) {
                found.invalid.get_or_insert(self.at);
            }
            self.at += 1;
        }
    }

    fn exponent(&mut self, prefix: char, digits: &mut Digits) -> bool {
        let Some(mark @ ('e' | 'p')) = self.peek().map(|c| c.to_ascii_lowercase()) else {
            return false;
        };
        match mark {
            'e' if !matches!(prefix, ' ' | '0') => {
                self.issue(self.at, "'e' exponent requires decimal mantissa");
            }
            'p' if prefix != 'x' => {
                self.issue(self.at, "'p' exponent requires hexadecimal mantissa");
            }
            _ => {}
        }
        self.at += 1;
        if self.rest().starts_with(['+', '-']) {
            self.at += 1;
        }
        let mut exponent = Digits::default();
        self.digits(10, &mut exponent);
        digits.separated |= exponent.separated;
        if !exponent.any {
            self.issue(self.at, "exponent has no digits");
        }
        true
    }

    fn check_digits(&mut self, start: usize, kind: LitKind, digits: &Digits, name: &str) {
        let source = self.source;
        if let (LitKind::Int, Some(at)) = (kind, digits.invalid) {
            let digit = &source[at..at + 1];
            return self.issue(at, format!("invalid digit '{digit}' in {name} literal"));
        }
        if digits.separated
            && let Some(at) = misplaced(&source[start..self.at])
        {
            self.issue(start + at, "'_' must separate successive digits");
        }
    }
}

/// The first underscore (or what follows it) that is not between two digits; a prefix counts as
/// one.
fn misplaced(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut before, mut skip) = ('.', 0);
    let hexadecimal = bytes.get(1).is_some_and(|c| c.eq_ignore_ascii_case(&b'x'));
    if bytes[0] == b'0' && bytes.get(1).is_some_and(u8::is_ascii_alphabetic) {
        (before, skip) = ('0', 2);
    }
    for (at, &byte) in bytes.iter().enumerate().skip(skip) {
        let digit = byte.is_ascii_digit() || hexadecimal && byte.is_ascii_hexdigit();
        let class = match byte {
            b'_' if before != '0' => return Some(at),
            b'_' => '_',
            _ if digit => '0',
            _ if before == '_' => return Some(at - 1),
            _ => '.',
        };
        before = class;
    }
    (before == '_').then(|| bytes.len() - 1)
}
