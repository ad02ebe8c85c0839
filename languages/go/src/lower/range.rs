//! `for range`.

use super::Lowerer;
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Expr, Range};
use crate::types::{Basic, Kind, Type, TypeId};

impl<'p> Lowerer<'p> {
    pub(super) fn range(&mut self, s: &'p Range) {
        let label = self.label.take();
        let ty = self.type_of(&s.subject);
        if let Some(sig) = self.types().sig(ty) {
            return self.range_func(s, &sig, label);
        }
        self.open_target(label, Some(Vec::new()));
        if s.define && self.shares_loop_vars() {
            let targets = s.key.iter().chain(&s.value);
            targets.for_each(|target| self.zero_var(target.id));
        }
        let under = self.types().under(self.types().pointee(ty).unwrap_or(ty)).clone();
        match under {
            Type::Basic(Basic::String | Basic::UntypedString) => self.range_string(s),
            Type::Basic(_) => self.range_int(s, ty),
            Type::Slice(elem) => self.range_slice(s, elem),
            Type::Array(len, elem) => self.range_array(s, ty, len, elem),
            Type::Map(..) => self.range_map(s, ty),
            Type::Chan(_, elem) => self.range_chan(s, elem),
            _ => {}
        }
        self.close_target();
    }

    /// Gives an iteration variable its value: a new variable, or a place that there is.
    pub(super) fn give(&mut self, s: &'p Range, target: Option<&'p Expr>, value: Reg, ty: TypeId) {
        let Some(target) = target else { return };
        if !s.define {
            let wanted = if target.as_name().is_some_and(|name| &**name == "_") {
                ty
            } else {
                self.type_of(target)
            };
            let value = self.convert_reg(value, ty, wanted, None);
            let place = self.place(target);
            return self.store_place(place, value, wanted);
        }
        if let Some(id) = self.obj_of(target.id) {
            let place = match self.shares_loop_vars() {
                true => self.var_place(id),
                false => self.declare_var(id),
            };
            self.store_place(place, value, ty);
        }
    }

    fn is_used(&self, target: Option<&Expr>) -> bool {
        target.is_some_and(|target| target.as_name().is_none_or(|name| &**name != "_"))
    }

    /// Registers that the whole loop keeps.
    fn kept(&mut self, kinds: &[Kind]) -> Reg {
        self.temp_kinds(kinds)
    }

    /// `for at < limit; at++` around the body; `each` gives the variables their values.
    fn counted(&mut self, s: &'p Range, at: Reg, limit: Reg, each: impl FnOnce(&mut Self)) {
        self.int(at, 0);
        let line = self.fun_ref().line;
        let exit = self.emit(Instr::JumpLe { a: limit, b: at, by: 0 });
        let top = self.here();
        let mark = self.fun_ref().temps.len();
        each(self);
        self.release_temps(mark);
        self.block(&s.body);
        self.continue_here();
        self.fun().line = line;
        self.emit(Instr::AddI { dst: at, a: at, value: 1 });
        let again = self.emit(Instr::JumpLt { a: at, b: limit, by: 0 });
        self.patch_to(again, top);
        self.patch(exit);
    }

    fn range_int(&mut self, s: &'p Range, ty: TypeId) {
        let limit = self.kept(&[Kind::Word]);
        self.eval(&s.subject, Some(limit));
        let at = self.kept(&[Kind::Word]);
        let key = s.key.as_ref();
        self.counted(s, at, limit, |lowerer| lowerer.give(s, key, at, ty));
    }

    fn range_slice(&mut self, s: &'p Range, elem: TypeId) {
        let slice = self.kept(&[Kind::Ref, Kind::Word, Kind::Word]);
        self.eval(&s.subject, Some(slice));
        let at = self.kept(&[Kind::Word]);
        let (key, value) = (s.key.as_ref(), s.value.as_ref());
        let n = self.slots(elem);
        self.counted(s, at, slice + 1, |lowerer| {
            lowerer.give(s, key, at, Basic::Int.id());
            if !lowerer.is_used(value) {
                return;
            }
            let item = lowerer.temp(elem);
            if n == 1 {
                lowerer.emit(Instr::SliceGet { dst: item, s: slice, idx: at });
            } else {
                let ptr = lowerer.reference();
                lowerer.emit(Instr::SliceAddr { dst: ptr, s: slice, idx: at });
                lowerer.data(u32::from(n));
                lowerer.load(item, ptr, 0, n);
            }
            lowerer.give(s, value, item, elem);
        });
    }

    /// Over an array's copy, as the specification says, or over what a pointer points to.
    fn range_array(&mut self, s: &'p Range, ty: TypeId, len: u64, elem: TypeId) {
        let (key, value) = (s.key.as_ref(), s.value.as_ref());
        let at = self.kept(&[Kind::Word]);
        let limit = self.kept(&[Kind::Word]);
        self.int(limit, len as i64);
        let mut array = None;
        if self.is_used(value) {
            let reg = self.eval(&s.subject, None);
            array =
                Some(if self.types().pointee(ty).is_some() { reg } else { self.spill(reg, ty) });
        }
        let n = self.slots(elem);
        self.counted(s, at, limit, |lowerer| {
            lowerer.give(s, key, at, Basic::Int.id());
            let Some(array) = array else { return };
            let ptr = lowerer.reference();
            lowerer.emit(Instr::PtrIndex { dst: ptr, ptr: array, idx: at });
            lowerer.data(u32::from(n));
            let item = lowerer.temp(elem);
            lowerer.load(item, ptr, 0, n);
            lowerer.give(s, value, item, elem);
        });
    }

    fn range_string(&mut self, s: &'p Range) {
        let text = self.kept(&[Kind::Ref]);
        self.eval(&s.subject, Some(text));
        let (at, len) = (self.kept(&[Kind::Word]), self.kept(&[Kind::Word]));
        let rune = self.kept(&[Kind::Word, Kind::Word]);
        self.emit(Instr::StrLen { dst: len, s: text });
        self.int(rune + 1, 0);
        let top = self.here();
        let line = self.fun_ref().line;
        self.copy(at, rune + 1, 1);
        let exit = self.emit(Instr::JumpLe { a: len, b: at, by: 0 });
        self.emit(Instr::StrRune { dst: rune, s: text, idx: at });
        self.give(s, s.key.as_ref(), at, Basic::Int.id());
        self.give(s, s.value.as_ref(), rune, Basic::Int32.id());
        self.block(&s.body);
        self.continue_here();
        self.fun().line = line;
        self.emit(Instr::Jump { to: top as u32 });
        self.patch(exit);
    }

    fn range_map(&mut self, s: &'p Range, ty: TypeId) {
        let Type::Map(key_ty, value_ty) = *self.types().under(ty) else { return };
        let map = self.kept(&[Kind::Ref]);
        self.eval(&s.subject, Some(map));
        let iter = self.kept(&[Kind::Word; 3]);
        self.zero(iter, 3);
        self.emit(Instr::MapIter { iter, map });
        let mut kinds = vec![Kind::Word];
        kinds.extend(self.types().kinds(key_ty));
        let value_at = kinds.len() as Reg;
        kinds.extend(self.types().kinds(value_ty));
        let block = self.kept(&kinds);
        let index = self.map_index(ty);
        let top = self.here();
        let line = self.fun_ref().line;
        self.emit(Instr::MapNext { iter, map, block });
        self.data(index);
        let exit = self.emit(Instr::JumpUnless { a: block, to: 0 });
        self.give(s, s.key.as_ref(), block + 1, key_ty);
        self.give(s, s.value.as_ref(), block + value_at, value_ty);
        self.block(&s.body);
        self.continue_here();
        self.fun().line = line;
        self.emit(Instr::Jump { to: top as u32 });
        self.patch(exit);
    }

    fn range_chan(&mut self, s: &'p Range, elem: TypeId) {
        let chan = self.kept(&[Kind::Ref]);
        self.eval(&s.subject, Some(chan));
        let mut kinds = self.types().kinds(elem);
        let n = kinds.len() as Reg;
        kinds.push(Kind::Word);
        let dst = self.kept(&kinds);
        let top = self.here();
        let line = self.fun_ref().line;
        self.emit(Instr::Recv { dst, chan });
        let exit = self.emit(Instr::JumpUnless { a: dst + n, to: 0 });
        self.give(s, s.key.as_ref(), dst, elem);
        self.block(&s.body);
        self.continue_here();
        self.fun().line = line;
        self.emit(Instr::Jump { to: top as u32 });
        self.patch(exit);
    }
}
