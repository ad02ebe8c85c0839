//! Statements.

use super::call::How;
use super::place::Place;
use super::{Lowerer, Var};
use crate::check::{Mode, ObjId};
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Block, Decl, Expr, ExprKind, For, If, Stmt, StmtKind, VarSpec};
use crate::types::{Basic, Type, TypeId};
use crate::version::Version;

impl<'p> Lowerer<'p> {
    pub(super) fn block(&mut self, block: &'p Block) {
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    pub(super) fn stmt(&mut self, stmt: &'p Stmt) {
        if !matches!(stmt.kind, StmtKind::Block(_) | StmtKind::Empty | StmtKind::Labeled(..)) {
            self.at_line(stmt.span);
        }
        let mark = self.fun_ref().temps.len();
        self.stmt_inner(stmt);
        self.release_temps(mark);
    }

    fn stmt_inner(&mut self, stmt: &'p Stmt) {
        match &stmt.kind {
            StmtKind::Empty => {}
            StmtKind::Expr(expr) => drop(self.effect(expr)),
            StmtKind::Send(chan, value) => self.send(chan, value),
            StmtKind::IncDec(x, op) => self.inc_dec(x, op),
            StmtKind::Assign(left, right) => self.assign(left, right),
            StmtKind::OpAssign(x, op, y) => self.op_assign(x, op, y),
            StmtKind::Define(left, right, _) => self.define(left, right),
            StmtKind::Go(call) => self.later(call, How::Go),
            StmtKind::Defer(call) => self.later(call, How::Defer),
            StmtKind::Return(values) => self.return_stmt(values),
            StmtKind::Branch(keyword, label) => {
                self.branch(keyword, label.as_ref().map(|label| label.name.clone()))
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(s) => self.if_stmt(s),
            StmtKind::Switch(s) => self.switch(s),
            StmtKind::TypeSwitch(s) => self.type_switch(s),
            StmtKind::For(s) => self.for_stmt(s),
            StmtKind::Range(s) => self.range(s),
            StmtKind::Labeled(label, inner) => self.labeled(&label.name, inner),
            StmtKind::Decl(decls) => decls.iter().for_each(|decl| self.decl(decl)),
            StmtKind::Select(clauses) => self.select(clauses),
        }
    }

    fn effect(&mut self, expr: &'p Expr) -> Reg {
        match &expr.unparen().kind {
            ExprKind::Call(call) => self.call(expr.unparen(), call, None),
            _ => self.eval(expr, None),
        }
    }

    fn decl(&mut self, decl: &'p Decl) {
        let Decl::Var(spec) = decl else { return };
        self.at_line(spec.span);
        if spec.values.is_empty() {
            return spec.names.iter().for_each(|name| self.zero_var(name.id));
        }
        self.var_values(spec);
    }

    pub(super) fn zero_var(&mut self, id: crate::syntax::ast::ExprId) {
        let Some(obj) = self.obj_of(id) else { return };
        let n = self.slots(self.program.objs[obj.0 as usize].ty);
        if let Place::Regs(reg) = self.declare_var(obj) {
            self.zero(reg, n);
        }
    }

    fn var_values(&mut self, spec: &'p VarSpec) {
        let ids: Vec<Option<ObjId>> = spec.names.iter().map(|name| self.obj_of(name.id)).collect();
        if spec.values.len() == 1 && ids.len() > 1 {
            let (start, types) = self.multi(&spec.values[0]);
            return self.store_multi(&ids, start, &types);
        }
        self.calls_first(&spec.values.iter().collect::<Vec<_>>());
        let values: Vec<Reg> = spec
            .values
            .iter()
            .zip(&ids)
            .map(|(value, id)| self.value_for(*id, value, ids.len() == 1))
            .collect();
        for (id, value) in ids.into_iter().zip(values) {
            self.init_var(id, value);
        }
    }

    fn init_var(&mut self, id: Option<ObjId>, value: Reg) {
        let Some(id) = id else { return };
        let ty = self.program.objs[id.0 as usize].ty;
        let place = self.declare_var(id);
        self.store_place(place, value, ty);
    }

    /// The value for a new variable; `alone` says that nothing else is evaluated before it is
    /// stored, so that it may stay where it is.
    fn value_for(&mut self, id: Option<ObjId>, value: &'p Expr, alone: bool) -> Reg {
        let ty = id.map_or_else(|| self.type_of(value), |id| self.program.objs[id.0 as usize].ty);
        if let Some(id) = id {
            self.chan_name = Some(self.program.objs[id.0 as usize].name.clone());
        }
        let want = if alone { None } else { Some(self.temp(ty)) };
        let reg = self.eval_as(value, ty, want);
        self.chan_name = None;
        reg
    }

    /// Several values from one expression: where they start, and their types.
    pub(super) fn multi(&mut self, value: &'p Expr) -> (Reg, Vec<TypeId>) {
        let inner = value.unparen();
        let ty = self.type_of(inner);
        let ok = Basic::Bool.id();
        match &inner.kind {
            ExprKind::Index(map, _) => {
                let map_ty = self.type_of(map);
                match self.place(inner) {
                    Place::Map(map, key, _) => (self.map_get(map, key, map_ty, ty), vec![ty, ok]),
                    _ => (0, vec![ty, ok]),
                }
            }
            ExprKind::Assert(x, _) => (self.assertion_ok(ty, x), vec![ty, ok]),
            ExprKind::Unary("<-", _) => (self.receive(inner), vec![ty, ok]),
            _ => {
                let start = self.eval(inner, None);
                match self.types().get(ty) {
                    Type::Tuple(types) => (start, types.to_vec()),
                    _ => (start, vec![ty]),
                }
            }
        }
    }

    fn store_multi(&mut self, ids: &[Option<ObjId>], start: Reg, types: &[TypeId]) {
        let mut at = start;
        for (id, &from) in ids.iter().zip(types) {
            if let Some(id) = id {
                let ty = self.program.objs[id.0 as usize].ty;
                let value = self.convert_reg(at, from, ty, None);
                self.init_var(Some(*id), value);
            }
            at += self.slots(from);
        }
    }

    pub(super) fn init_globals(&mut self, lhs: &[ObjId], rhs: &'p Expr) {
        let places: Vec<(Place, TypeId)> = lhs
            .iter()
            .map(|&id| (self.global_place(id), self.program.objs[id.0 as usize].ty))
            .collect();
        if let [(place, ty)] = places[..] {
            self.chan_name = Some(self.program.objs[lhs[0].0 as usize].name.clone());
            let value = self.eval_as(rhs, ty, None);
            self.chan_name = None;
            return self.store_place(place, value, ty);
        }
        let (mut at, types) = self.multi(rhs);
        for ((place, ty), from) in places.into_iter().zip(types) {
            let value = self.convert_reg(at, from, ty, None);
            self.store_place(place, value, ty);
            at += self.slots(from);
        }
    }

    fn global_place(&mut self, id: ObjId) -> Place {
        let blank = &*self.program.objs[id.0 as usize].name == "_";
        let Some(index) = self.global_index(id).filter(|_| !blank) else { return Place::Blank };
        let dst = self.reference();
        self.emit(Instr::Global { dst, index });
        Place::Mem(dst, 0)
    }

    fn define(&mut self, left: &'p [Expr], right: &'p [Expr]) {
        let ids: Vec<Option<ObjId>> = left.iter().map(|target| self.obj_of(target.id)).collect();
        let spans: Vec<bool> = ids
            .iter()
            .zip(left)
            .map(|(id, target)| {
                id.is_some_and(|id| self.program.objs[id.0 as usize].span == target.span)
            })
            .collect();
        if left.len() > 1 && right.len() == 1 {
            let (mut at, types) = self.multi(&right[0]);
            for ((id, &new), from) in ids.iter().zip(&spans).zip(types) {
                if let Some(id) = *id {
                    let ty = self.program.objs[id.0 as usize].ty;
                    let value = self.convert_reg(at, from, ty, None);
                    self.define_one(id, new, value, ty);
                }
                at += self.slots(from);
            }
            return;
        }
        if let ([Some(id)], [true], [value]) = (&ids[..], &spans[..], right)
            && self.define_in_place(*id, value)
        {
            return;
        }
        let alone = ids.len() == 1;
        self.calls_first(&right.iter().collect::<Vec<_>>());
        let values: Vec<Reg> =
            ids.iter().zip(right).map(|(id, value)| self.value_for(*id, value, alone)).collect();
        for ((id, new), value) in ids.into_iter().zip(spans).zip(values) {
            if let Some(id) = id {
                let ty = self.program.objs[id.0 as usize].ty;
                self.define_one(id, new, value, ty);
            }
        }
    }

    /// A new variable in registers is computed where it will be; its expression cannot name it.
    fn define_in_place(&mut self, id: ObjId, value: &'p Expr) -> bool {
        let obj = &self.program.objs[id.0 as usize];
        let (ty, name) = (obj.ty, obj.name.clone());
        if &*name == "_" || self.is_boxed(id) {
            return false;
        }
        let reg = match self.var(id) {
            Some(Var::Regs(reg)) => reg,
            _ => {
                let kinds = self.types().kinds(ty);
                self.alloc(&kinds)
            }
        };
        self.chan_name = Some(name);
        self.eval_as(value, ty, Some(reg));
        self.chan_name = None;
        self.fun().vars.insert(id, Var::Regs(reg));
        true
    }

    fn define_one(&mut self, id: ObjId, new: bool, value: Reg, ty: TypeId) {
        let place = if new { self.declare_var(id) } else { self.var_place(id) };
        self.store_place(place, value, ty);
    }

    fn send(&mut self, chan: &'p Expr, value: &'p Expr) {
        let (chan, src) = self.send_operands(chan, value);
        self.emit(Instr::Send { chan, src });
    }

    fn inc_dec(&mut self, x: &'p Expr, op: &str) {
        let ty = self.type_of(x);
        let place = self.place(x);
        let a = self.load_place(place, ty);
        let dst = if let Place::Regs(reg) = place { reg } else { self.temp(ty) };
        if self.types().basic(ty).is_float() {
            let one = self.temp(ty);
            self.load_const(one, &crate::constant::Const::int(1), ty);
            self.arithmetic(op, a, one, ty, ty, Some(1), Some(dst));
        } else {
            let value = if op == "-" { -1 } else { 1 };
            self.emit(Instr::AddI { dst, a, value });
            self.wrap(dst, ty);
        }
        if !matches!(place, Place::Regs(_)) {
            self.store_place(place, dst, ty);
        }
    }

    fn op_assign(&mut self, x: &'p Expr, op: &str, y: &'p Expr) {
        let ty = self.type_of(x);
        let place = self.place(x);
        let b = self.eval(y, None);
        let a = self.load_place(place, ty);
        let want = if let Place::Regs(reg) = place { Some(reg) } else { None };
        let (count_ty, count) = (self.type_of(y), self.constant_int(y));
        let result = self.arithmetic(op, a, b, ty, count_ty, count, want);
        if want.is_none() {
            self.store_place(place, result, ty);
        }
    }

    fn assign(&mut self, left: &'p [Expr], right: &'p [Expr]) {
        if let ([target], [value]) = (left, right) {
            return self.assign_one(target, value);
        }
        self.calls_first(&left.iter().chain(right).collect::<Vec<_>>());
        let places: Vec<Place> = left.iter().map(|target| self.fixed_place(target)).collect();
        if right.len() == 1 {
            let (mut at, types) = self.multi(&right[0]);
            for ((place, target), from) in places.into_iter().zip(left).zip(types) {
                let ty = self.target_type(target, from);
                let value = self.convert_reg(at, from, ty, None);
                self.store_place(place, value, ty);
                at += self.slots(from);
            }
            return;
        }
        let mut values = Vec::new();
        for (target, value) in left.iter().zip(right) {
            let ty = self.target_type(target, self.type_of(value));
            let reg = self.temp(ty);
            self.eval_as(value, ty, Some(reg));
            values.push((reg, ty));
        }
        for (place, (value, ty)) in places.into_iter().zip(values) {
            self.store_place(place, value, ty);
        }
    }

    /// The type of an assignment's target; the blank identifier takes the value's.
    fn target_type(&self, target: &Expr, value: TypeId) -> TypeId {
        let blank = target.unparen().as_name().is_some_and(|name| &**name == "_");
        if blank { value } else { self.type_of(target) }
    }

    fn assign_one(&mut self, target: &'p Expr, value: &'p Expr) {
        self.calls_first(&[target, value]);
        let ty = self.target_type(target, self.type_of(value));
        if let Some(name) = target.as_name() {
            self.chan_name = Some(name.clone());
        } else if let ExprKind::Selector(_, name) = &target.kind {
            self.chan_name = Some(name.name.clone());
        }
        if let (ExprKind::Index(inner, args), true) =
            (&target.unparen().kind, self.types().slots(ty) == 1)
            && let Type::Slice(_) = self.types().under(self.type_of(inner))
        {
            let (s, idx) = (self.eval(inner, None), self.eval(&args[0], None));
            let src = self.eval_as(value, ty, None);
            self.chan_name = None;
            self.emit(Instr::SliceSet { s, idx, src });
            return;
        }
        let place = self.place(target);
        match place {
            Place::Regs(reg) => drop(self.eval_as(value, ty, Some(reg))),
            place => {
                let reg = self.eval_as(value, ty, None);
                self.store_place(place, reg, ty);
            }
        }
        self.chan_name = None;
    }

    fn return_stmt(&mut self, values: &'p [Expr]) {
        if self.fun_ref().body.is_some() {
            return self.return_from_body(values);
        }
        let types = self.fun_ref().results.clone();
        if !values.is_empty() {
            let (start, from) = match values {
                [only] if types.len() > 1 => self.multi(only),
                [only] if !self.fun_ref().named_results.iter().any(Option::is_some) => {
                    self.eval_as(only, types[0], Some(0));
                    return self.leave();
                }
                _ => (self.values_as(values, &types), types.clone()),
            };
            self.set_results(start, &from, &types);
        }
        self.leave();
    }

    /// The values in a row of registers, as values of these types.
    pub(super) fn values_as(&mut self, values: &'p [Expr], types: &[TypeId]) -> Reg {
        let kinds: Vec<_> = types.iter().flat_map(|&ty| self.types().kinds(ty)).collect();
        let start = self.temp_kinds(&kinds);
        let mut at = start;
        self.calls_first(&values.iter().collect::<Vec<_>>());
        for (value, &ty) in values.iter().zip(types) {
            self.eval_as(value, ty, Some(at));
            at += self.slots(ty);
        }
        start
    }

    fn set_results(&mut self, start: Reg, from: &[TypeId], types: &[TypeId]) {
        let (mut src, mut at) = (start, 0);
        for (index, (&from, &ty)) in from.iter().zip(types).enumerate() {
            let id = self.fun_ref().named_results.get(index).copied().flatten();
            let boxed = id.and_then(|id| self.var(id));
            let value = self.convert_reg(src, from, ty, None);
            let n = self.slots(ty);
            match boxed {
                Some(Var::Boxed(ptr)) => self.store(ptr, 0, value, n),
                _ => self.copy(at, value, n),
            }
            src += self.slots(from);
            at += n;
        }
    }

    fn if_stmt(&mut self, s: &'p If) {
        s.init.iter().for_each(|init| self.stmt(init));
        self.at_line(s.cond.span);
        if let Some(known) = self.constant_bool(&s.cond) {
            match known {
                true => self.block(&s.then),
                false => s.otherwise.iter().for_each(|stmt| self.stmt(stmt)),
            }
            return;
        }
        let no = self.jump_unless(&s.cond);
        self.block(&s.then);
        let Some(otherwise) = &s.otherwise else { return self.patch_all(no) };
        let end = self.emit(Instr::Jump { to: 0 });
        self.patch_all(no);
        self.stmt(otherwise);
        self.patch(end);
    }

    fn constant_bool(&self, expr: &Expr) -> Option<bool> {
        let info = self.program.info.exprs[expr.id.0 as usize].as_ref()?;
        match (&info.value, info.mode) {
            (Some(crate::constant::Const::Bool(value)), Mode::Const) => Some(*value),
            _ => None,
        }
    }

    fn for_stmt(&mut self, s: &'p For) {
        let label = self.label.take();
        s.init.iter().for_each(|init| self.stmt(init));
        let vars = if self.shares_loop_vars() { Vec::new() } else { self.loop_vars(s) };
        let top = self.here();
        let always = s.cond.as_ref().is_none_or(|cond| self.constant_bool(cond) == Some(true));
        let mut exits = Vec::new();
        if let (Some(cond), false) = (&s.cond, always) {
            self.at_line(cond.span);
            let mark = self.fun_ref().temps.len();
            exits = self.jump_unless(cond);
            self.release_temps(mark);
        }
        let body = self.here();
        self.open_target(label, Some(Vec::new()));
        self.block(&s.body);
        self.continue_here();
        self.renew(&vars);
        s.post.iter().for_each(|post| self.stmt(post));
        match &s.cond {
            Some(cond) if !always && self.is_cheap(cond) => {
                self.at_line(cond.span);
                let mark = self.fun_ref().temps.len();
                let again = self.jump_if(cond);
                self.release_temps(mark);
                again.into_iter().for_each(|at| self.patch_to(at, body));
            }
            _ => drop(self.emit(Instr::Jump { to: top as u32 })),
        }
        self.patch_all(exits);
        self.close_target();
    }

    /// Whether a condition may stand at a loop's beginning and again at its end.
    fn is_cheap(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(_) => true,
            ExprKind::Paren(inner) | ExprKind::Selector(inner, _) | ExprKind::Unary(_, inner) => {
                self.is_cheap(inner)
            }
            ExprKind::Binary(_, left, right) => self.is_cheap(left) && self.is_cheap(right),
            ExprKind::Index(inner, args) => {
                self.is_cheap(inner) && args.iter().all(|arg| self.is_cheap(arg))
            }
            ExprKind::Call(call) => {
                let fun = call.fun.unparen().as_name();
                fun.is_some_and(|name| &**name == "len") && self.is_cheap(&call.args[0])
            }
            _ => self.constant_int(expr).is_some(),
        }
    }

    /// Whether all iterations of a loop have the same variables, as before Go 1.22.
    pub(super) fn shares_loop_vars(&self) -> bool {
        self.packages[self.fun_ref().package].version < Version::ITERATION_VARIABLES
    }

    /// The loop's variables that closures may keep: each iteration has its own.
    fn loop_vars(&self, s: &For) -> Vec<ObjId> {
        let Some(Stmt { kind: StmtKind::Define(left, ..), .. }) = &s.init else {
            return Vec::new();
        };
        let ids = left.iter().filter_map(|target| self.obj_of(target.id));
        ids.filter(|&id| matches!(self.var(id), Some(Var::Boxed(_)))).collect()
    }

    /// New copies of them for the next iteration.
    fn renew(&mut self, vars: &[ObjId]) {
        for &id in vars {
            let Some(Var::Boxed(ptr)) = self.var(id) else { continue };
            let ty = self.program.objs[id.0 as usize].ty;
            let n = self.slots(ty);
            let mark = self.fun_ref().temps.len();
            let value = self.temp(ty);
            self.load(value, ptr, 0, n);
            self.new_object(ptr, ty);
            self.store_new(ptr, 0, value, n);
            self.release_temps(mark);
        }
    }
}
