//! Importing a module: its body runs once.
//!
//! **Models:** `Lib/importlib/_bootstrap.py` in outline: a module is known before its body runs,
//! and its package has it as an attribute.
//! **Departures:** a body runs whole, before anything else in the program, and takes no virtual
//! time; so no thread meets a half-made module, and there is no import lock.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::code::Program;
use crate::object::{ModuleId, Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// `-> module`
    pub(super) fn import(&mut self, program: &Program, module: ModuleId) -> Done {
        self.push(Value::Module(module));
        if self.imported[module.index()] {
            return Ok(Next::Go);
        }
        self.imported[module.index()] = true;
        let found = &program.modules[module.index()];
        if let Some(slot) = found.in_package {
            let place = &mut self.globals[slot as usize];
            let old = std::mem::replace(place, Value::Module(module));
            self.heap.release(old);
        }
        let Some(body) = found.body else { return Ok(Next::Go) };
        let spent = self.spent;
        let depth = self.run.depth;
        let base = self.run.stack.len();
        self.run.stack.resize(base + program.code(body).locals.len(), Value::Undef);
        let done = match self.push_frame(body, base, base, After::Discard) {
            Ok(_) => self.run_body(program, depth),
            Err(raise) => Err(raise),
        };
        self.spent = spent;
        self.imported[module.index()] = matches!(done, Ok(Next::Go));
        done
    }

    /// Runs until the frames above `depth` have left.
    fn run_body(&mut self, program: &Program, depth: u32) -> Done {
        while self.run.depth > depth {
            let instrs = &program.code(self.run.top.code).instrs;
            let instr = instrs[self.run.top.pc as usize];
            self.run.top.pc += 1;
            match self.execute(program, instr) {
                Ok(Next::Go | Next::Frame) => {}
                Ok(next) => panic!("yieldpoint bug: the body of a module wants to wait: {next:?}"),
                Err(Raise) => match self.unwind(program) {
                    Next::Frame if self.run.depth > depth => {}
                    next => return Ok(next),
                },
            }
        }
        Ok(Next::Go)
    }

    /// `module.name`, owned.
    pub(super) fn module_attr(&mut self, module: ModuleId, name: Sym) -> Option<Value> {
        if let Some(&slot) = self.program.slots.get(&(module, name)) {
            let value = self.globals[slot as usize];
            if !value.is_undef() {
                return Some(self.heap.keep(value));
            }
        }
        let extra = &self.module_attrs;
        let found = extra.iter().find(|(at, known, _)| *at == module && *known == name);
        if let Some(&(_, _, value)) = found {
            return Some(self.heap.keep(value));
        }
        match self.name(name) {
            "__name__" => {
                let name = self.module_name(module).to_string();
                Some(self.heap.str(name))
            }
            "__doc__" => Some(Value::None),
            "__class__" => Some(Value::Type(Type::Module)),
            _ => None,
        }
    }

    /// Sets `module.name` to an owned value.
    pub(super) fn set_module_attr(&mut self, module: ModuleId, name: Sym, value: Value) {
        let slot = self.program.slots.get(&(module, name)).copied();
        let extra = &mut self.module_attrs;
        let known = extra.iter().position(|(at, known, _)| *at == module && *known == name);
        let place = match (slot, known) {
            (Some(slot), _) => &mut self.globals[slot as usize],
            (None, Some(at)) => &mut extra[at].2,
            (None, None) => {
                extra.push((module, name, value));
                return self.heap.grew(24);
            }
        };
        let old = std::mem::replace(place, value);
        self.heap.release(old);
    }

    /// Whether there was such an attribute to delete.
    pub(super) fn delete_module_attr(&mut self, module: ModuleId, name: Sym) -> bool {
        let extra = &mut self.module_attrs;
        let known = extra.iter().position(|(at, known, _)| *at == module && *known == name);
        let old = match (self.program.slots.get(&(module, name)), known) {
            (Some(&slot), _) => std::mem::replace(&mut self.globals[slot as usize], Value::Undef),
            (None, Some(at)) => extra.remove(at).2,
            (None, None) => Value::Undef,
        };
        self.heap.release(old);
        !old.is_undef()
    }

    /// With its dots.
    pub(crate) fn module_name(&self, module: ModuleId) -> &str {
        &self.program.modules[module.index()].name
    }

    /// The global of a slot is unbound, and there is no built-in of its name.
    #[cold]
    pub(super) fn unknown_global(&mut self, program: &Program, slot: u32) -> Raise {
        let name = self.name(program.globals[slot as usize]).to_string();
        let owner = program.owners[slot as usize];
        if owner == program.code(self.run.top.code).module {
            return self.no_name(program.globals[slot as usize]);
        }
        let module = self.module_name(owner).to_string();
        if !self.imported[owner.index()] {
            return self.raise(Type::NameError, format!("name '{module}' is not defined"));
        }
        let message = format!("module '{module}' has no attribute '{name}'");
        self.raise(Type::AttributeError, message)
    }

    /// The class's `__module__`.
    pub(crate) fn class_module(&self, class: Value) -> &str {
        let module = self.class_lookup(class, crate::names::MODULE);
        match module.and_then(|module| self.heap.object(module)) {
            Some(Object::Str(text)) => text,
            _ => "builtins",
        }
    }
}
