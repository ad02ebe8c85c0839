//! Labels and the jumps to them.

use super::range_func::Exit;
use super::{Lowerer, Target};
use crate::code::Instr;
use crate::syntax::ast::Stmt;
use std::rc::Rc;

impl<'p> Lowerer<'p> {
    pub(super) fn labeled(&mut self, label: &Rc<str>, inner: &'p Stmt) {
        let here = self.here();
        self.fun().labels.insert(label.clone(), here);
        self.label = Some(label.clone());
        self.stmt(inner);
        self.label = None;
    }

    pub(super) fn branch(&mut self, keyword: &'static str, label: Option<Rc<str>>) {
        if keyword == "fallthrough" {
            return;
        }
        if let ("goto", Some(label)) = (keyword, &label) {
            let at = self.emit(Instr::Jump { to: 0 });
            return self.fun().gotos.push((label.clone(), at));
        }
        let is_continue = keyword == "continue";
        let target = self.fun_ref().targets.iter().rposition(|target| match &label {
            Some(label) => target.label.as_ref() == Some(label),
            None => !is_continue || target.continues.is_some(),
        });
        let Some(target) = target else { return self.leave_body(Exit::Branch(keyword, label)) };
        let at = self.emit(Instr::Jump { to: 0 });
        let target = &mut self.fun().targets[target];
        match is_continue {
            true => target.continues.get_or_insert_default().push(at),
            false => target.breaks.push(at),
        }
    }

    /// Begins something that `break` can leave.
    pub(super) fn open_target(&mut self, label: Option<Rc<str>>, continues: Option<Vec<usize>>) {
        self.fun().targets.push(Target { label, breaks: Vec::new(), continues });
    }

    /// Makes its `continue`s go on here.
    pub(super) fn continue_here(&mut self) {
        let jumps =
            self.fun().targets.last_mut().and_then(|target| target.continues.replace(Vec::new()));
        self.patch_all(jumps.unwrap_or_default());
    }

    /// Ends it: its `break`s go on here.
    pub(super) fn close_target(&mut self) {
        let jumps = self.fun().targets.pop().map(|target| target.breaks);
        self.patch_all(jumps.unwrap_or_default());
    }

    /// Makes every `goto` of the function go on at its label.
    pub(super) fn resolve_gotos(&mut self) {
        for (label, at) in std::mem::take(&mut self.fun().gotos) {
            if let Some(&target) = self.fun_ref().labels.get(&label) {
                self.patch_to(at, target);
            }
        }
    }
}
