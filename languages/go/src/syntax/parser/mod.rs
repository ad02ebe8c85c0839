//! Recursive descent over the tokens.
//!
//! **Models:** the Go specification (Go 1.27); wording and recovery of
//! `cmd/compile/internal/syntax/parser.go`.
//! **Invariants:** any text gives a tree and a list of issues; nesting is bounded by
//! [`super::DEPTH_MAX`]; every loop takes at least one token per turn.

mod decl;
mod expr;
mod stmt;
mod types;

use super::ast::{Block, Expr, ExprId, ExprKind, File, Ident};
use super::token::{Tok, Token};
use super::{DEPTH_MAX, Issue, SYNTAX_ERROR, lexer};
use runtime_core::source::Span;
use std::rc::Rc;

/// The tree of `source`, whose expressions are numbered from `first_id`, and what is wrong.
pub fn parse(source: &str, first_id: u32) -> (File, Vec<Issue>) {
    let (tokens, mut issues) = lexer::tokens(source);
    let mut parser =
        Parser { tokens, at: 0, issues: Vec::new(), next_id: first_id, depth: 0, header: 0 };
    let file = parser.file();
    issues.append(&mut parser.issues);
    (file, issues)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    issues: Vec<Issue>,
    next_id: u32,
    depth: u32,
    /// Below zero in the header of a control clause, where `{` opens the body.
    header: i32,
}

impl Parser {
    fn token(&self) -> &Token {
        &self.tokens[self.at]
    }

    fn tok(&self) -> Tok {
        self.tokens[self.at].tok
    }

    fn span(&self) -> Span {
        self.tokens[self.at].span
    }

    /// The end of the token before this one.
    fn last_end(&self) -> u32 {
        self.tokens[self.at.saturating_sub(1)].span.end
    }

    fn since(&self, start: Span) -> Span {
        Span { start: start.start, end: self.last_end().max(start.end) }
    }

    fn is(&self, op: &str) -> bool {
        matches!(self.tok(), Tok::Op(found) if found == op)
    }

    fn next(&mut self) {
        if self.tok() != Tok::Eof {
            self.at += 1;
        }
    }

    fn got(&mut self, op: &str) -> bool {
        let found = self.is(op);
        if found {
            self.next();
        }
        found
    }

    fn got_semi(&mut self) -> bool {
        let found = self.tok() == Tok::Semi;
        if found {
            self.next();
        }
        found
    }

    fn want(&mut self, op: &str) -> Span {
        let span = self.span();
        if !self.got(op) {
            self.unexpected(&format!(", expected {}", if op == "," { "comma" } else { op }));
            self.next();
        }
        span
    }

    /// "syntax error: unexpected X" and what follows it.
    fn unexpected(&mut self, context: &str) {
        let found = self.token().describe();
        self.syntax_error(self.span(), &format!("unexpected {found}{context}"));
    }

    /// Only the first syntax error of a line is worth reading, and at the end of the text only one.
    fn syntax_error(&mut self, span: Span, message: &str) {
        let eof = self.tokens.len() - 1;
        let gave_up = self.at == eof && !self.issues.is_empty();
        let same = self.issues.last().is_some_and(|issue| issue.span.start == span.start);
        if !same && !gave_up {
            self.issues.push(Issue::compile(span, format!("{SYNTAX_ERROR}{message}")));
        }
    }

    /// Skips to one of `stops`, a `}` or the end.
    fn skip_to(&mut self, stops: &[&str]) {
        while !matches!(self.tok(), Tok::Eof) {
            let stop = match self.tok() {
                Tok::Op(op) => stops.contains(&op),
                Tok::Semi => stops.contains(&";"),
                _ => false,
            };
            if stop {
                return;
            }
            self.next();
        }
    }

    /// The same, but a keyword that begins a statement is good as well.
    fn skip_to_stmt(&mut self, stops: &[&str]) {
        let keywords = [
            "break",
            "const",
            "continue",
            "defer",
            "fallthrough",
            "for",
            "go",
            "goto",
            "if",
            "return",
            "select",
            "switch",
            "type",
            "var",
        ];
        self.skip_to(&[stops, &keywords].concat());
    }

    /// Goes to the end of the text: what follows could not be understood.
    fn give_up(&mut self) {
        self.at = self.tokens.len() - 1;
    }

    /// Goes one level deeper; false, with an issue and at the end of the text, where that is too
    /// deep. Every call is answered by one of `leave`.
    fn enter(&mut self) -> bool {
        self.depth += 1;
        if self.depth <= DEPTH_MAX {
            return true;
        }
        if self.depth == DEPTH_MAX + 1 && self.tok() != Tok::Eof {
            let message = "this is nested too deeply to be simulated";
            self.issues.push(Issue::unsupported(
                self.span(),
                message,
                "split it into several statements",
            ));
        }
        self.give_up();
        false
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn id(&mut self) -> ExprId {
        self.next_id += 1;
        ExprId(self.next_id - 1)
    }

    fn expr_at(&mut self, start: Span, kind: ExprKind) -> Expr {
        Expr { id: self.id(), span: self.since(start), kind }
    }

    fn bad(&mut self) -> Expr {
        let span = self.span();
        Expr { id: self.id(), span, kind: ExprKind::Bad }
    }

    fn ident(&mut self) -> Ident {
        let span = self.span();
        let id = self.id();
        if self.tok() == Tok::Name {
            let name = self.token().text.clone();
            self.next();
            return Ident { id, span, name };
        }
        self.unexpected(", expected name");
        self.skip_to(&[";", "}", ")"]);
        Ident { id, span, name: "_".into() }
    }

    fn ident_list(&mut self) -> Vec<Ident> {
        let mut names = vec![self.ident()];
        while self.got(",") {
            names.push(self.ident());
        }
        names
    }

    /// A parenthesised or braced list: elements by `element`, separated by `sep` (a comma or a
    /// semicolon), up to `close`, which is taken. Returns where `close` was.
    fn list(
        &mut self, context: &str, close: &'static str, mut element: impl FnMut(&mut Self),
    ) -> Span {
        while self.tok() != Tok::Eof && !self.is(close) {
            let before = self.at;
            element(self);
            if !self.got(",") && !self.is(close) {
                self.unexpected(&format!(" in {context}; possibly missing comma or {close}"));
                self.skip_to(&[")", "]", "}"]);
                if !self.is(close) {
                    return self.span();
                }
            }
            if self.at == before {
                self.next();
            }
        }
        self.want(close)
    }

    fn string_text(&mut self) -> Rc<str> {
        let text = self.token().text.clone();
        self.next();
        text
    }

    fn block_at(&mut self, start: Span) -> Block {
        let stmts = self.stmt_list();
        self.want("}");
        Block { stmts, span: self.since(start) }
    }
}
