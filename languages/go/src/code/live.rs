//! Which registers will still be read, at each instruction of a function.
//!
//! What a watched fiber leaves in registers that nobody reads again must not tell states apart: two
//! goroutines that have done the same would otherwise be kept apart by what they loaded on the way.
//!
//! **Models:** backward data flow over the instructions, to a fixed point.
//! **Invariants:** a register counts as read wherever the instruction does not say how many it
//! reads; where a recovered frame goes on, what is read there is live everywhere before.

use super::operands::{each_read, written};
use super::{Code, Func, Instr};

/// The live registers of a function, a row of bits for each instruction.
#[derive(Clone, Debug, Default)]
pub struct Live {
    registers: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Live {
    /// Of a function of `code`, all of whose functions are compiled.
    pub fn of(code: &Code, func: &Func) -> Live {
        let words = func.kinds.len().div_ceil(64);
        let registers = func.kinds.len();
        let mut live = Live { registers, words, bits: vec![0; words * (func.code.len() + 1)] };
        while live.pass(code, func) {}
        live.keep_operands(code, func);
        live
    }

    /// Clears the others among the registers of a frame, which are the first of `stack`, where
    /// instruction `pc` comes next.
    pub fn clear_others(&self, pc: usize, stack: &mut [u64]) {
        let row = &self.bits[pc * self.words..][..self.words];
        for (reg, slot) in stack[..self.registers].iter_mut().enumerate() {
            if row[reg / 64] & 1 << (reg % 64) == 0 {
                *slot = 0;
            }
        }
    }

    /// Goes once over the instructions, backwards; whether anything is new.
    fn pass(&mut self, code: &Code, func: &Func) -> bool {
        let mut changed = false;
        for pc in (0..func.code.len()).rev() {
            let mut row = vec![0; self.words];
            for next in successors(func, pc).into_iter().flatten() {
                self.add(&mut row, next);
            }
            let (dst, n) = written(code, func, pc);
            (dst as usize..dst as usize + n).for_each(|reg| row[reg / 64] &= !(1 << (reg % 64)));
            each_read(code, func, pc, &mut |reg, n| set(&mut row, reg as usize, n));
            self.add(&mut row, func.epilogue as usize);
            let own = &mut self.bits[pc * self.words..][..self.words];
            changed |= *own != row[..];
            own.copy_from_slice(&row);
        }
        changed
    }

    fn add(&self, row: &mut [u64], pc: usize) {
        let other = &self.bits[pc * self.words..][..self.words];
        row.iter_mut().zip(other).for_each(|(word, other)| *word |= other);
    }

    /// A goroutine that waits to send stands behind the instruction, and what it sends is still in
    /// its registers.
    fn keep_operands(&mut self, code: &Code, func: &Func) {
        for (pc, instr) in func.code.iter().enumerate() {
            let behind = match instr {
                Instr::Send { .. } => pc + 1,
                Instr::Select { n, .. } => pc + 1 + 2 * *n as usize,
                _ => continue,
            };
            let mut row = self.bits[behind * self.words..][..self.words].to_vec();
            each_read(code, func, pc, &mut |reg, n| set(&mut row, reg as usize, n));
            self.bits[behind * self.words..][..self.words].copy_from_slice(&row);
        }
    }
}

fn set(row: &mut [u64], reg: usize, n: usize) {
    (reg..reg + n).for_each(|reg| row[reg / 64] |= 1 << (reg % 64));
}

/// The instructions that may come next.
fn successors(func: &Func, pc: usize) -> [Option<usize>; 2] {
    let next = Some(pc + 1);
    let by = |by: i16| Some((pc as isize + by as isize) as usize);
    match func.code[pc] {
        Instr::Ret | Instr::Panic { .. } => [None, None],
        Instr::Jump { to } => [Some(to as usize), None],
        Instr::JumpIf { to, .. } | Instr::JumpUnless { to, .. } => [Some(to as usize), next],
        Instr::JumpEq { by: far, .. }
        | Instr::JumpNe { by: far, .. }
        | Instr::JumpLt { by: far, .. }
        | Instr::JumpLe { by: far, .. }
        | Instr::JumpEqI { by: far, .. }
        | Instr::JumpNeI { by: far, .. }
        | Instr::JumpLtI { by: far, .. }
        | Instr::JumpGtI { by: far, .. } => [by(far), next],
        _ => [next, None],
    }
}
