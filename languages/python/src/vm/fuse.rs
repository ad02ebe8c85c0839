//! Common sequences of instructions made one, so that they run without the operand stack.
//!
//! Each place of a code has a [`Fast`] of its own: what can be done there at once. It stands for
//! the same instructions, costs as many, and leaves the same state; where its operands are not
//! what it is made for, the plain instruction runs instead. So whatever happens between two
//! instructions can still happen there, and a jump may lead into the middle.
//!
//! **Models:** super-instructions and specialisation in `Python/bytecodes.c`, CPython 3.13, in
//! spirit.
//! **Invariants:** a sequence never crosses the start of a line.

use crate::code::{BinaryOp, Code, CompareOp, Instr};
use crate::object::Sym;

/// What is done at one place of a code. Locals are slots; the instructions it stands for follow.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Fast {
    /// The instruction as it is.
    Plain,
    LoadFast(u32),
    StoreFast(u32),
    Const(u32),
    None,
    Int(i32),
    LoadGlobal(u32),
    Pop,
    Jump(u32),
    JumpIf(bool, u32),
    /// `Binary` or `Inplace`
    Binary(BinaryOp),
    BinaryInt(BinaryOp, i32),
    CompareJump(CompareOp, u32),
    ForIter(u32),
    LoadItem,
    LoadAttr(Sym),
    LoadMethod(Sym),
    StoreAttr(Sym),
    Call(u32),
    Return,
    /// `LoadGlobal Undef`
    Callee(u32),
    /// `LoadFast LoadFast`
    Pair(u16, u16),
    /// `Binary StoreFast`
    BinaryStore(BinaryOp, u16),
    /// `LoadFast Binary`
    BinaryLocal(BinaryOp, u16),
    /// `LoadFast LoadFast Binary`
    Locals(BinaryOp, u16, u16),
    /// `LoadFast LoadFast Binary StoreFast`
    LocalsStore(BinaryOp, u16, u16, u16),
    /// `LoadFast BinaryInt`
    LocalInt(BinaryOp, u16, i32),
    /// `LoadFast BinaryInt StoreFast`, or `LoadFast Int Inplace StoreFast`, which is one more
    LocalIntStore {
        op: BinaryOp,
        from: u16,
        to: u16,
        int: i16,
        count: u8,
    },
    /// `LoadFast CompareJump`
    CompareLocal(CompareOp, u16, u32),
    /// `Int CompareJump`
    CompareInt(CompareOp, i16, u32),
    /// `LoadFast Int CompareJump`
    CompareLocalInt(CompareOp, u16, i16, u32),
    /// `LoadFast LoadFast CompareJump`
    CompareLocals(CompareOp, u16, u16, u32),
    /// `ForIter StoreFast`
    ForStore(u32, u16),
    /// `LoadFast LoadFast LoadItem`
    LocalsItem(u16, u16),
    /// `LoadFast LoadItem`
    ItemLocal(u16),
    /// `LoadFast LoadAttr`
    LocalAttr(u16, Sym),
    /// `LoadFast LoadMethod`
    LocalMethod(u16, Sym),
    /// `LoadFast StoreAttr`
    StoreLocalAttr(u16, Sym),
    /// `LoadFast Return`
    ReturnLocal(u16),
    /// `LoadFast None Is JumpIf`: jumps if it is None, or if it is not
    LocalNoneJump(u16, bool, u32),
    Copy(u32),
    Swap(u32),
    Is(bool),
    Compare(CompareOp),
    LoadCell(u32),
    StoreCell(u32),
    StoreGlobal(u32),
    StoreItem,
    /// `Contains`, or `NotContains`
    Contains(bool),
    Unpack(u32),
}

/// Fills in what is known of a finished code: sequences, where lines start, how it is called.
pub(crate) fn fuse(code: &mut Code) {
    let mut starts: Vec<bool> =
        (0..code.instrs.len()).map(|at| at == 0 || code.lines[at] != code.lines[at - 1]).collect();
    let targets = code.instrs.iter().filter_map(target);
    for at in targets.chain(code.guards.iter().map(|guard| guard.target)) {
        if let Some(start) = starts.get_mut(at as usize) {
            *start = true;
        }
    }
    code.fast = (0..code.instrs.len())
        .map(|at| {
            let line = code.lines[at];
            let rest = code.lines[at..].iter().take(4).take_while(|&&one| one == line).count();
            sequence(&code.instrs[at..at + rest])
        })
        .collect();
    code.line_starts = starts;
    code.arity = if code.is_simple() { code.positional } else { u32::MAX };
}

fn target(instr: &Instr) -> Option<u32> {
    match *instr {
        Instr::Jump(to)
        | Instr::JumpIfFalse(to)
        | Instr::JumpIfTrue(to)
        | Instr::JumpIfFalseOrPop(to)
        | Instr::JumpIfTrueOrPop(to)
        | Instr::CompareJump(_, to)
        | Instr::HandleGroup(to)
        | Instr::ForIter(to) => Some(to),
        _ => None,
    }
}

/// The longest sequence that the instructions begin with.
fn sequence(instrs: &[Instr]) -> Fast {
    four(instrs).or_else(|| three(instrs)).or_else(|| two(instrs)).unwrap_or(one(&instrs[0]))
}

fn operator(instr: Instr) -> Option<BinaryOp> {
    match instr {
        Instr::Binary(op) | Instr::Inplace(op) => Some(op),
        _ => None,
    }
}

fn four(instrs: &[Instr]) -> Option<Fast> {
    if let &[Instr::LoadFast(a), Instr::None, is, jump, ..] = instrs {
        return none_jump(a, is, jump);
    }
    let &[Instr::LoadFast(a), second, third, Instr::StoreFast(c), ..] = instrs else { return None };
    let (op, a, c) = (operator(third)?, small(a)?, small(c)?);
    match second {
        Instr::LoadFast(b) => Some(Fast::LocalsStore(op, a, small(b)?, c)),
        Instr::Int(int) => {
            let int = i16::try_from(int).ok()?;
            Some(Fast::LocalIntStore { op, from: a, to: c, int, count: 4 })
        }
        _ => None,
    }
}

fn none_jump(local: u32, is: Instr, jump: Instr) -> Option<Fast> {
    let is = match is {
        Instr::Is => true,
        Instr::IsNot => false,
        _ => return None,
    };
    let (wanted, to) = match jump {
        Instr::JumpIfFalse(to) => (false, to),
        Instr::JumpIfTrue(to) => (true, to),
        _ => return None,
    };
    Some(Fast::LocalNoneJump(small(local)?, is == wanted, to))
}

fn three(instrs: &[Instr]) -> Option<Fast> {
    let &[Instr::LoadFast(a), second, third, ..] = instrs else { return None };
    let a = small(a)?;
    match (second, third) {
        (Instr::BinaryInt(op, int), Instr::StoreFast(c)) => {
            let int = i16::try_from(int).ok()?;
            Some(Fast::LocalIntStore { op, from: a, to: small(c)?, int, count: 3 })
        }
        (Instr::Int(int), Instr::CompareJump(op, to)) => {
            Some(Fast::CompareLocalInt(op, a, i16::try_from(int).ok()?, to))
        }
        (Instr::LoadFast(b), Instr::CompareJump(op, to)) => {
            Some(Fast::CompareLocals(op, a, small(b)?, to))
        }
        (Instr::LoadFast(b), Instr::LoadItem) => Some(Fast::LocalsItem(a, small(b)?)),
        (Instr::LoadFast(b), third) => Some(Fast::Locals(operator(third)?, a, small(b)?)),
        _ => None,
    }
}

fn two(instrs: &[Instr]) -> Option<Fast> {
    let &[first, second, ..] = instrs else { return None };
    match (first, second) {
        (Instr::LoadFast(a), second) => {
            let a = small(a)?;
            Some(match second {
                Instr::LoadFast(b) => Fast::Pair(a, small(b)?),
                Instr::BinaryInt(op, int) => Fast::LocalInt(op, a, int),
                Instr::Binary(op) | Instr::Inplace(op) => Fast::BinaryLocal(op, a),
                Instr::CompareJump(op, to) => Fast::CompareLocal(op, a, to),
                Instr::LoadItem => Fast::ItemLocal(a),
                Instr::LoadAttr(name) => Fast::LocalAttr(a, name),
                Instr::LoadMethod(name) => Fast::LocalMethod(a, name),
                Instr::StoreAttr(name) => Fast::StoreLocalAttr(a, name),
                Instr::Return => Fast::ReturnLocal(a),
                _ => return None,
            })
        }
        (Instr::Int(int), Instr::CompareJump(op, to)) => {
            Some(Fast::CompareInt(op, i16::try_from(int).ok()?, to))
        }
        (Instr::LoadGlobal(slot), Instr::Undef) => Some(Fast::Callee(slot)),
        (Instr::ForIter(to), Instr::StoreFast(slot)) => Some(Fast::ForStore(to, small(slot)?)),
        (first, Instr::StoreFast(slot)) => Some(Fast::BinaryStore(operator(first)?, small(slot)?)),
        _ => None,
    }
}

fn one(instr: &Instr) -> Fast {
    match *instr {
        Instr::LoadFast(slot) => Fast::LoadFast(slot),
        Instr::StoreFast(slot) => Fast::StoreFast(slot),
        Instr::Const(index) => Fast::Const(index),
        Instr::None => Fast::None,
        Instr::Int(int) => Fast::Int(int),
        Instr::LoadGlobal(slot) => Fast::LoadGlobal(slot),
        Instr::Pop => Fast::Pop,
        Instr::Jump(to) => Fast::Jump(to),
        Instr::JumpIfFalse(to) => Fast::JumpIf(false, to),
        Instr::JumpIfTrue(to) => Fast::JumpIf(true, to),
        Instr::Binary(op) | Instr::Inplace(op) => Fast::Binary(op),
        Instr::BinaryInt(op, int) => Fast::BinaryInt(op, int),
        Instr::CompareJump(op, to) => Fast::CompareJump(op, to),
        Instr::ForIter(to) => Fast::ForIter(to),
        Instr::LoadItem => Fast::LoadItem,
        Instr::LoadAttr(name) => Fast::LoadAttr(name),
        Instr::LoadMethod(name) => Fast::LoadMethod(name),
        Instr::StoreAttr(name) => Fast::StoreAttr(name),
        Instr::Call(count) => Fast::Call(count),
        Instr::Return => Fast::Return,
        Instr::Copy(n) => Fast::Copy(n),
        Instr::Swap(n) => Fast::Swap(n),
        Instr::Is => Fast::Is(true),
        Instr::IsNot => Fast::Is(false),
        Instr::Compare(op) => Fast::Compare(op),
        Instr::LoadCell(slot) => Fast::LoadCell(slot),
        Instr::StoreCell(slot) => Fast::StoreCell(slot),
        Instr::StoreGlobal(slot) => Fast::StoreGlobal(slot),
        Instr::StoreItem => Fast::StoreItem,
        Instr::Contains => Fast::Contains(false),
        Instr::NotContains => Fast::Contains(true),
        Instr::Unpack(count) => Fast::Unpack(count),
        _ => Fast::Plain,
    }
}

fn small(slot: u32) -> Option<u16> {
    u16::try_from(slot).ok()
}
