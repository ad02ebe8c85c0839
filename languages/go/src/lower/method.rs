//! Methods as values, and methods promoted from embedded fields.

use super::Lowerer;
use super::place::Place;
use crate::check::{Found, Lookup};
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{Kind, Sig, TypeId};
use std::rc::Rc;

impl<'p> Lowerer<'p> {
    fn found_sig(&self, found: &Found) -> Option<Rc<Sig>> {
        match &found.what {
            Lookup::Method { sig, .. } | Lookup::Interface { sig, .. } => self.types().sig(*sig),
            Lookup::Field { .. } => None,
        }
    }

    /// A function with receiver type `ty` that calls the method found in it; also for a value's
    /// method reached through a pointer.
    pub(super) fn promoted(&mut self, ty: TypeId, found: &Found, name: &str) -> (u32, TypeId) {
        let by_address =
            matches!(found.what, Lookup::Method { pointer: true, .. }) && !found.through_pointer;
        let receiver =
            if by_address { self.program.types.add(crate::types::Type::Pointer(ty)) } else { ty };
        let number = match found.what {
            Lookup::Method { func, .. } => func,
            _ => 0,
        };
        let key = format!("promoted {} {name} {number}", receiver.0);
        if let Some(&func) = self.wrappers.get(&key) {
            return (func, receiver);
        }
        let Some(sig) = self.found_sig(found) else { return (0, receiver) };
        let label =
            format!("{}.{name}", self.types().name(receiver, crate::type_names::Style::Runtime))
                .into();
        let mut kinds: Vec<Kind> =
            sig.params.iter().flat_map(|&ty| self.types().kinds(ty)).collect();
        let args = kinds.len() as Reg;
        kinds.extend(self.types().kinds(receiver));
        let found = found.clone();
        let results = sig.results.clone();
        let method = self.method_index(name);
        let func = self.wrapper(label, results, &kinds, |lowerer, first| {
            lowerer.promoted_body(receiver, &found, &sig, first, args, method);
        });
        self.wrappers.insert(key, func);
        (func, receiver)
    }

    fn promoted_body(
        &mut self, receiver: TypeId, found: &Found, sig: &Rc<Sig>, first: Reg, args: Reg,
        method: u16,
    ) {
        let (mut place, mut ty) = (Place::Regs(first + args), receiver);
        for &index in &found.path {
            if let Some(elem) = self.types().pointee(ty) {
                let ptr = self.load_place(place, ty);
                (place, ty) = (Place::Mem(ptr, 0), elem);
            }
            (place, ty) = self.step(place, ty, index);
        }
        let results = self.fun_ref().result_slots;
        match found.what {
            Lookup::Method { func, .. } => {
                let wanted = self.program.funcs[func as usize].receiver.unwrap_or(TypeId(0));
                let kinds = self.types().kinds(wanted);
                let (block, params, end) = self.call_block(sig, &kinds);
                self.copy(params, first, args);
                self.adapt(place, ty, wanted, end);
                self.emit(Instr::Call { block, func });
                self.copy(0, block, results);
            }
            _ => {
                let iface = self.load_place(place, ty);
                let (block, params, _) = self.call_block(sig, &[]);
                self.copy(params, first, args);
                self.emit(Instr::CallIface { iface, block, method });
                self.copy(0, block, results);
            }
        }
    }

    /// Puts the receiver that a method wants into `dst`.
    pub(super) fn adapt(&mut self, place: Place, ty: TypeId, wanted: TypeId, dst: Reg) {
        let n = self.slots(wanted);
        if ty == wanted {
            let reg = self.load_place(place, ty);
            return self.copy(dst, reg, n);
        }
        if self.types().pointee(ty) == Some(wanted) {
            let ptr = self.load_place(place, ty);
            return self.load(dst, ptr, 0, n);
        }
        match place {
            Place::Mem(ptr, off) => {
                self.emit(Instr::PtrAdd { dst, ptr });
                self.data(off);
            }
            place => {
                let reg = self.load_place(place, ty);
                let ptr = self.spill(reg, ty);
                self.copy(dst, ptr, 1);
            }
        }
    }

    /// `x.Method` as a value: a closure over the receiver.
    pub(super) fn method_value(
        &mut self, expr: &'p Expr, inner: &'p Expr, want: Option<Reg>,
    ) -> Reg {
        let found = self.program.info.selections[&expr.id].found.clone();
        let ExprKind::Selector(_, name) = &expr.kind else { return 0 };
        let Some(sig) = self.found_sig(&found) else { return 0 };
        let interface = matches!(found.what, Lookup::Interface { .. }) && found.path.is_empty();
        let (func, receiver) = match found.what {
            Lookup::Method { func, .. } if found.path.is_empty() => {
                (func, self.program.funcs[func as usize].receiver.unwrap_or(TypeId(0)))
            }
            _ if interface => (0, self.type_of(inner)),
            _ => self.promoted(self.type_of(inner), &found, &name.name),
        };
        let kinds = self.types().kinds(receiver);
        let from = self.temp_kinds(&kinds);
        match interface {
            true => {
                self.eval(inner, Some(from));
                self.emit(Instr::TypeCheck { a: from });
            }
            false => self.receiver(inner, receiver, from),
        }
        let method = self.method_index(&name.name);
        let wrapper = self.bound(&name.name, func, receiver, &sig, interface.then_some(method));
        let dst = want.unwrap_or_else(|| self.reference());
        self.closure(dst, wrapper, from, &kinds);
        dst
    }

    /// The function of such a closure.
    fn bound(
        &mut self, name: &str, func: u32, receiver: TypeId, sig: &Rc<Sig>, method: Option<u16>,
    ) -> u32 {
        let key = format!("bound {func} {} {name}", receiver.0);
        if let Some(&func) = self.wrappers.get(&key) {
            return func;
        }
        let base = match method {
            Some(_) => {
                format!("{}.{name}", self.types().name(receiver, crate::type_names::Style::Runtime))
            }
            None => self.code.funcs[func as usize].name.to_string(),
        };
        let mut kinds: Vec<Kind> =
            sig.params.iter().flat_map(|&ty| self.types().kinds(ty)).collect();
        let args = kinds.len() as Reg;
        kinds.push(Kind::Ref);
        let (sig, results) = (sig.clone(), sig.results.clone());
        let wrapper =
            self.wrapper(format!("{base}-fm").into(), results, &kinds, |lowerer, first| {
                let closure = first + args;
                let kinds = lowerer.types().kinds(receiver);
                let n = kinds.len() as u16;
                let result_slots = lowerer.fun_ref().result_slots;
                match method {
                    Some(method) => {
                        let iface = lowerer.temp_kinds(&kinds);
                        lowerer.load(iface, closure, 1, n);
                        let (block, params, _) = lowerer.call_block(&sig, &[]);
                        lowerer.copy(params, first, args);
                        lowerer.emit(Instr::CallIface { iface, block, method });
                        lowerer.copy(0, block, result_slots);
                    }
                    None => {
                        let (block, params, end) = lowerer.call_block(&sig, &kinds);
                        lowerer.copy(params, first, args);
                        if n > 0 {
                            lowerer.load(end, closure, 1, n);
                        }
                        lowerer.emit(Instr::Call { block, func });
                        lowerer.copy(0, block, result_slots);
                    }
                }
            });
        self.wrappers.insert(key, wrapper);
        wrapper
    }

    /// `T.Method`: a function whose first parameter is the receiver.
    pub(super) fn method_expression(
        &mut self, expr: &'p Expr, inner: &'p Expr, want: Option<Reg>,
    ) -> Reg {
        let found = self.program.info.selections[&expr.id].found.clone();
        let ty = self.type_of(inner);
        let ExprKind::Selector(_, name) = &expr.kind else { return 0 };
        let Some(sig) = self.found_sig(&found) else { return 0 };
        let kinds = self.types().kinds(ty);
        let n = kinds.len() as Reg;
        let mut all = kinds.clone();
        all.extend(sig.params.iter().flat_map(|&ty| self.types().kinds(ty)));
        let args = all.len() as Reg - n;
        let method = self.method_index(&name.name);
        let interface = matches!(found.what, Lookup::Interface { .. });
        let target = if interface { (0, ty) } else { self.promoted(ty, &found, &name.name) };
        let label =
            format!("{}.{}", self.types().name(ty, crate::type_names::Style::Runtime), name.name);
        let results = sig.results.clone();
        let func = self.wrapper(label.into(), results, &all, |lowerer, first| {
            let result_slots = lowerer.fun_ref().result_slots;
            let receiver: &[Kind] = if interface { &[] } else { &kinds };
            let (block, params, end) = lowerer.call_block(&sig, receiver);
            lowerer.copy(params, first + n, args);
            if interface {
                lowerer.emit(Instr::CallIface { iface: first, block, method });
            } else {
                lowerer.copy(end, first, n);
                lowerer.emit(Instr::Call { block, func: target.0 });
            }
            lowerer.copy(0, block, result_slots);
        });
        self.func_value(func, want)
    }
}
