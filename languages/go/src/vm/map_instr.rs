//! The instructions on maps.

use super::fiber::{Fiber, Waiting};
use super::instr::{At, Done};
use super::map::{Cursor, GoMap};
use super::{Trap, Vm};
use crate::code::{Code, Instr, MapShape, Reg};
use runtime_core::guest::Op;
use runtime_core::trace::ChoiceKind;

impl Vm {
    pub(super) fn map_instr(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr,
    ) -> Done {
        let shape = code.maps.get(at.data[0] as usize);
        match (instr, shape) {
            (Instr::MakeMap { dst }, Some(shape)) => {
                let map = GoMap::new(at.data[0], shape);
                let map = self.heap.add_map(map);
                at.set(fiber, dst, map);
            }
            (Instr::MapLen { dst, map }, _) => {
                let len = self.heap.map(at.get(fiber, map)).map_or(0, GoMap::len);
                at.set(fiber, dst, len as u64);
                return Ok(0);
            }
            (Instr::MapClear { map }, _) => {
                self.heap.map_mut(at.get(fiber, map)).into_iter().for_each(GoMap::clear);
                return Ok(0);
            }
            (Instr::MapGet { dst, map, key }, Some(shape)) => {
                self.map_get(code, fiber, at, (dst, map, key), shape)?;
            }
            (Instr::MapSet { map, key, src }, Some(shape)) => {
                self.map_set(code, fiber, at, (map, key, src), shape)?;
            }
            (Instr::MapDelete { map, key }, Some(shape)) => {
                let key = at.many(fiber, key, shape.key_slots as usize);
                let map = at.get(fiber, map);
                let hash = self.hash_to_find(code, map, shape, key)?;
                if let Some(place) = self.find_key(code, map, shape, hash, key) {
                    self.heap.map_mut(map).into_iter().for_each(|map| map.remove(place));
                }
            }
            (Instr::MapIter { iter, map }, _) => return self.map_iter(fiber, at, iter, map),
            (Instr::MapNext { iter, map, block }, _) => {
                self.map_next(fiber, at, (iter, map, block));
            }
            _ => {}
        }
        Ok(1)
    }

    fn map_get(
        &self, code: &Code, fiber: &mut Fiber, at: &At, (dst, map, key): (Reg, Reg, Reg),
        shape: &MapShape,
    ) -> Result<(), Trap> {
        let (n, map) = (shape.value_slots as usize, at.get(fiber, map));
        let key = at.many(fiber, key, shape.key_slots as usize);
        let hash = self.hash_to_find(code, map, shape, key)?;
        let place = self.find_key(code, map, shape, hash, key);
        let found = place.and_then(|place| Some(self.heap.map(map)?.value(place)));
        let dst = &mut fiber.stack[at.base + dst as usize..][..=n];
        match found {
            Some(value) => dst[..n].copy_from_slice(value),
            None => dst[..n].fill(0),
        }
        dst[n] = u64::from(found.is_some());
        Ok(())
    }

    /// The hash of a key that is looked for; an empty map panics in words of its own
    /// (`mapKeyError`).
    fn hash_to_find(
        &self, code: &Code, map: u64, shape: &MapShape, key: &[u64],
    ) -> Result<u32, Trap> {
        let empty = self.heap.map(map).is_none_or(|map| map.len() == 0);
        self.hash_key(code, shape, key).map_err(|trap| match trap {
            Trap::Runtime(text) if empty => Trap::Plain(text.replacen("type", "type:", 1)),
            other => other,
        })
    }

    fn map_set(
        &mut self, code: &Code, fiber: &Fiber, at: &At, (map, key, src): (Reg, Reg, Reg),
        shape: &MapShape,
    ) -> Result<(), Trap> {
        let key = at.many(fiber, key, shape.key_slots as usize);
        let value = at.many(fiber, src, shape.value_slots as usize);
        self.map_store(code, shape, at.get(fiber, map), key, value)
    }

    /// Stores a value under a key.
    pub(super) fn map_store(
        &mut self, code: &Code, shape: &MapShape, map: u64, key: &[u64], value: &[u64],
    ) -> Result<(), Trap> {
        let hash = self.hash_key(code, shape, key)?;
        let place = self.find_key(code, map, shape, hash, key);
        self.room((key.len() + value.len()) as u64 + 16)?;
        let Some(map) = self.heap.map_mut(map) else {
            return Err(Trap::Plain("assignment to entry in nil map".into()));
        };
        if let Some(place) = place {
            map.value_mut(place).copy_from_slice(value);
            return Ok(());
        }
        let (before, real_before) = (map.bytes(), map.real_bytes());
        map.add(hash, key, value);
        let (after, real) = (map.bytes(), map.real_bytes());
        if real > real_before {
            self.heap.allocated += real;
        }
        self.heap.bytes = (self.heap.bytes + after).saturating_sub(before);
        Ok(())
    }

    /// With two entries and more, where an iteration starts is open.
    fn map_iter(&mut self, fiber: &mut Fiber, at: &At, iter: Reg, map: Reg) -> Done {
        at.set_many(fiber, iter, &[0; 3]);
        let map = self.heap.map(at.get(fiber, map)).filter(|map| map.len() > 1);
        let Some(map) = map else { return Ok(0) };
        fiber.waiting = Waiting::Word { at: (at.base + iter as usize) as u32 };
        Err(Op::Choose { kind: ChoiceKind::MapOrder, options: map.starts() }.into())
    }

    fn map_next(&self, fiber: &mut Fiber, at: &At, (iter, map, block): (Reg, Reg, Reg)) {
        let [start, last, round] = [0, 1, 2].map(|part| at.get(fiber, iter + part));
        let mut cursor = Cursor { start, last, round };
        let entry = self.heap.map(at.get(fiber, map)).and_then(|map| map.next(&mut cursor));
        at.set_many(fiber, iter, &[cursor.start, cursor.last, cursor.round]);
        at.set(fiber, block, u64::from(entry.is_some()));
        at.set_many(fiber, block + 1, entry.unwrap_or_default());
    }
}
