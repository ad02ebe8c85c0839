//! How arguments find their parameters.
//!
//! **Models:** `initialize_locals` in `Python/ceval.c`, CPython 3.13, with its messages.

use super::{Raise, Vm};
use crate::code::Code;
use crate::object::{Handle, Object, Sym, Type, Value};

impl Vm {
    /// Puts the arguments above `base` in the order of the parameters.
    pub(super) fn bind(
        &mut self, code: &Code, function: Option<Handle>, base: usize, names: &[Sym],
    ) -> Result<(), Raise> {
        if self.bind_in_place(code, function, base, names) {
            return Ok(());
        }
        let given = self.run.stack.split_off(base);
        let mut binding = Binding::new(code, given, names);
        let outcome = binding.fill(self, code, function);
        if outcome.is_err() {
            let rest = binding.everything();
            self.heap.release_all(&rest);
        }
        outcome?;
        self.run.stack.extend(binding.slots);
        Ok(())
    }

    /// The common case: no starred parameters, few others, and everything fits. Otherwise
    /// nothing has changed.
    fn bind_in_place(
        &mut self, code: &Code, function: Option<Handle>, base: usize, names: &[Sym],
    ) -> bool {
        let positional = code.positional as usize;
        let fixed = positional + code.keyword_only as usize;
        let given = self.run.stack.len() - base - names.len();
        if code.has_varargs || code.has_varkw || fixed > IN_PLACE_MAX || given > positional {
            return false;
        }
        let mut slots = [Value::Undef; IN_PLACE_MAX];
        slots[..given].copy_from_slice(&self.run.stack[base..base + given]);
        for (index, name) in names.iter().enumerate() {
            let place = code.locals[..fixed].iter().position(|parameter| parameter == name);
            match place {
                Some(slot) if slot >= code.positional_only as usize && slots[slot].is_undef() => {
                    slots[slot] = self.run.stack[base + given + index];
                }
                _ => return false,
            }
        }
        let mut defaults = [Value::Undef; IN_PLACE_MAX];
        match function.map(|handle| self.heap.get(handle)) {
            Some(Object::Function(function)) => {
                let first = positional - function.defaults.len().min(positional);
                let values = function.defaults.iter().chain(&function.kwdefaults);
                for (place, &value) in defaults[first..].iter_mut().zip(values) {
                    *place = value;
                }
            }
            _ => defaults[positional - code.optional as usize..fixed].fill(Value::None),
        }
        let missing = |slot: usize| slots[slot].is_undef() && defaults[slot].is_undef();
        if (0..fixed).any(missing) {
            return false;
        }
        for slot in 0..fixed {
            if slots[slot].is_undef() {
                slots[slot] = self.heap.keep(defaults[slot]);
            }
        }
        self.run.stack.truncate(base);
        self.run.stack.extend_from_slice(&slots[..fixed]);
        true
    }
}

/// Calls of functions with more parameters are rare.
const IN_PLACE_MAX: usize = 8;

/// Arguments on their way to parameters.
struct Binding {
    slots: Vec<Value>,
    positional: Vec<Value>,
    named: Vec<(Sym, Value)>,
    extra: Vec<(Sym, Value)>,
}

impl Binding {
    fn new(code: &Code, mut given: Vec<Value>, names: &[Sym]) -> Binding {
        let named = given.split_off(given.len() - names.len());
        Binding {
            slots: vec![Value::Undef; code.parameter_count()],
            positional: given,
            named: names.iter().copied().zip(named).collect(),
            extra: Vec::new(),
        }
    }

    /// What is still owned here, after a failure.
    fn everything(&mut self) -> Vec<Value> {
        let mut all = std::mem::take(&mut self.slots);
        all.append(&mut self.positional);
        let pairs = self.named.drain(..).chain(self.extra.drain(..));
        all.extend(pairs.map(|(_, value)| value));
        all
    }

    fn fill(&mut self, vm: &mut Vm, code: &Code, function: Option<Handle>) -> Result<(), Raise> {
        let given = self.positional.len();
        let positional = code.positional as usize;
        let fixed = positional + code.keyword_only as usize;
        let rest = self.positional.split_off(given.min(positional));
        for (slot, value) in self.positional.drain(..).enumerate() {
            self.slots[slot] = value;
        }
        self.take_named(vm, code)?;
        if code.has_varargs {
            self.slots[fixed] = vm.heap.tuple(rest);
        } else if !rest.is_empty() {
            self.positional = rest;
            return Err(self.too_many(vm, code, function, given));
        }
        if code.has_varkw {
            let at = fixed + usize::from(code.has_varargs);
            let pairs = std::mem::take(&mut self.extra);
            let pairs = pairs.into_iter().map(|(name, value)| {
                let key = vm.name(name).to_string();
                (vm.heap.str(key), value)
            });
            let pairs: Vec<_> = pairs.collect();
            self.slots[at] = vm.new_dict(pairs)?;
        }
        self.defaults(vm, code, function);
        self.check_missing(vm, code)
    }

    fn take_named(&mut self, vm: &mut Vm, code: &Code) -> Result<(), Raise> {
        let fixed = (code.positional + code.keyword_only) as usize;
        let named = std::mem::take(&mut self.named);
        let hidden: Vec<String> = named
            .iter()
            .filter(|(name, _)| code.locals[..code.positional_only as usize].contains(name))
            .map(|(name, _)| vm.name(*name).to_string())
            .collect();
        if !hidden.is_empty() && !code.has_varkw {
            self.extra = named;
            let message = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                code.qualname,
                hidden.join(", ")
            );
            return Err(vm.raise(Type::TypeError, message));
        }
        let mut named = named.into_iter();
        while let Some((name, value)) = named.next() {
            let parameters = &code.locals[..fixed];
            let slot = parameters.iter().position(|&parameter| parameter == name);
            let slot = slot.filter(|&slot| slot >= code.positional_only as usize);
            let error = match slot {
                Some(slot) if self.slots[slot].is_undef() => {
                    self.slots[slot] = value;
                    continue;
                }
                Some(_) => format!("got multiple values for argument '{}'", vm.name(name)),
                None if code.has_varkw => {
                    self.extra.push((name, value));
                    continue;
                }
                None => {
                    let known: Vec<&str> = parameters.iter().map(|&name| vm.name(name)).collect();
                    let hint = match crate::suggest::closest(vm.name(name), &known) {
                        Some(similar) => format!(". Did you mean '{similar}'?"),
                        None => String::new(),
                    };
                    format!("got an unexpected keyword argument '{}'{hint}", vm.name(name))
                }
            };
            self.extra.push((name, value));
            self.extra.extend(named);
            let message = format!("{}() {error}", code.qualname);
            return Err(vm.raise(Type::TypeError, message));
        }
        Ok(())
    }

    fn defaults(&mut self, vm: &mut Vm, code: &Code, function: Option<Handle>) {
        let Some(Object::Function(function)) = function.map(|handle| vm.heap.get(handle)) else {
            return self.library_defaults(code);
        };
        let (defaults, kwdefaults) = (function.defaults.clone(), function.kwdefaults.clone());
        let positional = code.positional as usize;
        let first = positional - defaults.len().min(positional);
        for (index, &value) in defaults.iter().enumerate() {
            if self.slots[first + index].is_undef() {
                self.slots[first + index] = vm.heap.keep(value);
            }
        }
        for (index, &value) in kwdefaults.iter().enumerate() {
            if self.slots[positional + index].is_undef() {
                self.slots[positional + index] = vm.heap.keep(value);
            }
        }
    }

    /// The library's functions have no objects: all their defaults are None.
    fn library_defaults(&mut self, code: &Code) {
        let first = (code.positional - code.optional) as usize;
        let fixed = (code.positional + code.keyword_only) as usize;
        for slot in &mut self.slots[first..fixed] {
            if slot.is_undef() {
                *slot = Value::None;
            }
        }
    }

    fn check_missing(&mut self, vm: &mut Vm, code: &Code) -> Result<(), Raise> {
        let positional = code.positional as usize;
        let fixed = positional + code.keyword_only as usize;
        let missing = |slots: &[Value], names: &[Sym]| -> Vec<String> {
            let pairs = slots.iter().zip(names).filter(|(slot, _)| slot.is_undef());
            pairs.map(|(_, &name)| format!("'{}'", vm.name(name))).collect()
        };
        let first = missing(&self.slots[..positional], &code.locals[..positional]);
        let (names, kind) = if first.is_empty() {
            (
                missing(&self.slots[positional..fixed], &code.locals[positional..fixed]),
                "keyword-only",
            )
        } else {
            (first, "positional")
        };
        if names.is_empty() {
            return Ok(());
        }
        let count = names.len();
        let plural = if count == 1 { "" } else { "s" };
        let list = listed(&names);
        let name = &code.qualname;
        let message = format!("{name}() missing {count} required {kind} argument{plural}: {list}");
        Err(vm.raise(Type::TypeError, message))
    }

    fn too_many(&self, vm: &mut Vm, code: &Code, function: Option<Handle>, given: usize) -> Raise {
        let positional = code.positional as usize;
        let defaults = match function.map(|handle| vm.heap.get(handle)) {
            Some(Object::Function(function)) => function.defaults.len(),
            _ => 0,
        };
        let takes = match defaults {
            0 => format!("{positional}"),
            _ => format!("from {} to {positional}", positional - defaults),
        };
        let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
        let keyword_only = &self.slots[positional..positional + code.keyword_only as usize];
        let named = keyword_only.iter().filter(|slot| !slot.is_undef()).count();
        let also = match named {
            0 => String::new(),
            1 => format!(" positional argument{} (and 1 keyword-only argument)", s(given)),
            _ => format!(" positional argument{} (and {named} keyword-only arguments)", s(given)),
        };
        let were = if given == 1 && named == 0 { "was" } else { "were" };
        let name = &code.qualname;
        let message = format!(
            "{name}() takes {takes} positional argument{plural} but {given}{also} {were} given"
        );
        vm.raise(Type::TypeError, message)
    }
}

fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}
