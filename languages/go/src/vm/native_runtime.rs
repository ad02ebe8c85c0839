//! The natives of package `runtime`.

use super::fiber::{Fiber, Waiting};
use super::instr::Done;
use super::native_sync::Args;
use super::{Trap, Vm};
use crate::code::{Code, Origin};
use crate::concurrency::Runtime;
use runtime_core::guest::Op;
use runtime_core::id::FiberId;

impl Vm {
    pub(super) fn runtime_native(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, args: &Args<'_>, what: Runtime,
    ) -> Done {
        let at = args.place();
        match what {
            Runtime::Goexit => Err(Trap::Goexit),
            Runtime::Procs => {
                fiber.waiting = Waiting::Word { at };
                Err(Op::Procs(args.get(fiber, 1) as i64).into())
            }
            Runtime::CpuCount => {
                fiber.waiting = Waiting::Word { at };
                Err(Op::CpuCount.into())
            }
            Runtime::LockThread => Err(Op::LockThread(true).into()),
            Runtime::UnlockThread => Err(Op::LockThread(false).into()),
            Runtime::Gc => Err(Op::Gc.into()),
            Runtime::GcPercent => {
                fiber.waiting = Waiting::Word { at };
                Err(Op::GcPercent(args.get(fiber, 1) as i32).into())
            }
            Runtime::MemStats => {
                fiber.waiting = Waiting::Mem { at };
                Err(Op::MemStats.into())
            }
            Runtime::Stack => {
                let text = self.stacks(fiber, id, args.get(fiber, 1) != 0);
                let text = self.heap.add_str(text.as_bytes());
                args.set(fiber, 0, text);
                Ok(0)
            }
            Runtime::Caller => {
                self.caller_of(code, fiber, args);
                Ok(0)
            }
            Runtime::FuncName => {
                let number = (args.get(fiber, 1) as usize).wrapping_sub(1);
                let name = code.funcs.get(number).map_or("", |func| &func.name);
                let name = self.heap.add_str(name.as_bytes());
                args.set(fiber, 0, name);
                Ok(0)
            }
        }
    }

    /// What `runtime.Stack` writes: the running goroutine first, then the others if wanted.
    fn stacks(&self, fiber: &Fiber, id: FiberId, all: bool) -> String {
        let mut text = format!("goroutine {} [running]:\n{}", id.0, self.traceback(fiber));
        let others = self.fibers.iter().enumerate().filter(|_| all);
        for (index, other) in others.filter_map(|(index, other)| Some((index, other.as_ref()?))) {
            let state = match other.waiting {
                Waiting::Send { .. } => "chan send",
                Waiting::Recv { .. } => "chan receive",
                _ => "runnable",
            };
            text += &format!("\ngoroutine {} [{state}]:\n{}", index + 1, self.traceback(other));
        }
        text
    }

    /// `runtime.Caller`: the function's number from 1, the file, the line, whether there is one.
    fn caller_of(&mut self, code: &Code, fiber: &mut Fiber, args: &super::native_sync::Args<'_>) {
        let skip = args.get(fiber, 4) as usize;
        let own = fiber.frames.iter().rev();
        let mut own = own.filter(|frame| code.funcs[frame.func as usize].origin == Origin::Program);
        let found = own.nth(skip).map(|frame| {
            let lines = &code.funcs[frame.func as usize].lines;
            let line = lines.get((frame.pc as usize).saturating_sub(1)).copied().unwrap_or(0);
            (u64::from(frame.func) + 1, u64::from(line))
        });
        let file = self.heap.add_str(code.file.as_bytes());
        let values = match found {
            Some((func, line)) => [func, file, line, 1],
            None => [0; 4],
        };
        args.at.set_many(fiber, args.block, &values);
    }
}
