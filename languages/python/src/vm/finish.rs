//! What becomes of a frame's result.

use super::call::Site;
use super::frame::{After, Frame};
use super::{Next, Raise, Vm};
use crate::code::Program;
use crate::object::{Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    #[inline(always)]
    pub(super) fn leave_frame(&mut self, program: &Program) -> Done {
        let result = self.pop();
        let frame = self.run.top;
        self.truncate(frame.start as usize);
        self.drop_frame();
        if frame.after == After::Push && frame.owner.is_undef() && frame.handling.is_undef() {
            self.push(result);
            return Ok(Next::Frame);
        }
        self.left(program, frame, result)
    }

    #[inline(always)]
    pub(super) fn drop_frame(&mut self) {
        self.run.depth -= 1;
        self.run.top = self.run.callers.pop().unwrap_or(Frame::NONE);
    }

    #[inline(never)]
    fn left(&mut self, program: &Program, frame: Frame, result: Value) -> Done {
        self.heap.release(frame.handling);
        let is_generator = self.finish_generator(frame.owner);
        if let After::BuildClass { bases, keywords } = frame.after {
            return self.class_built(bases, keywords, frame.owner, result);
        }
        self.heap.release(frame.owner);
        match frame.after {
            After::Push | After::Root | After::Callback | After::Awaitable => {
                self.finish_call(program, frame.after, result)
            }
            after if is_generator => self.exhausted(after, result),
            after => self.finish_call(program, after, result),
        }
    }

    /// Does with an owned result what the caller wanted.
    pub(super) fn finish_call(&mut self, program: &Program, after: After, result: Value) -> Done {
        match after {
            After::Push | After::Send => self.push(result),
            After::Delegate => return self.delegate_item(result),
            After::Iterate => self.push(result),
            After::PushMethod => {
                self.push(result);
                self.push(Value::Undef);
            }
            After::Root => return self.root_left(result),
            After::Callback => return self.callback_left(result),
            After::Report => {
                self.heap.release(result);
                return Ok(self.report_told());
            }
            After::PushNone => {
                self.heap.release(result);
                self.push(Value::None);
            }
            After::Discard => self.heap.release(result),
            After::Finalize => {
                self.heap.release(result);
                return Ok(self.finalized());
            }
            After::Init => return self.initialised(result),
            After::Truth { negate } => return self.truth_left(program, negate, result),
            After::Length => return self.length_left(result),
            After::Binary { op, stage } => {
                if result.is(Value::NotImplemented) {
                    return self.next_stage(op, stage);
                }
                self.drop_top(2);
                self.push(result);
            }
            After::Compare { op, reflected } => {
                return match self.compared(op, reflected, result)? {
                    Next::Go => self.answered(program).map(|_| Next::Frame),
                    next => Ok(next),
                };
            }
            After::Next { arguments } => {
                self.drop_top(arguments as usize + 2);
                self.push(result);
            }
            After::Step { .. } => self.push(result),
            After::Awaitable => return self.drive(result),
            After::Retry { argument, count } => {
                return self.retry(program, argument, count, result);
            }
            After::Key(again) => return self.key_answered(program, again, result),
            After::BuildClass { .. } => panic!("yieldpoint bug: a class body is a frame"),
            After::Close => self.push(result),
            After::CloseInner => {
                self.heap.release(result);
                return Err(self.raise(Type::GeneratorExit, String::new()));
            }
        }
        Ok(Next::Frame)
    }

    fn retry(&mut self, program: &Program, argument: u16, count: u16, list: Value) -> Done {
        let start = self.run.stack.len() - count as usize - 2;
        let place = start + 2 + argument as usize;
        let place = if argument == u16::MAX { start + 1 } else { place };
        let old = std::mem::replace(&mut self.run.stack[place], list);
        self.heap.release(old);
        let site = Site { start, count: count as usize, names: &[], after: After::Push };
        self.call_site(program, site)
    }

    fn initialised(&mut self, result: Value) -> Done {
        if result.is_none() {
            return Ok(Next::Frame);
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(result));
        self.heap.release(result);
        Err(self.raise(Type::TypeError, message))
    }

    fn truth_left(&mut self, program: &Program, negate: bool, result: Value) -> Done {
        let Some(truth) = self.truth(result) else {
            self.push(result);
            return self.ask_truth(negate);
        };
        self.heap.release(result);
        self.push(Value::Bool(truth != negate));
        self.answered(program).map(|_| Next::Frame)
    }

    fn length_left(&mut self, result: Value) -> Done {
        match result {
            Value::Int(len) if len >= 0 => self.push(result),
            Value::Int(_) => {
                let message = "__len__() should return >= 0".into();
                return Err(self.raise(Type::ValueError, message));
            }
            _ => {
                let kind = self.type_name(result);
                self.heap.release(result);
                let message = format!("'{kind}' object cannot be interpreted as an integer");
                return Err(self.raise(Type::TypeError, message));
            }
        }
        Ok(Next::Frame)
    }
}
