//! Of which kind a value is, and of which class.

use super::Vm;
use crate::object::{Object, Sym, Text, Type, Value};

impl Vm {
    /// The text of a str.
    pub(crate) fn text(&self, value: Value) -> Option<&Text> {
        match self.heap.object(value) {
            Some(Object::Str(text)) => Some(text),
            _ => None,
        }
    }

    /// `type(value)`, borrowed.
    pub(crate) fn class_of(&self, value: Value) -> Value {
        match self.heap.object(value) {
            Some(Object::Instance { class, .. }) => *class,
            Some(Object::Exception(exception)) => exception.class,
            Some(Object::Class(class)) => class.meta,
            _ => match self.heap.shadow(value) {
                Some(shadow) => self.class_of(shadow),
                None => Value::Type(self.type_of(value)),
            },
        }
    }

    /// `type(value).__name__`.
    pub(crate) fn type_name(&self, value: Value) -> String {
        self.class_name(self.class_of(value)).into()
    }

    /// `class.__name__`.
    pub(crate) fn class_name(&self, class: Value) -> &str {
        match (class, self.heap.object(class)) {
            (Value::Type(kind), _) => kind.name(),
            (_, Some(Object::Class(class))) => self.name(class.name),
            _ => "?",
        }
    }

    /// Whether an instance's class defines `name` itself or inherits it from a user's class.
    pub(crate) fn user_method(&self, value: Value, name: Sym) -> Option<Value> {
        match self.heap.object(value)? {
            Object::Instance { class, .. } => self.class_lookup(*class, name),
            Object::Exception(exception) => self.class_lookup(exception.class, name),
            Object::Future(_) => self.extensions.get(&(Type::Future, name)).copied(),
            Object::Library(library) => {
                self.methods.get(&(library.type_of(), name)).map(|&native| Value::Native(native))
            }
            Object::Class(class) => self.class_lookup(class.meta, name),
            _ => {
                let shadow = self.heap.shadow(value)?;
                self.class_lookup(self.class_of(shadow), name)
            }
        }
    }

    /// The built-in type a value is laid out as.
    pub(crate) fn type_of(&self, value: Value) -> Type {
        match value {
            Value::Undef | Value::None => Type::NoneType,
            Value::NotImplemented => Type::NotImplementedType,
            Value::Ellipsis => Type::EllipsisType,
            Value::Bool(_) => Type::Bool,
            Value::Int(_) => Type::Int,
            Value::Float(_) => Type::Float,
            Value::Native(_) => Type::BuiltinFunction,
            Value::Type(_) => Type::TypeType,
            Value::Module(_) => Type::Module,
            Value::Prelude(_) => Type::Function,
            Value::Loop(_) => Type::EventLoop,
            Value::Stream(_) => Type::Stream,
            Value::Ref(handle) => self.heap.get(handle).type_of(),
        }
    }
}

impl Object {
    /// The built-in type of an object.
    pub(crate) fn type_of(&self) -> Type {
        use crate::object::{GeneratorKind, Iter, StepAct, ViewKind};
        match self {
            Object::Int(_) => Type::Int,
            Object::Str(_) => Type::Str,
            Object::Bytes(_) => Type::Bytes,
            Object::ByteArray(_) => Type::ByteArray,
            Object::Tuple(_) => Type::Tuple,
            Object::List(_) => Type::List,
            Object::Dict(_) => Type::Dict,
            Object::Set(_) => Type::Set,
            Object::FrozenSet(_) => Type::FrozenSet,
            Object::Range(_) => Type::Range,
            Object::Slice(_) => Type::Slice,
            Object::Cell(_) => Type::Cell,
            Object::Function(_) => Type::Function,
            Object::Method { function: Value::Native(_), .. } => Type::BuiltinFunction,
            Object::Method { .. } => Type::Method,
            Object::Class(_) => Type::TypeType,
            Object::Instance { .. } => Type::Object,
            Object::Exception(_) => Type::Exception,
            Object::Generator(generator) => match generator.kind {
                GeneratorKind::Generator => Type::Generator,
                GeneratorKind::Coroutine => Type::Coroutine,
                GeneratorKind::AsyncGenerator => Type::AsyncGenerator,
            },
            Object::Iter(iter) => match **iter {
                Iter::List { .. } => Type::ListIterator,
                Iter::Tuple { .. } => Type::TupleIterator,
                Iter::Str { .. } => Type::StrIterator,
                Iter::Bytes { .. } => Type::BytesIterator,
                Iter::Driven { kind, .. } => kind,
                Iter::Range { .. } => Type::RangeIterator,
                Iter::Dict { .. } => Type::DictKeyIterator,
                Iter::Set { .. } => Type::SetIterator,
                Iter::Enumerate { .. } => Type::Enumerate,
                Iter::Zip { .. } => Type::Zip,
                Iter::Reversed { .. } => Type::Reversed,
                Iter::Tool(ref tool) => tool.type_of(),
            },
            Object::View { kind, .. } => match kind {
                ViewKind::Keys => Type::DictKeys,
                ViewKind::Values => Type::DictValues,
                ViewKind::Items => Type::DictItems,
            },
            Object::Property(_) => Type::Property,
            Object::WeakRef(_) => Type::WeakRef,
            Object::StaticMethod(_) => Type::StaticMethod,
            Object::ClassMethod(_) => Type::ClassMethod,
            Object::Super { .. } => Type::Super,
            Object::Namespace(_) => Type::Namespace,
            Object::Future(future) if future.task.is_some() => Type::Task,
            Object::Future(future) if !future.extra.is_none() => Type::GatheringFuture,
            Object::Future(_) => Type::Future,
            Object::LoopHandle(handle) if handle.when.is_undef() => Type::LoopHandle,
            Object::LoopHandle(_) => Type::TimerHandle,
            Object::AsyncStep(step) => match step.act {
                StepAct::Send => Type::AsyncSend,
                StepAct::Throw | StepAct::Close => Type::AsyncThrow,
                StepAct::Coroutine => Type::CoroutineWrapper,
            },
            Object::Library(library) => library.type_of(),
            Object::Traceback(_) => Type::Traceback,
        }
    }
}
