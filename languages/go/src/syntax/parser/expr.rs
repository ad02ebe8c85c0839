//! Expressions.

use super::super::ast::{Call, Element, Expr, ExprKind, Function};
use super::super::token::Tok;
use super::Parser;
use std::rc::Rc;

/// The precedence of a binary operator, 0 for what is none.
fn precedence(tok: Tok) -> (u32, &'static str) {
    let Tok::Op(op) = tok else { return (0, "") };
    let level = match op {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 3,
        "+" | "-" | "|" | "^" => 4,
        "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => 5,
        _ => 0,
    };
    (level, op)
}

impl Parser {
    pub(super) fn expr(&mut self) -> Expr {
        let fits = self.enter();
        let expr = if fits { self.binary(1) } else { self.bad() };
        self.leave();
        expr
    }

    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.got(",") {
            list.push(self.expr());
        }
        list
    }

    fn binary(&mut self, least: u32) -> Expr {
        let start = self.span();
        let mut left = self.unary();
        let outer = self.depth;
        loop {
            let (level, op) = precedence(self.tok());
            if level < least || level == 0 || !self.enter() {
                break;
            }
            self.next();
            let right = self.binary(level + 1);
            left = self.expr_at(start, ExprKind::Binary(op, Box::new(left), Box::new(right)));
        }
        self.depth = outer;
        left
    }

    fn unary(&mut self) -> Expr {
        let fits = self.enter();
        let expr = if fits { self.unary_inner() } else { self.bad() };
        self.leave();
        expr
    }

    fn unary_inner(&mut self) -> Expr {
        let start = self.span();
        match self.tok() {
            Tok::Op("*") => {
                self.next();
                let inner = Box::new(self.unary());
                self.expr_at(start, ExprKind::Star(inner))
            }
            Tok::Op(op @ ("+" | "-" | "!" | "^" | "&" | "~")) => {
                self.next();
                let inner = Box::new(self.unary());
                self.expr_at(start, ExprKind::Unary(op, inner))
            }
            Tok::Op("<-") => self.arrow(),
            _ => self.primary(true),
        }
    }

    /// `<-x`, or the type `<-chan T`.
    fn arrow(&mut self) -> Expr {
        let start = self.span();
        if matches!(self.tokens[self.at + 1].tok, Tok::Op("chan")) {
            let ty = self.ty();
            return self.suffixes(ty, true);
        }
        self.next();
        let inner = Box::new(self.unary());
        self.expr_at(start, ExprKind::Unary("<-", inner))
    }

    fn primary(&mut self, literals: bool) -> Expr {
        let operand = self.operand();
        self.suffixes(operand, literals)
    }

    fn operand(&mut self) -> Expr {
        let start = self.span();
        match self.tok() {
            Tok::Name => {
                let name = self.string_text();
                self.expr_at(start, ExprKind::Name(name))
            }
            Tok::Lit(kind) => {
                let text = self.string_text();
                self.expr_at(start, ExprKind::Lit(kind, text))
            }
            Tok::Op("(") => {
                self.next();
                let outer = std::mem::replace(&mut self.header, 0);
                let inner = self.expr_or_type();
                self.header = outer;
                self.want(")");
                self.expr_at(start, ExprKind::Paren(Box::new(inner)))
            }
            Tok::Op("func") => self.func_lit(),
            Tok::Op("[" | "chan" | "map" | "struct" | "interface") => self.ty(),
            _ => {
                let bad = self.bad();
                self.unexpected(", expected expression");
                self.skip_to(&[")", "]", "}", ";", ",", ":", "{"]);
                bad
            }
        }
    }

    fn expr_or_type(&mut self) -> Expr {
        self.expr()
    }

    fn func_lit(&mut self) -> Expr {
        let start = self.span();
        self.next();
        if self.is("[") {
            self.syntax_error(self.span(), "function type must have no type parameters");
            self.type_params();
        }
        let signature = self.signature();
        if !self.is("{") {
            return self.expr_at(start, ExprKind::FuncType(Box::new(signature)));
        }
        let outer = std::mem::replace(&mut self.header, 0);
        let open = self.span();
        self.next();
        let body = self.block_at(open);
        self.header = outer;
        self.expr_at(start, ExprKind::FuncLit(Rc::new(Function { signature, body })))
    }

    fn suffixes(&mut self, mut expr: Expr, literals: bool) -> Expr {
        let outer = self.depth;
        while self.enter() {
            let start = expr.span;
            expr = match self.tok() {
                Tok::Op(".") => self.dot(expr),
                Tok::Op("[") => self.index_or_slice(expr),
                Tok::Op("(") => self.call(expr),
                Tok::Op("{") if literals && self.opens_literal(&expr) => {
                    let (elements, rbrace) = self.elements();
                    let ty = Some(Box::new(expr));
                    self.expr_at(start, ExprKind::Composite { ty, elements, rbrace })
                }
                _ => break,
            };
        }
        self.depth = outer;
        expr
    }

    /// Whether `{` after `expr` opens a composite literal: always after the syntax of a type,
    /// after a name only outside of a control clause's header.
    fn opens_literal(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(_) => self.header >= 0,
            ExprKind::Selector(x, _) | ExprKind::Index(x, _) => {
                self.header >= 0 && self.opens_literal(x)
            }
            ExprKind::ArrayType(..) | ExprKind::SliceType(_) | ExprKind::MapType(..) => true,
            ExprKind::StructType(_) => true,
            _ => false,
        }
    }

    fn dot(&mut self, expr: Expr) -> Expr {
        let start = expr.span;
        self.next();
        match self.tok() {
            Tok::Name => {
                let name = self.ident();
                self.expr_at(start, ExprKind::Selector(Box::new(expr), name))
            }
            Tok::Op("(") => {
                self.next();
                let ty = if self.got("type") { None } else { Some(Box::new(self.ty())) };
                self.want(")");
                self.expr_at(start, ExprKind::Assert(Box::new(expr), ty))
            }
            _ => {
                self.unexpected(", expected name or (");
                self.skip_to(&[";", ")", "}"]);
                expr
            }
        }
    }

    fn index_or_slice(&mut self, expr: Expr) -> Expr {
        let start = expr.span;
        self.next();
        if self.is("]") {
            self.unexpected(", expected operand");
            self.next();
            return expr;
        }
        let outer = std::mem::replace(&mut self.header, 0);
        let mut parts: [Option<Box<Expr>>; 3] = [None, None, None];
        let mut colons = 0;
        if !self.is(":") {
            parts[0] = Some(Box::new(self.expr()));
        }
        while colons < 2 && self.got(":") {
            colons += 1;
            if colons == 2 {
                self.third_index(&parts);
            }
            if !self.is(":") && !self.is("]") {
                parts[colons] = Some(Box::new(self.expr()));
            }
        }
        let several = self.is(",");
        let kind = match colons {
            0 => self.index_args(expr, parts),
            _ => ExprKind::Slice(Box::new(expr), parts),
        };
        self.header = outer;
        if colons == 0 && !self.is("]") {
            let behind = if several { ", expected ]" } else { ", expected comma, : or ]" };
            self.unexpected(behind);
            self.skip_to(&["]", ")", "}", ";"]);
            self.got("]");
        } else {
            self.want("]");
        }
        self.expr_at(start, kind)
    }

    fn index_args(&mut self, expr: Expr, parts: [Option<Box<Expr>>; 3]) -> ExprKind {
        let [first, _, _] = parts;
        let mut args: Vec<Expr> = first.into_iter().map(|first| *first).collect();
        while self.got(",") && !self.is("]") {
            match self.ty_or_none() {
                Some(ty) => args.push(ty),
                None => break,
            }
        }
        ExprKind::Index(Box::new(expr), args)
    }

    /// What a slice with a second colon must have; gc reads on.
    fn third_index(&mut self, parts: &[Option<Box<Expr>>; 3]) {
        let last = self.tokens[self.at - 1].span;
        let missing = match parts[1] {
            None => Some((last, "middle index required in 3-index slice")),
            _ if self.is("]") => Some((self.span(), "final index required in 3-index slice")),
            _ => None,
        };
        self.issues.extend(missing.map(|(at, text)| super::super::Issue::compile(at, text)));
    }

    fn call(&mut self, fun: Expr) -> Expr {
        let start = fun.span;
        self.next();
        let outer = std::mem::replace(&mut self.header, 0);
        let mut args = Vec::new();
        let mut spread = None;
        let rparen = self.list("argument list", ")", |parser| {
            args.push(parser.expr_or_type());
            if parser.is("...") {
                spread = Some(parser.span());
                parser.next();
                let last = !parser.got(",") || parser.is(")");
                if !last {
                    parser.unexpected(", expected )");
                    parser.skip_to(&[")", ";", "}"]);
                }
            }
        });
        self.header = outer;
        self.expr_at(start, ExprKind::Call(Box::new(Call { fun, args, spread, rparen })))
    }

    /// `{ key: value, ... }`
    fn elements(&mut self) -> (Vec<Element>, runtime_core::source::Span) {
        let outer = std::mem::replace(&mut self.header, 0);
        self.next();
        let mut elements = Vec::new();
        let rbrace = self.list("composite literal", "}", |parser| {
            let mut value = parser.element();
            let mut key = None;
            if parser.got(":") {
                key = Some(std::mem::replace(&mut value, parser.element()));
            }
            elements.push(Element { key, value });
        });
        self.header = outer;
        (elements, rbrace)
    }

    /// A value inside a composite literal: an expression, or braces without a type.
    fn element(&mut self) -> Expr {
        if !self.is("{") {
            return self.expr();
        }
        let start = self.span();
        if !self.enter() {
            self.leave();
            return self.bad();
        }
        let (elements, rbrace) = self.elements();
        self.leave();
        self.expr_at(start, ExprKind::Composite { ty: None, elements, rbrace })
    }
}
