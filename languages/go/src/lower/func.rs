//! Functions: declared ones, literals, wrappers, and what runs before `main`.

use super::{Fun, Lowerer, Var};
use crate::check::{ObjId, ObjKind};
use crate::code::{Func, Instr, NATIVES, Native, Reg};
use crate::concurrency;
use crate::natives;
use crate::syntax::ast::{Block, ExprId, Function, Param, Signature};
use crate::types::{Basic, Kind, Sig, TypeId};
use runtime_core::source::Span;
use runtime_core::table::Table;
use std::rc::Rc;

/// The largest variable that is captured by its value (`escape.go`), in bytes.
const CAPTURED_BYTES_MAX: u64 = 128;

/// The packages whose functions are not interrupted.
const WHOLE: &[&str] =
    &["sync", "context", "golang.org/x/sync/semaphore", "golang.org/x/sync/singleflight"];

impl<'p> Lowerer<'p> {
    pub(super) fn declare_globals(&mut self) {
        for id in self.program.globals.clone() {
            let ty = self.program.objs[id.0 as usize].ty;
            let shape = self.shape_of(ty);
            self.code.globals.push(shape);
        }
    }

    /// Begins a function; ended by [`Lowerer::end`].
    pub(super) fn begin(&mut self, name: Rc<str>, package: usize, results: Vec<TypeId>) {
        let result_slots = results.iter().map(|&ty| self.slots(ty)).sum();
        let kinds = results.iter().flat_map(|&ty| self.types().kinds(ty)).collect();
        let watched = self.is_watched(package, &name);
        self.funs.push(Fun {
            name,
            origin: self.origin(package),
            package,
            code: Vec::new(),
            lines: Vec::new(),
            kinds,
            free: Table::new(),
            temps: Vec::new(),
            vars: Table::new(),
            targets: Vec::new(),
            labels: Table::new(),
            gotos: Vec::new(),
            named_results: Vec::new(),
            results,
            has_defer: false,
            body: None,
            home: None,
            watched,
            guard: None,
            literals: 0,
            ranges: 0,
            wrappers: 0,
            params: 0,
            result_slots,
            line: 0,
            start_line: 0,
        });
    }

    pub(super) fn end(&mut self) -> Func {
        self.resolve_gotos();
        let epilogue = self.here() as u32;
        self.leave();
        let fun = self.funs.pop().expect("yieldpoint bug: no function to end");
        Func {
            name: fun.name,
            origin: fun.origin,
            whole: WHOLE.contains(&&*self.packages[fun.package].path),
            code: fun.code,
            lines: fun.lines,
            kinds: fun.kinds,
            results: fun.result_slots,
            params: fun.params,
            epilogue,
            line: fun.start_line,
        }
    }

    /// Runs what was deferred, puts boxed results in place and returns.
    pub(super) fn leave(&mut self) {
        if self.fun_ref().has_defer {
            self.emit(Instr::RunDefers);
        }
        let mut at: Reg = 0;
        for index in 0..self.fun_ref().results.len() {
            let n = self.slots(self.fun_ref().results[index]);
            let id = self.fun_ref().named_results.get(index).copied().flatten();
            if let Some(Var::Boxed(ptr)) = id.and_then(|id| self.fun_ref().vars.get(&id).copied()) {
                self.load(at, ptr, 0, n);
            }
            at += n;
        }
        self.emit(Instr::Ret);
    }

    /// A parameter slot block of type `ty`.
    pub(super) fn param(&mut self, ty: TypeId) -> Reg {
        let kinds = self.types().kinds(ty);
        self.param_kinds(&kinds)
    }

    pub(super) fn param_kinds(&mut self, kinds: &[Kind]) -> Reg {
        let fun = self.fun();
        let reg = fun.kinds.len() as Reg;
        fun.kinds.extend_from_slice(kinds);
        fun.params += kinds.len() as u16;
        reg
    }

    pub(super) fn declared(&mut self, index: u32) -> Func {
        let def = self.program.funcs[index as usize].clone();
        let Some(sig) = self.types().sig(def.sig) else {
            return self.placeholder(&def.name, def.package);
        };
        self.begin(def.name.clone(), def.package, sig.results.clone());
        let decl = def.decl;
        let Some(function) = &decl.body else {
            return self.native_func(&def.name, &sig, def.receiver);
        };
        let at = self.line_of(def.decl.name.span);
        (self.fun().line, self.fun().start_line) = (at, at);
        self.fun().has_defer = self.program.info.defers.contains(&def.decl.name.id);
        let mut params = self.params(&function.signature, &sig);
        if let (Some(receiver), Some(ty)) = (&def.decl.receiver, def.receiver) {
            let reg = self.param(ty);
            params.extend(receiver.name.as_ref().map(|name| (name.id, reg, ty)));
            self.guard(&def.name, reg);
        }
        self.bind_all(params);
        self.bind_results(&function.signature, &sig);
        self.bind_home(def.decl.name.id);
        self.body(&function.body);
        self.end()
    }

    fn params(&mut self, signature: &Signature, sig: &Sig) -> Vec<(ExprId, Reg, TypeId)> {
        let mut out = Vec::new();
        for (param, &ty) in signature.params.iter().zip(&sig.params) {
            let reg = self.param(ty);
            out.extend(param.name.as_ref().map(|name| (name.id, reg, ty)));
        }
        out
    }

    /// Makes parameters variables; those that outlive the frame move to the heap.
    fn bind_all(&mut self, params: Vec<(ExprId, Reg, TypeId)>) {
        for (id, reg, ty) in params {
            let Some(obj) = self.obj_of(id) else { continue };
            if !self.is_boxed(obj) {
                self.fun().vars.insert(obj, Var::Regs(reg));
                continue;
            }
            let ptr = self.new_box(obj, ty);
            let n = self.slots(ty);
            self.store_new(ptr, 0, reg, n);
        }
    }

    fn bind_results(&mut self, signature: &Signature, sig: &Sig) {
        let mut at: Reg = 0;
        for (param, &ty) in signature.results.iter().zip(&sig.results) {
            let obj = self.named(param);
            self.fun().named_results.push(obj);
            if let Some(obj) = obj {
                match self.is_boxed(obj) {
                    true => drop(self.new_box(obj, ty)),
                    false => drop(self.fun().vars.insert(obj, Var::Regs(at))),
                }
            }
            at += self.slots(ty);
        }
    }

    fn named(&self, param: &Param) -> Option<ObjId> {
        param.name.as_ref().and_then(|name| self.obj_of(name.id))
    }

    /// Whether a variable lives in an object. What a literal captures does not if it never
    /// changes and is not large: the closure has a copy, as gc does it.
    pub(super) fn is_boxed(&self, obj: ObjId) -> bool {
        let obj = &self.program.objs[obj.0 as usize];
        let shared = obj.captured
            && (obj.assigned || self.types().size_align(obj.ty).0 > CAPTURED_BYTES_MAX);
        obj.boxed || shared || self.types().holds_array(obj.ty)
    }

    /// A new object for the variable; its address stays in a register.
    pub(super) fn new_box(&mut self, obj: ObjId, ty: TypeId) -> Reg {
        let ptr = match self.fun().vars.get(&obj) {
            Some(&Var::Boxed(ptr)) => ptr,
            _ => self.alloc(&[Kind::Ref]),
        };
        self.new_object(ptr, ty);
        self.fun().vars.insert(obj, Var::Boxed(ptr));
        ptr
    }

    pub(super) fn new_object(&mut self, dst: Reg, ty: TypeId) {
        let (shape, times) = self.shape_of(ty);
        if times == 1 && self.types().slots(ty) as usize == self.code.shapes[shape as usize].len() {
            self.emit(Instr::New { dst, shape });
            return;
        }
        self.emit(Instr::NewArray { dst, shape });
        self.data(times.min(u64::from(u32::MAX)) as u32);
    }

    fn body(&mut self, body: &'p Block) {
        for stmt in &body.stmts {
            self.stmt(stmt);
        }
        let end = Span { start: body.span.end.saturating_sub(1), end: body.span.end };
        self.at_line(end);
    }

    /// A function of the standard library without a body.
    fn native_func(&mut self, name: &str, sig: &Sig, receiver: Option<TypeId>) -> Func {
        for &ty in sig.params.iter().chain(&receiver) {
            self.param(ty);
        }
        let native = native(name).unwrap_or_else(|| panic!("yieldpoint bug: no native {name}"));
        self.emit(Instr::Native { block: 0, native });
        self.end()
    }

    /// A function literal: the number of its function, and what it captures.
    pub(super) fn literal(
        &mut self, id: ExprId, function: &'p Rc<Function>, ty: TypeId,
    ) -> (u32, Vec<ObjId>) {
        let captures = self.program.info.captures.get(&id).cloned().unwrap_or_default();
        let Some(sig) = self.types().sig(ty) else { return (0, captures) };
        self.fun().literals += 1;
        let (name, package) = (self.literal_name(), self.fun_ref().package);
        self.begin(name, package, sig.results.clone());
        let at = self.line_of(function.body.span);
        (self.fun().line, self.fun().start_line) = (at, at);
        self.fun().has_defer = self.program.info.defers.contains(&id);
        let params = self.params(&function.signature, &sig);
        self.bind_captures(&captures);
        self.bind_all(params);
        self.bind_results(&function.signature, &sig);
        self.bind_home(id);
        self.body(&function.body);
        let func = self.end();
        (self.add_func(func), captures)
    }

    /// The variables that a literal captures: the closure, its last parameter, has their addresses
    /// or their values.
    pub(super) fn bind_captures(&mut self, captures: &[ObjId]) {
        let closure = self.param_kinds(&[Kind::Ref]);
        let mut at = 1;
        for &obj in captures {
            let kinds = self.captured_kinds(obj);
            let n = kinds.len() as Reg;
            let reg = self.alloc(&kinds);
            if n > 0 {
                self.unseen(|lowerer| lowerer.load(reg, closure, at, n));
            }
            let var = if self.is_boxed(obj) { Var::Boxed(reg) } else { Var::Regs(reg) };
            self.fun().vars.insert(obj, var);
            at += u32::from(n);
        }
    }

    /// What a closure keeps of a variable.
    pub(super) fn captured_kinds(&self, obj: ObjId) -> Vec<Kind> {
        match self.is_boxed(obj) {
            true => vec![Kind::Ref],
            false => self.types().kinds(self.program.objs[obj.0 as usize].ty),
        }
    }

    /// `main.main.func1`, and inside of it `main.main.func1.1`; of a package's variable
    /// `main.init.func1`.
    fn literal_name(&self) -> Rc<str> {
        let fun = self.fun_ref();
        let inside = fun.name.rsplit('.').next().unwrap_or("");
        let nested = inside.starts_with("func") && inside[4..].chars().all(|c| c.is_ascii_digit())
            || inside.chars().all(|c| c.is_ascii_digit());
        let word = if nested { "" } else { "func" };
        format!("{}.{word}{}", fun.name, fun.literals).into()
    }

    /// A function made by the compiler: `params` are its parameters' kinds, `body` emits its code
    /// given the first of them, and leaves the results in place.
    pub(super) fn wrapper(
        &mut self, name: Rc<str>, results: Vec<TypeId>, params: &[Kind],
        body: impl FnOnce(&mut Self, Reg),
    ) -> u32 {
        let (package, line) = self.funs.last().map_or((0, 0), |fun| (fun.package, fun.line));
        self.begin(name, package, results);
        (self.fun().line, self.fun().start_line) = (line, line);
        let first = self.param_kinds(params);
        body(self, first);
        let func = self.end();
        self.add_func(func)
    }

    /// Initializes the globals in their order, runs the `init` functions, calls `main`.
    pub(super) fn initializer(&mut self) -> Func {
        let own = self.packages.len() - 1;
        self.begin("runtime.main".into(), own, Vec::new());
        for index in 0..self.program.inits.len() {
            let init = self.program.inits[index].clone();
            self.fun().package = init.package;
            self.fun().watched = self.is_watched(init.package, "");
            self.fun().name = format!("{}.init", self.packages[init.package].name).into();
            self.at_line(init.span);
            let Some(rhs) = init.rhs else { continue };
            let mark = self.fun_ref().temps.len();
            self.init_globals(&init.lhs, rhs);
            self.release_temps(mark);
        }
        self.fun().package = own;
        self.fun().name = "runtime.main".into();
        for (index, def) in self.program.funcs.clone().iter().enumerate() {
            if def.receiver.is_none() && &*def.decl.name.name == "init" {
                self.emit(Instr::Call { block: 0, func: index as u32 });
            }
        }
        self.emit(Instr::Call { block: 0, func: self.program.main });
        let mut func = self.end();
        func.origin = crate::code::Origin::Library;
        func
    }

    pub(super) fn global_index(&self, id: ObjId) -> Option<u32> {
        match self.program.objs[id.0 as usize].kind {
            ObjKind::Global(index) => Some(index),
            _ => None,
        }
    }

    pub(super) fn bool_type() -> TypeId {
        Basic::Bool.id()
    }
}

/// The native called `name`.
pub fn native(name: &str) -> Option<Native> {
    let known = NATIVES.iter().find(|(known, _)| *known == name).map(|(_, native)| *native);
    let known = known.or_else(|| natives::find(name));
    known.or_else(|| concurrency::native(name).map(Native::Sync))
}
