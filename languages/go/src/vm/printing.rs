//! The printing functions of package `fmt`.
//!
//! Where a method has to be called for the text, the instruction is left while it runs, and come
//! back to: the printing goes on with what the method gave.

use super::fiber::{Fiber, Why};
use super::instr::{At, Done};
use super::{Trap, Vm};
use crate::code::{Code, Native, Reg, Shape};
use crate::fmt::print::{Mode, Printing, Stop};
use crate::known::Method;
use crate::types::TypeId;
use runtime_core::guest::{Op, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::Stream;

impl Vm {
    /// `Print` and its kin: to standard output.
    pub(super) fn print(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At, block: Reg,
        native: Native, cx: &mut StepCx<'_>,
    ) -> Done {
        let text = self.printed(code, fiber, id, at, (block + 3, native), cx)?.text();
        at.set_many(fiber, block, &[text.len() as u64, 0, 0]);
        let text = String::from_utf8_lossy(&text).into_owned();
        Err(Op::Print { stream: Stream::Stdout, text }.into())
    }

    /// `Sprint` and its kin: to a string; `errorf` also gives the numbers of wrapped arguments.
    pub(super) fn sprint(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At, block: Reg,
        native: Native, cx: &mut StepCx<'_>,
    ) -> Done {
        let results = if native == Native::Errorf { 4 } else { 1 };
        let printing = self.printed(code, fiber, id, at, (block + results, native), cx)?;
        let wrapped = printing.wrapped();
        let text = self.heap.add_str(&printing.text());
        at.set(fiber, block, text);
        if native == Native::Errorf {
            self.set_slice(fiber, at, block + 1, (Shape::WORDS, wrapped))?;
        }
        Ok(0)
    }

    /// The printing of the arguments, at its end.
    fn printed(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At,
        (args, native): (Reg, Native), cx: &mut StepCx<'_>,
    ) -> Result<Printing, Trap> {
        let depth = fiber.frames.len() as u32;
        let under_way = fiber.printings.pop_if(|printing| printing.depth == depth);
        let mut printing =
            under_way.unwrap_or_else(|| self.begin_printing(fiber, at, args, native, depth));
        let (method, ty, slots) = match printing.run(self, code) {
            Ok(()) => return Ok(printing),
            Err(Stop::Method(method, ty, slots)) => (method, ty, slots),
            Err(Stop::Panic(value)) => return Err(Trap::Value(value)),
            Err(Stop::Deep) => return Err(Trap::Fatal("stack overflow".into())),
            Err(Stop::Long) => return Err(Trap::Memory),
        };
        let mut values = self.boxed(code, ty, slots).to_vec();
        if method == Method::Format {
            values.extend(printing.state());
        }
        fiber.printings.push(printing);
        fiber.top().pc -= 1;
        let callers = code.printing.expect("yieldpoint bug: a printing without package fmt");
        self.push_call(fiber, id, cx, callers[method as usize].func, &values, Why::Printing)?;
        Err(Trap::Frames)
    }

    fn begin_printing(
        &self, fiber: &Fiber, at: &At, args: Reg, native: Native, depth: u32,
    ) -> Printing {
        let (mode, list) = match native {
            Native::Println | Native::Sprintln => (Mode::Line, args),
            Native::Printf | Native::Sprintf => (Mode::Format(at.get(fiber, args)), args + 1),
            Native::Errorf => (Mode::Error(at.get(fiber, args)), args + 1),
            _ => (Mode::Plain, args),
        };
        let slots = self.slots_behind(at.get(fiber, list), 2 * at.get(fiber, list + 1) as usize);
        let values = slots.chunks(2).map(|pair| [pair[0], pair[1]]).collect();
        Printing::new(self, mode, values, depth)
    }

    /// An interface holding the value.
    fn boxed(&mut self, code: &Code, ty: TypeId, slots: Vec<u64>) -> [u64; 2] {
        let data = self.pack(code, ty, slots);
        [u64::from(ty.0), data]
    }
}
