//! A file's declarations.

use super::super::ast::{
    ConstSpec, Decl, Expr, File, FuncDecl, Function, Ident, Import, TypeSpec, VarSpec,
};
use super::super::token::{LitKind, Tok};
use super::Parser;
use std::rc::Rc;

impl Parser {
    pub(super) fn file(&mut self) -> File {
        let mut file =
            File { package: self.package(), imports: Vec::new(), decls: Vec::new(), exprs: 0 };
        if self.issues.is_empty() {
            self.declarations(&mut file);
        }
        file.exprs = self.next_id;
        file
    }

    fn package(&mut self) -> Ident {
        if !self.is("package") {
            let found = self.token().describe().replace("keyword ", "").replace("name ", "");
            self.issues.push(super::super::Issue::compile(
                self.span(),
                format!("expected 'package', found '{found}'"),
            ));
            return Ident { id: self.id(), span: self.span(), name: "_".into() };
        }
        self.next();
        let name = self.ident();
        self.end_of_declaration();
        name
    }

    fn declarations(&mut self, file: &mut File) {
        while self.tok() != Tok::Eof {
            let before = self.at;
            match self.tok() {
                Tok::Semi => self.next(),
                Tok::Op("import") => self.imports(file),
                Tok::Op("const" | "var" | "type") => {
                    let decls = self.gen_decl();
                    file.decls.extend(decls);
                    self.end_of_declaration();
                }
                Tok::Op("func") => {
                    self.next();
                    let decl = self.func_decl();
                    file.decls.push(Decl::Func(Rc::new(decl)));
                    self.end_of_declaration();
                }
                _ => self.not_a_declaration(),
            }
            if self.at == before {
                self.next();
            }
        }
    }

    fn not_a_declaration(&mut self) {
        let after_import = self.is("{") && self.at > 0;
        let message = match after_import {
            true => "unexpected semicolon or newline before {",
            false => "non-declaration statement outside function body",
        };
        self.syntax_error(self.span(), message);
        self.skip_to(&["import", "const", "var", "type", "func"]);
    }

    fn end_of_declaration(&mut self) {
        if self.tok() != Tok::Eof && !self.got_semi() {
            self.unexpected(" after top level declaration");
            self.skip_to(&["import", "const", "var", "type", "func"]);
        }
    }

    fn imports(&mut self, file: &mut File) {
        if !file.decls.is_empty() {
            self.syntax_error(self.span(), "imports must appear before other declarations");
        }
        self.next();
        self.group(|parser, _| {
            let import = parser.import();
            file.imports.extend(import);
        });
        self.end_of_declaration();
    }

    fn import(&mut self) -> Option<Import> {
        let start = self.span();
        let name = match self.tok() {
            Tok::Name => Some(self.ident()),
            Tok::Op(".") => {
                let span = self.span();
                self.next();
                Some(Ident { id: self.id(), span, name: ".".into() })
            }
            _ => None,
        };
        if self.tok() != Tok::Lit(LitKind::Str) {
            self.syntax_error(self.span(), "missing import path; require quoted string");
            self.skip_to(&[";", ")"]);
            return None;
        }
        let span = if name.is_some() { start } else { self.span() };
        let text = self.string_text();
        let path = text.trim_matches(['"', '`']).into();
        Some(Import { span: self.since(span), name, path })
    }

    /// One spec, or several in parentheses; each is told its index.
    fn group(&mut self, mut spec: impl FnMut(&mut Self, i64)) {
        if !self.got("(") {
            return spec(self, 0);
        }
        let mut index = 0;
        while self.tok() != Tok::Eof && !self.is(")") {
            let before = self.at;
            spec(self, index);
            index += 1;
            if !self.got_semi() && !self.is(")") {
                self.unexpected(
                    " in grouped declaration; possibly missing semicolon or newline or )",
                );
                self.skip_to(&[";", ")"]);
            }
            if self.at == before {
                self.next();
            }
        }
        self.want(")");
    }

    /// `const`, `var` or `type`.
    pub(super) fn gen_decl(&mut self) -> Vec<Decl> {
        let keyword = self.tok();
        self.next();
        let mut decls = Vec::new();
        let mut last: Option<ConstSpec> = None;
        self.group(|parser, index| match keyword {
            Tok::Op("const") => {
                let spec = parser.const_spec(last.as_ref(), index);
                last = Some(spec.clone());
                decls.push(Decl::Const(spec));
            }
            Tok::Op("var") => decls.push(Decl::Var(parser.var_spec())),
            _ => decls.push(Decl::Type(Rc::new(parser.type_spec()))),
        });
        decls
    }

    /// Takes `=`; `:=` is a mistake here.
    fn assigns(&mut self) -> bool {
        if self.is(":=") {
            self.unexpected(", expected =");
            self.next();
            return true;
        }
        self.got("=")
    }

    fn const_spec(&mut self, above: Option<&ConstSpec>, iota: i64) -> ConstSpec {
        let names = self.ident_list();
        let ended = |parser: &Parser| matches!(parser.tok(), Tok::Semi | Tok::Eof | Tok::Op(")"));
        let ty = if ended(self) || self.is("=") { None } else { Some(Rc::new(self.ty())) };
        if self.assigns() {
            let values = Rc::new(self.expr_list());
            return ConstSpec { names, ty, values, iota, explicit: true };
        }
        match above {
            Some(above) if ty.is_none() => {
                let (ty, values) = (above.ty.clone(), above.values.clone());
                ConstSpec { names, ty, values, iota, explicit: false }
            }
            _ => ConstSpec { names, ty, values: Rc::new(Vec::new()), iota, explicit: true },
        }
    }

    fn var_spec(&mut self) -> VarSpec {
        let start = self.span();
        let names = self.ident_list();
        let ty: Option<Expr> = if self.is("=") { None } else { Some(self.ty()) };
        let values = if self.assigns() { self.expr_list() } else { Vec::new() };
        VarSpec { span: self.since(start), names, ty, values }
    }

    fn type_spec(&mut self) -> TypeSpec {
        let name = self.ident();
        let type_params = self.type_params_of_type();
        let alias = self.got("=");
        let ty = self.ty_or_none().unwrap_or_else(|| {
            self.unexpected(" in type declaration");
            self.skip_to(&[";", ")", "}"]);
            self.bad()
        });
        TypeSpec { name, ty, alias, type_params }
    }

    fn func_decl(&mut self) -> FuncDecl {
        let first_id = self.next_id;
        let receiver = self.is("(").then(|| self.receiver()).flatten();
        let name = self.ident();
        let type_params = if self.is("[") { self.type_params() } else { Vec::new() };
        let signature = self.signature();
        let body = self.is("{").then(|| {
            let start = self.span();
            let outer = std::mem::replace(&mut self.header, 0);
            self.next();
            let body = self.block_at(start);
            self.header = outer;
            Rc::new(Function { signature: signature.clone(), body })
        });
        let ids = first_id..self.next_id;
        FuncDecl { name, receiver, type_params, signature, body, ids }
    }

    fn receiver(&mut self) -> Option<super::super::ast::Param> {
        let mut params = self.params();
        let message = match params.len() {
            0 => Some("method has no receiver"),
            1 => None,
            _ => Some("method has multiple receivers"),
        };
        let at = self.span();
        self.issues.extend(message.map(|text| super::super::Issue::compile(at, text)));
        params.truncate(1);
        params.pop()
    }
}
