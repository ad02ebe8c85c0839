//! Indentation: blocks that are missing, and lines that are further in than they may be.
//!
//! **Models:** `invalid_*_stmt` of `Grammar/python.gram` and `_PyPegen_set_syntax_error`, CPython
//! 3.13, which counts columns from 0 where a line's indentation is the token.

use super::wording::{Complaint, Place};
use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange, TextSize};

impl Place<'_> {
    pub(super) fn no_block(&self, clause: &str) -> Complaint {
        let name = match clause {
            "function definition" => "function definition".into(),
            "`class` definition" => "class definition".into(),
            other => {
                let word = other.split('`').nth(1).unwrap_or("if");
                let word = if word == "except" && self.is_star_except() { "except*" } else { word };
                format!("'{word}' statement")
            }
        };
        let range = self.error.location;
        let start = range.start();
        // The block's header is the last colon before the error.
        let before = self.tokens.iter().rev().find(|token| {
            token.kind() == TokenKind::Colon && token.start() < start.max(TextSize::new(1))
        });
        let header = before.map_or(start, |colon| self.line_start_of(colon.start()));
        let line = self.source[..header.to_usize()].matches('\n').count() + 1;
        let words = format!("expected an indented block after {name} on line {line}");
        let mut complaint = Complaint::indentation(range, words);
        self.after_dedent(header, &mut complaint);
        complaint
    }

    pub(super) fn is_star_except(&self) -> bool {
        let line = self.tokens[..self.index()].iter().rev();
        let mut line = line.skip_while(|token| token.kind() != TokenKind::Except);
        let except = line.next().map_or(0, |token| token.end().to_usize());
        self.source[except..].trim_start().starts_with('*')
    }

    /// A block that is missing before a line further out is missed where that line's text starts.
    pub(super) fn after_dedent(&self, header: TextSize, complaint: &mut Complaint) {
        let indent = |start: usize| {
            let line = self.source[start..].lines().next().unwrap_or("");
            line.len() - line.trim_start().len()
        };
        let line_start = |at: usize| self.source[..at].rfind('\n').map_or(0, |at| at + 1);
        let Some(next) = self.furthest().map(|at| at.to_usize()) else { return };
        let width = indent(line_start(next));
        if next > header.to_usize() && width < indent(line_start(header.to_usize())) {
            let at = TextSize::new(next as u32);
            complaint.range = TextRange::new(at, at);
            complaint.column = Some(width as u32);
        }
    }

    /// Where the logical line that holds `at` starts.
    pub(super) fn line_start_of(&self, at: TextSize) -> TextSize {
        let end = self.tokens.partition_point(|token| token.start() < at);
        let is_break = |token: &&Token| {
            matches!(token.kind(), TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
        };
        let start = self.tokens[..end].iter().rposition(is_break).map_or(0, |index| index + 1);
        self.tokens.get(start).map_or(at, |token| token.start())
    }

    /// CPython's column is the width of the indentation.
    pub(super) fn unexpected_indent(&self) -> Complaint {
        let from = self.error.location.start().to_usize();
        let start = self.source[..from].rfind('\n').map_or(0, |at| at + 1);
        let line = self.source[start..].lines().next().unwrap_or("");
        let width = line.len() - line.trim_start().len();
        let at = TextSize::new((start + width) as u32);
        let mut complaint = Complaint::indentation(TextRange::new(at, at), "unexpected indent");
        complaint.column = Some(width as u32);
        complaint
    }
}
