//! A look at the tokens before parsing: the parser is recursive, so what nests is counted first.
//!
//! **Models:** CPython's limits where it has them: `MAXSTACK` brackets (200) and 100 levels of
//! indentation. The limits on operators are ours; CPython gives up with a RecursionError or a
//! MemoryError at a few thousand.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use runtime_core::source::{Diagnostic, Span};

const BRACKETS_MAX: usize = 200;
const INDENTS_MAX: u32 = 100;
/// Operators that nest by themselves: `not`, `-`, `lambda`, `if`/`else`, `**`, `await`.
const NESTING_MAX: u32 = 100;
/// Tokens of one expression between commas.
const TOKENS_MAX: u32 = 3000;
/// More than any page's program.
const BYTES_MAX: usize = 1 << 20;

/// What one open bracket, or the statement itself, holds so far.
#[derive(Clone, Copy, Default)]
struct Level {
    nesting: u32,
    tokens: u32,
}

/// Refuses what nests too deep.
pub(super) fn check(source: &str) -> Result<(), Diagnostic> {
    if source.len() > BYTES_MAX {
        let message = "a program of more than a megabyte is not simulated";
        return Err(refuse(source, 0, "unsupported", message));
    }
    if let Some(at) = source.find('\0') {
        let span = Span { start: at as u32, end: at as u32 + 1 };
        let message = "source code string cannot contain null bytes";
        return Err(Diagnostic::new(source, span, "SyntaxError", message.into()));
    }
    let mut lexer = lexer::lex(source, Mode::Module);
    let mut levels = vec![Level::default()];
    let mut indents = 0;
    let mut before = TokenKind::Newline;
    let mut line = 0;
    loop {
        let kind = lexer.next_token();
        match kind {
            TokenKind::EndOfFile => return Ok(()),
            // The lexer does not tell where it is; a string of several lines counts as one.
            TokenKind::Newline | TokenKind::NonLogicalNewline => line += 1,
            TokenKind::Indent => indents += 1,
            TokenKind::Dedent => indents = u32::saturating_sub(indents, 1),
            _ => {}
        }
        if indents >= INDENTS_MAX {
            let message = "too many levels of indentation";
            return Err(refuse(source, line, "IndentationError", message));
        }
        count(kind, before, &mut levels);
        if levels.len() > BRACKETS_MAX + 1 {
            return Err(refuse(source, line, "SyntaxError", "too many nested parentheses"));
        }
        let nesting: u32 = levels.iter().map(|level| level.nesting).sum();
        let tokens = levels.last().map_or(0, |level| level.tokens);
        if nesting > NESTING_MAX || tokens > TOKENS_MAX {
            let message = "an expression this complex is not simulated";
            return Err(refuse(source, line, "unsupported", message));
        }
        before = kind;
    }
}

fn count(kind: TokenKind, before: TokenKind, levels: &mut Vec<Level>) {
    let opens = matches!(
        kind,
        TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart
    );
    let closes = matches!(
        kind,
        TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd
    );
    let ends = matches!(
        kind,
        TokenKind::Comma
            | TokenKind::Newline
            | TokenKind::Semi
            | TokenKind::Indent
            | TokenKind::Dedent
    );
    if closes && levels.len() > 1 {
        levels.pop();
    }
    let Some(level) = levels.last_mut() else { return };
    if ends {
        // A line break inside brackets is no `Newline` token, unless they are unbalanced.
        *level = Level::default();
        return;
    }
    level.tokens += 1;
    level.nesting += u32::from(nests(kind, before));
    if opens {
        levels.push(Level::default());
    }
}

/// Whether an operator makes the expression after it one level deeper.
fn nests(kind: TokenKind, before: TokenKind) -> bool {
    match kind {
        TokenKind::Not
        | TokenKind::Lambda
        | TokenKind::Await
        | TokenKind::Else
        | TokenKind::DoubleStar
        | TokenKind::Tilde
        | TokenKind::ColonEqual
        | TokenKind::Yield => true,
        TokenKind::Minus | TokenKind::Plus | TokenKind::Star => {
            // An operator after an operand is a binary one.
            !matches!(
                before,
                TokenKind::Name
                    | TokenKind::Int
                    | TokenKind::Float
                    | TokenKind::Complex
                    | TokenKind::String
                    | TokenKind::FStringEnd
                    | TokenKind::Rpar
                    | TokenKind::Rsqb
                    | TokenKind::Rbrace
                    | TokenKind::True
                    | TokenKind::False
                    | TokenKind::None
                    | TokenKind::Ellipsis
            )
        }
        _ => false,
    }
}

fn refuse(source: &str, line: usize, code: &str, message: &str) -> Diagnostic {
    let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
    let span = Span { start: start as u32, end: start as u32 };
    Diagnostic::new(source, span, code, message.into())
}
