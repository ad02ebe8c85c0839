//! What a call of a function that is written in Rust touches.

use super::touch::Touches;
use crate::builtins::{self, Entry};
use crate::object::{Native, Object, Type, Value};
use runtime_core::guest::Touch::{Read, Write};

/// Methods that change their container and look at nothing else.
const CHANGES: &[&str] = &[
    "__delitem__",
    "__setitem__",
    "add",
    "append",
    "appendleft",
    "clear",
    "discard",
    "insert",
    "pop",
    "popitem",
    "popleft",
    "remove",
    "reverse",
    "rotate",
    "sort",
];
/// Methods that put the items of others in.
const TAKES_IN: &[&str] = &[
    "__iadd__",
    "__init__",
    "difference_update",
    "extend",
    "extendleft",
    "intersection_update",
    "symmetric_difference_update",
    "update",
];
/// Methods that give something which looks at the container later.
const VIEWS: &[&str] = &["__iter__", "items", "keys", "values"];
/// Functions that go through all items of their arguments.
const READERS: &[&str] = &[
    "_sorted_keys",
    "all",
    "any",
    "bytearray",
    "bytes",
    "dict",
    "dist",
    "frozenset",
    "fsum",
    "list",
    "max",
    "min",
    "prod",
    "set",
    "sorted",
    "sum",
    "tuple",
];
/// Functions that make a text of their arguments.
const TELLERS: &[&str] = &["_json_write", "ascii", "format", "print", "repr", "str"];

impl Touches<'_> {
    /// `callable self_or_undef x1 .. xn`
    pub(super) fn call(&mut self, count: usize) {
        let vm = self.vm;
        let start = vm.run.stack.len() - count - 2;
        self.call_of(vm.run.stack[start], vm.run.stack[start + 1], &vm.run.stack[start + 2..]);
    }

    /// `callable self_or_undef tuple dict_or_undef`
    pub(super) fn call_unpacked(&mut self) {
        let vm = self.vm;
        let [callable, receiver, tuple] = [4, 3, 2].map(|at| vm.peek(at));
        if let Some(Object::Tuple(arguments)) = vm.heap.object(tuple) {
            self.call_of(callable, receiver, arguments);
        }
    }

    fn call_of(&mut self, callable: Value, receiver: Value, arguments: &[Value]) {
        match (callable, self.vm.heap.object(callable)) {
            (Value::Native(native), _) => self.native(native, receiver, arguments),
            (Value::Type(kind), _) => {
                if let Some(native) = builtins::constructor(kind) {
                    self.native(native, receiver, arguments);
                }
            }
            (_, Some(&Object::Method { function: Value::Native(native), receiver })) => {
                self.native(native, receiver, arguments);
            }
            _ => {}
        }
    }

    fn native(&mut self, native: Native, receiver: Value, arguments: &[Value]) {
        let all: Vec<Value> =
            [receiver].iter().filter(|o| !o.is_undef()).chain(arguments).copied().collect();
        let entry = builtins::entry(native);
        let Some((&first, rest)) = all.split_first() else { return };
        match entry.owner {
            None => self.function(entry.name, first, rest),
            Some(Type::Dict) => self.dict_method(entry.name, first, rest),
            Some(Type::Str) if entry.name == "format" => {
                rest.iter().for_each(|&value| self.deep(value, 0));
            }
            Some(Type::Object) => self.object_method(entry.name, first, rest),
            Some(Type::Generator | Type::Iterator) => self.iterator(first),
            Some(_) => self.method(entry, first, rest),
        }
    }

    fn function(&mut self, name: &str, first: Value, rest: &[Value]) {
        match name {
            "len" | "bool" => self.size(first),
            "next" => self.iterator(first),
            "getattr" | "hasattr" => self.named_attr(first, rest, Read),
            "setattr" | "delattr" => self.named_attr(first, rest, Write),
            "_heap_push" | "_heap_settle" => self.contents(first, Write),
            _ if TELLERS.contains(&name) => {
                [first].iter().chain(rest).for_each(|&value| self.deep(value, 0));
            }
            _ if READERS.contains(&name) => {
                [first].iter().chain(rest).for_each(|&value| self.contents(value, Read));
            }
            _ => {}
        }
    }

    fn object_method(&mut self, name: &str, first: Value, rest: &[Value]) {
        match name {
            "__getattribute__" => self.named_attr(first, rest, Read),
            "__setattr__" | "__delattr__" => self.named_attr(first, rest, Write),
            _ => {}
        }
    }

    /// An attribute whose name is an argument.
    fn named_attr(&mut self, o: Value, rest: &[Value], how: runtime_core::guest::Touch) {
        let name = rest.first().and_then(|&name| self.vm.text(name));
        let Some(name) = name.and_then(|name| self.vm.known_sym(name)) else { return };
        match how.writes() {
            true => self.write_attr(o, name),
            false => self.read_attr(o, name),
        }
    }

    fn dict_method(&mut self, name: &str, dict: Value, rest: &[Value]) {
        let key = rest.first().copied().unwrap_or(Value::Undef);
        let has_key = match self.vm.heap.object(dict) {
            Some(Object::Dict(table)) => self.has_key(table, key),
            _ => false,
        };
        match name {
            "__contains__" | "__getitem__" | "get" => self.item(dict, key, Read),
            "setdefault" if has_key => self.item(dict, key, Read),
            "setdefault" | "__setitem__" => self.item(dict, key, Write),
            "pop" if !has_key => self.item(dict, key, Read),
            "pop" | "__delitem__" => self.remove(dict, key),
            "__len__" => self.size(dict),
            "update" => {
                rest.iter().for_each(|&source| self.contents(source, Read));
                self.take_in(dict, key);
            }
            _ if VIEWS.contains(&name) => {}
            _ => {
                let changes = CHANGES.contains(&name) || TAKES_IN.contains(&name);
                self.contents(dict, if changes { Write } else { Read });
                rest.iter().for_each(|&value| self.contents(value, Read));
            }
        }
    }

    /// The keys of a dict come into another one.
    fn take_in(&mut self, dict: Value, source: Value) {
        match self.vm.heap.object(source) {
            Some(Object::Dict(table)) => {
                let keys: Vec<Value> = table.iter().map(|(key, _)| key).collect();
                keys.into_iter().for_each(|key| self.item(dict, key, Write));
            }
            _ => self.contents(dict, Write),
        }
    }

    fn method(&mut self, entry: &Entry, first: Value, rest: &[Value]) {
        let name = entry.name;
        if CHANGES.contains(&name) {
            return self.contents(first, Write);
        }
        if VIEWS.contains(&name) {
            return;
        }
        let takes_in = TAKES_IN.contains(&name);
        self.contents(first, if takes_in { Write } else { Read });
        if takes_in || entry.owner.is_some_and(holds_items) {
            rest.iter().for_each(|&value| self.contents(value, Read));
        }
    }
}

/// Whether methods of the type go through the items of their arguments.
fn holds_items(owner: Type) -> bool {
    matches!(owner, Type::Set | Type::FrozenSet | Type::List | Type::Deque | Type::Str)
}
