//! `yield from`: what the inner one yields, the outer one yields.
//!
//! **Models:** `SEND` in `Python/bytecodes.c`, CPython 3.13.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::names;
use crate::object::{Object, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// `iterator sent -> result`
    pub(super) fn yield_from(&mut self) -> Done {
        let sent = self.pop();
        let iterator = self.peek(1);
        match self.heap.object(iterator) {
            Some(Object::Future(_)) => {
                self.heap.release(sent);
                return self.await_future(iterator);
            }
            // It stays on the stack until it is exhausted, below its own frame.
            Some(Object::Generator(_)) => {
                return self.resume_generator(iterator, sent, After::Delegate);
            }
            Some(Object::AsyncStep(step)) if step.is_coroutine() => {
                let coroutine = step.generator;
                return self.resume_generator(coroutine, sent, After::Delegate);
            }
            Some(Object::Instance { .. } | Object::Iter(_)) if !sent.is_none() => {
                return self.send_to_iterator(iterator, sent);
            }
            _ => {}
        }
        self.heap.release(sent);
        match self.advance(iterator)? {
            super::iterate::Step::Item(item) => {
                self.run.top.pc -= 1;
                self.yield_up(item)
            }
            super::iterate::Step::End => {
                self.drop_top(1);
                self.put(Value::None)
            }
            super::iterate::Step::NeedsCall => self.next_frame(iterator, After::Delegate),
        }
    }

    fn send_to_iterator(&mut self, iterator: Value, sent: Value) -> Done {
        match self.attr_native(iterator, names::SEND) {
            Ok(Some(method)) => {
                let done = self.call_with(method, vec![sent], After::Delegate);
                self.heap.release(method);
                done
            }
            Ok(None) => {
                self.heap.release(sent);
                Err(self.no_attribute(iterator, names::SEND))
            }
            Err(raise) => {
                self.heap.release(sent);
                Err(raise)
            }
        }
    }

    /// An iterator of a user's class has given its next item, owned.
    pub(super) fn delegate_item(&mut self, item: Value) -> Done {
        self.run.top.pc -= 1;
        match self.yield_up(item)? {
            Next::Go => Ok(Next::Frame),
            next => Ok(next),
        }
    }
}
