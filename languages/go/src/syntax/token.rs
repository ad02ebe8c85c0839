//! The words of the language, and how gc names them in its messages.

use runtime_core::source::Span;
use std::rc::Rc;

/// What kind of word a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tok {
    /// The end of the text.
    Eof,
    /// A name.
    Name,
    /// A literal of this kind.
    Lit(LitKind),
    /// A keyword or a punctuation mark, by its spelling.
    Op(&'static str),
    /// A statement's end; the token's text says which: `semicolon`, `newline` or `EOF`.
    Semi,
}

/// The kinds of literals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LitKind {
    /// `42`, `0x2a`
    Int,
    /// `1.5e3`
    Float,
    /// `2i`
    Imag,
    /// `'x'`
    Char,
    /// `"x"` or a raw string.
    Str,
}

/// One word of the source.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its kind.
    pub tok: Tok,
    /// Its bytes in the source.
    pub span: Span,
    /// The name, the literal as written, or which kind of semicolon.
    pub text: Rc<str>,
}

/// Go's keywords, in the order of the alphabet.
pub const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// Punctuation, the longest first so that the first match is the right one.
pub const PUNCTUATION: [&str; 48] = [
    "<<=", ">>=", "&^=", "...", "&&", "||", "<-", "++", "--", "==", "!=", "<=", ">=", ":=", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "&^", "+", "-", "*", "/", "%", "&", "|",
    "^", "<", ">", "=", "!", "(", ")", "[", "]", "{", "}", ",", ";", ".", ":", "~",
];

impl Token {
    /// The token as gc's "unexpected ..." names it.
    pub fn describe(&self) -> String {
        match self.tok {
            Tok::Eof => "EOF".into(),
            Tok::Semi => self.text.to_string(),
            Tok::Name => format!("name {}", self.text),
            Tok::Lit(_) => format!("literal {}", self.text),
            Tok::Op(",") => "comma".into(),
            Tok::Op(op) if KEYWORDS.contains(&op) => format!("keyword {op}"),
            Tok::Op(op) => op.into(),
        }
    }
}
