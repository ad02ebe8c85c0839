//! Statements.

use super::super::ast::{
    Block, CaseClause, CommClause, Expr, ExprKind, For, Ident, If, Range, Stmt, StmtKind, Switch,
    TypeSwitch,
};
use super::super::show;
use super::super::token::Tok;
use super::Parser;
use runtime_core::source::Span;
use std::rc::Rc;

/// The parts of the header of `if`, `for` and `switch`.
#[derive(Default)]
struct Header {
    init: Option<Stmt>,
    cond: Option<Stmt>,
    post: Option<Stmt>,
    /// The semicolon behind the first part, and which kind it is.
    semi: Option<(Span, Rc<str>)>,
}

impl Parser {
    pub(super) fn stmt_list(&mut self) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        while !matches!(self.tok(), Tok::Eof | Tok::Op("}" | "case" | "default")) {
            let before = self.at;
            if !self.starts_stmt() {
                break;
            }
            stmts.push(self.stmt());
            let closed = matches!(self.tok(), Tok::Op("}") | Tok::Eof);
            if !self.got_semi() && !closed {
                self.unexpected(" at end of statement");
                self.skip_to(&[";", "}"]);
                self.got_semi();
            }
            if self.at == before {
                self.next();
            }
        }
        stmts
    }

    /// Whether a statement can begin with this token.
    fn starts_stmt(&self) -> bool {
        match self.tok() {
            Tok::Name | Tok::Lit(_) | Tok::Semi => true,
            Tok::Eof => false,
            Tok::Op("else" | "import" | "package" | "range" | "case" | "default") => false,
            Tok::Op(op) => {
                op.starts_with(|c: char| c.is_ascii_lowercase())
                    || matches!(op, "{" | "(" | "[" | "<-")
                    || matches!(op, "+" | "-" | "*" | "&" | "^" | "!" | "~")
            }
        }
    }

    fn stmt(&mut self) -> Stmt {
        let start = self.span();
        let fits = self.enter();
        let kind = if fits { self.stmt_kind() } else { StmtKind::Empty };
        self.leave();
        Stmt { span: self.since(start), kind }
    }

    fn stmt_kind(&mut self) -> StmtKind {
        let start = self.span();
        match self.tok() {
            Tok::Semi => StmtKind::Empty,
            Tok::Op("{") => {
                self.next();
                StmtKind::Block(self.block_at(start))
            }
            Tok::Op("var" | "const" | "type") => StmtKind::Decl(self.gen_decl()),
            Tok::Op("if") => self.if_stmt(),
            Tok::Op("for") => self.for_stmt(),
            Tok::Op("switch") => self.switch_stmt(),
            Tok::Op("select") => self.select_stmt(),
            Tok::Op(keyword @ ("go" | "defer")) => self.call_stmt(keyword),
            Tok::Op("return") => {
                self.next();
                let ended = matches!(self.tok(), Tok::Semi | Tok::Eof | Tok::Op("}"));
                StmtKind::Return(if ended { Vec::new() } else { self.expr_list() })
            }
            Tok::Op(keyword @ ("break" | "continue" | "goto" | "fallthrough")) => {
                self.next();
                let named = self.tok() == Tok::Name || keyword == "goto";
                let label = named.then(|| self.ident());
                StmtKind::Branch(keyword, label)
            }
            Tok::Name if matches!(self.tokens[self.at + 1].tok, Tok::Op(":")) => self.labeled(),
            _ => self.simple_stmt(),
        }
    }

    fn labeled(&mut self) -> StmtKind {
        let label = self.ident();
        self.next();
        if self.is("}") {
            let span = self.span();
            return StmtKind::Labeled(label, Box::new(Stmt { span, kind: StmtKind::Empty }));
        }
        StmtKind::Labeled(label, Box::new(self.stmt()))
    }

    fn call_stmt(&mut self, keyword: &'static str) -> StmtKind {
        self.next();
        let call = self.expr();
        if matches!(call.kind, ExprKind::Paren(_)) {
            let message = format!("expression in {keyword} must not be parenthesized");
            self.syntax_error(call.span, &message);
        }
        if keyword == "go" { StmtKind::Go(call) } else { StmtKind::Defer(call) }
    }

    /// An expression, a send, an assignment, `:=`, `++`.
    fn simple_stmt(&mut self) -> StmtKind {
        let mut left = self.expr_list();
        let Tok::Op(op) = self.tok() else { return self.expr_stmt(left) };
        let at = self.span();
        match op {
            ":=" => {
                self.next();
                let right = self.expr_list();
                StmtKind::Define(left, right, at)
            }
            "=" => {
                self.next();
                StmtKind::Assign(left, self.expr_list())
            }
            "<-" if left.len() == 1 => {
                self.next();
                StmtKind::Send(left.remove(0), self.expr())
            }
            "++" | "--" if left.len() == 1 => {
                self.next();
                StmtKind::IncDec(left.remove(0), &op[..1])
            }
            "+=" | "-=" | "*=" | "/=" | "%=" | "&=" | "|=" | "^=" | "<<=" | ">>=" | "&^="
                if left.len() == 1 =>
            {
                self.next();
                StmtKind::OpAssign(left.remove(0), &op[..op.len() - 1], self.expr())
            }
            _ => self.expr_stmt(left),
        }
    }

    fn expr_stmt(&mut self, mut list: Vec<Expr>) -> StmtKind {
        if list.len() > 1 {
            self.unexpected(", expected := or = or comma");
            self.skip_to(&[";", "}", "{"]);
        }
        StmtKind::Expr(list.swap_remove(0))
    }

    /// A statement of a header: `range` is allowed in `for` only.
    fn header_stmt(&mut self) -> Stmt {
        let start = self.span();
        let kind = self.simple_stmt();
        Stmt { span: self.since(start), kind }
    }

    fn body(&mut self, context: &str) -> Block {
        let start = self.span();
        if !self.got("{") {
            self.unexpected(&format!(", expected {{ after {context}"));
            let brace_below =
                matches!(self.tokens.get(self.at + 1), Some(token) if token.tok == Tok::Op("{"));
            if self.tok() == Tok::Semi && brace_below {
                self.next();
            }
            self.skip_to(&[";", "}", "{"]);
            if !self.got("{") {
                return Block { stmts: Vec::new(), span: start };
            }
        }
        self.block_at(start)
    }

    /// The header of an `if`, a `switch` or, with three parts, a `for`.
    fn header(&mut self, keyword: &str) -> Header {
        let mut header = Header::default();
        if self.is("{") {
            return header;
        }
        let outer = std::mem::replace(&mut self.header, -1);
        if self.tok() != Tok::Semi {
            header.cond = Some(self.header_stmt());
        }
        if !self.is("{") {
            header.init = header.cond.take();
            self.second_part(&mut header, keyword);
        }
        self.header = outer;
        header
    }

    fn second_part(&mut self, header: &mut Header, keyword: &str) {
        if self.tok() == Tok::Semi {
            header.semi = Some((self.span(), self.token().text.clone()));
            self.next();
        } else {
            self.want("{");
            if !self.is("{") {
                self.skip_to_stmt(&["{", "}"]);
            }
        }
        if keyword != "for" {
            if !self.is("{") {
                header.cond = Some(self.header_stmt());
            }
            return;
        }
        if self.tok() != Tok::Semi {
            if self.is("{") {
                return self.unexpected(", expected for loop condition");
            }
            header.cond = Some(self.header_stmt());
        }
        if !self.got_semi() {
            self.unexpected(", expected semicolon or newline");
            self.next();
        }
        if !self.is("{") {
            header.post = Some(self.header_stmt());
        }
    }

    /// The condition as an expression, if there is one.
    fn condition(&mut self, cond: Option<Stmt>) -> Option<Expr> {
        let Stmt { span, kind } = cond?;
        let (at, what) = match kind {
            StmtKind::Expr(expr) => return Some(expr),
            StmtKind::Define(left, right, at) => (at, format!("{} := {}", all(&left), all(&right))),
            StmtKind::Assign(left, right) => {
                let end = left.last().map_or(span.start, |last| last.span.end + 1);
                let what = format!("assignment {} = {}", emphasized(&left), emphasized(&right));
                (Span { start: end, end: end + 1 }, what)
            }
            _ => (span, "statement".into()),
        };
        self.syntax_error(at, &format!("cannot use {what} as value"));
        Some(self.bad())
    }

    fn if_stmt(&mut self) -> StmtKind {
        self.next();
        if self.is("{") {
            self.syntax_error(self.span(), "missing condition in if statement");
        }
        let header = self.header("if");
        if let (None, Some((at, text))) = (&header.cond, &header.semi) {
            match &**text {
                "semicolon" => self.syntax_error(*at, "missing condition in if statement"),
                found => {
                    let message = format!("unexpected {found}, expected {{ after if clause");
                    self.syntax_error(*at, &message);
                }
            }
        }
        let cond = match self.condition(header.cond) {
            Some(cond) => cond,
            None => self.bad(),
        };
        let then = self.body("if clause");
        let otherwise = self.got("else").then(|| self.otherwise()).flatten();
        StmtKind::If(Box::new(If { init: header.init, cond, then, otherwise }))
    }

    fn otherwise(&mut self) -> Option<Stmt> {
        if self.is("if") || self.is("{") {
            return Some(self.stmt());
        }
        self.syntax_error(self.span(), "else must be followed by if or statement block");
        self.skip_to(&["}", ";"]);
        None
    }

    fn for_stmt(&mut self) -> StmtKind {
        self.next();
        if let Some(range) = self.range_clause() {
            return range;
        }
        let header = self.header("for");
        let cond = self.condition(header.cond);
        if let Some(Stmt { span, kind: StmtKind::Define(..) }) = header.post {
            self.syntax_error(span, "cannot declare in post statement of for loop");
        }
        let body = self.body("for clause");
        StmtKind::For(Box::new(For { init: header.init, cond, post: header.post, body }))
    }

    /// Whether what stands before the word `range` lets it begin a range clause.
    fn may_range(&self, at: usize) -> bool {
        matches!(self.tokens[at - 1].tok, Tok::Op("for" | "=" | ":="))
    }

    /// `range x` with what stands before it, if this is such a loop.
    fn range_clause(&mut self) -> Option<StmtKind> {
        let mut ahead = self.at;
        let mut depth = 0;
        loop {
            match self.tokens[ahead].tok {
                Tok::Op("range") if depth == 0 && self.may_range(ahead) => break,
                Tok::Op("(" | "[") => depth += 1,
                Tok::Op(")" | "]") => depth -= 1,
                Tok::Op("{" | "func") | Tok::Semi | Tok::Eof => return None,
                _ => {}
            }
            ahead += 1;
        }
        let outer = std::mem::replace(&mut self.header, -1);
        let (mut targets, mut define) = (Vec::new(), false);
        if !self.is("range") {
            targets = self.expr_list();
            define = self.got(":=");
            if !define {
                self.want("=");
            }
        }
        self.want("range");
        let subject = self.expr();
        self.header = outer;
        let extra = targets.get(2).map(|extra| extra.span);
        let mut targets = targets.into_iter();
        let (key, value) = (targets.next(), targets.next());
        let body = self.body("for clause");
        let id = self.id();
        Some(StmtKind::Range(Box::new(Range { id, key, value, extra, define, subject, body })))
    }

    fn switch_stmt(&mut self) -> StmtKind {
        self.next();
        let header = self.header("switch");
        let tag = match header.cond.map(|stmt| (stmt.span, type_switch_guard(stmt.kind))) {
            Some((_, Ok((bind, subject)))) => {
                let clauses = self.clauses();
                let switch = TypeSwitch { init: header.init, bind, subject, clauses };
                return StmtKind::TypeSwitch(Box::new(switch));
            }
            Some((span, Err(kind))) => self.condition(Some(Stmt { span, kind })),
            None => None,
        };
        let clauses = self.clauses();
        StmtKind::Switch(Box::new(Switch { init: header.init, tag, clauses }))
    }

    fn clauses(&mut self) -> Vec<CaseClause> {
        let mut clauses = Vec::new();
        if !self.got("{") {
            self.syntax_error(self.span(), "missing { after switch clause");
            self.skip_to(&["{", "}"]);
            self.got("{");
        }
        while self.tok() != Tok::Eof && !self.is("}") {
            let start = self.span();
            let default = self.got("default");
            let mut values = Vec::new();
            if !default {
                if !self.got("case") {
                    self.unexpected(", expected case or default or }");
                    self.skip_to(&[":", "case", "default", "}"]);
                    if !self.is(":") {
                        self.unexpected(", expected :");
                        self.give_up();
                        break;
                    }
                } else {
                    values = self.expr_list();
                }
            }
            self.want(":");
            let span = self.since(start);
            let body = self.clause_body();
            clauses.push(CaseClause { span, default, values, body });
        }
        self.want("}");
        clauses
    }

    fn clause_body(&mut self) -> Block {
        let start = self.span();
        let outer = std::mem::replace(&mut self.header, 0);
        let stmts = self.stmt_list();
        self.header = outer;
        Block { stmts, span: self.since(start) }
    }

    fn select_stmt(&mut self) -> StmtKind {
        self.next();
        let mut clauses = Vec::new();
        self.want("{");
        while self.tok() != Tok::Eof && !self.is("}") {
            let start = self.span();
            let mut comm = None;
            if !self.got("default") {
                if !self.got("case") {
                    self.unexpected(", expected case or default or }");
                    self.skip_to(&["case", "default", "}"]);
                    continue;
                }
                let at = self.span();
                let kind = self.simple_stmt();
                comm = Some(Stmt { span: self.since(at), kind });
            }
            self.want(":");
            let span = self.since(start);
            let body = self.clause_body();
            clauses.push(CommClause { span, comm, body });
        }
        self.want("}");
        StmtKind::Select(clauses)
    }
}

/// `x := y.(type)` or `y.(type)`; anything else comes back.
fn type_switch_guard(kind: StmtKind) -> Result<(Option<Ident>, Expr), StmtKind> {
    match kind {
        StmtKind::Expr(Expr { kind: ExprKind::Assert(subject, None), .. }) => Ok((None, *subject)),
        StmtKind::Define(left, mut right, at) => {
            let name = left.first().and_then(|l| Some((l.id, l.span, l.as_name()?.clone())));
            match (name, right.pop()) {
                (
                    Some((id, span, name)),
                    Some(Expr { kind: ExprKind::Assert(subject, None), .. }),
                ) if left.len() == 1 && right.is_empty() => {
                    Ok((Some(Ident { id, span, name }), *subject))
                }
                (_, last) => {
                    right.extend(last);
                    Err(StmtKind::Define(left, right, at))
                }
            }
        }
        other => Err(other),
    }
}

fn all(list: &[Expr]) -> String {
    list.iter().map(show).collect::<Vec<_>>().join(", ")
}

/// In parentheses where it is neither a name nor a literal, so that `=` stands out.
fn emphasized(list: &[Expr]) -> String {
    match list {
        [Expr { kind: ExprKind::Name(_) | ExprKind::Lit(..), .. }] => all(list),
        _ => format!("({})", all(list)),
    }
}
