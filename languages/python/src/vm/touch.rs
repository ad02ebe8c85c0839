//! What an instruction is about to touch that other threads could reach.
//!
//! A location is an object, or a name or key of it: variables, attributes and cells are one each,
//! keys of a dict that are texts or ints too. Everything else in a container is one location, 0,
//! which also stands for which keys a dict has.
//!
//! **Invariants:** found before the instruction runs, from its operands; nothing changes.
//! **Departures:** what cannot change while threads run is left out: built-ins, functions and
//! properties found in classes, and what only one place refers to.

use super::Vm;
use crate::code::{BinaryOp, Code, Instr, Program, UnaryOp};
use crate::object::{Dict, Handle, Iter, Library, Object, Sym, Tool, Value, ViewKind, number};
use runtime_core::guest::Touch;

/// In the place of a handle, of which there are fewer: the modules' variables.
const VARIABLES: u64 = (1 << 24) - 1;
/// How deep a text of nested containers is looked at.
const DEPTH_MAX: u32 = 4;

/// A location and what is done to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Touched {
    /// The object's handle, then 32 bits of the key's hash.
    pub at: u64,
    pub how: Touch,
}

/// What is found of one instruction.
pub(super) struct Touches<'a> {
    pub vm: &'a Vm,
    pub found: &'a mut Vec<Touched>,
}

impl Vm {
    /// What the next instruction touches.
    pub(super) fn find_touches(&self, program: &Program, code: &Code, found: &mut Vec<Touched>) {
        Touches { vm: self, found }.of_instr(program, code.instrs[self.run.top.pc as usize]);
    }
}

impl Touches<'_> {
    fn top(&self, from_top: usize) -> Value {
        self.vm.peek(from_top)
    }

    fn of_instr(&mut self, program: &Program, instr: Instr) {
        use Touch::{Read, Write};
        match instr {
            Instr::LoadGlobal(slot) => self.global(program, slot),
            Instr::StoreGlobal(slot) | Instr::DeleteGlobal(slot) => self.variable(slot, Write),
            Instr::LoadName(name) => self.class_name(program, name),
            Instr::LoadCell(slot) => self.cell(slot, Read),
            Instr::StoreCell(slot) | Instr::DeleteCell(slot) => self.cell(slot, Write),
            Instr::LoadAttr(name) | Instr::LoadMethod(name) => self.read_attr(self.top(1), name),
            Instr::StoreAttr(name) | Instr::DeleteAttr(name) => self.write_attr(self.top(1), name),
            Instr::LoadItem => self.item(self.top(2), self.top(1), Read),
            Instr::StoreItem => self.item(self.top(2), self.top(1), Write),
            Instr::DeleteItem => self.remove(self.top(2), self.top(1)),
            Instr::Contains | Instr::NotContains => self.item(self.top(1), self.top(2), Read),
            Instr::Binary(op) => self.operands(op, Read),
            Instr::Inplace(op) => self.operands(op, Write),
            Instr::BinaryInt(..) | Instr::Unpack(_) | Instr::UnpackStar { .. } => {
                self.contents(self.top(1), Read);
            }
            Instr::Compare(_) | Instr::CompareJump(..) => {
                self.deep(self.top(2), 0);
                self.deep(self.top(1), 0);
            }
            Instr::Unary(UnaryOp::Not)
            | Instr::JumpIfFalse(_)
            | Instr::JumpIfTrue(_)
            | Instr::JumpIfFalseOrPop(_)
            | Instr::JumpIfTrueOrPop(_)
            | Instr::Length => self.size(self.top(1)),
            Instr::Format { spec, .. } => self.deep(self.top(1 + spec as usize), 0),
            Instr::ListExtend | Instr::SetUpdate | Instr::DictUpdate | Instr::DictMerge => {
                self.contents(self.top(1), Read)
            }
            Instr::MatchKeys | Instr::MatchRest => self.contents(self.top(2), Read),
            Instr::ForIter(_) => self.iterator(self.top(1)),
            Instr::YieldFrom => self.iterator(self.top(2)),
            Instr::Call(count) => self.call(count as usize),
            Instr::CallKeywords { count, .. } => self.call(count as usize),
            Instr::CallUnpacked => self.call_unpacked(),
            _ => {}
        }
    }

    fn touch(&mut self, handle: Handle, key: u32, how: Touch) {
        self.found.push(Touched { at: u64::from(handle.0) << 32 | u64::from(key), how });
    }

    fn variable(&mut self, slot: u32, how: Touch) {
        self.found.push(Touched { at: VARIABLES << 32 | u64::from(slot), how });
    }

    fn global(&mut self, program: &Program, slot: u32) {
        let at = slot as usize;
        let is_builtin = self.vm.globals[at].is_undef() && !program.builtins[at].is_undef();
        if !is_builtin {
            self.variable(slot, Touch::Read);
        }
    }

    /// A name in a class body that the body does not have is the module's.
    fn class_name(&mut self, program: &Program, name: Sym) {
        let own = match self.vm.heap.object(self.vm.run.top.owner) {
            Some(Object::Namespace(attrs)) => attrs.iter().any(|(known, _)| *known == name),
            _ => false,
        };
        let module = program.code(self.vm.run.top.code).module;
        if let Some(&slot) = program.slots.get(&(module, name)).filter(|_| !own) {
            self.global(program, slot);
        }
    }

    fn cell(&mut self, slot: u32, how: Touch) {
        let at = (self.vm.run.top.base + slot) as usize;
        if let Value::Ref(cell) = self.vm.run.stack[at]
            && self.vm.heap.refs(cell) > 1
        {
            self.touch(cell, 0, how);
        }
    }

    /// `a op b`, or `a op= b` if the left one is written.
    fn operands(&mut self, op: BinaryOp, how: Touch) {
        let (a, b) = (self.top(2), self.top(1));
        self.contents(a, how);
        match self.vm.heap.object(a) {
            Some(Object::Str(_)) if op == BinaryOp::Mod => self.deep(b, 0),
            _ => self.contents(b, Touch::Read),
        }
    }

    pub(super) fn read_attr(&mut self, o: Value, name: Sym) {
        let Value::Ref(handle) = o else { return };
        let key = self.name_key(name);
        match self.vm.heap.get(handle) {
            Object::Class(_) => self.class_attr(handle, name),
            Object::Instance { class, attrs } => {
                if let Some(dict) = self.vm.own_dict(o).and_then(Value::handle) {
                    return self.touch(dict, key, Touch::Read);
                }
                let is_own = attrs.iter().any(|(known, _)| *known == name);
                match self.vm.class_lookup(*class, name) {
                    Some(found) if self.is_definition(found) => {}
                    Some(_) if !is_own => {
                        self.touch(handle, key, Touch::Read);
                        class.handle().iter().for_each(|&class| self.class_attr(class, name));
                    }
                    // What a built-in type has is found there.
                    None if !is_own && self.vm.type_method(self.layout(o), name).is_some() => {}
                    _ => self.touch(handle, key, Touch::Read),
                }
            }
            Object::Exception(_) | Object::Function(_) => self.touch(handle, key, Touch::Read),
            _ => {
                let shadow = self.vm.heap.shadow(o).and_then(|shadow| self.vm.heap.object(shadow));
                if let Some(Object::Instance { attrs, .. }) = shadow
                    && attrs.iter().any(|(known, _)| *known == name)
                {
                    self.touch(handle, key, Touch::Read);
                }
            }
        }
    }

    fn layout(&self, o: Value) -> crate::object::Type {
        self.vm.layout(self.vm.class_of(o))
    }

    pub(super) fn write_attr(&mut self, o: Value, name: Sym) {
        let Value::Ref(handle) = o else { return };
        let key = self.name_key(name);
        if let Some(dict) = self.vm.own_dict(o).and_then(Value::handle) {
            return self.touch(dict, key, Touch::Write);
        }
        if let Object::Instance { class, .. } = self.vm.heap.get(handle)
            && let Some(found) = self.vm.class_lookup(*class, name)
            && matches!(self.vm.heap.object(found), Some(Object::Property(_)))
        {
            return;
        }
        self.touch(handle, key, Touch::Write);
    }

    /// What a class has, or one that it derives from, if it is no definition.
    fn class_attr(&mut self, class: Handle, name: Sym) {
        let Object::Class(of) = self.vm.heap.get(class) else { return };
        let bases = of.mro.iter().filter_map(|base| base.handle());
        for at in [class].into_iter().chain(bases) {
            let Object::Class(of) = self.vm.heap.get(at) else { continue };
            if let Some(&(_, value)) = of.attrs.iter().find(|(known, _)| *known == name) {
                if !self.is_definition(value) {
                    self.touch(at, self.name_key(name), Touch::Read);
                }
                return;
            }
        }
    }

    fn is_definition(&self, value: Value) -> bool {
        match value {
            Value::Native(_) | Value::Prelude(_) | Value::Type(_) => true,
            _ => matches!(
                self.vm.heap.object(value),
                Some(
                    Object::Function(_)
                        | Object::Property(_)
                        | Object::StaticMethod(_)
                        | Object::ClassMethod(_)
                        | Object::Class(_)
                )
            ),
        }
    }

    fn name_key(&self, name: Sym) -> u32 {
        fold(number::hash_text(self.vm.name(name)))
    }

    /// A key whose location is its own.
    fn key(&self, key: Value) -> Option<u32> {
        match key {
            Value::Bool(bool) => Some(fold(number::hash_int(i64::from(bool)))),
            key => self.vm.quick_hash(key).map(fold),
        }
    }

    /// `container[key]`, or whether it is there.
    pub(super) fn item(&mut self, container: Value, key: Value, how: Touch) {
        let Value::Ref(handle) = container else { return };
        let Object::Dict(dict) = self.vm.heap.get(handle) else {
            return self.contents(container, how);
        };
        let Some(own) = self.key(key) else { return self.touch(handle, 0, how) };
        self.touch(handle, own, how);
        if how == Touch::Write && !self.has_key(dict, key) {
            self.touch(handle, 0, how);
        }
    }

    /// `del container[key]`
    pub(super) fn remove(&mut self, container: Value, key: Value) {
        let Value::Ref(handle) = container else { return };
        match (self.vm.heap.get(handle), self.key(key)) {
            (Object::Dict(_), Some(own)) => {
                self.touch(handle, own, Touch::Write);
                self.touch(handle, 0, Touch::Write);
            }
            _ => self.contents(container, Touch::Write),
        }
    }

    pub(super) fn has_key(&self, dict: &Dict, key: Value) -> bool {
        let hash = self.vm.quick_hash(key);
        hash.and_then(|hash| self.vm.quick_find(dict, hash, key)).flatten().is_some()
    }

    /// How many items there are.
    pub(super) fn size(&mut self, value: Value) {
        let Value::Ref(handle) = value else { return };
        match self.vm.heap.get(handle) {
            Object::Dict(_) => self.touch(handle, 0, Touch::Read),
            Object::View { dict, .. } => self.size(*dict),
            _ => self.contents(value, Touch::Read),
        }
    }

    /// All items of a container that can change.
    pub(super) fn contents(&mut self, value: Value, how: Touch) {
        let Value::Ref(handle) = value else { return };
        match self.vm.heap.get(handle) {
            Object::List(_) | Object::Set(_) | Object::ByteArray(_) => self.touch(handle, 0, how),
            Object::Library(library) => {
                if let Library::Deque(_) = **library {
                    self.touch(handle, 0, how);
                }
            }
            Object::Dict(dict) => {
                self.touch(handle, 0, how);
                let keys = dict.iter().filter_map(|(key, _)| self.key(key)).collect::<Vec<_>>();
                keys.into_iter().for_each(|key| self.touch(handle, key, how));
            }
            Object::View { dict, .. } => self.contents(*dict, how),
            Object::Iter(_) | Object::Generator(_) => self.iterator(value),
            _ => {}
        }
    }

    /// All that a text of the value shows, or that comparing it looks at.
    pub(super) fn deep(&mut self, value: Value, depth: u32) {
        let Value::Ref(handle) = value else { return };
        if depth > DEPTH_MAX {
            return;
        }
        let vm = self.vm;
        match vm.heap.get(handle) {
            Object::Iter(_) | Object::Generator(_) => return,
            _ => self.contents(value, Touch::Read),
        }
        match vm.heap.get(handle) {
            Object::Tuple(values) => values.iter().for_each(|&item| self.deep(item, depth + 1)),
            Object::List(values) => values.iter().for_each(|&item| self.deep(item, depth + 1)),
            Object::Dict(dict) => dict.iter().for_each(|(_, item)| self.deep(item, depth + 1)),
            _ => {}
        }
    }

    /// The next item of an iterator: its place moves on, if anybody else has it.
    pub(super) fn iterator(&mut self, value: Value) {
        let Value::Ref(handle) = value else { return };
        let vm = self.vm;
        match vm.heap.get(handle) {
            Object::Iter(iter) => {
                if vm.heap.refs(handle) > 1 {
                    self.touch(handle, 0, Touch::Write);
                }
                self.source(iter);
            }
            Object::Generator(_) if vm.heap.refs(handle) > 1 => {
                self.touch(handle, 0, Touch::Write);
            }
            _ => {}
        }
    }

    fn source(&mut self, iter: &Iter) {
        match iter {
            Iter::List { list, .. } | Iter::Reversed { list, .. } => {
                self.contents(*list, Touch::Read);
            }
            Iter::Bytes { bytes, .. } => self.contents(*bytes, Touch::Read),
            Iter::Set { set, .. } => self.contents(*set, Touch::Read),
            Iter::Dict { dict, kind, at, .. } => self.entry(*dict, *kind, *at),
            Iter::Enumerate { inner, .. } => self.iterator(*inner),
            Iter::Zip { inner, .. } => inner.iter().for_each(|&inner| self.iterator(inner)),
            Iter::Tool(Tool::Deque { deque, .. }) => self.contents(*deque, Touch::Read),
            _ => {}
        }
    }

    /// The next entry of a dict.
    fn entry(&mut self, dict: Value, kind: ViewKind, at: u64) {
        self.size(dict);
        if let Some(Object::Dict(table)) = self.vm.heap.object(dict)
            && kind != ViewKind::Keys
            && let Some((_, key, _)) = table.next(at as usize)
        {
            self.item(dict, key, Touch::Read);
        }
    }
}

/// 32 bits of a hash; never 0.
fn fold(hash: i64) -> u32 {
    let hash = hash as u64;
    ((hash ^ hash >> 32) as u32).max(1)
}
