//! The natives of package `reflect`: what is known of types, and memory by address and type.
//!
//! **Invariants:** a place is an address of slots that hold a value of the type beside it; its
//! shape is known because every type that can be reached from a value in an interface has one.

use super::fiber::Fiber;
use super::heap::Object;
use super::instr::{At, Done};
use super::{Trap, Vm};
use crate::code::{Code, Reg};
use crate::library::Library;
use crate::type_names::Style;
use crate::types::{Type, TypeId, Types};

/// The numbers of `reflect.Kind` that are not those of basic types.
const STRING: u32 = 24;

impl Vm {
    pub(super) fn reflect_native(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, block: Reg, native: Library,
    ) -> Done {
        let arg = |index: Reg| at.get(fiber, block + index);
        let ty = |index: Reg| TypeId(arg(index) as u32);
        let results = match native {
            Library::TypeOf => vec![arg(1)],
            Library::TypeInfo => type_info(&code.types, ty(6)).to_vec(),
            Library::TypeName => vec![self.type_name(code, ty(1), arg(2) != 0)],
            Library::TypeField => self.type_field(code, ty(5), arg(6) as usize),
            Library::TypeHas => vec![u64::from(code.types.has_methods(ty(1), ty(2)))],
            Library::TypeComparable => vec![u64::from(code.types.comparable(ty(1)))],
            Library::Box => {
                let slots = self.payload(code, ty(1), arg(2));
                vec![self.placed(code, ty(1), slots)?]
            }
            Library::LoadAny => self.load_any(code, ty(2), arg(3))?.to_vec(),
            Library::StoreAny => {
                let value = [arg(1), arg(2)];
                self.write_slots(arg(0), &value)?;
                return Ok(0);
            }
            Library::CopySlots => {
                let values = self.read_slots(arg(1), arg(2) as usize)?;
                self.write_slots(arg(0), &values)?;
                return Ok(0);
            }
            Library::Shift => vec![arg(1) + arg(2)],
            Library::Alloc => {
                let slots = code.types.slots(ty(1)).saturating_mul(arg(2));
                self.room(slots)?;
                vec![self.placed(code, ty(1), vec![0; slots as usize])?]
            }
            _ => return self.reflect_map(code, fiber, at, block, native),
        };
        at.set_many(fiber, block, &results);
        Ok(0)
    }

    fn type_name(&mut self, code: &Code, ty: TypeId, own: bool) -> u64 {
        let text = match code.types.get(ty) {
            Type::Named(_) | Type::Basic(_) if own => {
                let name = code.types.name(ty, Style::Runtime);
                name.split_once('.').map_or(name.clone(), |(_, name)| name.into())
            }
            _ if own => String::new(),
            _ => code.types.name(ty, Style::Runtime),
        };
        self.heap.add_str(text.as_bytes())
    }

    /// Name, tag, type, offset in slots, and whether it is embedded.
    fn type_field(&mut self, code: &Code, ty: TypeId, index: usize) -> Vec<u64> {
        let members = code.types.members(ty).unwrap_or_else(|| [].into());
        let Some(member) = members.get(index) else { return vec![0; 5] };
        let offset = members[..index].iter().map(|member| code.types.slots(member.ty)).sum();
        let name = self.heap.add_str(member.name.as_bytes());
        let tag = self.heap.add_str(member.tag.as_bytes());
        vec![name, tag, u64::from(member.ty.0), offset, u64::from(member.embedded)]
    }

    /// A new object for values of type `ty`.
    fn placed(&mut self, code: &Code, ty: TypeId, mut data: Vec<u64>) -> Result<u64, Trap> {
        if data.is_empty() {
            data.push(0);
        }
        let shape = self.shape_of_type(code, ty);
        Ok(self.heap.add(Object::Cells { shape, data }))
    }

    fn read_slots(&self, address: u64, n: usize) -> Result<Vec<u64>, Trap> {
        let cells = self.heap.cells(address).and_then(|cells| cells.get(..n));
        cells.map(<[u64]>::to_vec).ok_or(Trap::Nil)
    }

    fn write_slots(&mut self, address: u64, values: &[u64]) -> Result<(), Trap> {
        let cells = self.heap.cells_mut(address).and_then(|cells| cells.get_mut(..values.len()));
        cells.ok_or(Trap::Nil)?.copy_from_slice(values);
        Ok(())
    }

    /// The interface of the value at an address; an interface there is itself the answer.
    fn load_any(&mut self, code: &Code, ty: TypeId, address: u64) -> Result<[u64; 2], Trap> {
        let values = self.read_slots(address, code.types.slots(ty) as usize)?;
        Ok(match values[..] {
            [dynamic, data] if code.types.is_interface(ty) => [dynamic, data],
            [] => [u64::from(ty.0), 0],
            [one] => [u64::from(ty.0), one],
            _ => [u64::from(ty.0), self.placed(code, ty, values)?],
        })
    }

    fn reflect_map(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, block: Reg, native: Library,
    ) -> Done {
        let arg = |index: Reg| at.get(fiber, block + index);
        let map = |vm: &Vm, index: Reg| vm.read_slots(arg(index), 1).map(|cell| cell[0]);
        if native == Library::MapSize {
            let map = map(self, 1)?;
            let len = self.heap.map(map).map_or(0, |map| map.len());
            at.set(fiber, block, len as u64);
            return Ok(0);
        }
        let result = matches!(native, Library::MapKey | Library::MapFind);
        let ty = TypeId(arg(Reg::from(result)) as u32);
        let Type::Map(key_ty, value_ty) = *code.types.under(ty) else { return Ok(0) };
        let number = code.map_types.get(&ty).copied().unwrap_or(0);
        let shape = &code.maps[number as usize];
        match native {
            Library::MapNew => {
                let new = super::map::GoMap::new(number, shape);
                let new = self.heap.add_map(new);
                self.write_slots(arg(1), &[new])?;
            }
            Library::MapKey => {
                let map = self.heap.map(map(self, 2)?);
                let entry = map.and_then(|map| map.entries().nth(arg(3) as usize));
                let key = entry.map_or(Vec::new(), |entry| entry.1.to_vec());
                let place = self.placed(code, key_ty, key)?;
                at.set(fiber, block, place);
            }
            Library::MapFind => {
                let map = map(self, 2)?;
                let key = self.read_slots(arg(3), shape.key_slots as usize)?;
                let hash = self.hash_key(code, shape, &key)?;
                let found = self.find_key(code, map, shape, hash, &key);
                let value = found.and_then(|place| Some(self.heap.map(map)?.value(place).to_vec()));
                let place = value.map(|value| self.placed(code, value_ty, value)).transpose()?;
                at.set(fiber, block, place.unwrap_or(0));
            }
            _ => {
                let (map, key) =
                    (map(self, 1)?, self.read_slots(arg(2), shape.key_slots as usize)?);
                if native == Library::MapStore {
                    let value = self.read_slots(arg(3), shape.value_slots as usize)?;
                    self.map_store(code, shape, map, &key, &value)?;
                    return Ok(0);
                }
                let hash = self.hash_key(code, shape, &key)?;
                if let Some(place) = self.find_key(code, map, shape, hash, &key) {
                    self.heap.map_mut(map).into_iter().for_each(|map| map.remove(place));
                }
            }
        }
        Ok(0)
    }
}

/// Kind, element, key, count of fields, elements or methods, slots, and the type of pointers to it
/// (0 where the program has none).
fn type_info(types: &Types, ty: TypeId) -> [u64; 6] {
    let none = TypeId(0);
    let (kind, elem, key, count) = match types.under(ty) {
        Type::Basic(crate::types::Basic::String) => (STRING, none, none, 0),
        Type::Basic(basic) => (*basic as u32, none, none, 0),
        Type::Array(len, elem) => (17, *elem, none, *len),
        Type::Chan(_, elem) => (18, *elem, none, 0),
        Type::Func(_) => (19, none, none, 0),
        Type::Interface(methods) => (20, none, none, methods.len() as u64),
        Type::Map(key, elem) => (21, *elem, *key, 0),
        Type::Pointer(elem) => (22, *elem, none, 0),
        Type::Slice(elem) => (23, *elem, none, 0),
        Type::Struct(members) => (25, none, none, members.len() as u64),
        _ => (0, none, none, 0),
    };
    let pointer = types.find(&Type::Pointer(ty)).unwrap_or(none);
    let [elem, key, pointer] = [elem, key, pointer].map(|ty| u64::from(ty.0));
    [u64::from(kind), elem, key, count, types.slots(ty), pointer]
}
