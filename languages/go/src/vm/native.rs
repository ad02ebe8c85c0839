//! The functions of the standard library that are not written in Go.

use super::fiber::{Fiber, Why};
use super::instr::At;
use super::{Trap, Vm};
use crate::case;
use crate::code::{Code, Native, Reg};
use crate::fmt::print::{Mode, NeedsMethod, Printer};
use crate::fmt::quote;
use crate::types::TypeId;
use runtime_core::guest::{Op, StepCx};
use runtime_core::id::{Addr, FiberId};
use runtime_core::trace::Stream;

impl Vm {
    pub(super) fn native(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At, block: Reg,
        native: Native, cx: &mut StepCx<'_>,
    ) -> Result<usize, Trap> {
        let arg = |fiber: &Fiber, index: Reg| at.get(fiber, block + index);
        match native {
            Native::Println | Native::Printf | Native::Print => {
                return self.print(code, fiber, id, at, block, native, cx);
            }
            Native::Sprintln | Native::Sprintf | Native::Sprint => {
                let text = self.formatted(code, fiber, id, at, block + 1, native, cx)?;
                let value = self.heap.add_str(&text);
                at.set(fiber, block, value);
            }
            Native::Exit => return Err(Op::Exit(arg(fiber, 0) as i32).into()),
            Native::Write => {
                let text = String::from_utf8_lossy(self.heap.str(arg(fiber, 1))).into_owned();
                let stream = if arg(fiber, 0) == 2 { Stream::Stderr } else { Stream::Stdout };
                return Err(Op::Print { stream, text }.into());
            }
            Native::Gosched => return Err(Op::Gosched.into()),
            Native::NumGoroutine => at.set(fiber, block, u64::from(self.live)),
            Native::WaitGroupAdd => {
                return self.wait_group_add(arg(fiber, 1), arg(fiber, 0) as i64);
            }
            Native::WaitGroupWait => {
                let wg = arg(fiber, 0);
                let count = self.counter(wg)? as i64;
                return Err(Op::WaitGroupWait { wg: Addr(wg), count }.into());
            }
            Native::Sleep => return Err(Op::Sleep { ns: arg(fiber, 0) as i64 }.into()),
            Native::Now => at.set(fiber, block, cx.now().0),
            Native::Quote => {
                let text = quote::quoted(self.heap.str(arg(fiber, 1)));
                let value = self.heap.add_str(text.as_bytes());
                at.set(fiber, block, value);
            }
            Native::Comparable => {
                let ty = arg(fiber, 1);
                at.set(
                    fiber,
                    block,
                    u64::from(ty == 0 || code.types.comparable(TypeId(ty as u32))),
                );
            }
            Native::Sqrt | Native::Floor | Native::Ceil | Native::Pow => {
                let (x, y) = (
                    f64::from_bits(arg(fiber, 1)),
                    f64::from_bits(at.get(fiber, block + Reg::from(native == Native::Pow) + 1)),
                );
                at.set(fiber, block, math(native, x, y).to_bits());
            }
            Native::ToUpper | Native::ToLower => {
                let text = String::from_utf8_lossy(self.heap.str(arg(fiber, 1))).into_owned();
                let letter = if native == Native::ToUpper { case::upper } else { case::lower };
                let text: String = text.chars().map(letter).collect();
                let value = self.heap.add_str(text.as_bytes());
                at.set(fiber, block, value);
            }
            Native::StringsIndex
            | Native::StringsLastIndex
            | Native::BytesIndexByte
            | Native::SliceLen
            | Native::SliceSwap
            | Native::SliceSort
            | Native::RandSeed
            | Native::RandDraw
            | Native::ChaCha8 => return self.library_native(code, fiber, at, block, native),
        }
        Ok(0)
    }

    fn print(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At, block: Reg,
        native: Native, cx: &mut StepCx<'_>,
    ) -> Result<usize, Trap> {
        let text = self.formatted(code, fiber, id, at, block + 3, native, cx)?;
        at.set_many(fiber, block, &[text.len() as u64, 0, 0]);
        let text = String::from_utf8_lossy(&text).into_owned();
        Err(Op::Print { stream: Stream::Stdout, text }.into())
    }

    /// The text of a printing function's arguments. Where a method has to be called for it, that
    /// is done first, and the printing is started over with what the method gave.
    fn formatted(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At, args: Reg, native: Native,
        cx: &mut StepCx<'_>,
    ) -> Result<Vec<u8>, Trap> {
        let depth = fiber.frames.len() as u32;
        let (mode, list) = match native {
            Native::Println | Native::Sprintln => (Mode::Line, args),
            Native::Printf | Native::Sprintf => (Mode::Format(at.get(fiber, args)), args + 1),
            _ => (Mode::Plain, args),
        };
        let len = at.get(fiber, list + 1) as usize;
        let values: Vec<[u64; 2]> = match self.heap.cells(at.get(fiber, list)) {
            Some(cells) => cells[..2 * len].chunks(2).map(|pair| [pair[0], pair[1]]).collect(),
            None => Vec::new(),
        };
        let texts = match fiber.memos.last() {
            Some(memo) if memo.depth == depth => &memo.texts[..],
            _ => &[],
        };
        let needs = match Printer::new(self, code, texts).run(mode, &values) {
            Ok(text) => {
                fiber.memos.pop_if(|memo| memo.depth == depth);
                return Ok(text);
            }
            Err(needs) => needs,
        };
        let NeedsMethod { func, receiver } = needs;
        fiber.top().pc -= 1;
        self.push_call(fiber, id, cx, func, &receiver, Why::Printing)?;
        Err(Trap::Frames)
    }

    fn counter(&self, wg: u64) -> Result<u64, Trap> {
        self.heap.cells(wg).and_then(|cells| cells.first()).copied().ok_or(Trap::Nil)
    }

    /// `Add`: the counter is in the struct, so that a copy has a counter of its own.
    fn wait_group_add(&mut self, wg: u64, delta: i64) -> Result<usize, Trap> {
        let count = (self.counter(wg)? as i64).wrapping_add(delta);
        if let Some(cell) = self.heap.cells_mut(wg).and_then(|cells| cells.first_mut()) {
            *cell = count as u64;
        }
        if count < 0 {
            let text = self.heap.add_str(b"sync: negative WaitGroup counter");
            let string = crate::types::Basic::String.id();
            return Err(Trap::Value([u64::from(string.0), text]));
        }
        Err(Op::WaitGroupAdd { wg: Addr(wg), delta, count }.into())
    }
}

fn math(native: Native, x: f64, y: f64) -> f64 {
    match native {
        Native::Sqrt => x.sqrt(),
        Native::Floor => x.floor(),
        Native::Ceil => x.ceil(),
        _ => x.powf(y),
    }
}
