//! Types and signatures.

use super::super::ast::{
    ChanDir, Expr, ExprKind, Field, Ident, InterfaceElement, Param, Signature, TypeParam,
};
use super::super::token::Tok;
use super::Parser;
use runtime_core::source::Span;

impl Parser {
    /// A type, where one must stand.
    pub(super) fn ty(&mut self) -> Expr {
        if let Some(ty) = self.ty_or_none() {
            return ty;
        }
        let bad = self.bad();
        self.unexpected(", expected type");
        self.skip_to(&[",", ":", ";", ")", "]", "}", "=", "{"]);
        bad
    }

    pub(super) fn ty_or_none(&mut self) -> Option<Expr> {
        let fits = self.enter();
        let ty = if fits { self.ty_inner() } else { Some(self.bad()) };
        self.leave();
        ty
    }

    fn ty_inner(&mut self) -> Option<Expr> {
        let start = self.span();
        let kind = match self.tok() {
            Tok::Op("*") => {
                self.next();
                ExprKind::Star(Box::new(self.ty()))
            }
            Tok::Op("(") => {
                self.next();
                let inner = self.ty();
                self.want(")");
                ExprKind::Paren(Box::new(inner))
            }
            Tok::Op("<-") => {
                self.next();
                self.want("chan");
                ExprKind::ChanType(ChanDir::Recv, Box::new(self.chan_elem()))
            }
            Tok::Op("chan") => {
                self.next();
                let dir = if self.got("<-") { ChanDir::Send } else { ChanDir::Both };
                ExprKind::ChanType(dir, Box::new(self.chan_elem()))
            }
            Tok::Op("func") => {
                self.next();
                ExprKind::FuncType(Box::new(self.signature()))
            }
            Tok::Op("[") => return Some(self.array_or_slice()),
            Tok::Op("map") => {
                self.next();
                self.want("[");
                let key = self.ty();
                self.want("]");
                ExprKind::MapType(Box::new(key), Box::new(self.ty()))
            }
            Tok::Op("struct") => self.struct_type(),
            Tok::Op("interface") => self.interface_type(),
            Tok::Name => return Some(self.type_name()),
            _ => return None,
        };
        Some(self.expr_at(start, kind))
    }

    fn chan_elem(&mut self) -> Expr {
        if let Some(ty) = self.ty_or_none() {
            return ty;
        }
        self.syntax_error(self.span(), "missing channel element type");
        self.bad()
    }

    fn array_or_slice(&mut self) -> Expr {
        let start = self.span();
        self.next();
        if self.got("]") {
            let elem = Box::new(self.ty());
            return self.expr_at(start, ExprKind::SliceType(elem));
        }
        let len = if self.got("...") { None } else { Some(Box::new(self.bracketed())) };
        if self.is(",") {
            self.unexpected("; expected ]");
            self.skip_to(&["]", ";", "}"]);
            self.got("]");
        } else {
            self.want("]");
        }
        let elem = Box::new(self.ty());
        self.expr_at(start, ExprKind::ArrayType(len, elem))
    }

    /// An expression in brackets, where `{` is a literal again.
    pub(super) fn bracketed(&mut self) -> Expr {
        let outer = std::mem::replace(&mut self.header, 0);
        let expr = self.expr();
        self.header = outer;
        expr
    }

    /// `T`, `pkg.T`, `T[A, B]`
    fn type_name(&mut self) -> Expr {
        let start = self.span();
        let name = self.string_text();
        let mut ty = self.expr_at(start, ExprKind::Name(name));
        if self.got(".") {
            let member = self.ident();
            ty = self.expr_at(start, ExprKind::Selector(Box::new(ty), member));
        }
        if self.is("[") {
            self.next();
            let args = self.type_args();
            ty = self.expr_at(start, ExprKind::Index(Box::new(ty), args));
        }
        ty
    }

    fn type_args(&mut self) -> Vec<Expr> {
        let mut args = Vec::new();
        self.list("type argument list", "]", |parser| args.push(parser.ty()));
        args
    }

    fn struct_type(&mut self) -> ExprKind {
        self.next();
        self.want("{");
        let mut fields = Vec::new();
        while self.tok() != Tok::Eof && !self.is("}") {
            let before = self.at;
            let first = fields.len();
            self.fields(&mut fields);
            if matches!(self.tok(), Tok::Lit(_)) {
                let tag = self.string_text();
                fields[first..].iter_mut().for_each(|field| field.tag = Some(tag.clone()));
            }
            self.member_end("struct type");
            if self.at == before {
                self.next();
            }
        }
        self.want("}");
        ExprKind::StructType(fields)
    }

    fn member_end(&mut self, context: &str) {
        if !self.got_semi() && !self.is("}") {
            self.unexpected(&format!(" in {context}; possibly missing semicolon or newline or }}"));
            self.skip_to(&[";", "}"]);
            self.got_semi();
        }
    }

    fn fields(&mut self, fields: &mut Vec<Field>) {
        let embedded = match self.tok() {
            Tok::Op("*") => true,
            Tok::Name => {
                matches!(
                    self.tokens[self.at + 1].tok,
                    Tok::Semi | Tok::Op("." | "}") | Tok::Lit(_) | Tok::Eof
                ) || self.instantiated(&[Tok::Semi, Tok::Op("}")])
            }
            _ => {
                self.unexpected(", expected field name or embedded type");
                return self.skip_to(&[";", "}"]);
            }
        };
        if embedded {
            let ty = self.ty();
            let name = self.embedded_name(&ty);
            return fields.push(Field { name, ty, embedded: true, tag: None });
        }
        let names = self.ident_list();
        let ty = self.ty();
        for name in names {
            fields.push(Field { name, ty: ty.clone(), embedded: false, tag: None });
        }
    }

    fn embedded_name(&mut self, ty: &Expr) -> Ident {
        let id = self.id();
        match &ty.kind {
            ExprKind::Star(inner) | ExprKind::Paren(inner) | ExprKind::Index(inner, _) => {
                self.embedded_name(inner)
            }
            ExprKind::Selector(_, name) => Ident { id, ..name.clone() },
            ExprKind::Name(name) => Ident { id, span: ty.span, name: name.clone() },
            _ => Ident { id, span: ty.span, name: "_".into() },
        }
    }

    fn interface_type(&mut self) -> ExprKind {
        self.next();
        self.want("{");
        let mut elements = Vec::new();
        while self.tok() != Tok::Eof && !self.is("}") {
            let before = self.at;
            elements.push(self.interface_element());
            self.member_end("interface type");
            if self.at == before {
                self.next();
            }
        }
        self.want("}");
        ExprKind::InterfaceType(elements)
    }

    fn interface_element(&mut self) -> InterfaceElement {
        if self.tok() == Tok::Name && matches!(self.tokens[self.at + 1].tok, Tok::Op("(")) {
            let name = self.ident();
            return InterfaceElement::Method(name, self.signature());
        }
        InterfaceElement::Embedded(self.union())
    }

    /// A constraint: `~T`, `A | B`, or a type.
    fn union(&mut self) -> Expr {
        let start = self.span();
        let mut left = self.term();
        let outer = self.depth;
        while self.is("|") && self.enter() {
            self.next();
            let right = self.term();
            left = self.expr_at(start, ExprKind::Binary("|", Box::new(left), Box::new(right)));
        }
        self.depth = outer;
        left
    }

    fn term(&mut self) -> Expr {
        let start = self.span();
        if !self.got("~") {
            if let Some(ty) = self.ty_or_none() {
                return ty;
            }
            self.unexpected(", expected ~ term or type");
            self.skip_to(&[";", "]", "}"]);
            return self.bad();
        }
        let inner = Box::new(self.ty());
        self.expr_at(start, ExprKind::Unary("~", inner))
    }

    /// `[A any, B, C comparable]` behind a function's name.
    pub(super) fn type_params(&mut self) -> Vec<TypeParam> {
        self.next();
        let mut entries: Vec<(Ident, Option<Expr>)> = Vec::new();
        let end = self.list("parameter list", "]", |parser| {
            let name = parser.ident();
            let bare = parser.is(",") || parser.is("]") || matches!(parser.tok(), Tok::Lit(_));
            entries.push((name, (!bare).then(|| parser.union())));
        });
        if entries.is_empty() {
            self.syntax_error(end, "empty type parameter list");
        }
        let mut params = Vec::new();
        let mut constraint: Option<Expr> = None;
        for (name, own) in entries.into_iter().rev() {
            constraint = own.or(constraint);
            match constraint.clone() {
                Some(constraint) => params.push(TypeParam { name, constraint }),
                None => self.syntax_error(end, "missing type constraint"),
            }
        }
        params.reverse();
        params
    }

    /// The same behind a type's name, where `[n]T` and `[]T` are arrays and slices.
    pub(super) fn type_params_of_type(&mut self) -> Vec<TypeParam> {
        let next = |n: usize| self.tokens.get(self.at + n).map(|token| token.tok);
        let named = self.is("[") && next(1) == Some(Tok::Name);
        let params = match next(2) {
            None | Some(Tok::Op("]" | "+" | "-" | "/" | "(" | "." | "<<")) => false,
            Some(Tok::Op("*")) => matches!(next(4), Some(Tok::Op("," | "|"))),
            _ => true,
        };
        if named && params { self.type_params() } else { Vec::new() }
    }

    /// `(params) results`
    pub(super) fn signature(&mut self) -> Signature {
        let params = self.params();
        let results = if self.is("(") {
            self.params()
        } else {
            let ty = self.ty_or_none();
            ty.into_iter().map(|ty| Param { name: None, ty }).collect()
        };
        Signature { params, results }
    }

    pub(super) fn params(&mut self) -> Vec<Param> {
        if !self.got("(") {
            self.unexpected(", expected (");
            self.skip_to(&[";", "}"]);
            return Vec::new();
        }
        let mut entries: Vec<(Expr, Option<Expr>)> = Vec::new();
        let end = self.list("parameter list", ")", |parser| entries.push(parser.param()));
        if entries.iter().any(|(_, ty)| ty.is_some()) {
            return self.named_params(entries, end);
        }
        entries.into_iter().map(|(ty, _)| Param { name: None, ty }).collect()
    }

    /// A type, or a name and a type: which it is, is known at the end of the list.
    fn param(&mut self) -> (Expr, Option<Expr>) {
        let first = self.param_type();
        let typed = self.is("...")
            || matches!(self.tok(), Tok::Name)
            || matches!(
                self.tok(),
                Tok::Op("*" | "(" | "<-" | "[" | "chan" | "func" | "map" | "struct" | "interface")
            );
        let second = (first.as_name().is_some() && typed).then(|| self.param_type());
        (first, second)
    }

    fn param_type(&mut self) -> Expr {
        let start = self.span();
        if self.tok() == Tok::Name && matches!(self.tokens[self.at + 1].tok, Tok::Op("[")) {
            return self.name_before_bracket();
        }
        if self.got("...") {
            let elem = Box::new(self.ty());
            return self.expr_at(start, ExprKind::Variadic(elem));
        }
        self.ty()
    }

    /// `a []T` is a name; `T[A]` is an instantiated type, of which `a [n]T` is told apart by what
    /// follows the bracket.
    fn name_before_bracket(&mut self) -> Expr {
        let start = self.span();
        if self.instantiated(&[Tok::Op(","), Tok::Op(")")]) {
            return self.type_name();
        }
        let name = self.string_text();
        self.expr_at(start, ExprKind::Name(name))
    }

    /// Whether a name with brackets behind it comes next, and behind those one of `after`.
    fn instantiated(&self, after: &[Tok]) -> bool {
        let mut depth = 0;
        for (index, token) in self.tokens[self.at + 1..].iter().enumerate() {
            match token.tok {
                Tok::Op("[") => depth += 1,
                Tok::Op("]") => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let next = self.tokens.get(self.at + index + 2);
                return index > 1 && next.is_some_and(|next| after.contains(&next.tok));
            }
        }
        false
    }

    /// `a, b int, c string`: names without a type take the one that follows.
    fn named_params(&mut self, entries: Vec<(Expr, Option<Expr>)>, end: Span) -> Vec<Param> {
        let nameless = entries.iter().find(|(first, _)| first.as_name().is_none());
        let nameless = nameless.map(|(first, _)| first.span);
        let bare = entries.last().is_some_and(|(_, ty)| ty.is_none());
        if let Some(at) = nameless {
            self.syntax_error(at, "missing parameter name");
        } else if bare {
            self.syntax_error(end, "missing parameter type");
        }
        let mut params = Vec::new();
        let mut ty: Option<Expr> = None;
        for (first, second) in entries.into_iter().rev() {
            if let Some(second) = second {
                ty = Some(second);
            }
            let named = ty.clone().and_then(|ty| Some((first.as_name()?.clone(), ty)));
            let Some((name, ty)) = named else { continue };
            let name = Ident { id: first.id, span: first.span, name };
            params.push(Param { name: Some(name), ty });
        }
        params.reverse();
        params
    }
}
