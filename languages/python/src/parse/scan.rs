//! Expressions recognised from tokens alone, where the parser could make nothing of them.
//!
//! **Models:** what `invalid_expression` of `Grammar/python.gram` would match, CPython 3.13.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange};

/// The tokens of a program without comments and blank lines.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub source: &'a str,
    pub tokens: &'a [&'a Token],
}

/// Two expressions with nothing between them.
pub(super) struct Juxtaposed {
    /// The first token of the first one, the first of the second, and one past its last.
    pub start: usize,
    pub second: usize,
    pub end: usize,
}

impl Scan<'_> {
    pub(super) fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::EndOfFile, |token| token.kind())
    }

    pub(super) fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.source[token.range()])
    }

    /// From the start of one token to the end of the one before `end`.
    pub(super) fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange::new(self.tokens[start].start(), self.tokens[end - 1].end())
    }

    /// One past the bracket that closes the one at `open`.
    pub(super) fn closed(&self, open: usize) -> Option<usize> {
        let mut depth = 0u32;
        for index in open..self.tokens.len() {
            if opens(self.kind(index)) {
                depth += 1;
            } else if closes(self.kind(index)) {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
        }
        None
    }

    /// One past the operand that starts at `at`.
    fn operand(&self, mut at: usize) -> Option<usize> {
        while matches!(
            self.kind(at),
            TokenKind::Not
                | TokenKind::Minus
                | TokenKind::Plus
                | TokenKind::Tilde
                | TokenKind::Await
        ) {
            at += 1;
        }
        let mut end = match self.kind(at) {
            TokenKind::String | TokenKind::FStringStart => {
                let mut end = at;
                loop {
                    end = match self.kind(end) {
                        TokenKind::String => end + 1,
                        TokenKind::FStringStart => self.closed(end)?,
                        _ => break,
                    };
                }
                end
            }
            kind if opens(kind) => self.closed(at)?,
            kind if is_atom(kind) => at + 1,
            _ => return None,
        };
        loop {
            end = match (self.kind(end), self.kind(end + 1)) {
                (TokenKind::Dot, next) if is_name(next) => end + 2,
                (TokenKind::Lpar | TokenKind::Lsqb, _) => self.closed(end)?,
                _ => return Some(end),
            };
        }
    }

    /// One past the operands and operators that start at `at`.
    pub(super) fn disjunction(&self, at: usize) -> Option<usize> {
        let mut end = self.operand(at)?;
        loop {
            let after = match (self.kind(end), self.kind(end + 1)) {
                (TokenKind::Not, TokenKind::In) | (TokenKind::Is, TokenKind::Not) => end + 2,
                (kind, _) if is_operator(kind) => end + 1,
                _ => return Some(end),
            };
            match self.operand(after) {
                Some(next) => end = next,
                None => return Some(end),
            }
        }
    }

    /// The same with `if` and `else`, and `lambda`.
    pub(super) fn expression(&self, at: usize) -> Option<usize> {
        if self.kind(at) == TokenKind::Lambda {
            let colon = (at..self.tokens.len()).find(|&i| self.kind(i) == TokenKind::Colon)?;
            return self.expression(colon + 1);
        }
        let end = self.disjunction(at)?;
        if self.kind(end) != TokenKind::If {
            return Some(end);
        }
        match self.disjunction(end + 1) {
            Some(test) if self.kind(test) == TokenKind::Else => {
                Some(self.expression(test + 1).unwrap_or(end))
            }
            _ => Some(end),
        }
    }

    /// Where the disjunction that ends before `end` starts.
    pub(super) fn start_of(&self, end: usize) -> usize {
        let mut at = end;
        let mut first = end.saturating_sub(1);
        let mut depth = 0u32;
        while at > 0 {
            let kind = self.kind(at - 1);
            if closes(kind) {
                depth += 1;
            } else if opens(kind) {
                match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => break,
                }
            } else if depth == 0 && separates(kind) {
                break;
            }
            at -= 1;
            if depth == 0 && self.disjunction(at) == Some(end) {
                first = at;
            }
        }
        first
    }

    /// The first place inside brackets, up to token `limit`, where an operand follows another.
    pub(super) fn juxtaposed(&self, limit: usize) -> Option<Juxtaposed> {
        let mut brackets: Vec<bool> = Vec::new();
        for index in 0..self.tokens.len().min(limit) {
            let kind = self.kind(index);
            if opens(kind) {
                brackets.push(kind != TokenKind::FStringStart && self.holds_expressions(index));
                continue;
            }
            if closes(kind) {
                brackets.pop();
            }
            let next = self.kind(index + 1);
            let strings =
                is_string_end(kind) && matches!(next, TokenKind::String | TokenKind::FStringStart);
            let meets = ends_operand(kind) && starts_operand(next) && !strings;
            if !meets || brackets.last() != Some(&true) {
                continue;
            }
            let start = self.start_of(index + 1);
            if self.is_loop_target(start) || self.is_key(start) {
                return None;
            }
            let is_prefix = start == index
                && kind == TokenKind::Name
                && matches!(next, TokenKind::String | TokenKind::FStringStart);
            let is_soft = matches!(self.text(start), "match" | "case" | "type" | "_");
            let end = self.expression(index + 1)?;
            if is_soft {
                return None;
            }
            if is_prefix && !is_legacy(self.text(start)) {
                continue;
            }
            return Some(Juxtaposed { start, second: index + 1, end });
        }
        None
    }

    /// Whether token `at` is among the targets of `for` or the parameters of `lambda`, where no expression is looked for.
    fn is_loop_target(&self, at: usize) -> bool {
        let between = |&index: &usize| {
            matches!(
                self.kind(index),
                TokenKind::Name | TokenKind::Comma | TokenKind::Dot | TokenKind::Star
            )
        };
        let first = (0..at).rev().find(|index| !between(index));
        first.is_some_and(|index| matches!(self.kind(index), TokenKind::For | TokenKind::Lambda))
    }

    /// Whether token `at` starts a key of a dict after the first.
    pub(super) fn is_key(&self, at: usize) -> bool {
        if at == 0 || self.kind(at - 1) != TokenKind::Comma {
            return false;
        }
        let mut depth = 0u32;
        let mut has_colon = false;
        for index in (0..at).rev() {
            let kind = self.kind(index);
            if closes(kind) {
                depth += 1;
            } else if opens(kind) {
                match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return has_colon && kind == TokenKind::Lbrace,
                }
            }
            has_colon |= depth == 0 && kind == TokenKind::Colon;
        }
        false
    }

    /// Whether the bracket at `open` holds expressions: not the parameters of a function, nor
    /// the names of an import.
    fn holds_expressions(&self, open: usize) -> bool {
        let before = |back: usize| open.checked_sub(back).map(|at| self.kind(at));
        let is_def = before(2) == Some(TokenKind::Def);
        let is_import = before(1) == Some(TokenKind::Import);
        let is_soft = before(1).is_some_and(is_name)
            && matches!(self.text(open - 1), "match" | "case" | "type" | "_");
        !is_def && !is_import && !is_soft
    }
}

/// `print` and `exec`, which were statements once.
pub(super) fn is_legacy(name: &str) -> bool {
    matches!(name, "print" | "exec")
}

fn opens(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace | TokenKind::FStringStart)
}

fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::FStringEnd)
}

fn is_name(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Name | TokenKind::Match | TokenKind::Case | TokenKind::Type)
}

fn is_atom(kind: TokenKind) -> bool {
    is_name(kind)
        || matches!(
            kind,
            TokenKind::Int
                | TokenKind::Float
                | TokenKind::Complex
                | TokenKind::True
                | TokenKind::False
                | TokenKind::None
                | TokenKind::Ellipsis
        )
}

fn is_string_end(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::String | TokenKind::FStringEnd)
}

fn ends_operand(kind: TokenKind) -> bool {
    is_atom(kind)
        || is_string_end(kind)
        || matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace)
}

pub(super) fn starts_operand(kind: TokenKind) -> bool {
    is_atom(kind)
        || matches!(
            kind,
            TokenKind::String
                | TokenKind::FStringStart
                | TokenKind::Lbrace
                | TokenKind::Tilde
                | TokenKind::Lambda
                | TokenKind::Await
        )
}

fn is_operator(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::DoubleSlash
            | TokenKind::Percent
            | TokenKind::At
            | TokenKind::DoubleStar
            | TokenKind::Vbar
            | TokenKind::Amper
            | TokenKind::CircumFlex
            | TokenKind::LeftShift
            | TokenKind::RightShift
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::And
            | TokenKind::Or
    )
}

fn separates(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma
            | TokenKind::Equal
            | TokenKind::Colon
            | TokenKind::ColonEqual
            | TokenKind::If
            | TokenKind::Else
            | TokenKind::For
            | TokenKind::Lambda
            | TokenKind::Newline
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::Semi
            | TokenKind::Return
            | TokenKind::Yield
            | TokenKind::From
            | TokenKind::FStringMiddle
    )
}
