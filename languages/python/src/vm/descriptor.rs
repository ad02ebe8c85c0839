//! Descriptors of user classes, dicts of instances, and what functions say of themselves.
//!
//! An instance's attributes are a list of names until somebody asks for its `__dict__`: from then
//! on they are in that dict, which the list's only entry holds.
//!
//! **Models:** `_PyObject_GenericGetAttrWithDict` in `Objects/object.c`; `Objects/funcobject.c`,
//! CPython 3.13.

use super::attribute::Found;
use super::frame::After;
use super::{Args, Next, Outcome, Raise, Vm};
use crate::names;
use crate::object::{Attrs, CodeId, Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// What an instance in a class means for `o` (`None` for the class itself), if it is a
    /// descriptor and the instance's own attribute does not come first.
    pub(super) fn user_descriptor(
        &mut self, value: Value, o: Value, class: Value, own: (Option<Value>, Sym),
    ) -> Option<Found> {
        let get = self.user_method(value, names::GET)?;
        let is_data =
            [names::SET, names::DELETE].iter().any(|&name| self.user_method(value, name).is_some());
        if !is_data && (own.0.is_some() || self.in_own_dict(o, own.1).is_some()) {
            return None;
        }
        Some(Found::Descriptor([get, value, o, class]))
    }

    /// `o -> value`: calls `__get__`.
    pub(super) fn ask_descriptor(&mut self, parts: [Value; 4], after: After) -> Done {
        let [get, descriptor, o, class] = parts;
        let below = self.pop();
        let done = self.call_method_frame(get, descriptor, &[o, class], after);
        self.heap.release(below);
        done
    }

    /// `o -> value`: calls `__getattribute__`, and `__getattr__` if that finds nothing.
    pub(super) fn ask_getattribute(&mut self, method: Value, name: Sym, after: After) -> Done {
        let o = self.pop();
        let text = self.name(name).to_string();
        let text = self.heap.str(text);
        let done = match self.user_method(o, names::GETATTR) {
            None => {
                let done = self.call_method_frame(method, o, &[text], after);
                self.heap.release(text);
                done
            }
            Some(then) => {
                let arguments = self.heap.keep_all(&[method, then, o]);
                let arguments = vec![arguments[0], arguments[1], arguments[2], text];
                self.call_library("builtins._getattribute", arguments, after)
            }
        };
        self.heap.release(o);
        done
    }

    /// `object.__getattribute__(o, name)`: as if the class had none of its own.
    pub(crate) fn plain_getattribute(&mut self, args: Args) -> Outcome {
        let (o, name) = (self.arg(args, 0), self.arg(args, 1));
        let text = self.text(name).map(|text| text.to_string()).unwrap_or_default();
        let name = self.sym(&text);
        self.pull(args, o, |vm, o| {
            let kept = vm.heap.keep(o);
            vm.push(kept);
            let found = match vm.heap.object(o) {
                Some(Object::Instance { class, attrs }) => {
                    let own = attrs.iter().find(|(known, _)| *known == name).map(|&(_, v)| v);
                    let class = *class;
                    vm.find_in_instance(o, class, own, name)
                }
                _ => vm.find(o, name)?,
            };
            if matches!(found, Found::Nothing) {
                return Err(vm.no_attribute(o, name));
            }
            vm.load_found(o, name, found)
        })
    }

    /// `getattr(o, name)`.
    pub(crate) fn getattr_call(&mut self, args: Args, name: Sym) -> Outcome {
        let o = self.arg(args, 0);
        self.pull(args, o, |vm, o| {
            let kept = vm.heap.keep(o);
            vm.push(kept);
            vm.load_attr(name)
        })
    }

    /// `setattr(o, name, value)`; `is_plain` leaves a `__setattr__` of the class out.
    pub(crate) fn setattr_call(&mut self, args: Args, name: Sym, is_plain: bool) -> Outcome {
        let (o, value) = (self.arg(args, 0), self.arg(args, 2));
        let value = self.heap.keep(value);
        self.pull(args, o, |vm, o| {
            let kept = vm.heap.keep(o);
            vm.run.stack.extend([value, kept]);
            let depth = vm.run.depth;
            let done = if is_plain { vm.store_plain(name) } else { vm.store_attr(name) };
            vm.then_none(depth, done)
        })
    }

    /// `dict.__setitem__(o, k, value)`, whatever a derived class says.
    pub(crate) fn setitem_call(&mut self, args: Args) -> Outcome {
        let operands = [self.arg(args, 2), self.arg(args, 0), self.arg(args, 1)];
        let operands = self.heap.keep_all(&operands);
        self.pull(args, operands[1], |vm, _| {
            vm.run.stack.extend(operands);
            let depth = vm.run.depth;
            let done = vm.store_item_plain();
            vm.then_none(depth, done)
        })
    }

    /// `dict.__delitem__(o, k)`, whatever a derived class says.
    pub(crate) fn delitem_call(&mut self, args: Args) -> Outcome {
        let operands = self.heap.keep_all(&[self.arg(args, 0), self.arg(args, 1)]);
        self.pull(args, operands[0], |vm, _| {
            vm.run.stack.extend(operands);
            let depth = vm.run.depth;
            let done = vm.delete_item_plain();
            vm.then_none(depth, done)
        })
    }

    /// An object as if its class were the built-in type; owned.
    pub(crate) fn without_shadow(&mut self, value: Value) -> Value {
        match self.heap.shadow(value).and_then(|_| self.heap.object(value)) {
            Some(object) => {
                let object = object.clone();
                self.own_children(object)
            }
            None => self.heap.keep(value),
        }
    }

    /// `delattr(o, name)`.
    pub(crate) fn delattr_call(&mut self, args: Args, name: Sym, is_plain: bool) -> Outcome {
        let o = self.arg(args, 0);
        self.pull(args, o, |vm, o| {
            let kept = vm.heap.keep(o);
            vm.push(kept);
            let depth = vm.run.depth;
            let done = if is_plain { vm.delete_plain(name) } else { vm.delete_attr(name) };
            vm.then_none(depth, done)
        })
    }

    /// The result of what was done is None, once it is done.
    fn then_none(&mut self, depth: u32, done: Done) -> Done {
        done?;
        if self.run.depth > depth {
            self.run.top.after = After::PushNone;
            return Ok(Next::Frame);
        }
        self.put(Value::None).map(|_| Next::Frame)
    }

    pub(super) fn has_slots(&self, class: Value) -> bool {
        matches!(self.heap.object(class), Some(Object::Class(class)) if class.slots.is_some())
    }

    /// An attribute of an instance that keeps its attributes in a dict; borrowed.
    pub(super) fn in_own_dict(&self, o: Value, name: Sym) -> Option<Value> {
        let dict = self.own_dict(o)?;
        let Some(Object::Dict(table)) = self.heap.object(dict) else { return None };
        let text = self.name(name);
        let hash = crate::object::number::hash_bytes(text.as_bytes());
        let at = table.find(hash, |key| self.text(key).is_some_and(|key| **key == *text))?;
        Some(table.value_at(at))
    }

    /// The dict that holds an instance's attributes, if they are in one.
    pub(super) fn own_dict(&self, o: Value) -> Option<Value> {
        let attrs = match self.heap.object(o)? {
            Object::Instance { attrs, .. } => attrs,
            Object::Exception(exception) => &exception.attrs,
            _ => return self.own_dict(self.heap.shadow(o)?),
        };
        match attrs.first() {
            Some(&(names::DICT, dict)) => Some(dict),
            _ => None,
        }
    }

    /// `o.__dict__` of an instance, owned: its attributes are in it from now on.
    pub(super) fn instance_dict(&mut self, o: Value) -> Value {
        if let Some(dict) = self.own_dict(o) {
            return self.heap.keep(dict);
        }
        let attrs = self.attrs_mut(o).map(std::mem::take).unwrap_or_default();
        let mut pairs = Vec::new();
        for (name, value) in attrs {
            let text = self.name(name).to_string();
            pairs.push((self.heap.str(text), value));
        }
        // Keys are texts, which can always be hashed.
        let dict = self.new_dict(pairs).unwrap_or(Value::None);
        let own = self.heap.keep(dict);
        if let Some(attrs) = self.attrs_mut(o) {
            attrs.push((names::DICT, own));
        }
        dict
    }

    /// `o.__dict__ = dict`, which is owned.
    pub(super) fn set_instance_dict(&mut self, o: Value, dict: Value) -> Result<(), Raise> {
        if self.as_dict(dict).is_none() {
            let kind = self.type_name(dict);
            self.heap.release(dict);
            let message = format!("__dict__ must be set to a dictionary, not a '{kind}'");
            return Err(self.raise(Type::TypeError, message));
        }
        let new: Attrs = vec![(names::DICT, dict)];
        let old = self.attrs_mut(o).map(|attrs| std::mem::replace(attrs, new));
        for (_, value) in old.unwrap_or_default() {
            self.heap.release(value);
        }
        Ok(())
    }

    /// `C.__dict__`, as a dict of its own.
    pub(super) fn class_dict(&mut self, class: Value) -> Value {
        let attrs = match self.heap.object(class) {
            Some(Object::Class(class)) => class.attrs.clone(),
            _ => Vec::new(),
        };
        let mut pairs = Vec::new();
        for (name, value) in attrs {
            let text = self.name(name).to_string();
            pairs.push((self.heap.str(text), self.heap.keep(value)));
        }
        self.new_dict(pairs).unwrap_or(Value::None)
    }

    /// `f.__defaults__` and the like, owned.
    pub(super) fn function_attr(&mut self, o: Value, code: CodeId, name: Sym) -> Option<Value> {
        match name {
            names::CODE_OBJECT => return Some(self.code_object(code)),
            names::DICT => {
                let attrs = self.attrs_mut(o)?.clone();
                let mut pairs = Vec::new();
                let own = [names::NAME, names::QUALNAME, names::DOC, names::MODULE];
                let own = |name: Sym| own.contains(&name) || name == names::ANNOTATIONS;
                for (name, value) in attrs.into_iter().filter(|&(name, _)| !own(name)) {
                    let text = self.name(name).to_string();
                    pairs.push((self.heap.str(text), self.heap.keep(value)));
                }
                return self.new_dict(pairs).ok();
            }
            names::CLOSURE => {
                let Some(Object::Function(function)) = self.heap.object(o) else { return None };
                let cells = function.closure.to_vec();
                if cells.is_empty() {
                    return Some(Value::None);
                }
                let cells = self.heap.keep_all(&cells);
                return Some(self.heap.tuple(cells));
            }
            names::DEFAULTS | names::KWDEFAULTS => {}
            _ => return None,
        }
        let Some(Object::Function(function)) = self.heap.object(o) else { return None };
        let (defaults, kwdefaults) = (function.defaults.to_vec(), function.kwdefaults.to_vec());
        if name == names::DEFAULTS {
            if defaults.is_empty() {
                return Some(Value::None);
            }
            let defaults = self.heap.keep_all(&defaults);
            return Some(self.heap.tuple(defaults));
        }
        let program = self.program.clone();
        let code = program.code(code);
        let mut pairs = Vec::new();
        for (index, value) in kwdefaults.into_iter().enumerate().filter(|one| !one.1.is_undef()) {
            let text = self.name(code.locals[code.positional as usize + index]).to_string();
            pairs.push((self.heap.str(text), self.heap.keep(value)));
        }
        if pairs.is_empty() { Some(Value::None) } else { self.new_dict(pairs).ok() }
    }

    /// `f.__defaults__ = value`, which is owned.
    pub(super) fn set_defaults(&mut self, o: Value, value: Value) -> Result<(), Raise> {
        let values = match (value, self.heap.object(value)) {
            (Value::None, _) => Vec::new(),
            (_, Some(Object::Tuple(values))) => values.to_vec(),
            _ => {
                self.heap.release(value);
                let message = "__defaults__ must be set to a tuple object".into();
                return Err(self.raise(Type::TypeError, message));
            }
        };
        let values = self.heap.keep_all(&values);
        self.heap.release(value);
        let mut old: Box<[Value]> = values.into();
        if let Some(handle) = o.handle()
            && let Object::Function(function) = self.heap.get_mut(handle)
        {
            std::mem::swap(&mut function.defaults, &mut old);
        }
        self.heap.release_all(&old);
        Ok(())
    }

    /// `dir(o)`: the names of everything that is found in it, sorted.
    pub(crate) fn dir_names(&self, o: Value) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut add = |attrs: &Attrs| {
            let named = attrs.iter().filter(|(name, _)| *name != names::DICT);
            found.extend(named.map(|&(name, _)| self.name(name).to_string()));
        };
        let class = match self.heap.object(o) {
            Some(Object::Class(_)) => o,
            Some(Object::Instance { attrs, .. }) => {
                add(attrs);
                self.class_of(o)
            }
            _ if matches!(o, Value::Type(_)) => o,
            _ => self.class_of(o),
        };
        for class in self.order_of(class) {
            if let Some(Object::Class(class)) = self.heap.object(class) {
                add(&class.attrs);
            }
        }
        if let Some(Object::Dict(dict)) = self.own_dict(o).and_then(|dict| self.heap.object(dict)) {
            found.extend(dict.iter().filter_map(|(key, _)| self.text(key)).map(|t| t.to_string()));
        }
        let mut at = self.layout(class);
        loop {
            let own = self.methods.iter().filter(|((kind, _), _)| *kind == at);
            found.extend(own.map(|(&(_, name), _)| self.name(name).to_string()));
            if at == Type::Object {
                break;
            }
            at = at.base();
        }
        found.sort();
        found.dedup();
        found
    }

    /// A union of classes: `int | None`.
    pub(super) fn union_of(&mut self, a: Value, b: Value) -> Option<Value> {
        let mut parts = Vec::new();
        for value in [a, b] {
            match value {
                _ if self.is_class(value) => parts.push(value),
                Value::None => parts.push(Value::Type(Type::NoneType)),
                _ => parts.extend(self.union_parts(value)?),
            }
        }
        let mut unique: Vec<Value> = Vec::new();
        for part in parts {
            if !unique.iter().any(|one| one.is(part)) {
                unique.push(part);
            }
        }
        let unique = self.heap.keep_all(&unique);
        let args = self.heap.tuple(unique);
        Some(self.plain_object(Type::UnionType, &[("__args__", args)]))
    }

    /// The classes of a union.
    pub(crate) fn union_parts(&self, value: Value) -> Option<Vec<Value>> {
        match self.heap.object(value)? {
            Object::Instance { class: Value::Type(Type::UnionType), attrs } => {
                match self.heap.object(attrs.first()?.1)? {
                    Object::Tuple(parts) => Some(parts.to_vec()),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
