//! What `fmt.Println` and its kin write.
//!
//! **Models:** `fmt/print.go` (Go 1.27).
//! **Departures:** a pointer shows a made-up address, the same in every run; what nests without
//! end overflows the stack sooner.
//!
//! A value with an `Error` or `String` method needs the interpreter to call it. So a printing is a
//! stack of what is still to be written: it stops with [`Stop::Method`] and goes on, in its own
//! time, with what the method gave.
//!
//! **Invariants:** every method is called once, in order; a value is read when it is its turn.

use super::format::Cursor;
use super::pen::Pen;
use crate::code::Code;
use crate::known::Method;
use crate::type_names::Style;
use crate::types::{Basic, Kind, Type, TypeId};
use crate::vm::Vm;
use std::borrow::Cow;
use std::rc::Rc;

/// The most that may be open at once: values inside one another.
const OPEN_MAX: usize = 250_000;

/// How arguments are put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// `Println`
    Line,
    /// `Print`
    Plain,
    /// `Printf`, with the format's reference.
    Format(u64),
    /// `Errorf`, with the format's reference: `%w` is known.
    Error(u64),
}

/// Why a printing cannot go on by itself.
pub enum Stop {
    /// A method has to be called on a value of this type with these slots.
    Method(Method, TypeId, Vec<u64>),
    /// A method panicked while its panic was printed.
    Panic([u64; 2]),
    /// Values nest too deep.
    Deep,
    /// The text is longer than memory allows.
    Long,
}

/// A value to be written.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) ty: TypeId,
    pub(super) slots: Vec<u64>,
    pub(super) depth: u32,
    /// Whether its methods may be called: it is in no unexported field.
    pub(super) open: bool,
}

/// The elements of an array or a slice.
#[derive(Clone, Debug)]
pub(super) struct Elements {
    pub(super) elem: TypeId,
    /// A slice's elements are behind a reference, an array's are here.
    pub(super) from: Result<u64, Rc<[u64]>>,
    pub(super) count: u64,
    pub(super) next: u64,
    pub(super) depth: u32,
    pub(super) open: bool,
}

/// What is still to be written.
#[derive(Clone, Debug)]
pub(super) enum Todo {
    Text(Cow<'static, str>),
    Value(Value),
    Elements(Elements),
    /// The struct's fields from this one, whose slots begin there.
    Fields(Value, usize, usize),
    /// A map's entries, the first one last: keys and values.
    Entries(Vec<(Value, Value)>),
    /// Goes back to these settings.
    Restore(Settings),
    /// `Println`'s or `Print`'s arguments from this one.
    Args(Mode, usize),
    /// The rest of a format.
    Format(Cursor),
    /// Arguments that no verb took, from this one.
    Extra(usize),
}

/// What holds for the value being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) verb: char,
    pub(super) flags: super::pen::Flags,
    /// Inside of `%!verb(...)`: methods are not called.
    pub(super) erroring: bool,
    /// Inside of `(PANIC=...)`.
    pub(super) panicking: bool,
}

/// A method under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) nil: bool,
}

/// A printing under way.
#[derive(Clone, Debug)]
pub struct Printing {
    /// How many frames it has below it.
    pub depth: u32,
    pub(super) pen: Pen,
    pub(super) todo: Vec<Todo>,
    pub(super) args: Vec<[u64; 2]>,
    pub(super) verb: char,
    pub(super) erroring: bool,
    pub(super) panicking: bool,
    /// Whether `%w` is known, and the numbers of the arguments it took.
    pub(super) wraps: bool,
    pub(super) wrapped: Vec<u64>,
    pub(super) asked: Option<Asked>,
    /// What the method gave: its text, and what it panicked with.
    pub answer: Option<(Vec<u8>, [u64; 2])>,
}

/// A printing that goes on.
pub(super) struct Printer<'v> {
    pub(super) vm: &'v Vm,
    pub(super) code: &'v Code,
    pub(super) p: &'v mut Printing,
}

pub(super) type Printed = Result<(), Stop>;

impl Printing {
    /// A printing of interface values at its start.
    pub fn new(vm: &Vm, mode: Mode, args: Vec<[u64; 2]>, depth: u32) -> Printing {
        let todo = match mode {
            Mode::Line | Mode::Plain => Todo::Args(mode, 0),
            Mode::Format(format) | Mode::Error(format) => {
                Todo::Format(Cursor::new(vm.text(format)))
            }
        };
        Printing {
            depth,
            pen: Pen::default(),
            todo: vec![todo],
            args,
            verb: 'v',
            erroring: false,
            panicking: false,
            wraps: matches!(mode, Mode::Error(_)),
            wrapped: Vec::new(),
            asked: None,
            answer: None,
        }
    }

    /// Writes until a method is needed or everything is written.
    pub fn run(&mut self, vm: &Vm, code: &Code) -> Result<(), Stop> {
        let mut printer = Printer { vm, code, p: self };
        printer.take_answer()?;
        while let Some(todo) = printer.p.todo.pop() {
            if printer.p.todo.len() > OPEN_MAX {
                return Err(Stop::Deep);
            }
            if vm.too_long(printer.p.pen.out.len()) {
                return Err(Stop::Long);
            }
            printer.act(todo)?;
        }
        Ok(())
    }

    /// What has been written.
    pub fn so_far(&self) -> &[u8] {
        &self.pen.out
    }

    /// What a `Formatter` may ask: the verb, the flags `-+# 0` as bits, and width and precision,
    /// -1 for none.
    pub fn state(&self) -> [u64; 4] {
        let flags = self.pen.flags;
        let set = [
            flags.minus,
            flags.plus || flags.plus_v,
            flags.sharp || flags.sharp_v,
            flags.space,
            flags.zero,
        ];
        let bits = set.into_iter().rev().fold(0, |bits, flag| bits << 1 | u64::from(flag));
        let number = |number: Option<usize>| number.map_or(u64::MAX, |number| number as u64);
        [self.verb as u64, bits, number(flags.width), number(flags.precision)]
    }

    /// The text.
    pub fn text(self) -> Vec<u8> {
        self.pen.out
    }

    /// The arguments that `%w` took, in order.
    pub fn wrapped(&self) -> Vec<u64> {
        let mut list = Vec::new();
        for &arg in &self.wrapped {
            let at = list.partition_point(|&other| other <= arg);
            list.insert(at, arg);
        }
        list
    }

    /// Where it stands, in words: what is still to be written, without the values themselves. The
    /// same words whatever the size of an address.
    pub fn position(&self, mut word: impl FnMut(u64)) {
        let mut pair = |tag: u64, number: u64| word(tag << 56 | number);
        for todo in &self.todo {
            match todo {
                Todo::Text(text) => pair(1, text.len() as u64),
                Todo::Value(value) => pair(2, value.depth as u64),
                Todo::Elements(elements) => pair(3, elements.next),
                Todo::Fields(_, next, from) => pair(4, (*next as u64) << 24 | *from as u64),
                Todo::Entries(rest) => pair(5, rest.len() as u64),
                Todo::Restore(settings) => pair(6, settings.verb as u64),
                Todo::Args(mode, next) => {
                    pair(7 + 8 * u64::from(*mode == Mode::Line), *next as u64);
                }
                Todo::Format(cursor) => pair(9, cursor.position()),
                Todo::Extra(next) => pair(10, *next as u64),
            }
        }
        let asked = self.asked.map_or(0, |asked| 1 + asked.method as u64);
        let flags = [self.erroring, self.panicking, self.wraps].map(u64::from);
        pair(11, flags.into_iter().fold(self.verb as u64, |word, flag| word << 1 | flag));
        pair(12, asked << 1 | u64::from(self.answer.is_some()));
    }

    /// The slots that the collector must keep, with their kinds.
    pub fn slots(&self, code: &Code, mut visit: impl FnMut(&[Kind], &[u64])) {
        let caught = self.answer.iter().map(|(_, caught)| caught);
        self.args.iter().chain(caught).for_each(|arg| visit(&[Kind::Type, Kind::Dyn], arg));
        for todo in &self.todo {
            let mut value = |value: &Value| visit(&code.types.kinds(value.ty), &value.slots);
            match todo {
                Todo::Value(one) | Todo::Fields(one, ..) => value(one),
                Todo::Entries(list) => list.iter().for_each(|(key, held)| {
                    value(key);
                    value(held);
                }),
                Todo::Elements(Elements { from: Ok(reference), .. }) => {
                    visit(&[Kind::Ref], &[*reference])
                }
                Todo::Elements(Elements { elem, from: Err(slots), .. }) => {
                    visit(&code.types.kinds(*elem), slots)
                }
                _ => {}
            }
        }
    }
}

impl Printer<'_> {
    fn act(&mut self, todo: Todo) -> Printed {
        match todo {
            Todo::Text(text) => self.p.pen.text(&text),
            Todo::Value(value) => return self.value(value),
            Todo::Elements(elements) => return self.elements(elements),
            Todo::Fields(value, index, from) => return self.fields(value, index, from),
            Todo::Entries(list) => return self.entries(list),
            Todo::Restore(settings) => self.restore(settings),
            Todo::Args(mode, next) => return self.args(mode, next),
            Todo::Format(cursor) => return self.format(cursor),
            Todo::Extra(next) => return self.extra(next),
        }
        Ok(())
    }

    pub(super) fn settings(&self) -> Settings {
        let Printing { verb, erroring, panicking, .. } = *self.p;
        Settings { verb, flags: self.p.pen.flags, erroring, panicking }
    }

    fn restore(&mut self, to: Settings) {
        (self.p.verb, self.p.pen.flags) = (to.verb, to.flags);
        (self.p.erroring, self.p.panicking) = (to.erroring, to.panicking);
    }

    // ---- arguments

    fn args(&mut self, mode: Mode, next: usize) -> Printed {
        let Some(&arg) = self.p.args.get(next) else {
            if mode == Mode::Line {
                self.p.pen.out.push(b'\n');
            }
            return Ok(());
        };
        let string = |arg: &[u64; 2]| arg[0] != 0 && self.kind(arg[0]) == Basic::String;
        let gap = mode == Mode::Line || !string(&arg) && !string(&self.p.args[next.max(1) - 1]);
        if next > 0 && gap {
            self.p.pen.out.push(b' ');
        }
        self.p.todo.push(Todo::Args(mode, next + 1));
        self.arg(arg)
    }

    fn kind(&self, dynamic: u64) -> Basic {
        self.code.types.basic(TypeId(dynamic as u32))
    }

    pub(super) fn extra(&mut self, next: usize) -> Printed {
        let Some(&arg) = self.p.args.get(next) else {
            self.p.pen.out.push(b')');
            return Ok(());
        };
        self.p.todo.push(Todo::Extra(next + 1));
        if self.p.pen.out.last() != Some(&b' ') || !self.p.pen.out.ends_with(b"%!(EXTRA ") {
            self.p.pen.text(", ");
        }
        if arg[0] == 0 {
            self.p.pen.text("<nil>");
            return Ok(());
        }
        let name = self.type_name(TypeId(arg[0] as u32));
        self.p.pen.text(&format!("{name}="));
        self.arg(arg)
    }

    /// Writes an argument under the verb.
    pub(super) fn arg(&mut self, [dynamic, data]: [u64; 2]) -> Printed {
        let verb = self.p.verb;
        if dynamic == 0 {
            match verb {
                'v' | 'T' => self.p.pen.pad(b"<nil>"),
                _ => self.p.pen.text(&format!("%!{verb}(<nil>)")),
            }
            return Ok(());
        }
        let ty = TypeId(dynamic as u32);
        if verb == 'T' {
            let name = self.type_name(ty);
            self.p.pen.plain(name.as_bytes());
            return Ok(());
        }
        let slots = self.vm.value_slots(self.code, ty, data);
        let value = self.reflected(Value { ty, slots, depth: 0, open: true });
        match verb {
            'p' => self.pointer(value),
            _ if matches!(self.code.types.get(ty), Type::Basic(_)) => self.structured(value),
            _ => self.value(value),
        }
    }

    /// What a `reflect.Value` stands for: it holds its type and its address, and says last whether
    /// it came from an unexported field.
    fn reflected(&self, value: Value) -> Value {
        let types = &self.code.types;
        let named = types.named(value.ty);
        match (named, &value.slots[..]) {
            (Some(named), &[ty, address, _, hidden])
                if ty != 0 && &*named.package == "reflect" && &*named.name == "Value" =>
            {
                let ty = TypeId(ty as u32);
                let slots = self.vm.slots_behind(address, types.slots(ty) as usize);
                Value { ty, slots, depth: 0, open: hidden == 0 }
            }
            _ => value,
        }
    }

    pub(super) fn type_name(&self, ty: TypeId) -> String {
        self.code.types.name(ty, Style::Runtime)
    }

    /// `%!verb(type=value)`
    pub(super) fn bad_verb(&mut self, value: Value) -> Printed {
        let name = self.type_name(value.ty);
        let verb = self.p.verb;
        self.p.pen.text(&format!("%!{verb}({name}="));
        let settings = Settings { erroring: false, ..self.settings() };
        self.p.todo.extend([Todo::Restore(settings), Todo::Text(")".into())]);
        (self.p.verb, self.p.erroring) = ('v', true);
        self.structured(Value { depth: 0, ..value })
    }
}
