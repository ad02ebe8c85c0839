//! The tables that a running program asks again and again, made once everything is compiled.

use super::{Code, Live};
use crate::types::{Kind, TypeId};

/// What the machine asks about an interface's dynamic type again and again.
#[derive(Clone, Copy, Debug)]
pub struct Dynamic {
    /// Slots of a value; more than one are in an object of their own.
    pub slots: u32,
    /// Whether the interface's data is a reference.
    pub reference: bool,
    /// The size in bytes of the object that real Go makes for the value in an interface; 0 for
    /// what is a pointer.
    pub bytes: u64,
    /// Where the type's row of methods begins.
    row: u32,
}

/// No function, no row.
const NONE: u32 = u32::MAX;

impl Code {
    /// Makes the tables that running needs, once everything is compiled.
    pub fn link(&mut self) {
        let types = &self.types;
        let ids = (0..types.len() as u32).map(TypeId);
        let mut dynamics: Vec<Dynamic> = ids
            .map(|ty| {
                let slots = types.slots(ty).min(u64::from(u32::MAX)) as u32;
                let one_reference = slots == 1 && types.kinds(ty).first() == Some(&Kind::Ref);
                let bytes = if types.is_pointer(ty) { 0 } else { types.size_align(ty).0 };
                Dynamic { slots, reference: slots > 1 || one_reference, bytes, row: NONE }
            })
            .collect();
        let mut rows = Vec::new();
        for (&(ty, method), &func) in self.dispatch.iter() {
            let row = &mut dynamics[ty.0 as usize].row;
            if *row == NONE {
                *row = rows.len() as u32;
                rows.resize(rows.len() + self.methods.len(), NONE);
            }
            rows[*row as usize + method as usize] = func;
        }
        (self.dynamics, self.rows) = (dynamics, rows);
        if self.sites > 0 {
            self.live = self.funcs.iter().map(|func| Live::of(self, func)).collect();
        }
    }

    /// What is known of a type.
    #[inline(always)]
    pub fn dynamic(&self, ty: TypeId) -> &Dynamic {
        &self.dynamics[ty.0 as usize]
    }

    /// The function behind method number `method` of `ty`.
    #[inline(always)]
    pub fn method_of(&self, ty: TypeId, method: u16) -> Option<u32> {
        let row = self.dynamic(ty).row;
        let func = *self.rows.get(row as usize + method as usize)?;
        (row != NONE && func != NONE).then_some(func)
    }
}
