//! Calls: how arguments find their parameters, and what becomes of a result.
//!
//! **Models:** `initialize_locals` in `Python/ceval.c`, CPython 3.13, with its messages.
//! **Invariants:** a call's operands are `callable self_or_undef arguments` and stay on the
//! stack until it is over; the arguments are the first locals of its frame.

use super::frame::{After, Frame};
use super::{Args, Flow, Next, Raise, Vm};
use crate::builtins;
use crate::code::{Code, CodeKind, PART_CLOSURE, PART_DEFAULTS, PART_KWDEFAULTS, Program};
use crate::names;
use crate::object::{
    CodeId, Function, Generator, GeneratorKind, GeneratorState, Native, Object, Sym, Type, Value,
};

type Done = Result<Next, Raise>;

/// `sys.getrecursionlimit()`.
const RECURSION_MAX: u32 = 1000;

/// A call whose operands lie on the stack.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// Where the callable is.
    pub start: usize,
    /// How many arguments there are, named ones included.
    pub count: usize,
    /// Names of the last ones.
    pub names: &'a [Sym],
    pub after: After,
}

impl Vm {
    #[inline(always)]
    pub(super) fn call(&mut self, program: &Program, count: usize) -> Done {
        let start = self.run.stack.len() - count - 2;
        if let Value::Ref(handle) = self.run.stack[start] {
            if let Object::Function(function) = self.heap.get(handle) {
                let id = function.code;
                let code = program.code(id);
                let base = start + 2 - usize::from(!self.run.stack[start + 1].is_undef());
                let given = self.run.stack.len() - base;
                if given == code.positional as usize && code.is_simple() {
                    self.push_cells(handle, code, given);
                    return self.push_frame(id, base, start, After::Push);
                }
            }
        }
        self.call_site(program, Site { start, count, names: &[], after: After::Push })
    }

    /// Makes the remaining locals unbound and fills in the closure.
    #[inline(always)]
    fn push_cells(&mut self, function: crate::object::Handle, code: &Code, given: usize) {
        let unbound = code.free_start as usize - given;
        for _ in 0..unbound {
            self.run.stack.push(Value::Undef);
        }
        if code.locals.len() > code.free_start as usize {
            self.copy_closure(function);
        }
    }

    fn copy_closure(&mut self, function: crate::object::Handle) {
        let Object::Function(function) = self.heap.get(function) else { return };
        let cells = function.closure.clone();
        let cells = self.heap.keep_all(&cells);
        self.run.stack.extend(cells);
    }

    #[inline(always)]
    pub(super) fn push_frame(
        &mut self, code: CodeId, base: usize, start: usize, after: After,
    ) -> Done {
        if self.run.depth >= RECURSION_MAX {
            return self.too_deep();
        }
        self.serial = self.serial.wrapping_add(1);
        let frame = Frame {
            code,
            pc: 0,
            base: base as u32,
            start: start as u32,
            after,
            handling: Value::Undef,
            owner: Value::Undef,
            serial: self.serial,
        };
        self.enter(frame);
        Ok(Next::Frame)
    }

    #[inline(always)]
    pub(super) fn enter(&mut self, frame: Frame) {
        if self.run.depth > 0 {
            let caller = self.run.top;
            self.run.callers.push(caller);
        }
        self.run.depth += 1;
        self.run.top = frame;
    }

    #[cold]
    fn too_deep(&mut self) -> Done {
        let message = "maximum recursion depth exceeded".into();
        Err(self.raise(Type::RecursionError, message))
    }

    pub(super) fn call_keywords(&mut self, program: &Program, count: usize, keywords: u16) -> Done {
        let start = self.run.stack.len() - count - 2;
        let names = &program.code(self.run.top.code).keywords[keywords as usize];
        self.call_site(program, Site { start, count, names, after: After::Push })
    }

    pub(super) fn call_unpacked(&mut self, program: &Program) -> Done {
        let (dict, tuple) = (self.pop(), self.pop());
        let start = self.run.stack.len() - 2;
        let mut names = Vec::new();
        let mut arguments = match self.heap.object(tuple) {
            Some(Object::Tuple(values)) => values.to_vec(),
            _ => panic!("yieldpoint bug: unpacked arguments are no tuple"),
        };
        if let Some(dict) = self.as_dict(dict) {
            let pairs: Vec<_> = dict.iter().collect();
            for (key, value) in pairs {
                let name = self.text(key).cloned();
                names.push(self.sym(name.as_deref().unwrap_or_default()));
                arguments.push(value);
            }
        }
        let owned = self.heap.keep_all(&arguments);
        let count = owned.len();
        self.run.stack.extend(owned);
        self.heap.release(tuple);
        self.heap.release(dict);
        self.call_site(program, Site { start, count, names: &names, after: After::Push })
    }

    /// Calls `method` with `receiver` and `arguments`, all borrowed.
    pub(crate) fn call_method_frame(
        &mut self, method: Value, receiver: Value, arguments: &[Value], after: After,
    ) -> Done {
        let (method, receiver) = match self.heap.object(method) {
            Some(Object::StaticMethod(function)) => (*function, Value::Undef),
            _ => (method, receiver),
        };
        let start = self.run.stack.len();
        for &value in [method, receiver].iter().chain(arguments) {
            let value = self.heap.keep(value);
            self.push(value);
        }
        let program = self.program.clone();
        self.call_site(&program, Site { start, count: arguments.len(), names: &[], after })
    }

    /// Calls `callable` with owned arguments.
    pub(crate) fn call_with(
        &mut self, callable: Value, arguments: Vec<Value>, after: After,
    ) -> Done {
        let start = self.run.stack.len();
        let callable = self.heap.keep(callable);
        self.push(callable);
        self.push(Value::Undef);
        let count = arguments.len();
        self.run.stack.extend(arguments);
        let program = self.program.clone();
        self.call_site(&program, Site { start, count, names: &[], after })
    }

    /// Calls a function of the library with owned arguments.
    pub(crate) fn call_library(&mut self, name: &str, arguments: Vec<Value>, after: After) -> Done {
        match self.program.prelude.get(name) {
            Some(&code) => self.call_with(Value::Prelude(code), arguments, after),
            None => panic!("yieldpoint bug: the library has no {name}"),
        }
    }

    pub(super) fn call_site(&mut self, program: &Program, site: Site<'_>) -> Done {
        loop {
            let callable = self.run.stack[site.start];
            match callable {
                Value::Native(native) => return self.call_native(program, native, site),
                Value::Type(kind) => return self.construct_builtin(program, kind, site),
                Value::Prelude(code) => return self.call_code(program, code, None, site),
                _ => {}
            }
            match self.heap.object(callable) {
                Some(Object::Function(function)) => {
                    let code = function.code;
                    return self.call_code(program, code, callable.handle(), site);
                }
                Some(Object::Class(_)) => return self.construct(program, callable, site),
                Some(&Object::Method { function, receiver }) => {
                    self.replace_callee(site.start, function, receiver);
                }
                _ => match self.user_method(callable, names::CALL) {
                    Some(method) => self.replace_callee(site.start, method, callable),
                    None => return Err(self.not_callable(callable)),
                },
            }
        }
    }

    /// A bound method's parts take its place; both are borrowed.
    fn replace_callee(&mut self, start: usize, function: Value, receiver: Value) {
        let old = self.run.stack[start];
        self.run.stack[start] = self.heap.keep(function);
        let receiver = self.heap.keep(receiver);
        if self.run.stack[start + 1].is_undef() {
            self.run.stack[start + 1] = receiver;
        } else {
            self.heap.release(receiver);
        }
        self.heap.release(old);
    }

    fn not_callable(&mut self, callable: Value) -> Raise {
        let message = format!("'{}' object is not callable", self.type_name(callable));
        self.raise(Type::TypeError, message)
    }

    fn call_code(
        &mut self, program: &Program, id: CodeId, function: Option<crate::object::Handle>,
        site: Site<'_>,
    ) -> Done {
        let code = program.code(id);
        let base = site.start + 2 - usize::from(!self.run.stack[site.start + 1].is_undef());
        let given = self.run.stack.len() - base;
        let fits = site.names.is_empty() && given == code.positional as usize;
        if !fits || code.has_varargs || code.has_varkw || code.keyword_only > 0 {
            self.bind(code, function, base, site.names)?;
        }
        let bound = self.run.stack.len() - base;
        match function {
            Some(function) => self.push_cells(function, code, bound),
            None => self.run.stack.resize(base + code.locals.len(), Value::Undef),
        }
        if code.kind == CodeKind::Plain {
            return self.push_frame(id, base, site.start, site.after);
        }
        let values = self.run.stack.split_off(base);
        self.truncate(site.start);
        let generator = self.new_generator(code.kind, id, values);
        self.finish_call(program, site.after, generator)
    }

    fn new_generator(&mut self, kind: CodeKind, code: CodeId, values: Vec<Value>) -> Value {
        let kind = match kind {
            CodeKind::Coroutine => GeneratorKind::Coroutine,
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
            _ => GeneratorKind::Generator,
        };
        let frame = Some(Frame { code, ..Frame::NONE });
        let state = GeneratorState::Created;
        let generator = Generator { kind, state, code, frame, values, awaited: false };
        self.heap.alloc(Object::Generator(generator.into()))
    }

    /// Puts the arguments above `base` in the order of the parameters.
    fn bind(
        &mut self, code: &Code, function: Option<crate::object::Handle>, base: usize, names: &[Sym],
    ) -> Result<(), Raise> {
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

    fn call_native(&mut self, program: &Program, native: Native, site: Site<'_>) -> Done {
        let entry = builtins::entry(native);
        let at = site.start + 2 - usize::from(!self.run.stack[site.start + 1].is_undef());
        if !site.names.is_empty() {
            if let Some(flow) = self.special_keywords(entry, at, site.names) {
                return self.native_flow(program, flow?, at, site);
            }
            self.native_keywords(entry, at, site.names)?;
        }
        let count = self.run.stack.len() - at;
        if count < entry.min as usize || (count > entry.max as usize && entry.max != builtins::ANY)
        {
            return Err(self.native_arity(entry, count));
        }
        let flow = (entry.run)(self, Args { at, count })?;
        self.native_flow(program, flow, at, site)
    }

    fn native_flow(&mut self, program: &Program, flow: Flow, at: usize, site: Site<'_>) -> Done {
        let count = self.run.stack.len() - at.min(self.run.stack.len());
        match flow {
            Flow::Value(value) => {
                self.truncate(site.start);
                self.finish_call(program, site.after, value)
            }
            Flow::Pushed => Ok(Next::Frame),
            Flow::Call { callable, args, after } => {
                self.truncate(site.start);
                let after = if after == After::Push { site.after } else { after };
                let done = self.call_with(callable, args, after);
                self.heap.release(callable);
                done
            }
            Flow::Materialise(index) => {
                let source = self.heap.keep(self.run.stack[at + index]);
                let argument = (at + index - site.start - 2) as u16;
                let after = After::Retry { argument, count: (count + at - site.start - 2) as u16 };
                self.call_library("builtins._collect", vec![source], after)
            }
            Flow::Ask(op, pending) => {
                self.truncate(site.start);
                let held = std::mem::replace(&mut self.held, Value::Undef);
                if !held.is_undef() {
                    self.push(held);
                }
                self.ask = Some(op);
                self.run.pending = pending;
                Ok(Next::Ask)
            }
        }
    }

    /// The natives that take any names: `print`, `dict`, `zip`.
    fn special_keywords(
        &mut self, entry: &builtins::Entry, at: usize, names: &[Sym],
    ) -> Option<super::Outcome> {
        let split = self.run.stack.len() - names.len();
        let values = self.run.stack[at..split].to_vec();
        let named: Vec<(String, Value)> = names
            .iter()
            .zip(&self.run.stack[split..])
            .map(|(&name, &value)| (self.name(name).to_string(), value))
            .collect();
        let option =
            |wanted: &str| named.iter().find(|(name, _)| name == wanted).map(|pair| pair.1);
        match (entry.owner, entry.name) {
            (None, "print") => {
                let known = ["sep", "end", "file", "flush"];
                if let Some((bad, _)) = named.iter().find(|(name, _)| !known.contains(&&**name)) {
                    let message = format!("print() got an unexpected keyword argument '{bad}'");
                    return Some(Err(self.raise(Type::TypeError, message)));
                }
                let options =
                    ["sep", "end", "file"].map(|name| option(name).unwrap_or(Value::None));
                Some(self.print_keywords(&values, options))
            }
            (None, "dict") => Some(self.dict_keywords(&values, named)),
            _ => None,
        }
    }

    fn dict_keywords(&mut self, values: &[Value], named: Vec<(String, Value)>) -> super::Outcome {
        let mut pairs: Vec<(Value, Value)> = match values.first().and_then(|&one| self.as_dict(one))
        {
            Some(dict) => dict.iter().collect(),
            None => Vec::new(),
        };
        pairs = pairs.into_iter().map(|(k, v)| (self.heap.keep(k), self.heap.keep(v))).collect();
        for (name, value) in named {
            pairs.push((self.heap.str(name), self.heap.keep(value)));
        }
        Ok(Flow::Value(self.new_dict(pairs)?))
    }

    /// Named arguments of a native go to their places; those left out become `Undef`.
    fn native_keywords(
        &mut self, entry: &builtins::Entry, at: usize, names: &[Sym],
    ) -> Result<(), Raise> {
        let positional = self.run.stack.len() - at - names.len();
        let mut slots = vec![Value::Undef; entry.names.len().max(positional)];
        for (index, &name) in names.iter().enumerate() {
            let text = self.name(name);
            let place = entry.names.iter().position(|known| *known == text && !known.is_empty());
            match place {
                Some(place) if place >= positional => {
                    slots[place] = self.run.stack[at + positional + index];
                }
                _ => {
                    let text = text.to_string();
                    let message = match entry.names.is_empty() {
                        true => format!("{}() takes no keyword arguments", entry.full_name()),
                        false => {
                            format!("{}() got an unexpected keyword argument '{text}'", entry.name)
                        }
                    };
                    return Err(self.raise(Type::TypeError, message));
                }
            }
        }
        for (index, slot) in slots.iter_mut().take(positional).enumerate() {
            *slot = self.run.stack[at + index];
        }
        self.run.stack.truncate(at);
        self.run.stack.extend(slots);
        Ok(())
    }

    fn native_arity(&mut self, entry: &builtins::Entry, count: usize) -> Raise {
        let own = usize::from(entry.owner.is_some());
        let (min, max) = (entry.min as usize - own, entry.max as usize - own);
        let given = count - own.min(count);
        let name = entry.full_name();
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let message = match (min, max) {
            (0, 0) => format!("{name}() takes no arguments ({given} given)"),
            (1, 1) => format!("{name}() takes exactly one argument ({given} given)"),
            _ if given < min && min == max => {
                format!("{} expected {min} arguments, got {given}", entry.name)
            }
            _ if given < min => {
                format!(
                    "{} expected at least {min} argument{}, got {given}",
                    entry.name,
                    plural(min)
                )
            }
            _ if min == max => format!("{} expected {max} arguments, got {given}", entry.name),
            _ => format!(
                "{} expected at most {max} argument{}, got {given}",
                entry.name,
                plural(max)
            ),
        };
        self.raise(Type::TypeError, message)
    }

    #[inline(always)]
    pub(super) fn leave_frame(&mut self, program: &Program) -> Done {
        let result = self.pop();
        let frame = self.run.top;
        self.truncate(frame.start as usize);
        self.drop_frame();
        if frame.after == After::Push && frame.owner.is_undef() && frame.handling.is_undef() {
            self.push(result);
            return Ok(Next::Frame);
        }
        self.left(program, frame, result)
    }

    #[inline(always)]
    pub(super) fn drop_frame(&mut self) {
        self.run.depth -= 1;
        self.run.top = self.run.callers.pop().unwrap_or(Frame::NONE);
    }

    #[inline(never)]
    fn left(&mut self, program: &Program, frame: Frame, result: Value) -> Done {
        self.heap.release(frame.handling);
        let is_generator = self.finish_generator(frame.owner);
        if let After::BuildClass { bases } = frame.after {
            return self.class_built(bases, frame.owner, result);
        }
        self.heap.release(frame.owner);
        match frame.after {
            After::Push | After::Root | After::Callback | After::Awaitable => {
                self.finish_call(program, frame.after, result)
            }
            after if is_generator => self.exhausted(after, result),
            after => self.finish_call(program, after, result),
        }
    }

    /// Does with an owned result what the caller wanted.
    pub(super) fn finish_call(&mut self, program: &Program, after: After, result: Value) -> Done {
        match after {
            After::Push | After::Send => self.push(result),
            After::Delegate => return self.delegated(result),
            After::Iterate => self.push(result),
            After::PushMethod => {
                self.push(result);
                self.push(Value::Undef);
            }
            After::Root => return self.root_left(result),
            After::Callback => return self.callback_left(result),
            After::Discard | After::Finalize => self.heap.release(result),
            After::Init => return self.initialised(result),
            After::Truth { negate } => return self.truth_left(program, negate, result),
            After::Length => return self.length_left(result),
            After::Binary { op, stage } => {
                if result.is(Value::NotImplemented) {
                    return self.next_stage(op, stage);
                }
                self.drop_top(2);
                self.push(result);
            }
            After::Compare { op, reflected } => {
                return match self.compared(op, reflected, result)? {
                    Next::Go => self.answered(program).map(|_| Next::Frame),
                    next => Ok(next),
                };
            }
            After::Next { arguments } => {
                self.drop_top(arguments as usize + 2);
                self.push(result);
            }
            After::AsyncNext | After::AwaitIter => self.push(result),
            After::Awaitable => return self.drive(result),
            After::Retry { argument, count } => {
                return self.retry(program, argument, count, result);
            }
            After::BuildClass { .. } => panic!("yieldpoint bug: a class body is a frame"),
            After::Close => {
                self.heap.release(result);
                self.push(Value::None);
            }
        }
        Ok(Next::Frame)
    }

    fn retry(&mut self, program: &Program, argument: u16, count: u16, list: Value) -> Done {
        let start = self.run.stack.len() - count as usize - 2;
        let place = start + 2 + argument as usize;
        let place = if argument == u16::MAX { start + 1 } else { place };
        let old = std::mem::replace(&mut self.run.stack[place], list);
        self.heap.release(old);
        let site = Site { start, count: count as usize, names: &[], after: After::Push };
        self.call_site(program, site)
    }

    fn initialised(&mut self, result: Value) -> Done {
        if result.is_none() {
            return Ok(Next::Frame);
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(result));
        self.heap.release(result);
        Err(self.raise(Type::TypeError, message))
    }

    fn truth_left(&mut self, program: &Program, negate: bool, result: Value) -> Done {
        let Some(truth) = self.truth(result) else {
            self.push(result);
            return self.ask_truth(negate);
        };
        self.heap.release(result);
        self.push(Value::Bool(truth != negate));
        self.answered(program).map(|_| Next::Frame)
    }

    fn length_left(&mut self, result: Value) -> Done {
        match result {
            Value::Int(len) if len >= 0 => self.push(result),
            Value::Int(_) => {
                let message = "__len__() should return >= 0".into();
                return Err(self.raise(Type::ValueError, message));
            }
            _ => {
                let kind = self.type_name(result);
                self.heap.release(result);
                let message = format!("'{kind}' object cannot be interpreted as an integer");
                return Err(self.raise(Type::TypeError, message));
            }
        }
        Ok(Next::Frame)
    }

    pub(super) fn make_function(&mut self, code: u32, parts: u8) -> Done {
        let closure = self.function_part(parts & PART_CLOSURE);
        let kwdefaults = self.function_part(parts & PART_KWDEFAULTS);
        let defaults = self.function_part(parts & PART_DEFAULTS);
        let code = CodeId(code);
        let function = Function { code, defaults, kwdefaults, closure, attrs: Vec::new() };
        let function = self.heap.alloc(Object::Function(function.into()));
        self.put(function)
    }

    fn function_part(&mut self, present: u8) -> Box<[Value]> {
        if present == 0 {
            return Box::default();
        }
        let tuple = self.pop();
        let values = match self.heap.object(tuple) {
            Some(Object::Tuple(values)) => values.clone(),
            _ => panic!("yieldpoint bug: a function's part is no tuple"),
        };
        self.heap.keep_all(&values);
        self.heap.release(tuple);
        values
    }
}

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

    fn fill(
        &mut self, vm: &mut Vm, code: &Code, function: Option<crate::object::Handle>,
    ) -> Result<(), Raise> {
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
                None => format!("got an unexpected keyword argument '{}'", vm.name(name)),
            };
            self.extra.push((name, value));
            self.extra.extend(named);
            let message = format!("{}() {error}", code.qualname);
            return Err(vm.raise(Type::TypeError, message));
        }
        Ok(())
    }

    fn defaults(&mut self, vm: &mut Vm, code: &Code, function: Option<crate::object::Handle>) {
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

    fn too_many(
        &self, vm: &mut Vm, code: &Code, function: Option<crate::object::Handle>, given: usize,
    ) -> Raise {
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
