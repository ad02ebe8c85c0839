//! Composite literals.

use super::Lowerer;
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Element, Expr, ExprKind};
use crate::types::{Kind, Type, TypeId};

impl<'p> Lowerer<'p> {
    pub(super) fn composite(
        &mut self, expr: &'p Expr, elements: &'p [Element], want: Option<Reg>,
    ) -> Reg {
        let ty = self.type_of(expr);
        let operands =
            elements.iter().flat_map(|element| element.key.iter().chain([&element.value]));
        self.calls_first(&operands.collect::<Vec<_>>());
        if let (Some(elem), ExprKind::Composite { ty: None, .. }) =
            (self.types().pointee(ty), &expr.kind)
        {
            let value = self.literal_value(elem, elements, None);
            let ptr = self.spill(value, elem);
            return self.convert_reg(ptr, ty, ty, want);
        }
        self.literal_value(ty, elements, want)
    }

    fn literal_value(&mut self, ty: TypeId, elements: &'p [Element], want: Option<Reg>) -> Reg {
        match *self.types().under(ty) {
            Type::Struct(_) => self.struct_literal(ty, elements, want),
            Type::Slice(elem) => self.slice_literal(ty, elem, elements, want),
            Type::Array(_, elem) => self.array_literal(ty, elem, elements, want),
            Type::Map(key, value) => self.map_literal(ty, key, value, elements, want),
            _ => self.dest(want, ty),
        }
    }

    /// Built aside and then moved: the fields' values may mention what is assigned to.
    fn struct_literal(&mut self, ty: TypeId, elements: &'p [Element], want: Option<Reg>) -> Reg {
        let dst = self.temp(ty);
        let members = self.types().members(ty).unwrap_or_else(|| [].into());
        if elements.len() < members.len() {
            let n = self.slots(ty);
            self.zero(dst, n);
        }
        for (index, element) in elements.iter().enumerate() {
            let name = element.key.as_ref().and_then(Expr::as_name);
            let index =
                name.and_then(|name| members.iter().position(|m| m.name == *name)).unwrap_or(index);
            let before: u64 =
                members[..index].iter().map(|member| self.types().slots(member.ty)).sum();
            self.eval_as(&element.value, members[index].ty, Some(dst + before as Reg));
        }
        self.convert_reg(dst, ty, ty, want)
    }

    /// The elements' indices, and how many there are with the gaps.
    fn positions(&self, elements: &[Element]) -> (Vec<u32>, u64) {
        let (mut next, mut len) = (0u32, 0u64);
        let mut out = Vec::new();
        for element in elements {
            if let Some(at) = element.key.as_ref().and_then(|key| self.constant_int(key)) {
                next = at as u32;
            }
            out.push(next);
            next += 1;
            len = len.max(u64::from(next));
        }
        (out, len)
    }

    fn fill(&mut self, array: Reg, elem: TypeId, elements: &'p [Element], positions: &[u32]) {
        let n = self.slots(elem);
        let slot = self.temp(elem);
        for (element, &at) in elements.iter().zip(positions) {
            let mark = self.fun_ref().temps.len();
            self.eval_as(&element.value, elem, Some(slot));
            self.store_new(array, at * u32::from(n), slot, n);
            self.release_temps(mark);
        }
    }

    fn slice_literal(
        &mut self, ty: TypeId, elem: TypeId, elements: &'p [Element], want: Option<Reg>,
    ) -> Reg {
        let (positions, len) = self.positions(elements);
        let (shape, times) = self.shape_of(elem);
        let array = self.reference();
        self.emit(Instr::NewArray { dst: array, shape });
        self.data((len * times).min(u64::from(u32::MAX)) as u32);
        self.fill(array, elem, elements, &positions);
        let dst = self.dest(want, ty);
        self.copy(dst, array, 1);
        self.int(dst + 1, len as i64);
        self.int(dst + 2, len as i64);
        dst
    }

    fn array_literal(
        &mut self, ty: TypeId, elem: TypeId, elements: &'p [Element], want: Option<Reg>,
    ) -> Reg {
        let (positions, _) = self.positions(elements);
        let array = self.reference();
        self.new_object(array, ty);
        self.fill(array, elem, elements, &positions);
        let dst = self.dest(want, ty);
        let n = self.slots(ty);
        self.unseen(|lowerer| lowerer.load(dst, array, 0, n));
        dst
    }

    fn map_literal(
        &mut self, ty: TypeId, key_ty: TypeId, value_ty: TypeId, elements: &'p [Element],
        want: Option<Reg>,
    ) -> Reg {
        let map = self.temp_kinds(&[Kind::Ref]);
        let index = self.map_index(ty);
        self.emit(Instr::MakeMap { dst: map });
        self.data(index);
        let (key, src) = (self.temp(key_ty), self.temp(value_ty));
        for element in elements {
            let mark = self.fun_ref().temps.len();
            if let Some(key_expr) = &element.key {
                self.eval_as(key_expr, key_ty, Some(key));
            }
            self.eval_as(&element.value, value_ty, Some(src));
            self.push(Instr::MapSet { map, key, src });
            self.data(index);
            self.release_temps(mark);
        }
        self.convert_reg(map, ty, ty, want)
    }
}
