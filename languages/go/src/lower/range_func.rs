//! Loops over functions: the body becomes a function of its own, which is called `yield`.
//!
//! A body that ends normally returns true. One that leaves the loop notes how in the loop's `exit`
//! variable and returns false; when the function that is ranged over has returned, the code behind
//! the loop goes on from there. `state` says whether the body may be called at all.
//!
//! **Models:** `cmd/compile/internal/rangefunc/rewrite.go` (Go 1.27).

use super::Lowerer;
use crate::check::{FuncRange, ObjId};
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Expr, Range};
use crate::types::{Basic, Kind, Sig, TypeId};
use std::rc::Rc;

/// `abi.RF_READY`: the body may be called.
const READY: i64 = 0;
/// It returned false.
const DONE: i64 = 1;
/// It is running, or has panicked.
const RUNNING: i64 = 2;
/// The loop is over.
const EXHAUSTED: i64 = 3;
/// It panicked, and somebody recovered that.
const RECOVERED: i64 = 4;

/// A function that is such a body.
pub(super) struct Body {
    vars: FuncRange,
    /// The ways in which it leaves the loop; `exit` is the index plus one.
    exits: Vec<Exit>,
    /// The result types of the function around, and the variables for them.
    results: Vec<TypeId>,
    result_vars: Vec<ObjId>,
    /// The variable for the number of that function's frame.
    frame: Option<ObjId>,
}

/// How a body leaves the loop.
#[derive(Clone, PartialEq)]
pub(super) enum Exit {
    /// By returning from the function around.
    Return,
    /// By this keyword, to this label.
    Branch(&'static str, Option<Rc<str>>),
}

impl<'p> Lowerer<'p> {
    pub(super) fn range_func(&mut self, s: &'p Range, sig: &Rc<Sig>, label: Option<Rc<str>>) {
        let Some(&vars) = self.program.info.func_ranges.get(&s.id) else { return };
        let function = self.own(&s.subject);
        for id in [vars.state, vars.exit] {
            self.new_box(id, Basic::Int.id());
        }
        let (func, exits) = self.loop_body(s, sig.params[0], vars, label);
        let captures = self.program.info.captures.get(&s.id).cloned().unwrap_or_default();
        let (block, args, _) = self.call_block(sig, &[]);
        self.closure_over(func, captures, Some(args));
        self.at_line(s.subject.span);
        self.emit(Instr::CallValue { f: function, block });
        let state = self.shared(vars.state);
        let mark = self.fun_ref().temps.len();
        let (same, b) = (self.word(), self.int_temp(RUNNING));
        self.emit(Instr::Eq { dst: same, a: state, b });
        let fine = self.emit(Instr::JumpUnless { a: same, to: 0 });
        self.int(state, RECOVERED);
        self.emit(Instr::RangePanic { state });
        self.patch(fine);
        self.release_temps(mark);
        self.set_shared(vars.state, EXHAUSTED);
        self.take_exits(vars, exits);
    }

    /// Goes on as the body said.
    fn take_exits(&mut self, vars: FuncRange, exits: Vec<Exit>) {
        if exits.is_empty() {
            return;
        }
        let exit = self.shared(vars.exit);
        for (index, way) in exits.into_iter().enumerate() {
            let (same, b) = (self.word(), self.int_temp(index as i64 + 1));
            self.emit(Instr::Eq { dst: same, a: exit, b });
            let next = self.emit(Instr::JumpUnless { a: same, to: 0 });
            match way {
                Exit::Branch(keyword, label) => self.branch(keyword, label),
                Exit::Return if self.fun_ref().body.is_some() => self.leave_body(Exit::Return),
                Exit::Return => self.leave_with_shared_results(),
            }
            self.patch(next);
        }
    }

    /// Returns what a body has left in the variables for results.
    fn leave_with_shared_results(&mut self) {
        let (types, vars) = (self.fun_ref().results.clone(), self.result_vars());
        let mut at: Reg = 0;
        for (ty, id) in types.into_iter().zip(vars) {
            let n = self.slots(ty);
            if let Some(super::Var::Boxed(ptr)) = self.var(id) {
                self.load(at, ptr, 0, n);
            }
            at += n;
        }
        self.leave();
    }

    /// The variables that bodies leave results in.
    fn result_vars(&self) -> Vec<ObjId> {
        let fun = self.fun_ref();
        let named: Vec<ObjId> = fun.named_results.iter().copied().flatten().collect();
        let shared = || fun.home.as_ref().map(|home| home.results.clone()).unwrap_or_default();
        if named.is_empty() { shared() } else { named }
    }

    /// The body as a function: its number, and the ways out of it.
    fn loop_body(
        &mut self, s: &'p Range, yields: TypeId, vars: FuncRange, label: Option<Rc<str>>,
    ) -> (u32, Vec<Exit>) {
        let Some(sig) = self.types().sig(yields) else { return (0, Vec::new()) };
        let body = self.new_body(vars);
        self.fun().ranges += 1;
        let name = format!("{}-range{}", self.fun_ref().name, self.fun_ref().ranges);
        let package = self.fun_ref().package;
        self.begin(name.into(), package, vec![Basic::Bool.id()]);
        self.fun().body = Some(body);
        let at = self.line_of(s.body.span);
        (self.fun().line, self.fun().start_line) = (at, at);
        let params: Vec<(Reg, TypeId)> =
            sig.params.iter().map(|&ty| (self.param(ty), ty)).collect();
        let captures = self.program.info.captures.get(&s.id).cloned().unwrap_or_default();
        self.bind_captures(&captures);
        self.enter_body(vars.state);
        for (target, (reg, ty)) in s.key.iter().chain(&s.value).zip(params) {
            self.give(s, Some(target), reg, ty);
        }
        self.open_target(label, Some(Vec::new()));
        self.block(&s.body);
        self.continue_here();
        self.answer(vars.state, READY, 1);
        self.close_target();
        self.answer(vars.state, DONE, 0);
        self.leave_by_goto();
        let exits = self.fun().body.take().map(|body| body.exits).unwrap_or_default();
        let func = self.end();
        (self.add_func(func), exits)
    }

    fn new_body(&self, vars: FuncRange) -> Body {
        let fun = self.fun_ref();
        let (results, result_vars, frame) = match &fun.body {
            Some(outer) => (outer.results.clone(), outer.result_vars.clone(), outer.frame),
            None => {
                let frame = fun.home.as_ref().and_then(|home| home.frame);
                (fun.results.clone(), self.result_vars(), frame)
            }
        };
        Body { vars, exits: Vec::new(), results, result_vars, frame }
    }

    /// Panics unless the body may be called.
    fn enter_body(&mut self, state: ObjId) {
        let now = self.shared(state);
        let fine = self.emit(Instr::JumpUnless { a: now, to: 0 });
        self.emit(Instr::RangePanic { state: now });
        self.patch(fine);
        self.set_shared(state, RUNNING);
        self.release_temps(0);
    }

    /// The end of a body: its state, and what it returns.
    fn answer(&mut self, state: ObjId, now: i64, goes_on: i32) {
        let mark = self.fun_ref().temps.len();
        self.set_shared(state, now);
        self.emit(Instr::Int { dst: 0, value: goes_on });
        self.emit(Instr::Ret);
        self.release_temps(mark);
    }

    /// Leaves the body and the loop.
    pub(super) fn leave_body(&mut self, way: Exit) {
        let Some(body) = &mut self.fun().body else { return };
        let vars = body.vars;
        let index = body.exits.iter().position(|known| *known == way).unwrap_or_else(|| {
            body.exits.push(way);
            body.exits.len() - 1
        });
        self.set_shared(vars.exit, index as i64 + 1);
        self.answer(vars.state, DONE, 0);
    }

    /// Those `goto`s whose labels are not in the body.
    fn leave_by_goto(&mut self) {
        for (label, at) in std::mem::take(&mut self.fun().gotos) {
            if self.fun_ref().labels.contains_key(&label) {
                self.fun().gotos.push((label, at));
                continue;
            }
            self.patch(at);
            self.leave_body(Exit::Branch("goto", Some(label)));
        }
    }

    /// `return` in a body.
    pub(super) fn return_from_body(&mut self, values: &'p [Expr]) {
        let Some(body) = &self.fun_ref().body else { return };
        let (types, vars) = (body.results.clone(), body.result_vars.clone());
        let (mut at, from) = match values {
            [] => (0, Vec::new()),
            [only] if types.len() > 1 => self.multi(only),
            _ => (self.values_as(values, &types), types.clone()),
        };
        for ((from, ty), id) in from.into_iter().zip(types).zip(vars) {
            let value = self.convert_reg(at, from, ty, None);
            let n = self.slots(ty);
            if let Some(super::Var::Boxed(ptr)) = self.var(id) {
                self.store(ptr, 0, value, n);
            }
            at += self.slots(from);
        }
        self.leave_body(Exit::Return);
    }

    /// Hands the call that was just deferred to the function around, where this is a body.
    pub(super) fn defer_to_home(&mut self) {
        let Some(id) = self.fun_ref().body.as_ref().and_then(|body| body.frame) else { return };
        let frame = self.shared(id);
        self.emit(Instr::DeferTo { frame });
    }

    /// The variables that bodies of loops in this function need.
    pub(super) fn bind_home(&mut self, key: crate::syntax::ast::ExprId) {
        let Some(home) = self.program.info.homes.get(&key).cloned() else { return };
        for (&id, ty) in home.results.iter().zip(self.fun_ref().results.clone()) {
            self.new_box(id, ty);
        }
        if let Some(id) = home.frame {
            let ptr = self.new_box(id, Basic::Int.id());
            let number = self.word();
            self.emit(Instr::Frame { dst: number });
            self.store(ptr, 0, number, 1);
            self.release_temps(0);
        }
        self.fun().home = Some(home);
    }

    /// The value of one of the variables that a loop and its body share.
    fn shared(&mut self, id: ObjId) -> Reg {
        let dst = self.temp_kinds(&[Kind::Word]);
        if let Some(super::Var::Boxed(ptr)) = self.var(id) {
            self.load(dst, ptr, 0, 1);
        }
        dst
    }

    fn set_shared(&mut self, id: ObjId, value: i64) {
        let src = self.int_temp(value);
        if let Some(super::Var::Boxed(ptr)) = self.var(id) {
            self.store(ptr, 0, src, 1);
        }
    }
}
