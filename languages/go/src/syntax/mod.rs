//! From source text to a tree: tokens, grammar, and what gc says about text that is neither.

pub mod ast;
mod lexer;
mod number;
mod parser;
mod print;
pub mod token;

pub use parser::parse;
pub use print::{show, signature};

use runtime_core::source::Span;
use std::borrow::Cow;

/// How deep a tree may be: every walk over it recurses at most this often.
pub const DEPTH_MAX: u32 = 150;

/// How errors of grammar begin.
pub const SYNTAX_ERROR: &str = "syntax error: ";

/// Something wrong with the program, before it has a line and a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// Where.
    pub span: Span,
    /// `compile` or `unsupported`.
    pub code: &'static str,
    /// gc's words, or ours for what is not simulated.
    pub message: String,
    /// What to use instead.
    pub help: Cow<'static, str>,
}

impl Issue {
    /// What the real compiler refuses too.
    pub fn compile(span: Span, message: impl Into<String>) -> Issue {
        Issue { span, code: "compile", message: message.into(), help: "".into() }
    }

    /// Whether nothing is checked after it: a malformed literal is read over, as gc does.
    pub fn is_final(&self) -> bool {
        self.code != "compile" || self.message.starts_with(SYNTAX_ERROR)
    }

    /// What the real compiler accepts and we do not simulate.
    pub fn unsupported(
        span: Span, message: impl Into<String>, help: impl Into<Cow<'static, str>>,
    ) -> Issue {
        Issue { span, code: "unsupported", message: message.into(), help: help.into() }
    }
}
