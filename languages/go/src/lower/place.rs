//! Variables and other places that values are stored in.

use super::{Lowerer, Var};
use crate::check::{Lookup, ObjId};
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{Kind, Type, TypeId};

/// Where a value can be stored.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Nowhere: `_`.
    Blank,
    Regs(Reg),
    /// An address in a register, and slots behind it.
    Mem(Reg, u32),
    /// A map, and a key in registers.
    Map(Reg, Reg, TypeId),
}

impl<'p> Lowerer<'p> {
    pub(super) fn var(&self, id: ObjId) -> Option<Var> {
        self.fun_ref().vars.get(&id).copied()
    }

    /// Declares a local variable: it gets registers or an object. Its value is not set.
    pub(super) fn declare_var(&mut self, id: ObjId) -> Place {
        let obj = &self.program.objs[id.0 as usize];
        let (ty, blank) = (obj.ty, &*obj.name == "_");
        if blank {
            return Place::Blank;
        }
        if self.is_boxed(id) {
            return Place::Mem(self.new_box(id, ty), 0);
        }
        let reg = match self.var(id) {
            Some(Var::Regs(reg)) => reg,
            _ => {
                let kinds = self.types().kinds(ty);
                self.alloc(&kinds)
            }
        };
        self.fun().vars.insert(id, Var::Regs(reg));
        Place::Regs(reg)
    }

    pub(super) fn store_place(&mut self, place: Place, src: Reg, ty: TypeId) {
        let n = self.slots(ty);
        match place {
            Place::Blank => {}
            Place::Regs(dst) => self.copy(dst, src, n),
            Place::Mem(ptr, off) => self.store(ptr, off, src, n),
            Place::Map(map, key, map_ty) => {
                let index = self.map_index(map_ty);
                self.emit(Instr::MapSet { map, key, src });
                self.data(index);
            }
        }
    }

    pub(super) fn load_place(&mut self, place: Place, ty: TypeId) -> Reg {
        let n = self.slots(ty);
        match place {
            Place::Blank => self.temp(ty),
            Place::Regs(reg) => reg,
            Place::Mem(ptr, off) => {
                let dst = self.temp(ty);
                self.load(dst, ptr, off, n);
                dst
            }
            Place::Map(map, key, map_ty) => self.map_get(map, key, map_ty, ty),
        }
    }

    /// The value of a map's element, and `ok` behind it.
    pub(super) fn map_get(&mut self, map: Reg, key: Reg, map_ty: TypeId, ty: TypeId) -> Reg {
        let mut kinds = self.types().kinds(ty);
        kinds.push(Kind::Word);
        let dst = self.temp_kinds(&kinds);
        let index = self.map_index(map_ty);
        self.emit(Instr::MapGet { dst, map, key });
        self.data(index);
        dst
    }

    /// The place that `expr` denotes.
    pub(super) fn place(&mut self, expr: &'p Expr) -> Place {
        let expr = expr.unparen();
        match &expr.kind {
            ExprKind::Name(name) if &**name == "_" => Place::Blank,
            ExprKind::Name(_) => self.name_place(expr),
            ExprKind::Index(inner, args) => {
                let ty = self.type_of(inner);
                if let Type::Map(key_ty, _) = *self.types().under(ty) {
                    let map = self.stable(inner);
                    let key = self.temp(key_ty);
                    self.eval_as(&args[0], key_ty, Some(key));
                    return Place::Map(map, key, ty);
                }
                self.element(expr, inner, &args[0])
            }
            ExprKind::Selector(inner, _) => self.field_place(expr, inner),
            ExprKind::Star(inner) => {
                let ptr = self.stable(inner);
                Place::Mem(ptr, 0)
            }
            _ => self.spilled(expr),
        }
    }

    /// The same, for assignments of several values: storing one does not move the others.
    pub(super) fn fixed_place(&mut self, expr: &'p Expr) -> Place {
        let place = self.place(expr);
        let Place::Mem(ptr, off) = place else { return place };
        if expr.unparen().as_name().is_some() {
            return place;
        }
        let own = self.reference();
        self.copy(own, ptr, 1);
        Place::Mem(own, off)
    }

    /// The expression's value in registers that nothing else writes to.
    fn stable(&mut self, expr: &'p Expr) -> Reg {
        let ty = self.type_of(expr);
        let dst = self.temp(ty);
        self.eval(expr, Some(dst));
        dst
    }

    fn name_place(&mut self, expr: &'p Expr) -> Place {
        let Some(id) = self.obj_of(expr.id) else { return Place::Blank };
        if let Some(index) = self.global_index(id) {
            let dst = self.reference();
            self.emit(Instr::Global { dst, index });
            return Place::Mem(dst, 0);
        }
        self.var_place(id)
    }

    /// Where a declared variable is.
    pub(super) fn var_place(&self, id: ObjId) -> Place {
        match self.var(id) {
            Some(Var::Regs(reg)) => Place::Regs(reg),
            Some(Var::Boxed(ptr)) => Place::Mem(ptr, 0),
            None => Place::Blank,
        }
    }

    /// A field: its place is in that of the struct, or behind a pointer on the way.
    fn field_place(&mut self, expr: &'p Expr, inner: &'p Expr) -> Place {
        if !self.program.info.selections.contains_key(&expr.id) {
            return self.name_place(expr);
        }
        let selection = self.program.info.selections[&expr.id].found.clone();
        let Lookup::Field { index, .. } = selection.what else { return self.spilled(expr) };
        let mut path = selection.path.clone();
        path.push(index);
        self.walk(inner, &path).0
    }

    /// The field at the end of a path of fields from `inner`, and its type; pointers on the way
    /// are followed.
    pub(super) fn walk(&mut self, inner: &'p Expr, path: &[u32]) -> (Place, TypeId) {
        let mut ty = self.type_of(inner);
        let mut place = match self.types().pointee(ty) {
            Some(elem) => {
                let ptr = self.eval(inner, None);
                ty = elem;
                Place::Mem(ptr, 0)
            }
            None => self.place(inner),
        };
        let last = path.len() - 1;
        for (step, &index) in path.iter().enumerate() {
            (place, ty) = self.step(place, ty, index);
            if let (true, Some(elem)) = (step < last, self.types().pointee(ty)) {
                let ptr = self.load_place(place, ty);
                (place, ty) = (Place::Mem(ptr, 0), elem);
            }
        }
        (place, ty)
    }

    /// Field number `index` of the struct at `place`.
    pub(super) fn step(&mut self, place: Place, ty: TypeId, index: u32) -> (Place, TypeId) {
        let Some(members) = self.types().members(ty) else { return (place, ty) };
        let before: u64 =
            members[..index as usize].iter().map(|member| self.types().slots(member.ty)).sum();
        let field = members[index as usize].ty;
        let place = match place {
            Place::Regs(reg) => Place::Regs(reg + before as Reg),
            Place::Mem(ptr, off) => Place::Mem(ptr, off + before as u32),
            Place::Map(..) => {
                let reg = self.load_place(place, ty);
                Place::Regs(reg + before as Reg)
            }
            Place::Blank => Place::Blank,
        };
        (place, field)
    }

    /// An element of an array or a slice.
    fn element(&mut self, expr: &'p Expr, inner: &'p Expr, index: &'p Expr) -> Place {
        let ty = self.type_of(inner);
        let elem = self.type_of(expr);
        let size = self.types().slots(elem) as u32;
        if let Type::Slice(_) = self.types().under(ty) {
            let s = self.eval(inner, None);
            let idx = self.eval(index, None);
            let dst = self.reference();
            self.emit(Instr::SliceAddr { dst, s, idx });
            self.data(size);
            return Place::Mem(dst, 0);
        }
        let (ptr, off, len) = self.array_base(inner, ty);
        if let Some(at) = self.constant_int(index) {
            self.emit(Instr::NilCheck { ptr });
            return Place::Mem(ptr, off + at as u32 * size);
        }
        let idx = self.eval(index, None);
        self.emit(Instr::Bound { idx, len });
        let mut base = ptr;
        if off > 0 {
            base = self.reference();
            self.emit(Instr::PtrAdd { dst: base, ptr });
            self.data(off);
        }
        let dst = self.reference();
        self.emit(Instr::PtrIndex { dst, ptr: base, idx });
        self.data(size);
        Place::Mem(dst, 0)
    }

    /// Where the array (or what a pointer to one points to) begins, and its length.
    pub(super) fn array_base(&mut self, inner: &'p Expr, ty: TypeId) -> (Reg, u32, u32) {
        let pointed = self.types().pointee(ty);
        let len = match self.types().under(pointed.unwrap_or(ty)) {
            Type::Array(len, _) => *len as u32,
            _ => 0,
        };
        if pointed.is_some() {
            return (self.eval(inner, None), 0, len);
        }
        match self.place(inner) {
            Place::Mem(ptr, off) => (ptr, off, len),
            place => {
                let reg = self.load_place(place, ty);
                (self.spill(reg, ty), 0, len)
            }
        }
    }

    /// A value that is in no place gets one.
    fn spilled(&mut self, expr: &'p Expr) -> Place {
        let ty = self.type_of(expr);
        let reg = self.eval(expr, None);
        if self.types().holds_array(ty) {
            Place::Mem(self.spill(reg, ty), 0)
        } else {
            Place::Regs(reg)
        }
    }

    pub(super) fn spill(&mut self, reg: Reg, ty: TypeId) -> Reg {
        let ptr = self.reference();
        self.new_object(ptr, ty);
        let n = self.slots(ty);
        self.store_new(ptr, 0, reg, n);
        ptr
    }

    /// `&expr`
    pub(super) fn address(&mut self, expr: &'p Expr, want: Option<Reg>) -> Reg {
        let inner = expr.unparen();
        let ty = self.type_of(inner);
        if let ExprKind::Composite { .. } = &inner.kind {
            let value = self.eval(inner, None);
            let dst = want.unwrap_or_else(|| self.reference());
            let ptr = self.reference();
            self.new_object(ptr, ty);
            let n = self.slots(ty);
            self.store_new(ptr, 0, value, n);
            self.copy(dst, ptr, 1);
            return dst;
        }
        let place = self.place(inner);
        let dst = want.unwrap_or_else(|| self.reference());
        match place {
            Place::Mem(ptr, 0) => {
                if matches!(inner.kind, ExprKind::Selector(..)) {
                    self.emit(Instr::NilCheck { ptr });
                }
                self.copy(dst, ptr, 1);
            }
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
        dst
    }
}
