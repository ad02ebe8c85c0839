//! What a printing reads of the program's memory.
//!
//! **Departures:** values whose type has a method that printing calls are left to that method; a
//! verb that shows a pointer itself (`%p`) counts as reading what it points to.

use super::Vm;
use super::fiber::Fiber;
use super::instr::At;
use super::see::Visit;
use crate::code::{Code, Native, Reg};
use crate::types::{Type, TypeId};
use runtime_core::guest::Touch;

/// The methods that printing calls instead of looking into a value.
const SPEAKING: [&str; 4] = ["Error", "String", "Format", "GoString"];

/// How deep values are looked into.
const DEPTH_MAX: u32 = 16;

/// A walk through what is printed.
struct Reader<'v, 'a> {
    vm: &'v Vm,
    code: &'v Code,
    visit: &'v mut Visit<'a>,
}

impl Vm {
    pub(super) fn print_touches(
        &self, code: &Code, fiber: &Fiber, at: &At, (block, native): (Reg, Native),
        visit: &mut Visit<'_>,
    ) {
        let list = match native {
            Native::Println | Native::Print => block + 3,
            Native::Printf => block + 4,
            Native::Sprintln | Native::Sprint => block + 1,
            Native::Sprintf => block + 2,
            Native::Errorf => block + 5,
            _ => return,
        };
        let (args, count) = (at.get(fiber, list), at.get(fiber, list + 1) as usize);
        let Some(args) = self.heap.cells(args).and_then(|cells| cells.get(..2 * count)) else {
            return;
        };
        let mut reader = Reader { vm: self, code, visit };
        args.chunks(2).for_each(|arg| reader.dynamic(arg, 0));
    }
}

impl Reader<'_, '_> {
    /// An interface's value.
    fn dynamic(&mut self, iface: &[u64], depth: u32) {
        let vm = self.vm;
        if let [ty, data] = *iface
            && ty != 0
        {
            let ty = TypeId(ty as u32);
            self.value(ty, vm.payload_of(self.code, ty, &data), depth);
        }
    }

    fn value(&mut self, ty: TypeId, slots: &[u64], depth: u32) {
        let types = &self.code.types;
        let speaks = |name: &&str| self.code.find_method(ty, name).is_some();
        if depth > DEPTH_MAX || self.is_plain(ty) || SPEAKING.iter().any(speaks) {
            return;
        }
        match types.under(ty) {
            Type::Slice(elem) => self.behind(*elem, slots[0], slots[1], depth),
            Type::Pointer(elem) if depth == 0 && !self.is_plain(*elem) => {
                self.behind(*elem, slots[0], 1, depth);
            }
            Type::Array(_, elem) => self.elements(*elem, slots, depth),
            Type::Map(key, value) => self.map((*key, *value), slots[0], depth),
            Type::Interface(_) => self.dynamic(slots, depth + 1),
            Type::Struct(members) => {
                let mut from = 0;
                for member in members.iter() {
                    let n = types.slots(member.ty) as usize;
                    self.value(member.ty, &slots[from..from + n], depth + 1);
                    from += n;
                }
            }
            _ => {}
        }
    }

    /// Whether there is nothing to look into.
    fn is_plain(&self, ty: TypeId) -> bool {
        matches!(self.code.types.under(ty), Type::Basic(_) | Type::Chan(..) | Type::Func(_))
    }

    /// Values of a type in a row in memory.
    fn behind(&mut self, elem: TypeId, ptr: u64, count: u64, depth: u32) {
        let (vm, n) = (self.vm, count * self.code.types.slots(elem));
        (self.visit)(ptr, n, Touch::Read);
        if let Some(cells) = vm.heap.cells(ptr).and_then(|cells| cells.get(..n as usize)) {
            self.elements(elem, cells, depth);
        }
    }

    fn elements(&mut self, elem: TypeId, slots: &[u64], depth: u32) {
        let n = self.code.types.slots(elem) as usize;
        if n > 0 && !self.is_plain(elem) {
            slots.chunks(n).for_each(|slots| self.value(elem, slots, depth + 1));
        }
    }

    fn map(&mut self, (key, value): (TypeId, TypeId), map: u64, depth: u32) {
        let vm = self.vm;
        (self.visit)(super::see::whole(map), 1, Touch::Read);
        for (_, own_key, own_value) in vm.heap.map(map).into_iter().flat_map(|map| map.entries()) {
            self.value(key, own_key, depth + 1);
            self.value(value, own_value, depth + 1);
        }
    }
}
