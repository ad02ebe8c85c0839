//! The instructions on maps.

use super::fiber::Fiber;
use super::instr::{At, Done};
use super::{Trap, Vm};
use crate::code::{Code, Instr};

impl Vm {
    pub(super) fn map_instr(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr,
    ) -> Done {
        let shape = code.maps.get(at.data[0] as usize);
        match (instr, shape) {
            (Instr::MakeMap { dst }, _) => {
                let map = self.heap.add_map(super::map::GoMap::new(at.data[0]));
                at.set(fiber, dst, map);
            }
            (Instr::MapLen { dst, map }, _) => {
                let len = self.heap.map(at.get(fiber, map)).map_or(0, |map| map.len());
                at.set(fiber, dst, len as u64);
                return Ok(0);
            }
            (Instr::MapClear { map }, _) => {
                self.heap.map_mut(at.get(fiber, map)).into_iter().for_each(|map| map.clear());
                return Ok(0);
            }
            (Instr::MapGet { dst, map, key }, Some(shape)) => {
                let found_by =
                    self.map_key(code, shape.key, at.many(fiber, key, shape.key_slots as usize))?;
                let n = shape.value_slots as usize;
                let found = self.heap.map(at.get(fiber, map)).and_then(|map| map.get(&found_by));
                let mut values = found.map_or_else(|| vec![0; n], <[u64]>::to_vec);
                values.push(u64::from(found.is_some()));
                at.set_many(fiber, dst, &values);
            }
            (Instr::MapSet { map, key, src }, Some(shape)) => {
                let key = at.many(fiber, key, shape.key_slots as usize).to_vec();
                let value = at.many(fiber, src, shape.value_slots as usize).to_vec();
                let found_by = self.map_key(code, shape.key, &key)?;
                self.room((key.len() + value.len()) as u64 + 16)?;
                let map = self.heap.map_mut(at.get(fiber, map));
                let map =
                    map.ok_or_else(|| Trap::Plain("assignment to entry in nil map".into()))?;
                let added = map.set(found_by, &key, &value);
                self.heap.bytes += added;
            }
            (Instr::MapDelete { map, key }, Some(shape)) => {
                let found_by =
                    self.map_key(code, shape.key, at.many(fiber, key, shape.key_slots as usize))?;
                self.heap
                    .map_mut(at.get(fiber, map))
                    .into_iter()
                    .for_each(|map| map.remove(&found_by));
            }
            (Instr::MapNext { iter, map, block }, _) => {
                let next = self
                    .heap
                    .map(at.get(fiber, map))
                    .and_then(|map| map.next_after(at.get(fiber, iter)));
                let found = next.map(|(number, entry)| {
                    (number, [&[1], &entry.key[..], &entry.value[..]].concat())
                });
                match found {
                    Some((number, values)) => {
                        at.set(fiber, iter, number);
                        at.set_many(fiber, block, &values);
                    }
                    None => at.set(fiber, block, 0),
                }
            }
            _ => {}
        }
        Ok(1)
    }
}
