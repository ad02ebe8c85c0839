//! Attributes that objects have by their kind: `__name__`, `co_varnames`, `args`.
//!
//! **Models:** the `getset` and `member` tables of CPython 3.13's types.

use super::Vm;
use crate::builtins;
use crate::names;
use crate::object::{Library, Object, Sym, Type, Value};

impl Vm {
    /// Attributes of the library's native objects; owned.
    fn library_attr(&mut self, o: Value, name: Sym) -> Option<Value> {
        let found = match (self.library_object(o)?, self.name(name)) {
            (Library::Deque(deque), "maxlen") => {
                return Some(deque.maxlen.map_or(Value::None, |len| Value::Int(len as i64)));
            }
            (Library::ContextVar { name, .. }, "name") => *name,
            (Library::Token(token), "var") => token.var,
            (Library::Token(token), "old_value") if token.old.is_undef() => {
                return Some(self.library("contextvars._MISSING"));
            }
            (Library::Token(token), "old_value") => token.old,
            (Library::Context(_), "run") => {
                let receiver = self.heap.keep(o);
                let function = self.library("contextvars._run");
                return Some(self.heap.alloc(Object::Method { function, receiver }));
            }
            _ => return None,
        };
        Some(self.heap.keep(found))
    }

    /// Getter, setter and deleter of a property, and its docstring; owned.
    fn property_attr(&mut self, parts: [Value; 3], name: Sym) -> Option<Value> {
        let index = [names::FGET, names::FSET, names::FDEL].iter().position(|&n| n == name);
        match index {
            Some(index) => Some(self.heap.keep(parts[index])),
            None if name == names::DOC => self.special_attr(parts[0], name),
            None => None,
        }
    }

    /// Attributes of functions and other built-in objects that are not methods; owned.
    pub(super) fn special_attr(&mut self, o: Value, name: Sym) -> Option<Value> {
        if name == names::CLASS {
            return Some(Value::Type(self.type_of(o)));
        }
        if self.library_object(o).is_some() {
            return self.library_attr(o, name);
        }
        if let Value::Loop(number) = o {
            let attrs = &self.loops[number as usize - 1].attrs;
            let own = attrs.iter().find(|(known, _)| *known == name)?.1;
            return Some(self.heap.keep(own));
        }
        let code = match (o, self.heap.object(o)) {
            (Value::Stream(stream), _) if name == names::PLAIN_NAME => {
                let name = if stream == 1 { "<stdout>" } else { "<stderr>" };
                return Some(self.heap.str(name));
            }
            (_, Some(Object::WeakRef(weak))) if name == names::CALLBACK => {
                let callback = if weak.callback.is_undef() { Value::None } else { weak.callback };
                return Some(self.heap.keep(callback));
            }
            (_, Some(&Object::Cell(content))) if name == names::CELL_CONTENTS => {
                return (!content.is_undef()).then(|| self.heap.keep(content));
            }
            (Value::Prelude(code), _) => Some(code),
            (_, Some(Object::Function(function))) => {
                let own = function.attrs.iter().find(|(known, _)| *known == name);
                let (own, code) = (own.map(|&(_, value)| value), function.code);
                let own = own.map(|value| self.heap.keep(value));
                let found = own.or_else(|| self.function_attr(o, code, name));
                return found.or_else(|| self.code_attr(code, name));
            }
            (_, Some(Object::Generator(generator))) => {
                let (code, text) = (generator.code, self.name(name).to_string());
                return self.generator_attr(o, &text).or_else(|| self.code_attr(code, name));
            }
            (_, Some(&Object::Method { function, receiver })) => {
                return match name {
                    names::SELF => Some(self.heap.keep(receiver)),
                    names::FUNC => Some(self.heap.keep(function)),
                    _ => self.special_attr(function, name),
                };
            }
            (_, Some(Object::Property(parts))) => {
                let parts = **parts;
                return self.property_attr(parts, name);
            }
            (_, Some(&Object::StaticMethod(inner) | &Object::ClassMethod(inner))) => {
                return match name {
                    names::FUNC => Some(self.heap.keep(inner)),
                    _ => self.special_attr(inner, name),
                };
            }
            (Value::Native(native), _) if matches!(name, names::NAME | names::QUALNAME) => {
                return Some(self.heap.str(builtins::entry(native).name));
            }
            (Value::Int(_) | Value::Bool(_) | Value::Float(_), _) | (_, Some(Object::Int(_))) => {
                let text = self.name(name).to_string();
                return builtins::numbers::attribute(self, o, &text);
            }
            (_, Some(Object::Slice(parts))) => {
                let value = parts[slice_part(name)?];
                return Some(self.heap.keep(value));
            }
            (_, Some(Object::Range(range))) => return Some(Value::Int(range[slice_part(name)?])),
            _ => None,
        };
        self.code_attr(code?, name)
    }

    /// An object of a built-in type that has nothing but these owned attributes.
    pub(crate) fn plain_object(&mut self, kind: Type, attrs: &[(&str, Value)]) -> Value {
        let attrs = attrs.iter().map(|&(name, value)| (self.sym(name), value)).collect();
        self.heap.alloc(Object::Instance { class: Value::Type(kind), attrs })
    }

    /// `f.__code__`: what programs ask of it.
    pub(crate) fn code_object(&mut self, id: crate::object::CodeId) -> Value {
        let program = self.program.clone();
        let code = program.code(id);
        let own = &code.locals[..(code.free_start as usize).min(code.locals.len())];
        let own: Vec<String> = own.iter().map(|&name| self.name(name).to_string()).collect();
        let own: Vec<Value> = own.into_iter().map(|name| self.heap.str(name)).collect();
        let name = self.name(code.name).to_string();
        let attrs = [
            ("co_name", self.heap.str(name)),
            ("co_qualname", self.heap.str(&*code.qualname)),
            ("co_filename", self.heap.str(&*program.file)),
            ("co_firstlineno", Value::Int(i64::from(code.first_line))),
            ("co_argcount", Value::Int(i64::from(code.positional))),
            ("co_posonlyargcount", Value::Int(i64::from(code.positional_only))),
            ("co_kwonlyargcount", Value::Int(i64::from(code.keyword_only))),
            ("co_nlocals", Value::Int(own.len() as i64)),
            ("co_flags", Value::Int(code_flags(code))),
            ("co_varnames", self.heap.tuple(own)),
        ];
        self.plain_object(Type::Code, &attrs)
    }

    fn code_attr(&mut self, code: crate::object::CodeId, name: Sym) -> Option<Value> {
        let program = self.program.clone();
        let code = program.code(code);
        Some(match name {
            names::NAME => {
                let text = self.name(code.name).to_string();
                self.heap.str(text)
            }
            names::QUALNAME => self.heap.str(&*code.qualname),
            names::MODULE => self.heap.str(&*program.modules[code.module.index()].name),
            names::DOC => self.heap.keep(code.docstring.unwrap_or(Value::None)),
            names::ANNOTATIONS => {
                let mut pairs = Vec::new();
                for &(name, value) in &code.annotations {
                    let text = self.name(name).to_string();
                    pairs.push((self.heap.str(text), self.heap.keep(value)));
                }
                // Keys are texts, which can always be hashed.
                self.new_dict(pairs).unwrap_or(Value::None)
            }
            _ => return None,
        })
    }

    /// Attributes every exception has; owned.
    pub(super) fn exception_attr(&mut self, o: Value, name: Sym) -> Option<Value> {
        let Some(Object::Exception(exception)) = self.heap.object(o) else { return None };
        let kind = self.layout(exception.class);
        let value = match name {
            names::ARGS => exception.args,
            names::CAUSE => exception.cause,
            names::CONTEXT => exception.context,
            names::SUPPRESS_CONTEXT => Value::Bool(exception.suppress_context),
            names::TRACEBACK => {
                let rows = exception.rows.clone();
                if rows.is_empty() {
                    return Some(Value::None);
                }
                return Some(self.heap.alloc(Object::Traceback(rows.into())));
            }
            names::MESSAGE if !exception.group.is_undef() => self.first_argument(exception.args),
            names::EXCEPTIONS if !exception.group.is_undef() => exception.group,
            names::VALUE if kind == Type::StopIteration => self.first_argument(exception.args),
            names::CODE if kind == Type::SystemExit => self.first_argument(exception.args),
            _ => return None,
        };
        let value = if value.is_undef() { Value::None } else { value };
        Some(self.heap.keep(value))
    }

    pub(crate) fn first_argument(&self, args: Value) -> Value {
        match self.heap.object(args) {
            Some(Object::Tuple(values)) => values.first().copied().unwrap_or(Value::None),
            _ => Value::None,
        }
    }
}

/// `CO_VARARGS` and the like.
fn code_flags(code: &crate::code::Code) -> i64 {
    use crate::code::CodeKind;
    let kind = match code.kind {
        CodeKind::Plain => 0,
        CodeKind::Generator => 0x20,
        CodeKind::Coroutine => 0x80,
        CodeKind::AsyncGenerator => 0x200,
    };
    3 | i64::from(code.has_varargs) << 2 | i64::from(code.has_varkw) << 3 | kind
}

/// Which of `start`, `stop` and `step` it is.
fn slice_part(name: Sym) -> Option<usize> {
    [names::START, names::STOP, names::STEP].iter().position(|&known| known == name)
}
