//! The functions of the standard library that are not written in Go.

use super::fiber::Fiber;
use super::instr::At;
use super::native_sync::Args;
use super::{Trap, Vm};
use crate::case;
use crate::code::{Code, Native, Reg};
use crate::types::{Type, TypeId};
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
            Native::Sync(native) => {
                return self.sync_native(code, fiber, id, &Args { at, block }, native, cx);
            }
            Native::Println | Native::Printf | Native::Print => {
                return self.print(code, fiber, id, at, block, native, cx);
            }
            Native::Sprintln | Native::Sprintf | Native::Sprint | Native::Errorf => {
                return self.sprint(code, fiber, id, at, block, native, cx);
            }
            Native::Pure(pure) => return self.pure(fiber, at, block, pure),
            Native::BasicPointer => {
                let value = [basic_pointer(code, arg(fiber, 2)), arg(fiber, 3)];
                at.set_many(fiber, block, &value);
            }
            Native::Caller => return self.caller_line(fiber, at, block),
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
                self.counter(wg)?;
                return Err(Op::WaitGroupWait(Addr(wg)).into());
            }
            Native::Sleep => return Err(Op::Sleep { ns: arg(fiber, 0) as i64 }.into()),
            Native::Now => at.set(fiber, block, cx.now().0),
            Native::Comparable | Native::TargetFault | Native::Assign => {
                return self.error_native(code, fiber, at, block, native);
            }
            Native::ToUpper | Native::ToLower => {
                let text = String::from_utf8_lossy(self.heap.str(arg(fiber, 1))).into_owned();
                let letter = if native == Native::ToUpper { case::upper } else { case::lower };
                let text: String = text.chars().map(letter).collect();
                let value = self.heap.add_str(text.as_bytes());
                at.set(fiber, block, value);
            }
            Native::Library(call) if call.reflects() => {
                return self.reflect_native(code, fiber, at, block, call);
            }
            Native::Library(call) => return self.library_native(code, fiber, at, block, call),
        }
        Ok(0)
    }

    pub(super) fn counter(&self, wg: u64) -> Result<u64, Trap> {
        self.heap.cells(wg).and_then(|cells| cells.first()).copied().ok_or(Trap::Nil)
    }

    /// `Add`: the counter is in the struct, so that a copy has a counter of its own.
    pub(super) fn wait_group_add(&mut self, wg: u64, delta: i64) -> Result<usize, Trap> {
        self.counter(wg)?;
        Err(Op::WaitGroupAdd { wg: Addr(wg), delta }.into())
    }
}

/// The type of a pointer to the basic type that underlies a pointer's; the type itself where there
/// is none.
fn basic_pointer(code: &Code, dynamic: u64) -> u64 {
    let types = &code.types;
    let elem = types.pointee(TypeId(dynamic as u32)).map(|elem| types.under_id(elem));
    let pointer = elem.and_then(|elem| types.find(&Type::Pointer(elem)));
    pointer.map_or(dynamic, |ty| u64::from(ty.0))
}
