//! Where control can go: terminating statements, labels, `break` and `continue`.
//!
//! **Models:** the specification, "Terminating statements"; `types2/return.go`, `labels.go`.

use super::Checker;
use crate::syntax::ast::{Block, CaseClause, ExprKind, Ident, Stmt, StmtKind};
use runtime_core::source::Span;
use std::rc::Rc;

/// Something that `break` can leave.
#[derive(Clone)]
pub struct Nest {
    pub label: Option<Rc<str>>,
    /// Whether `continue` goes on with it.
    pub is_loop: bool,
}

/// Whether the list ends in a terminating statement.
pub fn terminates_list(stmts: &[Stmt]) -> bool {
    let last = stmts.iter().rev().find(|stmt| !matches!(stmt.kind, StmtKind::Empty));
    last.is_some_and(|stmt| terminates(stmt, None))
}

fn terminates(stmt: &Stmt, label: Option<&str>) -> bool {
    match &stmt.kind {
        StmtKind::Return(_) | StmtKind::Branch("goto" | "fallthrough", _) => true,
        StmtKind::Expr(expr) => match &expr.unparen().kind {
            ExprKind::Call(call) => call.fun.as_name().is_some_and(|name| &**name == "panic"),
            _ => false,
        },
        StmtKind::Block(block) => terminates_list(&block.stmts),
        StmtKind::If(s) => {
            let otherwise = s.otherwise.as_ref().is_some_and(|stmt| terminates(stmt, None));
            otherwise && terminates_list(&s.then.stmts)
        }
        StmtKind::For(s) => s.cond.is_none() && !breaks_list(&s.body.stmts, label, true),
        StmtKind::Labeled(name, inner) => terminates(inner, Some(&name.name)),
        StmtKind::Switch(s) => terminates_clauses(&s.clauses, label),
        StmtKind::TypeSwitch(s) => terminates_clauses(&s.clauses, label),
        StmtKind::Select(clauses) => clauses.iter().all(|clause| clause_ends(&clause.body, label)),
        _ => false,
    }
}

fn terminates_clauses(clauses: &[CaseClause], label: Option<&str>) -> bool {
    clauses.iter().any(|clause| clause.default)
        && clauses.iter().all(|clause| clause_ends(&clause.body, label))
}

fn clause_ends(body: &Block, label: Option<&str>) -> bool {
    terminates_list(&body.stmts) && !breaks_list(&body.stmts, label, true)
}

/// Whether a `break` in the list leaves the statement around it, which may have a label;
/// `implicit` says whether a `break` without one would.
fn breaks_list(stmts: &[Stmt], label: Option<&str>, implicit: bool) -> bool {
    stmts.iter().any(|stmt| breaks(stmt, label, implicit))
}

fn breaks(stmt: &Stmt, label: Option<&str>, implicit: bool) -> bool {
    let inside = |block: &Block| breaks_list(&block.stmts, label, false);
    match &stmt.kind {
        StmtKind::Branch("break", None) => implicit,
        StmtKind::Branch("break", Some(to)) => label.is_some_and(|label| *label == *to.name),
        StmtKind::Block(block) => breaks_list(&block.stmts, label, implicit),
        StmtKind::If(s) => {
            breaks_list(&s.then.stmts, label, implicit)
                || s.otherwise.as_ref().is_some_and(|stmt| breaks(stmt, label, implicit))
        }
        StmtKind::Labeled(_, inner) => breaks(inner, label, implicit),
        StmtKind::For(s) => inside(&s.body),
        StmtKind::Range(s) => inside(&s.body),
        StmtKind::Switch(s) => s.clauses.iter().any(|clause| inside(&clause.body)),
        StmtKind::TypeSwitch(s) => s.clauses.iter().any(|clause| inside(&clause.body)),
        StmtKind::Select(clauses) => clauses.iter().any(|clause| inside(&clause.body)),
        _ => false,
    }
}

impl<'a> Checker<'a> {
    /// Reports labels that nobody uses, and those declared twice.
    pub(super) fn check_labels(&mut self, stmts: &'a [Stmt]) {
        let mut labels: Vec<&'a Ident> = Vec::new();
        let mut used: Vec<Rc<str>> = Vec::new();
        collect(stmts, &mut labels, &mut used);
        if let Some(cx) = self.functions.last_mut() {
            cx.labels = labels.iter().map(|label| label.name.clone()).collect();
        }
        for (index, label) in labels.iter().enumerate() {
            if let Some(other) = labels[..index].iter().find(|other| other.name == label.name) {
                let at = self.position(other.span);
                self.error(label.span, format!("label {} already defined at {at}", label.name));
            } else if !used.contains(&label.name) && &*label.name != "_" {
                self.error(label.span, format!("label {} defined and not used", label.name));
            }
        }
    }

    pub(super) fn branch(&mut self, span: Span, keyword: &'static str, label: Option<&'a Ident>) {
        match keyword {
            "goto" => {
                self.unsupported(span, "goto is not simulated", "use a loop with break or continue")
            }
            "fallthrough" => self.error(span, "fallthrough statement out of place"),
            _ => self.break_continue(span, keyword, label),
        }
    }

    fn break_continue(&mut self, span: Span, keyword: &'static str, label: Option<&'a Ident>) {
        let is_continue = keyword == "continue";
        let nesting = self.functions.last().map(|cx| cx.nesting.clone()).unwrap_or_default();
        let Some(label) = label else {
            let fits = nesting.iter().any(|nest| nest.is_loop || !is_continue);
            if !fits {
                let message = match is_continue {
                    true => "continue is not in a loop",
                    false => "break is not in a loop, switch, or select",
                };
                self.error(span, message);
            }
            return;
        };
        match nesting.iter().rev().find(|nest| nest.label.as_deref() == Some(&*label.name)) {
            Some(nest) if nest.is_loop || !is_continue => {}
            Some(_) => self.error(label.span, format!("invalid continue label {}", label.name)),
            None if self.functions.last().is_some_and(|cx| cx.labels.contains(&label.name)) => {
                self.error(label.span, format!("invalid {keyword} label {}", label.name));
            }
            None => self.error(label.span, format!("{keyword} label not defined: {}", label.name)),
        }
    }
}

fn collect<'a>(stmts: &'a [Stmt], labels: &mut Vec<&'a Ident>, used: &mut Vec<Rc<str>>) {
    for stmt in stmts {
        collect_one(stmt, labels, used);
    }
}

fn collect_one<'a>(stmt: &'a Stmt, labels: &mut Vec<&'a Ident>, used: &mut Vec<Rc<str>>) {
    match &stmt.kind {
        StmtKind::Labeled(name, inner) => {
            labels.push(name);
            collect_one(inner, labels, used);
        }
        StmtKind::Branch(_, Some(label)) => used.push(label.name.clone()),
        StmtKind::Block(block) => collect(&block.stmts, labels, used),
        StmtKind::If(s) => {
            collect(&s.then.stmts, labels, used);
            s.otherwise.iter().for_each(|stmt| collect_one(stmt, labels, used));
        }
        StmtKind::For(s) => collect(&s.body.stmts, labels, used),
        StmtKind::Range(s) => collect(&s.body.stmts, labels, used),
        StmtKind::Switch(s) => s.clauses.iter().for_each(|c| collect(&c.body.stmts, labels, used)),
        StmtKind::TypeSwitch(s) => {
            s.clauses.iter().for_each(|c| collect(&c.body.stmts, labels, used))
        }
        StmtKind::Select(clauses) => {
            clauses.iter().for_each(|c| collect(&c.body.stmts, labels, used))
        }
        _ => {}
    }
}
