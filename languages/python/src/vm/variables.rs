//! Instructions for variables: locals, cells, the module's, those of a class body.
//!
//! **Models:** `LOAD_FAST` to `DELETE_NAME` in `Python/bytecodes.c`, CPython 3.13.

use super::{Next, Raise, Vm};
use crate::code::Program;
use crate::object::{Object, Value};

type Done = Result<Next, Raise>;

impl Vm {
    #[inline(always)]
    pub(super) fn load_const(&mut self, program: &Program, index: u32) -> Done {
        let value = program.codes[self.run.top.code.0 as usize].consts[index as usize];
        let value = self.heap.keep(value);
        self.put(value)
    }

    #[inline(always)]
    pub(super) fn load_fast(&mut self, program: &Program, slot: u32) -> Done {
        let value = self.run.stack[(self.run.top.base + slot) as usize];
        if value.is_undef() {
            return self.unbound_local(program, slot);
        }
        let value = self.heap.keep(value);
        self.put(value)
    }

    #[cold]
    fn unbound_local(&mut self, program: &Program, slot: u32) -> Done {
        let name = self.slot_name(program, slot);
        let message = format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        Err(self.raise(crate::object::Type::UnboundLocalError, message))
    }

    fn slot_name(&self, program: &Program, slot: u32) -> String {
        let sym = program.code(self.run.top.code).locals[slot as usize];
        self.name(sym).into()
    }

    #[inline(always)]
    pub(super) fn store_fast(&mut self, slot: u32) -> Done {
        let value = self.pop();
        let place = (self.run.top.base + slot) as usize;
        let old = std::mem::replace(&mut self.run.stack[place], value);
        self.heap.release(old);
        Ok(Next::Go)
    }

    pub(super) fn delete_fast(&mut self, program: &Program, slot: u32) -> Done {
        let place = (self.run.top.base + slot) as usize;
        let old = std::mem::replace(&mut self.run.stack[place], Value::Undef);
        if old.is_undef() {
            return self.unbound_local(program, slot);
        }
        self.heap.release(old);
        Ok(Next::Go)
    }

    pub(super) fn clear_fast(&mut self, slot: u32) -> Done {
        let place = (self.run.top.base + slot) as usize;
        let old = std::mem::replace(&mut self.run.stack[place], Value::Undef);
        self.heap.release(old);
        Ok(Next::Go)
    }

    pub(super) fn make_cell(&mut self, slot: u32) -> Done {
        let place = (self.run.top.base + slot) as usize;
        let value = self.run.stack[place];
        self.run.stack[place] = self.heap.alloc(Object::Cell(value));
        Ok(Next::Go)
    }

    fn cell(&mut self, slot: u32) -> &mut Value {
        let place = (self.run.top.base + slot) as usize;
        match self.run.stack[place].handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Cell(value)) => value,
            _ => panic!("yieldpoint bug: slot {slot} holds no cell"),
        }
    }

    pub(super) fn load_cell(&mut self, program: &Program, slot: u32) -> Done {
        let value = *self.cell(slot);
        if value.is_undef() {
            return self.empty_cell(program, slot);
        }
        let value = self.heap.keep(value);
        self.put(value)
    }

    fn empty_cell(&mut self, program: &Program, slot: u32) -> Done {
        let name = self.slot_name(program, slot);
        if slot < program.code(self.run.top.code).free_start {
            return self.unbound_local(program, slot);
        }
        let message = format!(
            "cannot access free variable '{name}' where it is not associated with a value in \
             enclosing scope"
        );
        Err(self.raise(crate::object::Type::NameError, message))
    }

    pub(super) fn store_cell(&mut self, slot: u32) -> Done {
        let value = self.pop();
        let old = std::mem::replace(self.cell(slot), value);
        self.heap.release(old);
        Ok(Next::Go)
    }

    pub(super) fn delete_cell(&mut self, program: &Program, slot: u32) -> Done {
        let old = std::mem::replace(self.cell(slot), Value::Undef);
        if old.is_undef() {
            return self.empty_cell(program, slot);
        }
        self.heap.release(old);
        Ok(Next::Go)
    }

    pub(super) fn load_closure(&mut self, slot: u32) -> Done {
        let value = self.run.stack[(self.run.top.base + slot) as usize];
        let value = self.heap.keep(value);
        self.put(value)
    }

    #[inline(always)]
    pub(super) fn load_global(&mut self, program: &Program, slot: u32) -> Done {
        let mut value = self.globals[slot as usize];
        if value.is_undef() {
            value = program.builtins[slot as usize];
            if value.is_undef() {
                return Err(self.unknown_global(program, slot));
            }
        }
        let value = self.heap.keep(value);
        self.put(value)
    }

    #[cold]
    fn unknown_name(&mut self, name: crate::object::Sym) -> Done {
        Err(self.no_name(name))
    }

    /// NameError, with the name kept for the hint of what was meant.
    #[cold]
    pub(super) fn no_name(&mut self, name: crate::object::Sym) -> Raise {
        let text = self.name(name).to_string();
        let is_own = self.is_own_attribute(name);
        let raise =
            self.raise(crate::object::Type::NameError, format!("name '{text}' is not defined"));
        let attrs = vec![(crate::names::PLAIN_NAME, self.heap.str(text))];
        let raised = self.raised;
        if let Some(exception) = self.exception_mut(raised) {
            exception.attrs = attrs;
            exception.is_own_attribute = is_own;
        }
        raise
    }

    pub(super) fn store_global(&mut self, slot: u32) -> Done {
        let value = self.pop();
        let old = std::mem::replace(&mut self.globals[slot as usize], value);
        if old.is_undef() {
            self.first_bound(slot);
        }
        self.heap.release(old);
        Ok(Next::Go)
    }

    /// A module's variables have the order in which they were bound.
    #[cold]
    fn first_bound(&mut self, slot: u32) {
        self.bindings += 1;
        self.bound_at[slot as usize] = self.bindings;
    }

    pub(super) fn delete_global(&mut self, program: &Program, slot: u32) -> Done {
        let old = std::mem::replace(&mut self.globals[slot as usize], Value::Undef);
        if old.is_undef() {
            return self.unknown_name(program.globals[slot as usize]);
        }
        self.heap.release(old);
        Ok(Next::Go)
    }

    fn namespace(&mut self) -> &mut crate::object::Attrs {
        match self.run.top.owner.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Namespace(attrs)) => attrs,
            _ => panic!("yieldpoint bug: a class body without a namespace"),
        }
    }

    pub(super) fn load_name(&mut self, program: &Program, name: crate::object::Sym) -> Done {
        let found = self.namespace().iter().find(|(known, _)| *known == name);
        if let Some(&(_, value)) = found {
            let value = self.heap.keep(value);
            return self.put(value);
        }
        let module = program.code(self.run.top.code).module;
        match program.slots.get(&(module, name)) {
            Some(&slot) => self.load_global(program, slot),
            None => self.unknown_name(name),
        }
    }

    pub(super) fn store_name(&mut self, name: crate::object::Sym) -> Done {
        let value = self.pop();
        self.heap.has_finalizers |= name == crate::names::DEL;
        let attrs = self.namespace();
        let old = match attrs.iter_mut().find(|(known, _)| *known == name) {
            Some((_, place)) => std::mem::replace(place, value),
            None => {
                attrs.push((name, value));
                Value::Undef
            }
        };
        self.heap.release(old);
        Ok(Next::Go)
    }

    pub(super) fn delete_name(&mut self, name: crate::object::Sym) -> Done {
        let attrs = self.namespace();
        match attrs.iter().position(|(known, _)| *known == name) {
            Some(index) => {
                let (_, old) = attrs.remove(index);
                self.heap.release(old);
                Ok(Next::Go)
            }
            None => self.unknown_name(name),
        }
    }
}
