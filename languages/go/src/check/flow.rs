//! Whether control can come to the end of a list of statements.
//!
//! **Models:** the specification, "Terminating statements"; `types2/return.go`.

use crate::syntax::ast::{Block, CaseClause, ExprKind, Stmt, StmtKind};

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
