//! Expression and type switches.

use super::Lowerer;
use super::place::Place;
use crate::check::Mode;
use crate::code::{Instr, Reg};
use crate::syntax::ast::{CaseClause, Expr, StmtKind, Switch, TypeSwitch};
use crate::types::TypeId;

impl<'p> Lowerer<'p> {
    pub(super) fn switch(&mut self, s: &'p Switch) {
        let label = self.label.take();
        s.init.iter().for_each(|init| self.stmt(init));
        self.open_target(label, None);
        let tag = s.tag.as_ref().map(|tag| {
            let ty = self.types().default_of(self.type_of(tag));
            let reg = self.temp(ty);
            self.eval(tag, Some(reg));
            (reg, ty)
        });
        let mut entries = Vec::new();
        for clause in &s.clauses {
            self.at_line(clause.span);
            entries
                .push(clause.values.iter().flat_map(|value| self.case_jumps(tag, value)).collect());
        }
        self.bodies(&s.clauses, entries, |_, _| {});
        self.close_target();
    }

    /// Jumps that are taken where the case applies.
    fn case_jumps(&mut self, tag: Option<(Reg, TypeId)>, value: &'p Expr) -> Vec<usize> {
        let mark = self.fun_ref().temps.len();
        let jumps = match tag {
            None => self.jump_if(value),
            Some((tag, ty)) if self.types().basic(ty).is_integer() => {
                let Some(constant) = self.jump_constant(value) else {
                    let same = self.case_equal(tag, ty, value);
                    return vec![self.emit(Instr::JumpIf { a: same, to: 0 })];
                };
                vec![self.jump_compared("==", tag, constant)]
            }
            Some((tag, ty)) => {
                let same = self.case_equal(tag, ty, value);
                vec![self.emit(Instr::JumpIf { a: same, to: 0 })]
            }
        };
        self.release_temps(mark);
        jumps
    }

    fn case_equal(&mut self, tag: Reg, ty: TypeId, value: &'p Expr) -> Reg {
        let is_nil = self.program.info.exprs[value.id.0 as usize]
            .as_ref()
            .is_some_and(|info| info.mode == Mode::Nil);
        if is_nil {
            let b = self.int_temp(0);
            let dst = self.word();
            self.emit(Instr::Eq { dst, a: tag, b });
            return dst;
        }
        let other = self.type_of(value);
        if self.types().is_interface(other) && !self.types().is_interface(ty) {
            let a = self.make_iface(tag, ty, other, None);
            let b = self.eval(value, None);
            return self.compare("==", a, b, other, None);
        }
        let b = self.eval_as(value, ty, None);
        self.compare("==", tag, b, ty, None)
    }

    /// The clauses' bodies behind their tests; `bind` declares a clause's variable.
    fn bodies(
        &mut self, clauses: &'p [CaseClause], entries: Vec<Vec<usize>>,
        mut bind: impl FnMut(&mut Self, usize),
    ) {
        let miss = self.emit(Instr::Jump { to: 0 });
        let mut missed = Some(miss);
        let mut falls: Option<usize> = None;
        let mut ends = Vec::new();
        for (index, (clause, entry)) in clauses.iter().zip(entries).enumerate() {
            self.patch_all(entry);
            if clause.default {
                missed.take().into_iter().for_each(|at| self.patch(at));
            }
            bind(self, index);
            falls.take().into_iter().for_each(|at| self.patch(at));
            self.block(&clause.body);
            let through = clause
                .body
                .stmts
                .last()
                .is_some_and(|stmt| matches!(stmt.kind, StmtKind::Branch("fallthrough", _)));
            let at = self.emit(Instr::Jump { to: 0 });
            if through { falls = Some(at) } else { ends.push(at) }
        }
        missed.into_iter().for_each(|at| self.patch(at));
        self.patch_all(ends);
    }

    pub(super) fn type_switch(&mut self, s: &'p TypeSwitch) {
        let label = self.label.take();
        s.init.iter().for_each(|init| self.stmt(init));
        self.open_target(label, None);
        let from = self.type_of(&s.subject);
        let subject = self.temp(from);
        self.eval(&s.subject, Some(subject));
        let mut entries = Vec::new();
        for clause in &s.clauses {
            self.at_line(clause.span);
            entries
                .push(clause.values.iter().map(|value| self.type_case(subject, value)).collect());
        }
        self.bodies(&s.clauses, entries, |lowerer, index| {
            lowerer.bind_clause(s, index, subject, from)
        });
        self.close_target();
    }

    fn type_case(&mut self, subject: Reg, value: &'p Expr) -> usize {
        let info = self.program.info.exprs[value.id.0 as usize].clone();
        let same = self.word();
        match info {
            Some(info) if info.mode == Mode::Nil => {
                let b = self.int_temp(0);
                self.emit(Instr::Eq { dst: same, a: subject, b });
            }
            _ => {
                let ty = self.type_of(value);
                self.is_type(same, subject, ty);
            }
        }
        self.emit(Instr::JumpIf { a: same, to: 0 })
    }

    fn bind_clause(&mut self, s: &'p TypeSwitch, index: usize, subject: Reg, from: TypeId) {
        let Some(name) = &s.bind else { return };
        let Some(&id) = self.program.info.clause_objs.get(&(name.id, index)) else { return };
        let ty = self.program.objs[id.0 as usize].ty;
        let place = self.declare_var(id);
        if let Place::Blank = place {
            return;
        }
        if self.types().is_interface(ty) {
            return self.store_place(place, subject, ty);
        }
        let mark = self.fun_ref().temps.len();
        let value = self.temp(ty);
        self.emit(Instr::Unpack { dst: value, a: subject });
        self.data(ty.0);
        self.data(from.0);
        self.store_place(place, value, ty);
        self.release_temps(mark);
    }
}
