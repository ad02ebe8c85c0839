//! The instructions on maps and channels.

use super::fiber::{Fiber, Waiting};
use super::instr::{At, Done};
use super::{Ring, Trap, Vm};
use crate::code::{Code, Instr, Reg};
use runtime_core::guest::{Op, StepCx};
use runtime_core::id::ChanId;

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

    // ---- channels

    pub(super) fn chan_instr(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr, cx: &mut StepCx<'_>,
    ) -> Done {
        let chan = |fiber: &Fiber, reg: Reg| {
            Some(at.get(fiber, reg)).filter(|&n| n != 0).map(|n| ChanId(n as u32))
        };
        let place = |reg: Reg| at.base as u32 + u32::from(reg);
        match instr {
            Instr::MakeChan { dst, cap } => self.make_chan(code, fiber, at, (dst, cap), cx),
            Instr::Send { chan: c, src } => {
                let c = chan(fiber, c);
                let n = c.and_then(|c| self.chans.get(&c)).map_or(0, |ring| ring.slots);
                fiber.waiting = Waiting::Send { at: place(src), n };
                Err(Op::ChanSend(c).into())
            }
            Instr::Recv { dst, chan: c } => {
                let c = chan(fiber, c);
                let n = c.and_then(|c| self.chans.get(&c)).map_or(0, |ring| ring.slots);
                fiber.waiting = Waiting::Recv { at: place(dst), n };
                Err(Op::ChanRecv(c).into())
            }
            Instr::CloseChan { chan: c } => match chan(fiber, c) {
                Some(c) => Err(Op::ChanClose(c).into()),
                None => Err(Trap::Plain("close of nil channel".into())),
            },
            Instr::ChanLen { dst, chan: c } => match chan(fiber, c) {
                Some(c) => {
                    fiber.waiting = Waiting::Word { at: place(dst) };
                    Err(Op::ChanLen(c).into())
                }
                None => {
                    at.set(fiber, dst, 0);
                    Ok(0)
                }
            },
            Instr::ChanCap { dst, chan: c } => {
                let cap =
                    chan(fiber, c).and_then(|c| self.chans.get(&c)).map_or(0, |ring| ring.cap);
                at.set(fiber, dst, u64::from(cap));
                Ok(0)
            }
            _ => Ok(0),
        }
    }

    fn make_chan(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, (dst, cap): (Reg, Reg),
        cx: &mut StepCx<'_>,
    ) -> Done {
        let cap = at.get(fiber, cap) as i64;
        let slots = code.shapes[at.data[0] as usize].len() as u64;
        if !(0..=i64::from(u32::MAX)).contains(&cap) {
            return Err(Trap::Plain("makechan: size out of range".into()));
        }
        self.room(slots * cap as u64 + 16)?;
        fiber.waiting = Waiting::Chan {
            at: at.base as u32 + u32::from(dst),
            shape: at.data[0],
            cap: cap as u32,
        };
        fiber.top().pc += 2;
        let name = cx.intern(&code.names[at.data[1] as usize]);
        Err(Op::ChanMake { cap: cap as u32, name }.into())
    }

    /// The buffer of a channel that was made.
    pub(super) fn chan_made(&mut self, chan: ChanId, shape: u32, cap: u32) {
        let slots = self.code.shapes[shape as usize].len() as u32;
        self.heap.bytes += 128;
        self.chans.insert(chan, Ring { shape, slots, cap, values: Default::default() });
    }
}
