//! Which registers an instruction reads and writes.

use super::{Code, Func, Instr, Native, Reg};
use crate::concurrency::{Atomic, Cond, Sync, Value};
use crate::types::TypeId;
use runtime_core::guest::LockOp;

/// Takes registers in a row: the first one and how many.
pub(super) type Visit<'a> = dyn FnMut(Reg, usize) + 'a;

/// The word number `index` behind an instruction.
fn data(func: &Func, pc: usize, index: usize) -> usize {
    match func.code.get(pc + 1 + index) {
        Some(Instr::Data(word)) => *word as usize,
        _ => 0,
    }
}

/// The slots of the type that a word behind an instruction names.
fn slots(code: &Code, func: &Func, pc: usize) -> usize {
    code.types.slots(TypeId(data(func, pc, 0) as u32)) as usize
}

/// Registers that the instruction reads.
#[rustfmt::skip]
pub(super) fn each_read(code: &Code, func: &Func, pc: usize, visit: &mut Visit<'_>) {
    match func.code[pc] {
        Instr::Move { src, .. } => visit(src, 1),
        Instr::MoveN { src, n, .. } => visit(src, n as usize),
        Instr::Add { a, b, .. } | Instr::Sub { a, b, .. } | Instr::Mul { a, b, .. } | Instr::Div { a, b, .. }
        | Instr::Rem { a, b, .. } | Instr::DivU { a, b, .. } | Instr::RemU { a, b, .. } | Instr::And { a, b, .. }
        | Instr::Or { a, b, .. } | Instr::Xor { a, b, .. } | Instr::AndNot { a, b, .. } | Instr::Shl { a, b, .. }
        | Instr::Shr { a, b, .. } | Instr::ShrU { a, b, .. } | Instr::FAdd { a, b, .. } | Instr::FSub { a, b, .. }
        | Instr::FMul { a, b, .. } | Instr::FDiv { a, b, .. } | Instr::Eq { a, b, .. } | Instr::Ne { a, b, .. }
        | Instr::Lt { a, b, .. } | Instr::Le { a, b, .. } | Instr::LtU { a, b, .. } | Instr::LeU { a, b, .. }
        | Instr::FEq { a, b, .. } | Instr::FNe { a, b, .. } | Instr::FLt { a, b, .. } | Instr::FLe { a, b, .. }
        | Instr::StrEq { a, b, .. } | Instr::StrLt { a, b, .. } | Instr::StrLe { a, b, .. } | Instr::Concat { a, b, .. }
        | Instr::JumpEq { a, b, .. } | Instr::JumpNe { a, b, .. } | Instr::JumpLt { a, b, .. } | Instr::JumpLe { a, b, .. } => {
            visit(a, 1);
            visit(b, 1);
        }
        Instr::AddI { a, .. } | Instr::MulI { a, .. } | Instr::ShiftCount { a } | Instr::Neg { a, .. } | Instr::Com { a, .. }
        | Instr::Not { a, .. } | Instr::FNeg { a, .. } | Instr::IntToFloat { a, .. } | Instr::UintToFloat { a, .. }
        | Instr::FloatToInt { a, .. } | Instr::FloatToUint { a, .. } | Instr::RuneToStr { a, .. } | Instr::StrToBytes { a, .. }
        | Instr::StrToRunes { a, .. } | Instr::JumpIf { a, .. } | Instr::JumpUnless { a, .. } | Instr::JumpEqI { a, .. }
        | Instr::JumpNeI { a, .. } | Instr::JumpLtI { a, .. } | Instr::JumpGtI { a, .. } | Instr::PrintErr { a } => visit(a, 1),
        Instr::Wrap { dst, .. } => visit(dst, 1),
        Instr::ValueEq { a, b, .. } => {
            visit(a, slots(code, func, pc));
            visit(b, slots(code, func, pc));
        }
        Instr::MakeIface { src, .. } => visit(src, slots(code, func, pc)),
        Instr::IsType { a, .. } | Instr::Unpack { a, .. } | Instr::Panic { a } | Instr::TypeCheck { a } => visit(a, 2),
        Instr::DeferTo { frame: reg } | Instr::RangePanic { state: reg } => visit(reg, 1),
        Instr::Ret => visit(0, func.results as usize),
        instr => memory_reads(code, func, pc, instr, visit),
    }
}

/// The same of those that touch memory.
#[rustfmt::skip]
fn memory_reads(code: &Code, func: &Func, pc: usize, instr: Instr, visit: &mut Visit<'_>) {
    let elem = |index: usize| code.elems[data(func, pc, index)].slots as usize;
    let map = || code.maps[data(func, pc, 0)];
    let mut all = |list: &[(Reg, usize)]| list.iter().for_each(|&(reg, n)| visit(reg, n));
    match instr {
        Instr::Load { ptr, .. } | Instr::LoadN { ptr, .. } | Instr::PtrAdd { ptr, .. } | Instr::NilCheck { ptr }
        | Instr::GuardRead { ptr, .. } | Instr::GuardWrite { ptr, .. } => all(&[(ptr, 1)]),
        Instr::Store { ptr, src, .. } => all(&[(ptr, 1), (src, 1)]),
        Instr::StoreN { ptr, src, .. } => all(&[(ptr, 1), (src, data(func, pc, 0))]),
        Instr::PtrIndex { ptr, idx, .. } => all(&[(ptr, 1), (idx, 1)]),
        Instr::Bound { idx, .. } => all(&[(idx, 1)]),
        Instr::SliceLen { len, .. } => all(&[(len, 1)]),
        Instr::MakeSlice { len, cap, .. } => all(&[(len, 1), (cap, 1)]),
        Instr::SliceGet { s, idx, .. } | Instr::SliceAddr { s, idx, .. } => all(&[(s, 2), (idx, 1)]),
        Instr::SliceSet { s, idx, src } => all(&[(s, 2), (idx, 1), (src, 1)]),
        Instr::SliceSlice { s, args, .. } => all(&[(s, 3), (args, 3)]),
        Instr::SliceArray { s, args, .. } | Instr::SliceStr { s, args, .. } => all(&[(s, 1), (args, 3)]),
        Instr::Append { s, values, .. } => all(&[(s, 3), (values, data(func, pc, 0) * elem(1))]),
        Instr::AppendSlice { s, other, .. } => all(&[(s, 3), (other, 3)]),
        Instr::AppendStr { s, other, .. } => all(&[(s, 3), (other, 1)]),
        Instr::Copy { to, from, .. } => all(&[(to, 3), (from, 3)]),
        Instr::CopyStr { to, from, .. } => all(&[(to, 3), (from, 1)]),
        Instr::ClearSlice { s } => all(&[(s, 3)]),
        Instr::BytesToStr { a, .. } | Instr::RunesToStr { a, .. } => all(&[(a, 3)]),
        Instr::StrLen { s, .. } => all(&[(s, 1)]),
        Instr::StrGet { s, idx, .. } | Instr::StrRune { s, idx, .. } => all(&[(s, 1), (idx, 1)]),
        Instr::MapIter { map, .. } | Instr::MapLen { map, .. } | Instr::MapClear { map } => all(&[(map, 1)]),
        Instr::MapGet { map: m, key, .. } | Instr::MapDelete { map: m, key } => all(&[(m, 1), (key, map().key_slots as usize)]),
        Instr::MapSet { map: m, key, src } => all(&[(m, 1), (key, map().key_slots as usize), (src, map().value_slots as usize)]),
        Instr::MapNext { iter, map, .. } => all(&[(iter, 3), (map, 1)]),
        Instr::MakeChan { cap: reg, .. } | Instr::Recv { chan: reg, .. } | Instr::CloseChan { chan: reg }
        | Instr::ChanLen { chan: reg, .. } | Instr::ChanCap { chan: reg, .. } => all(&[(reg, 1)]),
        instr => call_reads(code, func, pc, instr, visit),
    }
}

/// The same of calls and of what is sent. Where the instruction does not say how much that is, it
/// is everything from its first register on.
fn call_reads(code: &Code, func: &Func, pc: usize, instr: Instr, visit: &mut Visit<'_>) {
    let rest = |from: Reg| func.kinds.len() - from as usize;
    match instr {
        Instr::Call { block, func } | Instr::Go { block, func } | Instr::Defer { block, func } => {
            let callee = &code.funcs[func as usize];
            visit(block + callee.results, callee.params as usize);
        }
        Instr::CallValue { f, block }
        | Instr::GoValue { f, block }
        | Instr::DeferValue { f, block } => {
            visit(f, 1);
            visit(block, rest(block));
        }
        Instr::CallIface { iface, block, .. } => {
            visit(iface, 2);
            visit(block, rest(block));
        }
        Instr::Native { block, native } => {
            let (results, params) = extent(native).unwrap_or((0, rest(block)));
            visit(block + results as Reg, params);
        }
        Instr::Closure { from, n, .. } => visit(from, n as usize),
        Instr::Send { chan, src } => {
            visit(chan, 1);
            visit(src, rest(src));
        }
        Instr::Select { n, .. } => {
            for case in 0..n as usize {
                let (chan, value) = (data(func, pc, 2 * case), data(func, pc, 2 * case + 1) as Reg);
                visit((chan >> 1) as Reg, 1);
                if chan & 1 == 1 {
                    visit(value, rest(value));
                }
            }
        }
        _ => {}
    }
}

/// How many slots of its block a native writes for certain, and how many it reads behind those;
/// `None` where that is not known here.
fn extent(native: Native) -> Option<(usize, usize)> {
    Some(match native {
        Native::Println | Native::Print => (3, 3),
        Native::Printf => (3, 4),
        Native::Sprintln | Native::Sprint => (1, 3),
        Native::Sprintf => (1, 4),
        Native::WaitGroupAdd => (0, 2),
        Native::WaitGroupWait | Native::Sleep => (0, 1),
        Native::Gosched => (0, 0),
        Native::Sync(Sync::Done) => (0, 1),
        Native::Sync(Sync::Mutex(how) | Sync::RwMutex(how)) => {
            (usize::from(matches!(how, LockOp::TryLock | LockOp::TryRLock)), 1)
        }
        Native::Sync(Sync::Cond(Cond::Add)) => (1, 1),
        Native::Sync(Sync::Cond(Cond::Wait)) => (0, 2),
        Native::Sync(Sync::Cond(Cond::Signal | Cond::Broadcast)) => (0, 1),
        Native::Sync(Sync::Atomic(how, _)) => match how {
            Atomic::Load => (1, 1),
            Atomic::Store => (0, 2),
            Atomic::CompareAndSwap => (1, 3),
            _ => (1, 2),
        },
        Native::Sync(Sync::Value(how)) => match how {
            Value::Load => (2, 1),
            Value::Store => (0, 3),
            Value::Swap => (2, 3),
            Value::CompareAndSwap => (1, 5),
        },
        _ => return None,
    })
}

/// The registers in a row that the instruction writes, whatever happens but a panic.
#[rustfmt::skip]
pub(super) fn written(code: &Code, func: &Func, pc: usize) -> (Reg, usize) {
    match func.code[pc] {
        Instr::Zero { dst, n } | Instr::MoveN { dst, n, .. } => (dst, n as usize),
        Instr::LoadN { dst, .. } => (dst, data(func, pc, 0)),
        Instr::MakeSlice { dst, .. } | Instr::SliceSlice { dst, .. } | Instr::SliceArray { dst, .. } | Instr::Append { dst, .. }
        | Instr::AppendSlice { dst, .. } | Instr::AppendStr { dst, .. } | Instr::StrToBytes { dst, .. } | Instr::StrToRunes { dst, .. } => (dst, 3),
        Instr::StrRune { dst, .. } | Instr::MakeIface { dst, .. } | Instr::Recover { dst } => (dst, 2),
        Instr::Unpack { dst, .. } => (dst, slots(code, func, pc)),
        Instr::MapGet { dst, .. } => (dst, code.maps[data(func, pc, 0)].value_slots as usize + 1),
        Instr::Call { block, func } => (block, code.funcs[func as usize].results as usize),
        Instr::Native { block, native } => (block, extent(native).map_or(0, |(results, _)| results)),
        Instr::MapIter { iter, .. } => (iter, 3),
        Instr::Int { dst, .. } | Instr::Const { dst, .. } | Instr::Str { dst, .. } | Instr::Move { dst, .. } | Instr::Add { dst, .. }
        | Instr::AddI { dst, .. } | Instr::MulI { dst, .. } | Instr::Sub { dst, .. } | Instr::Mul { dst, .. } | Instr::Div { dst, .. }
        | Instr::Rem { dst, .. } | Instr::DivU { dst, .. } | Instr::RemU { dst, .. } | Instr::And { dst, .. } | Instr::Or { dst, .. }
        | Instr::Xor { dst, .. } | Instr::AndNot { dst, .. } | Instr::Shl { dst, .. } | Instr::Shr { dst, .. } | Instr::ShrU { dst, .. }
        | Instr::Neg { dst, .. } | Instr::Com { dst, .. } | Instr::Not { dst, .. } | Instr::Eq { dst, .. } | Instr::Ne { dst, .. }
        | Instr::Lt { dst, .. } | Instr::Le { dst, .. } | Instr::LtU { dst, .. } | Instr::LeU { dst, .. } | Instr::New { dst, .. }
        | Instr::NewArray { dst, .. } | Instr::Global { dst, .. } | Instr::Load { dst, .. } | Instr::PtrAdd { dst, .. }
        | Instr::PtrIndex { dst, .. } | Instr::SliceGet { dst, .. } | Instr::SliceAddr { dst, .. } | Instr::SliceStr { dst, .. }
        | Instr::Copy { dst, .. } | Instr::CopyStr { dst, .. } | Instr::StrLen { dst, .. } | Instr::StrGet { dst, .. }
        | Instr::Concat { dst, .. } | Instr::MakeMap { dst } | Instr::MapLen { dst, .. } | Instr::IsType { dst, .. }
        | Instr::Closure { dst, .. } | Instr::StrEq { dst, .. } | Instr::MakeChan { dst, .. } | Instr::ChanLen { dst, .. }
        | Instr::ChanCap { dst, .. } => (dst, 1),
        _ => (0, 0),
    }
}
