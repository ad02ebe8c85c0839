//! Labels, and where `break`, `continue`, `goto` and `fallthrough` may lead.
//!
//! **Models:** the specification, "Labeled statements" to "Goto statements"; the rules and words
//! of `cmd/compile/internal/syntax/branches.go` (Go 1.27). A literal's body is a function of its
//! own.

use super::Checker;
use crate::syntax::ast::{Block, Ident, Stmt, StmtKind};
use crate::syntax::show;
use runtime_core::source::Span;
use std::rc::Rc;

/// What surrounds a statement list, as far as branches care.
#[derive(Clone, Copy)]
struct Around {
    /// What an unlabelled `break` leaves.
    breaks: Breaks,
    in_loop: bool,
    /// In a clause's own list: whether another clause follows.
    followed: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Nothing,
    Switch,
    TypeSwitch,
    Other,
}

/// A label's declaration.
struct Label<'a> {
    ident: &'a Ident,
    /// The list it stands in.
    block: usize,
    /// The kind of statement it names.
    names: Names,
    used: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Loop,
    Switch,
    Other,
}

/// A statement list: the one around it, where it starts, the label of the statement it is in.
struct List {
    parent: Option<usize>,
    start: Span,
    label: Option<usize>,
}

/// A `goto` whose label has not been seen yet, and the declaration it jumps over.
struct Forward<'a> {
    label: &'a Ident,
    over: Option<(String, Span)>,
}

#[derive(Default)]
struct Walk<'a> {
    labels: Vec<Label<'a>>,
    lists: Vec<List>,
    issues: Vec<(Span, Message)>,
}

/// What is said, with a place that is still to be written out.
type Message = (String, Option<Span>);

impl<'a> Checker<'a> {
    /// Reports what is wrong with the labels and branches of a function's body.
    pub(super) fn check_branches(&mut self, body: &'a Block) {
        let mut walk = Walk::default();
        let around = Around { breaks: Breaks::Nothing, in_loop: false, followed: None };
        let left = walk.list(None, around, None, body.span, &body.stmts);
        walk.undefined(left);
        walk.unused();
        for (span, (text, place)) in walk.issues {
            let place = place.map(|place| self.position(place)).unwrap_or_default();
            self.error(span, text + &place);
        }
    }
}

impl<'a> Walk<'a> {
    fn error(&mut self, span: Span, text: impl Into<String>) {
        self.issues.push((span, (text.into(), None)));
    }

    fn error_at(&mut self, span: Span, text: impl Into<String>, place: Span) {
        self.issues.push((span, (text.into(), Some(place))));
    }

    fn undefined(&mut self, left: Vec<Forward<'a>>) {
        for Forward { label, .. } in left {
            let name = &label.name;
            match self.labels.iter_mut().find(|known| known.ident.name == *name) {
                Some(known) => {
                    known.used = true;
                    let start = self.lists[known.block].start;
                    let text = format!("goto {name} jumps into block starting at ");
                    self.error_at(label.span, text, start);
                }
                None => self.error(label.span, format!("label {name} not defined")),
            }
        }
    }

    fn unused(&mut self) {
        let unused = self.labels.iter().filter(|label| !label.used).map(|label| label.ident);
        for ident in unused.collect::<Vec<_>>() {
            self.error(ident.span, format!("label {} defined and not used", ident.name));
        }
    }

    /// Walks a list; the `goto`s whose labels were not found come back.
    fn list(
        &mut self, parent: Option<usize>, around: Around, label: Option<usize>, start: Span,
        stmts: &'a [Stmt],
    ) -> Vec<Forward<'a>> {
        let list = self.lists.len();
        self.lists.push(List { parent, start, label });
        let mut forward = Vec::new();
        let end = stmts.iter().rposition(|stmt| !matches!(stmt.kind, StmtKind::Empty));
        let stmts = &stmts[..end.map_or(0, |end| end + 1)];
        for (index, stmt) in stmts.iter().enumerate() {
            let last = index + 1 == stmts.len();
            let around = Around { followed: around.followed.filter(|_| last), ..around };
            self.stmt(list, around, None, stmt, &mut forward);
        }
        // Out of the list, they leave the variables declared in it behind.
        forward.into_iter().map(|goto| Forward { over: None, ..goto }).collect()
    }

    fn stmt(
        &mut self, list: usize, around: Around, label: Option<usize>, stmt: &'a Stmt,
        forward: &mut Vec<Forward<'a>>,
    ) {
        match &stmt.kind {
            StmtKind::Labeled(ident, inner) => {
                let label = self.label(list, ident, inner, forward);
                self.stmt(list, around, label, inner, forward);
            }
            StmtKind::Branch(keyword, None) => self.plain(stmt.span, keyword, around),
            StmtKind::Branch("goto", Some(to)) => {
                if !self.goto_back(list, to) {
                    forward.push(Forward { label: to, over: None });
                }
            }
            StmtKind::Branch(keyword, Some(to)) => self.labelled(list, keyword, to),
            StmtKind::Decl(_) | StmtKind::Define(..) => {
                if let Some((name, at)) = declared(stmt) {
                    forward.iter_mut().for_each(|goto| goto.over = Some((name.clone(), at)));
                }
            }
            _ => self.inner(list, around, label, stmt, forward),
        }
    }

    /// The lists inside a statement.
    fn inner(
        &mut self, list: usize, around: Around, label: Option<usize>, stmt: &'a Stmt,
        forward: &mut Vec<Forward<'a>>,
    ) {
        let plain = Around { followed: None, ..around };
        let looping = Around { breaks: Breaks::Other, in_loop: true, followed: None };
        let mut walk = |around, start, stmts| {
            forward.extend(self.list(Some(list), around, label, start, stmts));
        };
        match &stmt.kind {
            StmtKind::Block(block) => walk(plain, block.span, &block.stmts),
            StmtKind::If(s) => {
                walk(plain, s.then.span, &s.then.stmts);
                if let Some(otherwise) = &s.otherwise {
                    walk(plain, otherwise.span, std::slice::from_ref(otherwise));
                }
            }
            StmtKind::For(s) => walk(looping, s.body.span, &s.body.stmts),
            StmtKind::Range(s) => walk(looping, s.body.span, &s.body.stmts),
            StmtKind::Switch(s) => {
                for (index, clause) in s.clauses.iter().enumerate() {
                    let followed = Some(index + 1 < s.clauses.len());
                    let around = Around { breaks: Breaks::Switch, followed, ..around };
                    walk(around, clause.span, &clause.body.stmts);
                }
            }
            StmtKind::TypeSwitch(s) => {
                let around = Around { breaks: Breaks::TypeSwitch, ..plain };
                s.clauses.iter().for_each(|clause| walk(around, clause.span, &clause.body.stmts));
            }
            StmtKind::Select(clauses) => {
                let around = Around { breaks: Breaks::Other, ..plain };
                clauses.iter().for_each(|clause| walk(around, clause.span, &clause.body.stmts));
            }
            _ => {}
        }
    }

    /// Declares a label; `goto`s that waited for it have found it.
    fn label(
        &mut self, list: usize, ident: &'a Ident, inner: &Stmt, forward: &mut Vec<Forward<'a>>,
    ) -> Option<usize> {
        let name = &ident.name;
        if &**name == "_" {
            return None;
        }
        let (found, left): (Vec<_>, Vec<_>) =
            std::mem::take(forward).into_iter().partition(|goto| goto.label.name == *name);
        *forward = left;
        for Forward { label, over } in &found {
            if let Some((what, at)) = over {
                let text = format!("goto {name} jumps over declaration of {what} at ");
                self.error_at(label.span, text, *at);
            }
        }
        let used = !found.is_empty();
        if let Some(at) = self.find(name) {
            self.labels[at].used |= used;
            let other = self.labels[at].ident.span;
            self.error_at(ident.span, format!("label {name} already defined at "), other);
            return None;
        }
        let names = match inner.kind {
            StmtKind::For(_) | StmtKind::Range(_) => Names::Loop,
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => Names::Switch,
            _ => Names::Other,
        };
        self.labels.push(Label { ident, block: list, names, used });
        Some(self.labels.len() - 1)
    }

    fn find(&self, name: &Rc<str>) -> Option<usize> {
        self.labels.iter().position(|label| label.ident.name == *name)
    }

    /// The list and those around it.
    fn lists_around(&self, list: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(list), |&list| self.lists[list].parent)
    }

    /// Whether the label is one that was declared before in a list around.
    fn goto_back(&mut self, list: usize, to: &Ident) -> bool {
        let Some(at) = self.find(&to.name) else { return false };
        self.labels[at].used = true;
        let block = self.labels[at].block;
        self.lists_around(list).any(|around| around == block)
    }

    fn plain(&mut self, span: Span, keyword: &str, around: Around) {
        let message = match keyword {
            "break" if around.breaks == Breaks::Nothing => {
                "break is not in a loop, switch, or select"
            }
            "continue" if !around.in_loop => "continue is not in a loop",
            "fallthrough" => match (around.breaks, around.followed) {
                (Breaks::TypeSwitch, _) => "cannot fallthrough in type switch",
                (Breaks::Switch, Some(true)) => return,
                (Breaks::Switch, Some(false)) => "cannot fallthrough final case in switch",
                _ => "fallthrough statement out of place",
            },
            _ => return,
        };
        self.error(span, message);
    }

    /// `break` or `continue` with a label.
    fn labelled(&mut self, list: usize, keyword: &str, to: &Ident) {
        let name = &to.name;
        let Some(at) = self.find(name) else {
            return self.error(to.span, format!("{keyword} label not defined: {name}"));
        };
        self.labels[at].used = true;
        let around = self.lists_around(list).any(|list| self.lists[list].label == Some(at));
        let fits = match self.labels[at].names {
            Names::Loop => true,
            Names::Switch => keyword == "break",
            Names::Other => false,
        };
        if !around || !fits {
            self.error(to.span, format!("invalid {keyword} label {name}"));
        }
    }
}

/// The variables that a statement declares, and where gc says it does.
fn declared(stmt: &Stmt) -> Option<(String, Span)> {
    match &stmt.kind {
        StmtKind::Define(left, _, at) => {
            let names: Vec<String> = left.iter().map(show).collect();
            Some((names.join(", "), *at))
        }
        StmtKind::Decl(decls) => decls.iter().find_map(|decl| match decl {
            crate::syntax::ast::Decl::Var(spec) => {
                let name = spec.names.first()?;
                Some((name.name.to_string(), name.span))
            }
            _ => None,
        }),
        _ => None,
    }
}
