//! The parser's complaint in CPython's words.
//!
//! **Models:** the `invalid_*` rules of `Grammar/python.gram`, CPython 3.13.
//! **Departures:** one error is reported, as CPython does; where our parser sees it elsewhere
//! than CPython's, the words are `invalid syntax`.

use super::brackets;
use super::scan::{Juxtaposed, Scan, is_legacy};
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ModModule};
use ruff_python_parser::{InterpolatedStringErrorType, ParseError, ParseErrorType, Parsed};
use ruff_text_size::{Ranged, TextRange, TextSize};
use runtime_core::source::{Diagnostic, Span};

/// What is wrong, and where.
pub(super) struct Complaint {
    pub code: &'static str,
    pub range: TextRange,
    pub message: String,
    /// The column, where CPython counts otherwise than from the place.
    pub column: Option<u32>,
}

impl Complaint {
    pub(super) fn syntax(range: TextRange, message: impl Into<String>) -> Complaint {
        Complaint { code: "SyntaxError", range, message: message.into(), column: None }
    }

    pub(super) fn indentation(range: TextRange, message: impl Into<String>) -> Complaint {
        Complaint { code: "IndentationError", range, message: message.into(), column: None }
    }
}

/// The first error of a parse that has some.
pub(super) fn first_error(source: &str, parsed: &Parsed<ModModule>) -> Diagnostic {
    let error = &parsed.errors()[0];
    let tokens: Vec<&Token> =
        parsed.tokens().iter().filter(|token| !token.kind().is_trivia()).collect();
    let place = Place { source, parsed, error, tokens };
    let juxtaposed = place.scan().juxtaposed(place.index());
    let furthest = match &juxtaposed {
        Some(found) => place.tokens.get(found.end).map(|token| token.start()),
        None => place.furthest(),
    };
    let tokenizer = brackets::complaint(source, parsed.tokens(), parsed.errors(), furthest);
    let complaint = tokenizer
        .or_else(|| juxtaposed.map(|found| place.juxtaposed(&found)))
        .or_else(|| place.forced())
        .unwrap_or_else(|| place.complaint());
    let column = complaint.column;
    let range = complaint.range;
    let end = range.end().to_u32().min(source.len() as u32);
    let mut start = range.start().to_u32().min(end);
    // CPython points at the end of the last line rather than past it.
    while start as usize == source.len() && source[..start as usize].ends_with('\n') {
        start -= 1;
        if !source[..start as usize].ends_with('\n') {
            break;
        }
    }
    let span = Span { start, end: end.max(start) };
    let mut diagnostic = Diagnostic::new(source, span, complaint.code, complaint.message);
    diagnostic.column = column.unwrap_or(diagnostic.column);
    diagnostic
}

/// The first error among the tokens.
pub(super) struct Place<'a> {
    pub source: &'a str,
    parsed: &'a Parsed<ModModule>,
    pub error: &'a ParseError,
    pub tokens: Vec<&'a Token>,
}

const INVALID: &str = "invalid syntax";

impl Place<'_> {
    fn complaint(&self) -> Complaint {
        let range = self.error.location;
        let words = match &self.error.error {
            ParseErrorType::ExpectedToken { expected, found } => {
                return self.expected(*expected, *found);
            }
            ParseErrorType::SimpleStatementsOnSameLine => return self.on_same_line(),
            ParseErrorType::UnexpectedIndentation => return self.indented(),
            ParseErrorType::OtherError(words) => return self.other(words),
            ParseErrorType::FStringError(kind) => self.fstring(kind),
            ParseErrorType::ExpectedExpression => return self.expected_expression(),
            ParseErrorType::InvalidAssignmentTarget => self.assignment_target(),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                let what = self.described();
                format!("'{what}' is an illegal expression for augmented assignment")
            }
            ParseErrorType::InvalidDeleteTarget => format!("cannot delete {}", self.described()),
            ParseErrorType::InvalidNamedAssignmentTarget => {
                format!("cannot use assignment expressions with {}", self.described())
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => return self.annotated(),
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                "parameter without a default follows parameter with a default".into()
            }
            ParseErrorType::PositionalAfterKeywordArgument => {
                let words = "positional argument follows keyword argument";
                return Complaint::syntax(self.closing_bracket(), words);
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                let words = "positional argument follows keyword argument unpacking";
                return Complaint::syntax(self.closing_bracket(), words);
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                let comma = self.index().checked_sub(1).map_or(range, |at| self.tokens[at].range());
                let words = "iterable argument unpacking follows keyword argument unpacking";
                return Complaint::syntax(TextRange::new(comma.start(), range.end()), words);
            }
            ParseErrorType::EmptyImportNames => match self.kind_at(self.index()) {
                Some(TokenKind::Newline) => "Expected one or more names after 'import'".into(),
                _ => INVALID.into(),
            },
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                "Generator expression must be parenthesized".into()
            }
            ParseErrorType::ExpectedKeywordParam => {
                let mut before =
                    self.tokens[..=self.index().min(self.tokens.len() - 1)].iter().rev();
                let star = before.find(|token| token.kind() == TokenKind::Star);
                let range = star.map_or(range, |token| token.range());
                return Complaint::syntax(range, "named arguments must follow bare *");
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                "arguments cannot follow var-keyword argument".into()
            }
            ParseErrorType::VarParameterWithDefault => {
                "var-positional argument cannot have default value".into()
            }
            ParseErrorType::IterableUnpackingInComprehension => {
                "iterable unpacking cannot be used in comprehension".into()
            }
            _ => INVALID.into(),
        };
        Complaint::syntax(range, words)
    }

    fn indented(&self) -> Complaint {
        match self.mixes_tabs() {
            true => Complaint {
                code: "TabError",
                range: self.error.location,
                message: "inconsistent use of tabs and spaces in indentation".into(),
                column: None,
            },
            false => self.unexpected_indent(),
        }
    }

    /// `f():`, `f(): int`
    fn annotated(&self) -> Complaint {
        let range = self.error.location;
        if self.kind_after_colon() != Some(TokenKind::Newline) {
            return Complaint::syntax(range, "illegal target for annotation");
        }
        let colon = self.tokens.partition_point(|token| token.start() < range.end());
        let range = self.tokens.get(colon).map_or(range, |token| token.range());
        Complaint::syntax(range, INVALID)
    }

    /// Index of the token at the error, or of the first one after it.
    pub(super) fn index(&self) -> usize {
        let start = self.error.location.start();
        self.tokens.partition_point(|token| token.start() < start)
    }

    fn kind_at(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind())
    }

    /// The tokens of the error's logical line up to the error.
    pub(super) fn line_before(&self) -> &[&Token] {
        let end = self.index();
        let is_break = |token: &&Token| {
            matches!(token.kind(), TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
        };
        let start = self.tokens[..end].iter().rposition(is_break).map_or(0, |at| at + 1);
        &self.tokens[start..end]
    }

    pub(super) fn scan(&self) -> Scan<'_> {
        Scan { source: self.source, tokens: &self.tokens }
    }

    /// Where the token at the error starts; line breaks in open brackets are none.
    pub(super) fn furthest(&self) -> Option<TextSize> {
        let from = self.index();
        let is_break = |token: &&&Token| {
            matches!(
                token.kind(),
                TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::EndOfFile
            )
        };
        self.tokens[from..].iter().find(|token| !is_break(token)).map(|token| token.start())
    }

    /// `a b` in brackets.
    fn juxtaposed(&self, found: &Juxtaposed) -> Complaint {
        if found.second == found.start + 1
            && let Some(legacy) = self.legacy(found.start)
        {
            return legacy;
        }
        let range = self.scan().range(found.start, found.end);
        Complaint::syntax(range, "invalid syntax. Perhaps you forgot a comma?")
    }

    /// `print x`, the name being token `at`.
    fn legacy(&self, at: usize) -> Option<Complaint> {
        let scan = self.scan();
        let name = scan.text(at);
        let is_attribute = at > 0 && scan.kind(at - 1) == TokenKind::Dot;
        if !is_legacy(name) || is_attribute || scan.kind(at + 1) == TokenKind::Lpar {
            return None;
        }
        let mut end = scan.expression(at + 1)?;
        while scan.kind(end) == TokenKind::Comma
            && let Some(next) = scan.expression(end + 1)
        {
            end = next;
        }
        let words = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        Some(Complaint::syntax(scan.range(at, end), words))
    }

    pub(super) fn is_bracketed(&self) -> bool {
        let depth =
            self.tokens[..self.index()].iter().fold(0i32, |depth, token| match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth + 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth - 1,
                _ => depth,
            });
        depth > 0
    }

    fn expected(&self, expected: TokenKind, found: TokenKind) -> Complaint {
        let range = self.error.location;
        let first = self.line_before().first().map(|token| token.kind());
        let starts_test = matches!(first, Some(TokenKind::If | TokenKind::Elif | TokenKind::While));
        let words = match (expected, found) {
            (TokenKind::Colon, TokenKind::Rbrace | TokenKind::Comma) if self.is_bracketed() => {
                "':' expected after dictionary key"
            }
            (TokenKind::Colon, TokenKind::Newline) => "expected ':'",
            (TokenKind::Colon, TokenKind::Equal) if starts_test => {
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            }
            (TokenKind::Colon, _) if self.line_before().iter().take(2).any(is_def) => {
                "expected ':'"
            }
            (TokenKind::Else, _) => return self.no_else(),
            (TokenKind::Comma, found) if is_augmented(found) => {
                return Complaint::syntax(
                    range,
                    "'tuple' is an illegal expression for augmented assignment",
                );
            }
            _ => INVALID,
        };
        let starts_earlier = words.starts_with("invalid syntax.");
        let operand = self.line_before().last().filter(|_| starts_earlier);
        let start = operand.map_or(range.start(), |token| token.start());
        Complaint::syntax(TextRange::new(start, range.end()), words)
    }

    /// `a if b` without `else`.
    fn no_else(&self) -> Complaint {
        let scan = self.scan();
        let at = self.index();
        let test = (0..at).rev().find(|&index| scan.kind(index) == TokenKind::If);
        let start = test.map_or(at, |test| scan.start_of(test));
        let range = TextRange::new(self.tokens[start].start(), self.tokens[at - 1].end());
        Complaint::syntax(range, "expected 'else' after 'if' expression")
    }

    /// Two statements, or what looks like them, on one line.
    fn on_same_line(&self) -> Complaint {
        let index = self.index();
        let (before, here) = match (index.checked_sub(1), self.tokens.get(index)) {
            (Some(before), Some(here)) => (self.tokens[before], *here),
            _ => return Complaint::syntax(self.error.location, INVALID),
        };
        if let Some(legacy) = self.legacy(index - 1) {
            return legacy;
        }
        let _ = before;
        Complaint::syntax(here.range(), INVALID)
    }

    fn mixes_tabs(&self) -> bool {
        let indents: Vec<&str> = self
            .source
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| &line[..line.len() - line.trim_start().len()])
            .collect();
        indents.iter().any(|indent| indent.starts_with('\t'))
            && indents.iter().any(|indent| indent.starts_with(' '))
    }

    fn expected_expression(&self) -> Complaint {
        let range = self.error.location;
        let index = self.index();
        let before = index.checked_sub(1).and_then(|index| self.kind_at(index));
        let opens = index.checked_sub(2).and_then(|index| self.kind_at(index));
        let in_fstring = matches!(opens, Some(TokenKind::FStringStart | TokenKind::FStringMiddle));
        let words = match (before, self.kind_at(index)) {
            (Some(TokenKind::Lbrace), Some(TokenKind::Rbrace)) if in_fstring => {
                "f-string: valid expression required before '}'"
            }
            (Some(TokenKind::Rarrow), Some(TokenKind::Colon)) => "expected ':'",
            _ => INVALID,
        };
        Complaint::syntax(range, words)
    }

    fn fstring(&self, kind: &InterpolatedStringErrorType) -> String {
        match kind {
            InterpolatedStringErrorType::UnclosedLbrace => {
                let text = &self.source[..self.error.location.start().to_usize()];
                let in_spec = text.rsplit('{').nth(1).is_some_and(|outer| outer.contains(':'));
                let or = if in_spec { ", or format specs" } else { "" };
                format!("f-string: expecting '}}'{or}")
            }
            InterpolatedStringErrorType::SingleRbrace => {
                "f-string: single '}' is not allowed".into()
            }
            InterpolatedStringErrorType::InvalidConversionFlag => {
                let found = &self.source[self.error.location];
                format!(
                    "f-string: invalid conversion character '{found}': expected 's', 'r', or 'a'"
                )
            }
            InterpolatedStringErrorType::LambdaWithoutParentheses => {
                "f-string: lambda expressions are not allowed without parentheses".into()
            }
            _ => INVALID.into(),
        }
    }

    fn other(&self, words: &str) -> Complaint {
        let range = self.error.location;
        if let Some(clause) = words.strip_prefix("Expected an indented block after ") {
            return self.no_block(clause);
        }
        let words = match words {
            "Expected `except` or `finally` after `try` block" => {
                let words = "expected 'except' or 'finally' block";
                let mut complaint = Complaint::syntax(range, words);
                let before = self.tokens[..self.index()].iter().rev();
                let header = before.clone().find(|token| token.kind() == TokenKind::Try);
                if let Some(header) = header {
                    self.after_dedent(header.start(), &mut complaint);
                }
                return complaint;
            }
            "Only one '*' parameter allowed" => "* argument may appear only once",
            "Only one '*' separator allowed" => "* argument may appear only once",
            "Only one '**' parameter allowed" => "arguments cannot follow var-keyword argument",
            "Only one '/' separator allowed" => "/ may appear only once",
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Position-only parameter separator not allowed as first parameter" => {
                "at least one argument must precede /"
            }
            "Only single target (not tuple) can be annotated" => {
                "only single target (not tuple) can be annotated"
            }
            "Only single target (not list) can be annotated" => {
                "only single target (not list) can be annotated"
            }
            "Expected a parameter name" => return self.bad_keyword(),
            "Multiple exception types must be parenthesized when using `as`" => {
                "multiple exception types must be parenthesized"
            }
            "Trailing comma not allowed" => {
                let after = self.tokens.get(self.index() + 1).map_or(range, |token| token.range());
                let is_import =
                    self.line_before().first().is_some_and(|token| token.kind() == TokenKind::From);
                let words = match is_import {
                    true => "trailing comma not allowed without surrounding parentheses",
                    false => INVALID,
                };
                return Complaint::syntax(after, words);
            }
            _ => INVALID,
        };
        Complaint::syntax(range, words)
    }

    /// `f(1=2)`, `f(True=2)`.
    fn bad_keyword(&self) -> Complaint {
        let range = self.error.location;
        let text = &self.source[range];
        let words = match text {
            "True" | "False" | "None" => format!("cannot assign to {text}"),
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
        };
        Complaint::syntax(range, words)
    }

    fn kind_after_colon(&self) -> Option<TokenKind> {
        let end = self.error.location.end();
        let index = self.tokens.partition_point(|token| token.start() < end);
        match self.kind_at(index) {
            Some(TokenKind::Colon) => self.kind_at(index + 1),
            _ => None,
        }
    }

    fn assignment_target(&self) -> String {
        let what = self.described();
        let target = self.expression();
        let is_plain = matches!(what, "True" | "False" | "None" | "ellipsis")
            || matches!(
                target,
                Some(
                    Expr::BoolOp(_)
                        | Expr::Compare(_)
                        | Expr::Lambda(_)
                        | Expr::If(_)
                        | Expr::Starred(_)
                        | Expr::Generator(_)
                        | Expr::Yield(_)
                )
            )
            || matches!(target, Some(Expr::UnaryOp(unary)) if unary.op == ruff_python_ast::UnaryOp::Not);
        let index = self.index();
        let starts_line = index == 0
            || matches!(
                self.kind_at(index - 1),
                Some(TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi)
            );
        match !is_plain && starts_line {
            true => format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"),
            false => format!("cannot assign to {what}"),
        }
    }

    fn described(&self) -> &'static str {
        self.expression().map_or("expression", crate::compile::describe)
    }

    /// The expression at the error.
    fn expression(&self) -> Option<&Expr> {
        let mut finder = Finder { range: self.error.location, found: None };
        finder.visit_body(self.parsed.suite());
        finder.found
    }
}

struct Finder<'a> {
    range: TextRange,
    found: Option<&'a Expr>,
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if expr.range() == self.range {
            self.found = Some(expr);
        } else {
            visitor::walk_expr(self, expr);
        }
    }
}

fn is_def(token: &&Token) -> bool {
    token.kind() == TokenKind::Def
}

fn is_augmented(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::PlusEqual
            | TokenKind::MinusEqual
            | TokenKind::StarEqual
            | TokenKind::SlashEqual
            | TokenKind::PercentEqual
    )
}
