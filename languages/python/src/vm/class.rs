//! Classes: making them, looking names up in them, making instances.
//!
//! **Models:** `Objects/typeobject.c`: C3 linearization, `object_new`, `super`.

use super::call::Site;
use super::frame::Frame;
use super::{Next, Raise, Vm};
use crate::builtins;
use crate::code::Program;
use crate::object::{Exception, Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// The attribute of a user class or of the user classes it derives from, searched for.
    pub(super) fn class_search(&self, class: Value, name: Sym) -> Option<Value> {
        let Some(Object::Class(found)) = self.heap.object(class) else { return None };
        if let Some(&(_, value)) = found.attrs.iter().find(|(known, _)| *known == name) {
            return Some(value);
        }
        self.lookup_after(&found.mro, name)
    }

    fn lookup_after(&self, classes: &[Value], name: Sym) -> Option<Value> {
        classes.iter().find_map(|&class| match self.heap.object(class) {
            Some(Object::Class(class)) => {
                class.attrs.iter().find(|(known, _)| *known == name).map(|&(_, value)| value)
            }
            _ => None,
        })
    }

    /// The attribute that `super()` finds: after `start` in the receiver's order.
    pub(super) fn super_lookup(&self, start: Value, receiver: Value, name: Sym) -> Option<Value> {
        let own = match self.heap.object(receiver) {
            Some(Object::Class(_)) => receiver,
            _ => self.class_of(receiver),
        };
        let Some(Object::Class(class)) = self.heap.object(own) else { return None };
        if own.is(start) {
            return self.lookup_after(&class.mro, name);
        }
        let at = class.mro.iter().position(|one| one.is(start))?;
        self.lookup_after(&class.mro[at + 1..], name)
    }

    /// `issubclass(class, other)`.
    pub(crate) fn is_subclass(&self, class: Value, other: Value) -> bool {
        match (class, other) {
            (Value::Type(kind), Value::Type(other)) => kind.is_subtype(other),
            _ => match self.heap.object(class) {
                Some(Object::Class(found)) => {
                    class.is(other)
                        || found.mro.iter().any(|&base| match (base, other) {
                            (Value::Type(base), Value::Type(other)) => base.is_subtype(other),
                            _ => base.is(other),
                        })
                }
                _ => false,
            },
        }
    }

    pub(crate) fn is_instance(&self, value: Value, class: Value) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    /// The built-in type at the root of a class.
    pub(crate) fn layout(&self, class: Value) -> Type {
        match (class, self.heap.object(class)) {
            (Value::Type(kind), _) => kind,
            (_, Some(Object::Class(class))) => class.layout,
            _ => Type::Object,
        }
    }

    pub(super) fn layout_of(&self, bases: &[Value]) -> Type {
        let layouts = bases.iter().map(|&base| self.layout(base));
        layouts.fold(Type::Object, |best, one| if one.is_subtype(best) { one } else { best })
    }

    pub(super) fn check_base(&mut self, base: Value) -> Result<(), Raise> {
        let message = match base {
            Value::Type(kind) if is_base(kind) => return Ok(()),
            Value::Type(
                kind @ (Type::Bool | Type::NoneType | Type::Function | Type::Range | Type::Slice),
            ) => {
                format!("type '{}' is not an acceptable base type", kind.name())
            }
            Value::Type(kind) => format!("deriving from '{}' is not simulated", kind.name()),
            _ => match self.heap.object(base) {
                Some(Object::Class(_)) => return Ok(()),
                _ => format!("'{}' object is not a base class", self.type_name(base)),
            },
        };
        Err(self.raise(Type::TypeError, message))
    }

    /// C3: the order after the class itself.
    pub(super) fn linearise(&mut self, bases: &[Value]) -> Result<Vec<Value>, Raise> {
        let mut lists: Vec<Vec<Value>> = bases.iter().map(|&base| self.order_of(base)).collect();
        lists.push(bases.to_vec());
        let mut order = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(order);
            }
            let heads = lists.iter().map(|list| list[0]);
            let good = heads
                .into_iter()
                .find(|head| lists.iter().all(|list| !list[1..].iter().any(|one| one.is(*head))));
            let Some(good) = good else {
                let names: Vec<&str> = bases.iter().map(|&base| self.class_name(base)).collect();
                let message = format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                );
                return Err(self.raise(Type::TypeError, message));
            };
            order.push(good);
            for list in &mut lists {
                if list[0].is(good) {
                    list.remove(0);
                }
            }
        }
    }

    /// A class and what it derives from, in order.
    pub(crate) fn order_of(&self, class: Value) -> Vec<Value> {
        match (class, self.heap.object(class)) {
            (_, Some(Object::Class(found))) => {
                std::iter::once(class).chain(found.mro.iter().copied()).collect()
            }
            (Value::Type(kind), _) => {
                let mut order = vec![class];
                let mut at = kind;
                while at != Type::Object {
                    at = at.base();
                    order.push(Value::Type(at));
                    if kind == Type::ExceptionGroup && at == Type::BaseExceptionGroup {
                        order.push(Value::Type(Type::Exception));
                    }
                }
                order
            }
            _ => Vec::new(),
        }
    }

    /// `int(x)`, `ValueError(x)`.
    pub(super) fn construct_builtin(
        &mut self, program: &Program, kind: Type, site: Site<'_>,
    ) -> Done {
        if kind.is_exception() {
            if !site.names.is_empty() {
                let message = format!("{}() takes no keyword arguments", kind.name());
                return Err(self.raise(Type::TypeError, message));
            }
            let arguments = self.run.stack.split_off(site.start + 2);
            self.truncate(site.start);
            let exception = self.new_exception(Value::Type(kind), arguments);
            self.init_group(exception)?;
            return self.finish_call(program, site.after, exception);
        }
        match builtins::constructor(kind) {
            Some(native) => {
                self.run.stack[site.start] = Value::Native(native);
                self.call_site(program, site)
            }
            None => {
                let message = format!("cannot create '{}' instances", kind.name());
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// An exception from an owned class and owned arguments.
    pub(crate) fn new_exception(&mut self, class: Value, arguments: Vec<Value>) -> Value {
        let args = self.heap.tuple(arguments);
        self.heap.alloc(Object::Exception(Box::new(Exception {
            class,
            args,
            cause: Value::Undef,
            context: Value::Undef,
            suppress_context: false,
            group: Value::Undef,
            rows: Vec::new(),
            held: Vec::new(),
            attrs: Vec::new(),
            text: None,
            is_own_attribute: false,
        })))
    }

    /// `-> class self`
    pub(super) fn super_args(&mut self, slot: u32) -> Done {
        let base = self.run.top.base as usize;
        let inside = |vm: &Vm, value: Value| match vm.heap.object(value) {
            Some(Object::Cell(content)) => *content,
            _ => value,
        };
        let class = inside(self, self.run.stack[base + slot as usize]);
        let receiver = inside(self, self.run.stack[base]);
        for value in [class, receiver] {
            let value = self.heap.keep(value);
            self.push(value);
        }
        Ok(Next::Go)
    }

    pub(super) fn make_super(&mut self) -> Done {
        let (receiver, class) = (self.pop(), self.pop());
        let value = self.heap.alloc(Object::Super { class, receiver });
        self.put(value)
    }

    /// A frame of a coroutine for a fiber of its own.
    pub(super) fn root_frame(&mut self, code: crate::object::CodeId) -> Frame {
        self.serial = self.serial.wrapping_add(1);
        Frame { code, serial: self.serial, ..Frame::NONE }
    }
}

/// Whether classes may derive from it.
pub(crate) fn is_base(kind: Type) -> bool {
    use Type::{Dict, FrozenSet, Int, List, Object, Set, Str, Tuple, TypeType};
    let bases = [Object, TypeType, Int, Str, Tuple, List, Dict, Set, FrozenSet];
    bases.contains(&kind) || kind.is_exception()
}
