//! What package `errors` asks about types, and `log` about its caller.
//!
//! **Models:** `errors/wrap.go`, `log/log.go` (Go 1.27).

use super::fiber::Fiber;
use super::instr::{At, Done};
use super::{Trap, Vm};
use crate::code::{Code, Native, Origin, Reg};
use crate::types::TypeId;

impl Vm {
    pub(super) fn error_native(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, block: Reg, native: Native,
    ) -> Done {
        let arg = |index: Reg| at.get(fiber, block + 1 + index);
        let value = match native {
            Native::Comparable => {
                let ty = TypeId(arg(0) as u32);
                u64::from(ty.0 == 0 || code.types.comparable(ty))
            }
            Native::TargetFault => {
                let fault = target_fault(code, arg(0), arg(1));
                self.heap.add_str(fault.as_bytes())
            }
            _ => u64::from(self.assign(code, [arg(0), arg(1)], [arg(2), arg(3)])?),
        };
        at.set(fiber, block, value);
        Ok(0)
    }

    /// Stores an error where the target points to, if its type fits.
    fn assign(&mut self, code: &Code, err: [u64; 2], target: [u64; 2]) -> Result<bool, Trap> {
        let Some(elem) = code.types.pointee(TypeId(target[0] as u32)) else { return Ok(false) };
        if !self.holds(code, err[0], elem) {
            return Ok(false);
        }
        let slots = match code.types.is_interface(elem) {
            true => err.to_vec(),
            false => self.payload(code, TypeId(err[0] as u32), err[1]),
        };
        let cells = self.heap.cells_mut(target[1]).and_then(|cells| cells.get_mut(..slots.len()));
        cells.ok_or(Trap::Nil)?.copy_from_slice(&slots);
        Ok(true)
    }

    /// The file and the line of the program that called a function of the library.
    pub(super) fn caller_line(&mut self, fiber: &mut Fiber, at: &At, block: Reg) -> Done {
        let code = self.code.clone();
        let own = |func: u32| code.funcs[func as usize].origin == Origin::Program;
        let frame = fiber.frames.iter().rev().find(|frame| own(frame.func));
        let line = frame.and_then(|frame| {
            let lines = &code.funcs[frame.func as usize].lines;
            lines.get((frame.pc as usize).saturating_sub(1)).copied()
        });
        let file = self.heap.add_str(code.file.as_bytes());
        at.set_many(fiber, block, &[file, u64::from(line.unwrap_or(0))]);
        Ok(0)
    }
}

/// What makes `As` panic, if anything.
fn target_fault(code: &Code, dynamic: u64, data: u64) -> &'static str {
    let elem = code.types.pointee(TypeId(dynamic as u32));
    match elem {
        _ if dynamic == 0 => "target cannot be nil",
        Some(elem) if data != 0 => {
            let fits =
                code.types.is_interface(elem) || code.types.has_methods(elem, code.types.error);
            if fits { "" } else { "*target must be interface or implement error" }
        }
        _ => "target must be a non-nil pointer",
    }
}
