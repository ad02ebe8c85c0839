//! Channels as the program's memory has them: a number that the runtime knows them by, and the
//! values in the buffer.
//!
//! **Invariants:** queues of waiting goroutines are the runtime's; a channel nobody can reach is
//! collected like any other object, and its number is not used again.

use super::fiber::{Case, Fiber, Frame, Waiting};
use super::instr::{At, Done};
use super::{Trap, Vm};
use crate::code::{Code, Instr, Reg};
use runtime_core::guest::{Op, SelectCase, StepCx};
use runtime_core::id::ChanId;
use std::collections::VecDeque;

/// A channel.
#[derive(Debug)]
pub struct GoChan {
    /// Its number in the runtime.
    pub id: ChanId,
    /// The shape of its elements.
    pub shape: u32,
    /// Slots of one element.
    pub slots: u32,
    /// Its capacity in elements.
    pub cap: u32,
    /// Whether a timer sends to it: such a channel has a buffer and says that it has none.
    pub timer: bool,
    /// The buffered values, slot by slot.
    pub values: VecDeque<u64>,
}

impl GoChan {
    /// Bytes in use, about; the buffer counts in full, as real Go allocates it at once.
    pub fn bytes(&self) -> u64 {
        96 + 8 * u64::from(self.cap) * u64::from(self.slots)
    }
}

impl Vm {
    /// The channel of this number, unless it has been collected.
    pub(super) fn chan(&self, id: ChanId) -> Option<&GoChan> {
        self.heap.chan(*self.chans.get(id.index() - 1)?)
    }

    /// The same to be changed.
    pub(super) fn chan_mut(&mut self, id: ChanId) -> Option<&mut GoChan> {
        self.heap.chan_mut(*self.chans.get(id.index() - 1)?)
    }

    /// The channel, if it is one that tells its length and capacity.
    fn program_chan(&self, reference: u64) -> Option<&GoChan> {
        self.heap.chan(reference).filter(|chan| !chan.timer)
    }

    pub(super) fn chan_instr(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr, cx: &mut StepCx<'_>,
    ) -> Done {
        let place = |reg: Reg| at.base as u32 + u32::from(reg);
        let chan = |vm: &Vm, fiber: &Fiber, reg: Reg| {
            let chan = vm.heap.chan(at.get(fiber, reg));
            chan.map(|chan| (chan.id, chan.slots))
        };
        match instr {
            Instr::MakeChan { dst, cap } => self.make_chan(code, fiber, at, (dst, cap), cx),
            Instr::Send { chan: c, src } => {
                let chan = chan(self, fiber, c);
                let n = chan.map_or(0, |chan| chan.1);
                fiber.waiting = Waiting::Send { at: place(src), n };
                Err(Op::ChanSend(chan.map(|chan| chan.0)).into())
            }
            Instr::Recv { dst, chan: c } => {
                let chan = chan(self, fiber, c);
                let n = chan.map_or(0, |chan| chan.1);
                fiber.waiting = Waiting::Recv { at: place(dst), n };
                Err(Op::ChanRecv(chan.map(|chan| chan.0)).into())
            }
            Instr::Select { dst, n, default } => {
                let cases = self.select_cases(code, fiber, at, n);
                fiber.waiting = Waiting::Select { at: place(dst) };
                fiber.top().pc += 2 * u32::from(n);
                Err(Op::Select { cases, default }.into())
            }
            Instr::CloseChan { chan: c } => match chan(self, fiber, c) {
                Some((id, _)) => Err(Op::ChanClose(id).into()),
                None => Err(Trap::Plain("close of nil channel".into())),
            },
            Instr::ChanLen { dst, chan: c } => match self.program_chan(at.get(fiber, c)) {
                Some(chan) => {
                    fiber.waiting = Waiting::Word { at: place(dst) };
                    Err(Op::ChanLen(chan.id).into())
                }
                None => {
                    at.set(fiber, dst, 0);
                    Ok(0)
                }
            },
            Instr::ChanCap { dst, chan: c } => {
                let cap = self.program_chan(at.get(fiber, c)).map_or(0, |chan| chan.cap);
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

    /// The cases of the select whose words come next; the fiber notes where their values are.
    fn select_cases(&self, code: &Code, fiber: &mut Fiber, at: &At, n: u16) -> Vec<SelectCase> {
        let Frame { func, pc, base, .. } = *fiber.top();
        let words = &code.funcs[func as usize].code[pc as usize..][..2 * n as usize];
        let mut cases = Vec::new();
        fiber.cases.clear();
        for pair in words.chunks(2) {
            let &[Instr::Data(from), Instr::Data(value)] = pair else { break };
            let chan = self.heap.chan(at.get(fiber, (from >> 1) as Reg));
            let sends = from & 1 == 1;
            let n = chan.map_or(0, |chan| chan.slots);
            fiber.cases.push(Case { at: base + value, n, sends });
            cases.push(SelectCase { chan: chan.map(|chan| chan.id), sends });
        }
        cases
    }

    /// A channel was made: its reference.
    pub(super) fn chan_made(&mut self, id: ChanId, shape: u32, cap: u32) -> u64 {
        let slots = self.code.shapes[shape as usize].len() as u32;
        let chan = GoChan { id, shape, slots, cap, timer: false, values: VecDeque::new() };
        let reference = self.heap.add(super::heap::Object::Chan(Box::new(chan)));
        self.chans.resize(id.index(), 0);
        self.chans[id.index() - 1] = reference;
        reference
    }
}
