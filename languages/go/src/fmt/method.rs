//! Values that write themselves: `Formatter`, `GoStringer`, `error`, `Stringer`.
//!
//! **Models:** `handleMethods` and `catchPanic` in `fmt/print.go` (Go 1.27). The methods are called
//! by functions of `std/fmt.go`, which catch what they panic with.

use super::pen::Flags;
use super::print::{Asked, Printed, Printer, Settings, Stop, Todo, Value};
use crate::known::Method;
use crate::types::Type;

impl Printer<'_> {
    /// Writes a value by its method, if it has one that fits the verb.
    pub(super) fn value(&mut self, mut value: Value) -> Printed {
        if !value.open || self.p.erroring || !self.may_have_methods(&value) {
            return self.structured(value);
        }
        if self.p.verb == 'w' {
            if !self.p.wraps || !self.has(&value, Method::Error) {
                return self.bad_verb(value);
            }
            self.p.verb = 'v';
        }
        let Some(method) = self.method_for(&value) else { return self.structured(value) };
        let pointer = matches!(self.code.types.under(value.ty), Type::Pointer(_));
        let nil = pointer && value.slots.first() == Some(&0);
        self.p.asked = Some(Asked { method, nil });
        Err(Stop::Method(method, value.ty, std::mem::take(&mut value.slots)))
    }

    fn may_have_methods(&self, value: &Value) -> bool {
        let types = &self.code.types;
        self.p.verb == 'w' && value.depth == 0
            || matches!(types.get(value.ty), Type::Named(_) | Type::Pointer(_) | Type::Struct(_))
                && !types.is_interface(value.ty)
    }

    fn has(&self, value: &Value, method: Method) -> bool {
        self.code.printing.is_some_and(|table| {
            self.vm.implements(self.code, value.ty, table[method as usize].interface)
        })
    }

    fn method_for(&self, value: &Value) -> Option<Method> {
        let stringable = matches!(self.p.verb, 'v' | 's' | 'x' | 'X' | 'q');
        let candidates: &[Method] = match self.p.pen.flags.sharp_v {
            true => &[Method::Format, Method::GoString],
            false if stringable => &[Method::Format, Method::Error, Method::String],
            false => &[Method::Format],
        };
        candidates.iter().copied().find(|&method| self.has(value, method))
    }

    /// Goes on with what the method gave.
    pub(super) fn take_answer(&mut self) -> Printed {
        let (Some((text, caught)), Some(asked)) = (self.p.answer.take(), self.p.asked.take())
        else {
            return Ok(());
        };
        let panicked = caught[0] != 0;
        match asked.method {
            Method::Format => self.p.pen.out.extend_from_slice(&text),
            _ if panicked => {}
            Method::GoString => self.p.pen.plain(&text),
            Method::Error | Method::String => self.string(&text),
        }
        match panicked {
            true if asked.nil => self.p.pen.text("<nil>"),
            true if self.p.panicking => return Err(Stop::Panic(caught)),
            true => return self.panicked(asked.method, caught),
            false => {}
        }
        Ok(())
    }

    /// `%!v(PANIC=String method: ...)`
    fn panicked(&mut self, method: Method, caught: [u64; 2]) -> Printed {
        let settings = self.settings();
        let (verb, name) = (settings.verb, method.name());
        self.p.pen.text(&format!("%!{verb}(PANIC={name} method: "));
        let settings = Settings { panicking: false, ..settings };
        self.p.todo.extend([Todo::Restore(settings), Todo::Text(")".into())]);
        (self.p.verb, self.p.pen.flags, self.p.panicking) = ('v', Flags::default(), true);
        self.arg(caught)
    }

    /// A string under the verb, which takes strings.
    pub(super) fn string(&mut self, text: &[u8]) {
        match self.p.verb {
            'v' if self.p.pen.flags.sharp_v => self.p.pen.quoted(text),
            'q' => self.p.pen.quoted(text),
            verb @ ('x' | 'X') => self.p.pen.hex_bytes(text, verb),
            _ => self.p.pen.plain(text),
        }
    }
}
