//! Calls: how arguments find their parameters, and what becomes of a result.
//!
//! **Models:** `initialize_locals` in `Python/ceval.c`, CPython 3.13, with its messages.
//! **Invariants:** a call's operands are `callable self_or_undef arguments` and stay on the
//! stack until it is over; the arguments are the first locals of its frame.

use super::frame::{After, Frame};
use super::{Next, Raise, Vm};
use crate::code::{Code, CodeKind, PART_CLOSURE, PART_DEFAULTS, PART_KWDEFAULTS, Program};
use crate::names;
use crate::object::{
    CodeId, Function, Generator, GeneratorKind, GeneratorState, Object, Sym, Type, Value,
};

type Done = Result<Next, Raise>;

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
        if let Value::Ref(handle) = self.run.stack[start]
            && let Object::Function(function) = self.heap.get(handle)
        {
            let id = function.code;
            let code = program.code(id);
            let base = start + 2 - usize::from(!self.run.stack[start + 1].is_undef());
            let given = self.run.stack.len() - base;
            if given == code.arity as usize {
                self.push_cells(handle, code, given);
                return self.push_frame(id, base, start, After::Push);
            }
        }
        let site = Site { start, count, names: &[], after: After::Push };
        match self.run.stack[start] {
            Value::Native(native) => self.call_native(program, native, site),
            _ => self.call_site(program, site),
        }
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
        let mut index = 0;
        while let Object::Function(found) = self.heap.get(function)
            && let Some(&cell) = found.closure.get(index)
        {
            let cell = self.heap.keep(cell);
            self.run.stack.push(cell);
            index += 1;
        }
    }

    #[inline(always)]
    pub(super) fn push_frame(
        &mut self, code: CodeId, base: usize, start: usize, after: After,
    ) -> Done {
        if self.run.depth >= self.recursion_max {
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
        if let Value::Ref(handle) = method
            && let Object::Function(function) = self.heap.get(handle)
        {
            let id = function.code;
            let code = self.program.code(id);
            let base = start + 2 - usize::from(!receiver.is_undef());
            let given = self.run.stack.len() - base;
            if given == code.arity as usize {
                let (locals, free_start) = (code.locals.len(), code.free_start as usize);
                self.run.stack.resize(base + free_start, Value::Undef);
                if locals > free_start {
                    self.copy_closure(handle);
                }
                return self.push_frame(id, base, start, after);
            }
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
        let function = self.library(name);
        let done = self.call_with(function, arguments, after);
        self.heap.release(function);
        done
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
                Some(Object::Class(class)) => {
                    let meta = class.meta;
                    match self.class_lookup(meta, names::CALL) {
                        Some(method) => self.replace_callee(site.start, method, callable),
                        None => return self.construct(program, callable, site),
                    }
                }
                Some(&Object::Method { function, receiver }) => {
                    self.replace_callee(site.start, function, receiver);
                }
                _ => match self.user_method(callable, names::CALL) {
                    Some(method) => self.replace_callee(site.start, method, callable),
                    None => match self.type_method(self.type_of(callable), names::CALL) {
                        Some(native) => self.replace_callee(site.start, native, callable),
                        None => return Err(self.not_callable(callable)),
                    },
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
        let is_awaitable = function.is_some_and(
            |function| matches!(self.heap.get(function), Object::Function(one) if one.is_awaitable),
        );
        let values = self.run.stack.split_off(base);
        self.truncate(site.start);
        let generator = self.new_generator(code.kind, id, values, is_awaitable);
        self.finish_call(program, site.after, generator)
    }

    fn new_generator(
        &mut self, kind: CodeKind, code: CodeId, values: Vec<Value>, is_awaitable: bool,
    ) -> Value {
        let kind = match kind {
            CodeKind::Coroutine => GeneratorKind::Coroutine,
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
            _ => GeneratorKind::Generator,
        };
        let frame = Some(Frame { code, ..Frame::NONE });
        let state = GeneratorState::Created;
        let origin = (self.origin_depth > 0 && kind == GeneratorKind::Coroutine)
            .then(|| self.rows_now().into_boxed_slice());
        let generator = Generator {
            kind,
            state,
            code,
            frame,
            values,
            awaited: false,
            is_awaitable,
            stepping: 0,
            is_closed: false,
            is_hooked: false,
            origin,
        };
        self.heap.alloc(Object::Generator(generator.into()))
    }

    pub(super) fn make_function(&mut self, code: u32, parts: u8) -> Done {
        let closure = self.function_part(parts & PART_CLOSURE);
        let kwdefaults = self.function_part(parts & PART_KWDEFAULTS);
        let defaults = self.function_part(parts & PART_DEFAULTS);
        let code = CodeId(code);
        self.heap.has_finalizers |= self.program.code(code).name == names::DEL;
        let function = Function {
            code,
            defaults,
            kwdefaults,
            closure,
            attrs: Vec::new(),
            is_awaitable: false,
        };
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
