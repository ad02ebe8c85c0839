//! What the grammar insists on at one place, and what is missing around it.
//!
//! **Models:** the forced tokens and `invalid_*` rules of `Grammar/python.gram`, CPython 3.13.

use super::scan::starts_operand;
use super::wording::{Complaint, Place};
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange};

impl Place<'_> {
    /// What the grammar insists on: `(` after `def name`, `:` after `try`.
    pub(super) fn forced(&self) -> Option<Complaint> {
        let at = self.index();
        let scan = self.scan();
        let before = |back: usize| at.checked_sub(back).map(|index| scan.kind(index));
        let here = *self.tokens.get(at)?;
        let words = match (before(2), before(1), here.kind()) {
            (Some(TokenKind::Def), Some(TokenKind::Name), kind)
                if !matches!(kind, TokenKind::Lpar | TokenKind::Lsqb) =>
            {
                "expected '('"
            }
            (_, Some(TokenKind::Try | TokenKind::Finally), kind) if kind != TokenKind::Colon => {
                "expected ':'"
            }
            (before, Some(TokenKind::Else), kind)
                if kind != TokenKind::Colon
                    && matches!(
                        before,
                        Some(TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
                    ) =>
            {
                "expected ':'"
            }
            (_, Some(TokenKind::Star), TokenKind::Rpar | TokenKind::Comma)
                if matches!(before(2), Some(TokenKind::Lpar | TokenKind::Comma))
                    && self.is_call(at) =>
            {
                "Invalid star expression"
            }
            _ if self.lacks_in(at) => "'in' expected after for-loop variables",
            (_, _, TokenKind::For) if self.is_bracketed() => return self.bare_target(at),
            (_, Some(TokenKind::Equal), TokenKind::Rpar | TokenKind::Comma)
                if self.is_bracketed() =>
            {
                return self.no_value(at);
            }
            (_, Some(TokenKind::Colon), TokenKind::Rbrace | TokenKind::Comma | TokenKind::Star)
                if self.is_in_dict(at) =>
            {
                return Some(self.no_dict_value(at));
            }
            (_, Some(_), TokenKind::From)
                if self.line_before().first().is_some_and(|t| t.kind() == TokenKind::Import) =>
            {
                return Some(self.import_from(at));
            }
            (_, _, TokenKind::Equal)
                if self.is_bracketed() && !self.is_call(at) && !self.is_in_parameters(at) =>
            {
                return self.equals_in_brackets(at);
            }
            (Some(TokenKind::Lpar | TokenKind::Comma), Some(TokenKind::Lpar), TokenKind::Name)
            | (_, Some(TokenKind::Lpar | TokenKind::Comma), TokenKind::Lpar)
                if self.is_in_parameters(at)
                    && (here.kind() == TokenKind::Name || scan.kind(at + 1) == TokenKind::Name) =>
            {
                "Function parameters cannot be parenthesized"
            }
            (_, Some(before), kind) if self.is_replacement(at) => {
                return self.fstring_field(at, before, kind);
            }
            _ if at > 0 && scan.is_key(scan.start_of(at)) && starts_operand(here.kind()) => {
                let range = self.tokens[at - 1].range();
                return Some(Complaint::syntax(range, "':' expected after dictionary key"));
            }
            _ => return None,
        };
        Some(Complaint::syntax(here.range(), words))
    }

    /// `import a from b`
    fn import_from(&self, at: usize) -> Complaint {
        let start = at - self.line_before().len();
        let words = "Did you mean to use 'from ... import ...' instead?";
        Complaint::syntax(self.scan().range(start, (at + 2).min(self.tokens.len())), words)
    }

    /// `(x = 1)`, `(f() = 1)`
    pub(super) fn equals_in_brackets(&self, at: usize) -> Option<Complaint> {
        let scan = self.scan();
        let start = scan.start_of(at);
        if start + 1 > at || scan.disjunction(start) != Some(at) {
            return None;
        }
        let end = scan.disjunction(at + 1)?;
        if matches!(scan.kind(end), TokenKind::Equal | TokenKind::ColonEqual) {
            return None;
        }
        if start + 1 == at && scan.kind(start) == TokenKind::Name {
            let words = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Some(Complaint::syntax(scan.range(start, end), words));
        }
        let what = match (scan.kind(at - 1), scan.kind(at.checked_sub(2)?)) {
            (TokenKind::Rpar, _) => "function call",
            (TokenKind::Rsqb, _) if start + 1 < at => "subscript",
            (_, TokenKind::Dot) => "attribute",
            (TokenKind::Int | TokenKind::Float | TokenKind::String, _) if start + 1 == at => {
                "literal"
            }
            (TokenKind::True | TokenKind::False | TokenKind::None, _) if start + 1 == at => {
                return None;
            }
            _ => "expression",
        };
        let words = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        Some(Complaint::syntax(scan.range(start, at), words))
    }

    /// `[x, y for ..]`, and `{x: y, z for ..}`.
    pub(super) fn bare_target(&self, at: usize) -> Option<Complaint> {
        let scan = self.scan();
        let open = self.innermost_bracket(at)?;
        if at > 0 && scan.is_key(scan.start_of(at)) {
            let range = self.tokens[at - 1].range();
            return Some(Complaint::syntax(range, "':' expected after dictionary key"));
        }
        let has_comma = scan.kind(scan.start_of(at).checked_sub(1)?) == TokenKind::Comma;
        if scan.kind(open) == TokenKind::Lpar || !has_comma {
            return None;
        }
        let words = "did you forget parentheses around the comprehension target?";
        Some(Complaint::syntax(scan.range(open + 1, at), words))
    }

    /// `def f(x=)` and `f(x=)`
    pub(super) fn no_value(&self, at: usize) -> Option<Complaint> {
        let scan = self.scan();
        let equal = at - 1;
        if self.is_in_parameters(at) {
            let range = self.tokens[equal].range();
            return Some(Complaint::syntax(range, "expected default value expression"));
        }
        let range = scan.range(equal.checked_sub(1)?, at);
        self.is_call(at).then(|| Complaint::syntax(range, "expected argument value expression"))
    }

    pub(super) fn is_in_dict(&self, at: usize) -> bool {
        let open = self.innermost_bracket(at);
        open.is_some_and(|open| self.scan().kind(open) == TokenKind::Lbrace)
            && !self.is_replacement(at)
    }

    /// `{1:}` and `{1: *a}`
    pub(super) fn no_dict_value(&self, at: usize) -> Complaint {
        if self.scan().kind(at) == TokenKind::Star {
            let words = "cannot use a starred expression in a dictionary value";
            return Complaint::syntax(self.tokens[at].range(), words);
        }
        let words = "expression expected after dictionary key and ':'";
        Complaint::syntax(self.tokens[at - 1].range(), words)
    }

    /// The bracket that closes the innermost one around the error.
    pub(super) fn closing_bracket(&self) -> TextRange {
        let open = self.innermost_bracket(self.index());
        let closed = open.and_then(|open| self.scan().closed(open));
        closed.map_or(self.error.location, |closed| self.tokens[closed - 1].range())
    }

    /// The innermost bracket that is open before token `at`.
    pub(super) fn innermost_bracket(&self, at: usize) -> Option<usize> {
        let scan = self.scan();
        let mut depth = 0u32;
        (0..at).rev().find(|&index| match scan.kind(index) {
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::FStringEnd => {
                depth += 1;
                false
            }
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace | TokenKind::FStringStart => {
                depth = depth.wrapping_sub(1);
                depth == u32::MAX
            }
            _ => false,
        })
    }

    pub(super) fn is_in_parameters(&self, at: usize) -> bool {
        let scan = self.scan();
        let Some(open) = self.innermost_bracket(at) else { return false };
        let is_def = |open: usize| {
            scan.kind(open) == TokenKind::Lpar && open >= 2 && scan.kind(open - 2) == TokenKind::Def
        };
        is_def(open) || self.innermost_bracket(open).is_some_and(is_def)
    }

    /// Whether token `at` stands in a replacement field of an f-string.
    pub(super) fn is_replacement(&self, at: usize) -> bool {
        let scan = self.scan();
        let Some(open) = self.innermost_bracket(at) else { return false };
        scan.kind(open) == TokenKind::Lbrace
            && self
                .innermost_bracket(open)
                .is_some_and(|outer| scan.kind(outer) == TokenKind::FStringStart)
    }

    pub(super) fn fstring_field(
        &self, at: usize, before: TokenKind, kind: TokenKind,
    ) -> Option<Complaint> {
        let here = self.tokens.get(at)?;
        let text = &self.source[here.range()];
        let words = match (before, kind) {
            (
                TokenKind::Lbrace,
                TokenKind::Rbrace | TokenKind::Colon | TokenKind::Exclamation | TokenKind::Equal,
            ) => format!("f-string: valid expression required before '{text}'"),
            (TokenKind::Lbrace, _) => "f-string: expecting a valid expression after '{'".into(),
            (TokenKind::Equal, _) => "f-string: expecting '!', or ':', or '}'".into(),
            (TokenKind::Exclamation, TokenKind::Rbrace | TokenKind::Colon) => {
                "f-string: missing conversion character".into()
            }
            (TokenKind::Exclamation, _) => return None,
            _ if matches!(kind, TokenKind::FStringMiddle | TokenKind::FStringEnd) => return None,
            _ => "f-string: expecting '=', or '!', or ':', or '}'".into(),
        };
        Some(Complaint::syntax(here.range(), words))
    }

    /// Whether the innermost bracket around token `at` is that of a call.
    pub(super) fn is_call(&self, at: usize) -> bool {
        let scan = self.scan();
        let mut depth = 0;
        for index in (1..at).rev() {
            match scan.kind(index) {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth > 0 => depth -= 1,
                TokenKind::Lpar => {
                    let is_def = index > 1 && scan.kind(index - 2) == TokenKind::Def;
                    return !is_def
                        && matches!(
                            scan.kind(index - 1),
                            TokenKind::Name | TokenKind::Rpar | TokenKind::Rsqb
                        );
                }
                TokenKind::Lsqb | TokenKind::Lbrace => return false,
                _ => {}
            }
        }
        false
    }

    /// `[x for y z]`: the error is where `in` should stand.
    pub(super) fn lacks_in(&self, at: usize) -> bool {
        let scan = self.scan();
        if !self.is_bracketed() || scan.kind(at) == TokenKind::In {
            return false;
        }
        let mut index = at;
        while index > 0 {
            index -= 1;
            match scan.kind(index) {
                TokenKind::For => return index + 1 < at && scan.disjunction(index + 1).is_some(),
                TokenKind::Name | TokenKind::Comma | TokenKind::Dot => {}
                _ => return false,
            }
        }
        false
    }
}
