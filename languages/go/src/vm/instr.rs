//! The instructions that allocate, call indirectly, or ask the runtime.

use super::exec::push;
use super::fiber::{Defer, Fiber};
use super::heap::{self, Object};
use super::run::called;
use super::size_class::round_up;
use super::{Trap, Vm};
use crate::code::{Code, Func, Instr, Reg};
use crate::types::{Type, TypeId};
use runtime_core::guest::{Op, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::Stream;

/// Where an instruction is: its frame's registers and the words behind it.
pub(super) struct At {
    pub base: usize,
    pub data: [u32; 2],
}

impl At {
    pub(super) fn get(&self, fiber: &Fiber, reg: Reg) -> u64 {
        fiber.stack[self.base + reg as usize]
    }

    pub(super) fn set(&self, fiber: &mut Fiber, reg: Reg, value: u64) {
        fiber.stack[self.base + reg as usize] = value;
    }

    /// The registers from `reg`.
    pub(super) fn many<'f>(&self, fiber: &'f Fiber, reg: Reg, n: usize) -> &'f [u64] {
        &fiber.stack[self.base + reg as usize..][..n]
    }

    pub(super) fn set_many(&self, fiber: &mut Fiber, reg: Reg, values: &[u64]) {
        fiber.stack[self.base + reg as usize..][..values.len()].copy_from_slice(values);
    }
}

/// What an instruction gives: how many words belong to it, or what stops it.
pub(super) type Done = Result<usize, Trap>;

impl Vm {
    /// Runs one instruction of the frame on top; gives the number of its `Data` words.
    #[rustfmt::skip]
    pub(super) fn instr(
        &mut self, code: &Code, func: &Func, fiber: &mut Fiber, id: FiberId, instr: Instr, cx: &mut StepCx<'_>,
    ) -> Done {
        let top = fiber.top();
        let (pc, base) = (top.pc as usize, top.base as usize);
        let word = |at: usize| match func.code.get(at) {
            Some(Instr::Data(word)) => *word,
            _ => 0,
        };
        let at = At { base, data: [word(pc), word(pc + 1)] };
        match instr {
            Instr::New { .. } | Instr::NewArray { .. } => self.new_object(code, fiber, &at, instr),
            Instr::LoadN { .. } | Instr::StoreN { .. } | Instr::PtrAdd { .. } | Instr::PtrIndex { .. } => {
                self.memory(fiber, &at, instr)
            }
            Instr::Bound { .. } | Instr::SliceLen { .. } | Instr::NilCheck { .. } | Instr::TypeCheck { .. } => self.checks(fiber, &at, instr),
            Instr::MakeSlice { .. } | Instr::SliceAddr { .. } | Instr::SliceSlice { .. } | Instr::SliceArray { .. }
            | Instr::SliceStr { .. } | Instr::Append { .. } | Instr::AppendSlice { .. } | Instr::AppendStr { .. }
            | Instr::Copy { .. } | Instr::CopyStr { .. } | Instr::ClearSlice { .. } => {
                self.slice_instr(code, fiber, &at, instr)
            }
            Instr::StrLen { .. } | Instr::StrGet { .. } | Instr::Concat { .. } | Instr::StrRune { .. }
            | Instr::RuneToStr { .. } | Instr::BytesToStr { .. } | Instr::RunesToStr { .. } | Instr::StrToBytes { .. }
            | Instr::StrToRunes { .. } | Instr::StrEq { .. } | Instr::StrLt { .. } | Instr::StrLe { .. } => {
                self.text_instr(fiber, &at, instr)
            }
            Instr::ValueEq { dst, a, b } => self.value_equal(code, fiber, &at, (dst, a, b)),
            Instr::MakeMap { .. } | Instr::MapIter { .. } | Instr::MapGet { .. } | Instr::MapSet { .. } | Instr::MapDelete { .. }
            | Instr::MapLen { .. } | Instr::MapClear { .. } | Instr::MapNext { .. } => {
                self.map_instr(code, fiber, &at, instr)
            }
            Instr::MakeIface { dst, src } => self.make_iface(code, fiber, &at, dst, src),
            Instr::IsType { dst, a } => self.is_type(code, fiber, &at, dst, a),
            Instr::Unpack { dst, a } => self.unpack(code, fiber, &at, dst, a),
            Instr::Native { block, native } => self.native(code, fiber, id, &at, block, native, cx),
            Instr::Closure { dst, from, n } => self.closure(fiber, &at, dst, from, n),
            Instr::Go { .. } | Instr::GoValue { .. } => self.go(code, fiber, id, &at, instr, cx),
            Instr::Defer { .. } | Instr::DeferValue { .. } => self.defer(code, fiber, &at, instr),
            Instr::Frame { dst } => self.frame_number(fiber, &at, dst),
            Instr::DeferTo { frame } => self.defer_to(fiber, &at, frame),
            Instr::RangePanic { state } => Err(super::panic::range_panic(at.get(fiber, state))),
            Instr::RunDefers => self.run_defers(fiber, id, cx),
            Instr::Panic { a } => Err(Trap::Value([at.get(fiber, a), at.get(fiber, a + 1)])),
            Instr::Recover { dst } => self.recover(fiber, &at, dst),
            Instr::MakeChan { .. } | Instr::Send { .. } | Instr::Recv { .. } | Instr::CloseChan { .. }
            | Instr::ChanLen { .. } | Instr::ChanCap { .. } | Instr::Select { .. } => self.chan_instr(code, fiber, &at, instr, cx),
            Instr::PrintErr { a } => Err(self.print_err(fiber, &at, a)),
            Instr::See { .. } | Instr::GuardRead { .. } | Instr::GuardWrite { .. } => self.see(code, func, fiber, instr, cx),
            _ => Err(failure(fiber, &at, instr)),
        }
    }

    fn closure(&mut self, fiber: &mut Fiber, at: &At, dst: Reg, from: Reg, n: u16) -> Done {
        let mut data = vec![u64::from(at.data[0])];
        data.extend_from_slice(at.many(fiber, from, n as usize));
        let value = self.heap.add(Object::Cells { shape: at.data[1], data });
        at.set(fiber, dst, value);
        Ok(2)
    }

    /// Comes back to this instruction until nothing is deferred any more.
    fn run_defers(&mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Done {
        fiber.top().pc -= 1;
        if self.run_defer(fiber, id, cx)? {
            return Err(Trap::Frames);
        }
        fiber.top().pc += 1;
        Ok(0)
    }

    fn recover(&mut self, fiber: &mut Fiber, at: &At, dst: Reg) -> Done {
        let value = self.recovered(fiber);
        at.set_many(fiber, dst, &value);
        Ok(0)
    }

    fn print_err(&self, fiber: &Fiber, at: &At, a: Reg) -> Trap {
        let text = String::from_utf8_lossy(self.heap.str(at.get(fiber, a))).into_owned();
        Op::Print { stream: Stream::Stderr, text }.into()
    }

    // ---- objects and memory

    fn new_object(&mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr) -> Done {
        let (dst, shape, times, words) = match instr {
            Instr::NewArray { dst, shape } => (dst, shape, u64::from(at.data[0]), 1),
            Instr::New { dst, shape } => (dst, shape, 1, 0),
            _ => return Ok(0),
        };
        let slots = code.shapes[shape as usize].len() as u64 * times;
        self.room(slots)?;
        let value = self.heap.add_cells(shape, slots as usize);
        at.set(fiber, dst, value);
        Ok(words)
    }

    /// Whether there is room for so many slots.
    pub(super) fn room(&self, slots: u64) -> Result<(), Trap> {
        if self.heap.too_much(slots) { Err(Trap::Memory) } else { Ok(()) }
    }

    fn memory(&mut self, fiber: &mut Fiber, at: &At, instr: Instr) -> Done {
        let n = at.data[0] as usize;
        match instr {
            Instr::LoadN { dst, ptr, off } => {
                let cells = self
                    .heap
                    .cells(at.get(fiber, ptr))
                    .and_then(|cells| cells.get(off as usize..off as usize + n));
                let cells = cells.ok_or(Trap::Nil)?;
                fiber.stack[at.base + dst as usize..][..n].copy_from_slice(cells);
            }
            Instr::StoreN { ptr, off, src } => {
                let cells = self
                    .heap
                    .cells_mut(at.get(fiber, ptr))
                    .and_then(|cells| cells.get_mut(off as usize..off as usize + n));
                cells.ok_or(Trap::Nil)?.copy_from_slice(at.many(fiber, src, n));
            }
            Instr::PtrAdd { dst, ptr } => {
                let address = self.not_nil(at.get(fiber, ptr))?;
                at.set(fiber, dst, address + u64::from(at.data[0]));
            }
            Instr::PtrIndex { dst, ptr, idx } => {
                let address = self.not_nil(at.get(fiber, ptr))?;
                let offset = at.get(fiber, idx).wrapping_mul(u64::from(at.data[0]));
                at.set(fiber, dst, address + offset);
            }
            _ => {}
        }
        Ok(1)
    }

    fn not_nil(&self, address: u64) -> Result<u64, Trap> {
        if address == 0 { Err(Trap::Nil) } else { Ok(address) }
    }

    fn checks(&mut self, fiber: &mut Fiber, at: &At, instr: Instr) -> Done {
        match instr {
            Instr::Bound { idx, len } => {
                let index = at.get(fiber, idx);
                if index >= u64::from(len) {
                    return Err(super::number::out_of_range(index, u64::from(len)));
                }
            }
            Instr::SliceLen { len, least } if at.get(fiber, len) < u64::from(least) => {
                let len = at.get(fiber, len);
                return Err(Trap::Runtime(format!(
                    "cannot convert slice with length {len} to array or pointer to array with length {least}"
                )));
            }
            Instr::NilCheck { ptr: a } | Instr::TypeCheck { a } => {
                self.not_nil(at.get(fiber, a))?;
            }
            _ => {}
        }
        Ok(0)
    }

    // ---- interfaces

    fn is_type(&mut self, code: &Code, fiber: &mut Fiber, at: &At, dst: Reg, a: Reg) -> Done {
        let holds = self.holds(code, at.get(fiber, a), TypeId(at.data[0]));
        at.set(fiber, dst, u64::from(holds));
        Ok(1)
    }

    fn make_iface(&mut self, code: &Code, fiber: &mut Fiber, at: &At, dst: Reg, src: Reg) -> Done {
        let ty = TypeId(at.data[0]);
        let slots = at.many(fiber, src, code.dynamic(ty).slots as usize);
        let data = match *slots {
            [] => 0,
            [one] => self.in_iface(code, ty, one),
            _ => {
                let data = slots.to_vec();
                self.pack(code, ty, data)
            }
        };
        at.set_many(fiber, dst, &[u64::from(ty.0), data]);
        Ok(1)
    }

    /// The data of an interface that holds these slots.
    pub(super) fn pack(&mut self, code: &Code, ty: TypeId, data: Vec<u64>) -> u64 {
        match data[..] {
            [] => 0,
            [one] => one,
            _ => {
                let shape = self.shape_of_type(code, ty);
                self.heap.add(Object::Cells { shape, data })
            }
        }
    }

    /// A value of one slot is the interface's data itself; real Go makes an object for it, unless
    /// it is a pointer or a small number.
    fn in_iface(&mut self, code: &Code, ty: TypeId, value: u64) -> u64 {
        if value > 255 {
            self.heap.allocated += round_up(code.dynamic(ty).bytes, false);
        }
        value
    }

    /// The shape of a boxed value of a type: those are made when the program is compiled.
    pub(super) fn shape_of_type(&self, code: &Code, ty: TypeId) -> u32 {
        code.boxes.get(&ty).copied().unwrap_or(0)
    }

    /// The slots of the value in an interface.
    pub(super) fn payload(&self, code: &Code, ty: TypeId, data: u64) -> Vec<u64> {
        self.payload_of(code, ty, &data).to_vec()
    }

    /// The same where they are.
    pub(super) fn payload_of<'v>(&'v self, code: &Code, ty: TypeId, data: &'v u64) -> &'v [u64] {
        match code.dynamic(ty).slots as usize {
            0 => &[],
            1 => std::slice::from_ref(data),
            n => self.heap.cells(*data).map_or(&[], |cells| &cells[..n]),
        }
    }

    /// The same, put in place.
    pub(super) fn put_payload(&self, code: &Code, ty: TypeId, data: u64, to: &mut [u64]) {
        let slots = self.payload_of(code, ty, &data);
        to.iter_mut().zip(slots).for_each(|(to, slot)| *to = *slot);
    }

    /// Whether an interface's dynamic type is `ty` or, if that is an interface, has its methods.
    pub(super) fn holds(&self, code: &Code, dynamic: u64, ty: TypeId) -> bool {
        if dynamic == 0 {
            return false;
        }
        let dynamic = TypeId(dynamic as u32);
        match code.types.under(ty) {
            Type::Interface(_) => code.types.has_methods(dynamic, ty),
            _ => dynamic == ty,
        }
    }

    fn unpack(&mut self, code: &Code, fiber: &mut Fiber, at: &At, dst: Reg, a: Reg) -> Done {
        let [dynamic, data] = [at.get(fiber, a), at.get(fiber, a + 1)];
        let ty = TypeId(at.data[0]);
        if !self.holds(code, dynamic, ty) {
            return Err(self.conversion_panic(code, dynamic, ty, TypeId(at.data[1])));
        }
        if code.types.is_interface(ty) {
            at.set_many(fiber, dst, &[dynamic, data]);
        } else {
            let n = code.dynamic(ty).slots as usize;
            self.put_payload(code, ty, data, &mut fiber.stack[at.base + dst as usize..][..n]);
        }
        Ok(2)
    }

    // ---- calls

    pub(super) fn call_value(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, (f, block): (Reg, Reg),
        cx: &mut StepCx<'_>,
    ) -> Result<(), Trap> {
        let base = fiber.top().base as usize;
        let value = fiber.stack[base + f as usize];
        let number = self.function(value)?;
        let own = usize::from(heap::handle(value) != 0);
        let end = enter(code, fiber, id, number, (base + block as usize, own), cx)?;
        if own > 0 {
            fiber.stack[end] = value;
        }
        called(code, fiber, id, cx)
    }

    /// The number of a function value's function.
    pub(super) fn function(&self, value: u64) -> Result<u32, Trap> {
        match (value, heap::handle(value)) {
            (0, _) => Err(Trap::Nil),
            (value, 0) => Ok(value as u32 - 1),
            _ => {
                Ok(self.heap.cells(value).and_then(|cells| cells.first()).copied().unwrap_or(0)
                    as u32)
            }
        }
    }

    pub(super) fn call_iface(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId,
        (iface, block, method): (Reg, Reg, u16), cx: &mut StepCx<'_>,
    ) -> Result<(), Trap> {
        let base = fiber.top().base as usize;
        let [dynamic, data] = [0, 1].map(|part| fiber.stack[base + iface as usize + part]);
        if dynamic == 0 {
            return Err(Trap::Nil);
        }
        let ty = TypeId(dynamic as u32);
        let number = code.method_of(ty, method);
        let number =
            number.unwrap_or_else(|| panic!("yieldpoint bug: no method {method} of type {}", ty.0));
        let slots = code.dynamic(ty).slots as usize;
        let end = enter(code, fiber, id, number, (base + block as usize, slots), cx)?;
        self.put_payload(code, ty, data, &mut fiber.stack[end..end + slots]);
        called(code, fiber, id, cx)
    }

    /// The function and arguments of a `go` or `defer`.
    fn later_call(
        &self, code: &Code, fiber: &Fiber, at: &At, instr: Instr,
    ) -> Result<(u32, Vec<u64>), Trap> {
        let (block, number, closure) = match instr {
            Instr::Go { block, func } | Instr::Defer { block, func } => (block, func, None),
            Instr::GoValue { f, block } | Instr::DeferValue { f, block } => {
                let value = at.get(fiber, f);
                (
                    block,
                    self.function(value)?,
                    Some(value).filter(|&value| heap::handle(value) != 0),
                )
            }
            _ => return Err(Trap::Frames),
        };
        let callee = &code.funcs[number as usize];
        let n = callee.params as usize - usize::from(closure.is_some());
        let args = at.many(fiber, block + callee.results, n);
        Ok((number, args.iter().copied().chain(closure).collect()))
    }

    fn go(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, at: &At, instr: Instr,
        cx: &mut StepCx<'_>,
    ) -> Done {
        let (number, args) = match self.later_call(code, fiber, at, instr) {
            Err(Trap::Nil) => return Err(Trap::Fatal("go of nil func value".into())),
            other => other?,
        };
        let callee = &code.funcs[number as usize];
        let size = callee.kinds.len() as u64 + 40;
        self.room(size)?;
        self.heap.bytes += size * 8;
        let mut new = Fiber::new(number, callee.kinds.len(), callee.results as usize, &args);
        let (by_func, line) = self.caller(code, fiber);
        (new.by, new.by_func, new.by_line) = (id, by_func, line);
        self.fibers.push(Some(Box::new(new)));
        self.live += 1;
        let function = cx.intern(&callee.name);
        Err(Op::Go { fiber: FiberId(self.fibers.len() as u32), function, line }.into())
    }

    /// The innermost function of the program itself, and its line.
    pub(super) fn caller(&self, code: &Code, fiber: &Fiber) -> (u32, u32) {
        let own =
            fiber.frames.iter().rev().find(|frame| {
                code.funcs[frame.func as usize].origin == crate::code::Origin::Program
            });
        let Some(frame) = own.or(fiber.frames.last()) else { return (0, 0) };
        let lines = &code.funcs[frame.func as usize].lines;
        (frame.func, lines.get((frame.pc as usize).saturating_sub(1)).copied().unwrap_or(0))
    }

    fn defer(&mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr) -> Done {
        let (func, args) = self.later_call(code, fiber, at, instr)?;
        self.room(args.len() as u64 + 8)?;
        let frame = fiber.frames.len() as u32 - 1;
        fiber.defers.push(Defer { frame, func, args });
        if fiber.defers.len() > 1 << 22 {
            return Err(Trap::Memory);
        }
        Ok(0)
    }

    fn frame_number(&mut self, fiber: &mut Fiber, at: &At, dst: Reg) -> Done {
        let number = fiber.frames.len() as u64 - 1;
        at.set(fiber, dst, number);
        Ok(0)
    }

    /// Deferred calls are in the order of their frames, those of one in the order of deferring.
    fn defer_to(&mut self, fiber: &mut Fiber, at: &At, frame: Reg) -> Done {
        let frame = at.get(fiber, frame) as u32;
        if let Some(defer) = fiber.defers.pop() {
            let after = fiber.defers.partition_point(|other| other.frame <= frame);
            fiber.defers.insert(after, Defer { frame, ..defer });
        }
        Ok(0)
    }
}

/// Calls with arguments from a block, all but `more` of them; where those go.
#[inline(always)]
pub(super) fn enter(
    code: &Code, fiber: &mut Fiber, id: FiberId, number: u32, (block, more): (usize, usize),
    cx: &mut StepCx<'_>,
) -> Result<usize, Trap> {
    let callee = &code.funcs[number as usize];
    push(fiber, id, number, callee, block, cx)?;
    let base = fiber.stack.len() - callee.kinds.len();
    let (results, n) = (callee.results as usize, callee.params as usize - more);
    fiber.stack.copy_within(block + results..block + results + n, base + results);
    Ok(base + results + n)
}

/// Why an instruction of the quick ones was not done.
fn failure(fiber: &Fiber, at: &At, instr: Instr) -> Trap {
    match instr {
        Instr::Div { .. } | Instr::Rem { .. } | Instr::DivU { .. } | Instr::RemU { .. } => {
            Trap::Runtime("integer divide by zero".into())
        }
        Instr::ShiftCount { .. } => Trap::Runtime("negative shift amount".into()),
        Instr::SliceGet { s, idx, .. } | Instr::SliceSet { s, idx, .. } => {
            super::number::out_of_range(at.get(fiber, idx), at.get(fiber, s + 1))
        }
        Instr::Load { .. } | Instr::Store { .. } => Trap::Nil,
        _ => unreachable!("yieldpoint bug: an instruction is run where it cannot be"),
    }
}
