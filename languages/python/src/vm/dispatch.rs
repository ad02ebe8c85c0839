//! The loop over instructions.

use super::fuse::Fast;
use super::observe::Checked;
use super::quick::{At, Ran};
use super::{Next, Raise, Vm};
use crate::code::{CompareOp, Instr, Program, UnaryOp};
use crate::object::Value;
use runtime_core::guest::{Step, StepCx};

type Done = Result<Next, Raise>;

/// Why the instructions of a frame do not go on.
pub(super) enum Stop {
    Raised,
    Back(Step),
}

impl Vm {
    /// Runs the fiber in `run` until it has to come back.
    pub(super) fn dispatch(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Step {
        loop {
            let looks = (cx.stop_at_poll || cx.watch.is_some()) && !self.is_closing();
            let ran = match (looks, cx.watch.is_some()) {
                (false, _) => self.run_frame(program, cx),
                (true, false) => self.run_frame_to_poll(program, cx),
                (true, true) => self.run_frame_watched(program, cx),
            };
            let next = match ran {
                Ok(next) => next,
                Err(Stop::Raised) => self.unwind(program),
                Err(Stop::Back(step)) => return step,
            };
            match next {
                Next::Go | Next::Frame => self.frame_changed(),
                Next::Ask if self.ignores_exit() => {
                    if self.finalized() == Next::End
                        && let Some(step) = self.ended(program, cx)
                    {
                        return step;
                    }
                }
                Next::Ask => return self.asked(cx),
                Next::End => {
                    if let Some(step) = self.ended(program, cx) {
                        return step;
                    }
                    self.frame_pushed(program, cx);
                }
                Next::Callback => {
                    if let Some(step) = self.callback_over(program, cx) {
                        return step;
                    }
                    self.frame_pushed(program, cx);
                }
            }
        }
    }

    /// Runs instructions until the frame changes.
    fn run_frame(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Result<Next, Stop> {
        let code = &program.codes[self.run.top.code.0 as usize];
        let mut at = At {
            pc: self.run.top.pc as usize,
            base: self.run.top.base as usize,
            serial: self.run.top.serial,
            spent: self.spent,
            budget: cx.budget,
        };
        loop {
            if at.spent >= self.heap.deadline
                && !self.is_mid_line(code, &at)
                && !self.line_seen(code, at.pc, at.spent, cx)
            {
                (self.run.top.pc, self.spent) = (at.pc as u32, at.spent);
                match self.checkpoint(program, cx) {
                    Checked::GoOn => {}
                    Checked::Frame => return Ok(Next::Frame),
                    Checked::Back(step) => return Err(Stop::Back(step)),
                }
            }
            let done = match self.at_once(program, code.fast[at.pc], &mut at) {
                Ran::Done => continue,
                Ran::Left(done) => done,
                Ran::Plain => {
                    (self.run.top.pc, self.spent) = (at.pc as u32 + 1, at.spent + 1);
                    self.execute(program, code.instrs[at.pc])
                }
            };
            match done {
                Ok(Next::Go) => (at.pc, at.spent) = (self.run.top.pc as usize, self.spent),
                // A native has been called, which needs no frame.
                Ok(Next::Frame)
                    if self.run.top.serial == at.serial
                        && self.run.depth > 0
                        && self.stderr.is_empty() =>
                {
                    (at.pc, at.spent) = (self.run.top.pc as usize, self.spent);
                }
                Ok(next) => return Ok(next),
                Err(Raise) => return Err(Stop::Raised),
            }
        }
    }

    #[inline(always)]
    fn at_once(&mut self, program: &Program, fast: Fast, at: &mut At) -> Ran {
        match fast {
            Fast::Plain => Ran::Plain,
            Fast::LoadFast(slot) => self.quick_load(at, slot),
            Fast::StoreFast(slot) => self.quick_store(at, slot),
            Fast::Const(index) => self.quick_const(at, program, index),
            Fast::None => self.quick_push(at, Value::None),
            Fast::Int(int) => self.quick_push(at, Value::Int(i64::from(int))),
            Fast::LoadGlobal(slot) => self.quick_global(at, program, slot),
            Fast::Pop => self.quick_pop(at),
            Fast::Jump(to) => self.quick_jump(at, to),
            Fast::JumpIf(wanted, to) => self.quick_jump_if(at, wanted, to),
            Fast::Binary(op) => self.quick_operator(at, op),
            Fast::BinaryInt(op, int) => self.quick_operator_int(at, op, int),
            Fast::CompareJump(op, to) => self.quick_compare(at, op, to),
            Fast::ForIter(_) => self.quick_for(at),
            Fast::LoadItem => self.quick_load_item(at),
            Fast::LoadAttr(name) => self.quick_attr(at, name),
            Fast::LoadMethod(name) => self.quick_method(at, name),
            Fast::StoreAttr(name) => self.quick_store_attr(at, name),
            Fast::Call(count) => self.quick_call(at, program, count),
            Fast::Return => self.quick_return(at, program),
            Fast::Callee(slot) => self.quick_callee(at, program, slot),
            Fast::Pair(a, b) => self.quick_pair(at, a, b),
            Fast::BinaryStore(op, to) => self.quick_operator_store(at, op, to),
            Fast::BinaryLocal(op, b) => self.quick_operator_local(at, op, b),
            Fast::Locals(op, a, b) => self.quick_locals(at, op, a, b),
            Fast::LocalsStore(op, a, b, to) => self.quick_locals_store(at, op, a, b, to),
            Fast::LocalInt(op, a, int) => self.quick_local_int(at, op, a, int),
            Fast::LocalIntStore { op, from, to, int, count } => {
                self.quick_local_int_store(at, op, from, to, int, count)
            }
            Fast::CompareLocal(op, b, to) => self.quick_compare_local(at, op, b, to),
            Fast::CompareInt(op, int, to) => self.quick_compare_int(at, op, int, to),
            Fast::CompareLocalInt(op, a, int, to) => {
                self.quick_compare_local_int(at, op, a, int, to)
            }
            Fast::CompareLocals(op, a, b, to) => self.quick_compare_locals(at, op, a, b, to),
            Fast::ForStore(_, slot) => self.quick_for_store(at, slot),
            Fast::LocalsItem(o, k) => self.quick_locals_item(at, o, k),
            Fast::ItemLocal(k) => self.quick_item_local(at, k),
            Fast::LocalAttr(o, name) => self.quick_local_attr(at, o, name),
            Fast::LocalMethod(o, name) => self.quick_local_method(at, o, name),
            Fast::StoreLocalAttr(o, name) => self.quick_store_local_attr(at, o, name),
            Fast::ReturnLocal(slot) => self.quick_return_local(at, program, slot),
            Fast::LocalNoneJump(local, wanted, to) => self.quick_none_jump(at, local, wanted, to),
            Fast::Copy(n) => self.quick_copy(at, n),
            Fast::Swap(n) => self.quick_swap(at, n),
            Fast::Is(wanted) => self.quick_is(at, wanted),
            Fast::Compare(op) => self.quick_compare_value(at, op),
            Fast::LoadCell(slot) => self.quick_load_cell(at, slot),
            Fast::StoreCell(slot) => self.quick_store_cell(at, slot),
            Fast::StoreGlobal(slot) => self.quick_store_global(at, slot),
            Fast::StoreItem => self.quick_store_item(at),
            Fast::Contains(negate) => self.quick_contains(at, negate),
            Fast::Unpack(count) => self.quick_unpack(at, count),
        }
    }

    /// Any instruction.
    #[inline(never)]
    pub(super) fn execute(&mut self, program: &Program, instr: Instr) -> Done {
        match instr {
            Instr::Const(index) => self.load_const(program, index),
            Instr::None => self.put(Value::None),
            Instr::Int(int) => self.put(Value::Int(i64::from(int))),
            Instr::LoadFast(slot) => self.load_fast(program, slot),
            Instr::StoreFast(slot) => self.store_fast(slot),
            Instr::DeleteFast(slot) => self.delete_fast(program, slot),
            Instr::MakeCell(slot) => self.make_cell(slot),
            Instr::ClearFast(slot) => self.clear_fast(slot),
            Instr::LoadCell(slot) => self.load_cell(program, slot),
            Instr::StoreCell(slot) => self.store_cell(slot),
            Instr::DeleteCell(slot) => self.delete_cell(program, slot),
            Instr::LoadClosure(slot) => self.load_closure(slot),
            Instr::LoadGlobal(slot) => self.load_global(program, slot),
            Instr::StoreGlobal(slot) => self.store_global(slot),
            Instr::DeleteGlobal(slot) => self.delete_global(program, slot),
            Instr::LoadName(name) => self.load_name(program, name),
            Instr::StoreName(name) => self.store_name(name),
            Instr::DeleteName(name) => self.delete_name(name),
            Instr::Import(module) => self.import(program, module),
            Instr::Pop => self.discard(),
            Instr::Copy(n) => self.copy(n),
            Instr::Swap(n) => self.swap(n),
            Instr::Unary(UnaryOp::Not) => self.not(),
            Instr::Unary(op) => self.unary(op),
            Instr::Binary(op) => self.binary(op),
            Instr::Inplace(op) => self.inplace(op),
            Instr::BinaryInt(op, int) => self.binary_int(op, int),
            Instr::Compare(op) => self.compare(op),
            Instr::Is => self.is(true),
            Instr::IsNot => self.is(false),
            Instr::Contains => self.contains(false),
            Instr::NotContains => self.contains(true),
            Instr::Jump(to) => self.jump(to),
            Instr::JumpIfFalse(to) => self.jump_if(false, to),
            Instr::JumpIfTrue(to) => self.jump_if(true, to),
            Instr::JumpIfFalseOrPop(to) => self.jump_if_or_pop(false, to),
            Instr::JumpIfTrueOrPop(to) => self.jump_if_or_pop(true, to),
            Instr::CompareJump(op, to) => self.compare_jump(op, to),
            Instr::LoadAttr(name) => self.load_attr(name),
            Instr::LoadMethod(name) => self.load_method(name),
            Instr::LoadSuper(name) => self.load_super(name),
            Instr::StoreAttr(name) => self.store_attr(name),
            Instr::DeleteAttr(name) => self.delete_attr(name),
            Instr::LoadItem => self.load_item(),
            Instr::StoreItem => self.store_item(),
            Instr::DeleteItem => self.delete_item(),
            Instr::BuildSlice => self.build_slice(),
            Instr::BuildTuple(n) => self.build_tuple(n),
            Instr::BuildList(n) => self.build_list(n),
            Instr::BuildSet(n) => self.build_set(n),
            Instr::BuildDict(n) => self.build_dict(n),
            Instr::BuildString(n) => self.build_string(n),
            Instr::ListAppend(n) => self.list_append(n),
            Instr::SetAdd(n) => self.set_add(n),
            Instr::DictInsert(n) => self.dict_insert(n),
            Instr::ListExtend => self.list_extend(),
            Instr::SetUpdate => self.set_update(),
            Instr::DictUpdate => self.dict_update(),
            Instr::DictMerge => self.dict_merge(),
            Instr::ListToTuple => self.list_to_tuple(),
            Instr::Unpack(n) => self.unpack(n),
            Instr::UnpackStar { before, after } => self.unpack_star(before, after),
            Instr::Format { conversion, spec } => self.format(conversion, spec),
            Instr::GetIter => self.get_iter(),
            Instr::ForIter(to) => self.for_iter(to),
            Instr::Call(n) => self.call(program, n as usize),
            Instr::CallKeywords { count, keywords } => {
                self.call_keywords(program, count as usize, keywords)
            }
            Instr::CallUnpacked => self.call_unpacked(program),
            Instr::Undef => self.put(Value::Undef),
            Instr::MakeFunction { code, parts } => self.make_function(code, parts),
            Instr::BuildClass { bases } => self.build_class(program, bases, false),
            Instr::BuildClassWith { bases } => self.build_class(program, bases, true),
            Instr::Return => self.leave_frame(program),
            Instr::SuperArgs(slot) => self.super_args(slot),
            Instr::MakeSuper => self.make_super(),
            Instr::Raise => self.raise_instr(),
            Instr::RaiseFrom => self.raise_from(),
            Instr::RaiseAgain => self.raise_again(program),
            Instr::PushHandled => self.push_handled(),
            Instr::PopHandled => self.pop_handled(),
            Instr::Reraise => self.reraise(program),
            Instr::MatchException => self.match_exception(),
            Instr::AssertFailed => self.assert_failed(false),
            Instr::AssertFailedWith => self.assert_failed(true),
            Instr::MatchGroup => self.match_group(),
            Instr::HandleGroup(to) => self.handle_group(to),
            Instr::JoinRaised => self.join_raised(),
            Instr::MatchSequence => self.match_sequence(),
            Instr::MatchMapping => self.match_mapping(),
            Instr::Length => self.length(),
            Instr::MatchKeys => self.match_keys(),
            Instr::MatchRest => self.match_rest(),
            Instr::MatchClass(count) => self.match_class(count),
            Instr::WithEnter => self.with_enter(),
            Instr::WithExit => self.with_exit(),
            Instr::WithExitRaised => self.with_exit_raised(),
            Instr::AsyncWithEnter => self.async_with_enter(),
            Instr::Await => self.await_value(),
            Instr::Yield => self.yield_value(program),
            Instr::YieldFrom => self.yield_from(),
            Instr::GetYieldFromIter => self.get_yield_from_iter(),
            Instr::GetAsyncIter => self.get_async_iter(),
            Instr::GetAsyncNext => self.get_async_next(),
            Instr::EndAsyncFor => self.end_async_for(),
        }
    }

    #[inline(always)]
    pub(super) fn put(&mut self, value: Value) -> Done {
        self.run.stack.push(value);
        Ok(Next::Go)
    }

    #[inline(always)]
    fn discard(&mut self) -> Done {
        let value = self.pop();
        self.heap.release(value);
        Ok(Next::Go)
    }

    fn copy(&mut self, n: u32) -> Done {
        let value = self.peek(n as usize);
        let value = self.heap.keep(value);
        self.put(value)
    }

    fn swap(&mut self, n: u32) -> Done {
        let top = self.run.stack.len() - 1;
        self.run.stack.swap(top, top + 1 - n as usize);
        Ok(Next::Go)
    }

    #[inline(always)]
    fn is(&mut self, wanted: bool) -> Done {
        let (b, a) = (self.pop(), self.pop());
        let answer = a.is(b) == wanted;
        self.heap.release(a);
        self.heap.release(b);
        self.put(Value::Bool(answer))
    }

    #[inline(always)]
    fn jump(&mut self, to: u32) -> Done {
        self.run.top.pc = to;
        Ok(Next::Go)
    }

    #[inline(always)]
    fn jump_if(&mut self, wanted: bool, to: u32) -> Done {
        let top = self.peek(1);
        let truth = match top {
            Value::Bool(truth) => truth,
            _ => match self.truth(top) {
                Some(truth) => truth,
                None => return self.ask_truth(false),
            },
        };
        self.discard()?;
        if truth == wanted {
            self.run.top.pc = to;
        }
        Ok(Next::Go)
    }

    fn jump_if_or_pop(&mut self, wanted: bool, to: u32) -> Done {
        let top = self.peek(1);
        let Some(truth) = self.truth(top) else {
            // The value itself may be the answer, so it stays below its truth.
            let copy = self.heap.keep(top);
            self.push(copy);
            return self.ask_truth(false);
        };
        if truth == wanted {
            self.run.top.pc = to;
            return Ok(Next::Go);
        }
        self.discard()
    }

    #[inline(always)]
    fn compare_jump(&mut self, op: CompareOp, to: u32) -> Done {
        let len = self.run.stack.len();
        if let (Value::Int(a), Value::Int(b)) = (self.run.stack[len - 2], self.run.stack[len - 1]) {
            self.run.stack.truncate(len - 2);
            if !super::compare::holds(op, a.cmp(&b)) {
                self.run.top.pc = to;
            }
            return Ok(Next::Go);
        }
        // An answer that needs a frame decides when it is there: see `answered`.
        match self.compare(op)? {
            Next::Go => self.decide(to),
            other => Ok(other),
        }
    }

    /// `answer ->`: jumps if it is false.
    pub(super) fn decide(&mut self, to: u32) -> Done {
        let top = self.peek(1);
        match self.truth(top) {
            Some(truth) => {
                self.discard()?;
                if !truth {
                    self.run.top.pc = to;
                }
                Ok(Next::Go)
            }
            None => self.ask_truth(false),
        }
    }

    /// `answer`: the caller's instruction, which had to call a method for it, goes on.
    pub(super) fn answered(&mut self, program: &Program) -> Done {
        let code = program.code(self.run.top.code);
        match code.instrs[self.run.top.pc as usize - 1] {
            Instr::CompareJump(_, to) => self.decide(to),
            Instr::JumpIfFalse(to) => self.jump_if(false, to),
            Instr::JumpIfTrue(to) => self.jump_if(true, to),
            Instr::JumpIfFalseOrPop(to) => self.keep_or_pop(false, to),
            Instr::JumpIfTrueOrPop(to) => self.keep_or_pop(true, to),
            _ => Ok(Next::Go),
        }
    }

    /// `value truth ->`, or `value` and a jump.
    fn keep_or_pop(&mut self, wanted: bool, to: u32) -> Done {
        let truth = self.pop();
        if self.truth(truth) == Some(wanted) {
            self.run.top.pc = to;
            return Ok(Next::Go);
        }
        self.discard()
    }

    fn not(&mut self) -> Done {
        let top = self.peek(1);
        match self.truth(top) {
            Some(truth) => {
                self.discard()?;
                self.put(Value::Bool(!truth))
            }
            None => self.ask_truth(true),
        }
    }
}
