//! How long functions are.

use super::{Finding, Report, Source};
use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Stmt};

/// Lines that no function may have, from `fn` to its closing brace, unless it is a dispatch.
const LINES_MAX: usize = 70;

/// Lines that a dispatch may spend outside of its match.
const DISPATCH_FRAME_LINES_MAX: usize = 10;

/// Measures every function of `file`.
pub fn check(source: &Source, file: &syn::File, report: &mut Report) {
    Functions { source, report }.visit_file(file);
}

struct Functions<'a> {
    source: &'a Source,
    report: &'a mut Report,
}

impl Functions<'_> {
    fn measure(&mut self, name: &Ident, start: usize, body: &Block) {
        let lines = body.span().end().line - start + 1;
        self.report.function_lines.push(lines);
        if lines > LINES_MAX && !is_dispatch(body, lines) {
            let text = format!("`{name}` has {lines} lines; at most {LINES_MAX}");
            self.report.findings.push(Finding::new(self.source, start, text));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig.ident, item.sig.span().start().line, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig.ident, item.sig.span().start().line, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.measure(&item.sig.ident, item.sig.span().start().line, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

/// A list of cases, each answered by one call: as readable with a hundred cases as with ten.
fn is_dispatch(body: &Block, lines: usize) -> bool {
    let Some(cases) = body.stmts.iter().find_map(match_of) else { return false };
    let inside = cases.span().end().line - cases.span().start().line + 1;
    let arms_are_plain = cases.arms.iter().all(|arm| is_one_statement(&arm.body));
    arms_are_plain && lines - inside <= DISPATCH_FRAME_LINES_MAX
}

/// The match that `statement` is or whose value it binds.
fn match_of(statement: &Stmt) -> Option<&syn::ExprMatch> {
    match statement {
        Stmt::Expr(expression, _) => match_in(expression),
        Stmt::Local(local) => match_in(&local.init.as_ref()?.expr),
        _ => None,
    }
}

/// The match that `expression` is, also as the one argument of `Some` or `Ok`.
fn match_in(expression: &Expr) -> Option<&syn::ExprMatch> {
    match expression {
        Expr::Match(cases) => Some(cases),
        Expr::Call(call) if call.args.len() == 1 => match_in(&call.args[0]),
        _ => None,
    }
}

fn is_one_statement(body: &Expr) -> bool {
    match body {
        Expr::Block(block) => block.block.stmts.len() <= 1,
        Expr::If(_) | Expr::Match(_) | Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn measured(text: &str) -> Report {
        let mut report = Report { findings: vec![], warnings: vec![], function_lines: vec![] };
        check(&source("a.rs", text), &syn::parse_file(text).unwrap(), &mut report);
        report
    }

    fn long_body(line: &str) -> String {
        format!("fn f() {{\n{}}}\n", format!("{line}\n").repeat(LINES_MAX))
    }

    #[test]
    fn every_kind_of_function_is_measured_without_its_docs() {
        let text =
            "/// Doc.\n#[inline]\nfn a() {}\nimpl A {\n fn b() {\n }\n}\ntrait T { fn c() {\n\n} }";
        assert_eq!(measured(text).function_lines, [1, 2, 3]);
    }

    #[test]
    fn a_long_function_is_refused() {
        assert_eq!(measured(&long_body("g();")).findings.len(), 1);
    }

    #[test]
    fn a_long_dispatch_is_allowed_if_its_arms_are_calls() {
        let dispatch = |arm: &str| format!("fn f() {{ match x {{\n{}}} }}\n", arm.repeat(80));
        assert_eq!(measured(&dispatch("A => g(1),\n")).findings, []);
        let wrapped = format!("fn f() {{ Some(match x {{\n{}}}) }}\n", "A => g(1),\n".repeat(80));
        assert_eq!(measured(&wrapped).findings, []);
        assert_eq!(measured(&dispatch("A => { g(1); h(2) }\n")).findings.len(), 1);
        assert_eq!(measured(&dispatch("A => if y { g(1) } else { h(2) },\n")).findings.len(), 1);
    }

    #[test]
    fn a_dispatch_does_not_excuse_what_stands_around_it() {
        let around = "g();\n".repeat(LINES_MAX);
        let text = format!("fn f() {{ {around} match x {{ A => g() }} }}\n");
        assert_eq!(measured(&text).findings.len(), 1);
    }
}
