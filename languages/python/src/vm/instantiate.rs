//! `C(...)`: making instances.
//!
//! **Models:** `type_call`, `object_new`, `object_init` in `Objects/typeobject.c`, CPython 3.13.

use super::call::Site;
use super::frame::After;
use super::{Args, Flow, Next, Outcome, Raise, Vm};
use crate::code::Program;
use crate::names;
use crate::object::{Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// `C(...)` of a user class.
    pub(super) fn construct(&mut self, program: &Program, class: Value, site: Site<'_>) -> Done {
        let traits = match self.heap.object(class) {
            Some(Object::Class(class)) => class.traits,
            _ => panic!("yieldpoint bug: no class"),
        };
        if traits.is_abstract {
            return Err(self.is_abstract(class));
        }
        if traits.has_new {
            return self.construct_by_new(site);
        }
        let init = self.class_lookup(class, names::INIT);
        let layout = self.layout(class);
        let instance = if layout.is_exception() {
            let count = site.count - site.names.len();
            let arguments = self.run.stack[site.start + 2..site.start + 2 + count].to_vec();
            let arguments = self.heap.keep_all(&arguments);
            let class = self.heap.keep(class);
            let exception = self.new_exception(class, arguments);
            self.init_group(exception)?;
            exception
        } else {
            let class = self.heap.keep(class);
            self.heap.alloc(Object::Instance { class, attrs: Vec::new() })
        };
        let Some(init) = init else {
            return self.construct_plain(program, layout, instance, site);
        };
        if site.after != After::Push {
            self.heap.release(instance);
            return self.construct_in_library(site);
        }
        // The instance is the result, below the frame of `__init__`, and its first argument.
        let init = self.heap.keep(init);
        let own = self.heap.keep(instance);
        let class = std::mem::replace(&mut self.run.stack[site.start], instance);
        self.heap.release(class);
        self.run.stack[site.start + 1] = init;
        self.run.stack.insert(site.start + 2, own);
        self.call_site(program, Site { start: site.start + 1, after: After::Init, ..site })
    }

    /// An instance that is not made by a call instruction: the library has one.
    fn construct_in_library(&mut self, site: Site<'_>) -> Done {
        let arguments = self.run.stack.split_off(site.start + 2);
        let class = self.heap.keep(self.run.stack[site.start]);
        self.truncate(site.start);
        let arguments = self.heap.tuple(arguments);
        self.call_library("builtins._call", vec![class, arguments], site.after)
    }

    fn construct_plain(
        &mut self, program: &Program, layout: Type, instance: Value, site: Site<'_>,
    ) -> Done {
        if site.count > 0 && !layout.is_exception() {
            let message = format!("{}() takes no arguments", self.type_name(instance));
            self.heap.release(instance);
            return Err(self.raise(Type::TypeError, message));
        }
        self.truncate(site.start);
        self.finish_call(program, site.after, instance)
    }

    /// A class with a `__new__`: the library calls it, then `__init__`.
    fn construct_by_new(&mut self, site: Site<'_>) -> Done {
        let class = self.heap.keep(self.run.stack[site.start]);
        let args = Args { at: site.start + 2, count: site.count };
        let (arguments, keywords) = self.packed(args, site.names)?;
        self.truncate(site.start);
        self.call_library("builtins._construct", vec![class, arguments, keywords], site.after)
    }

    /// Arguments as an owned tuple and an owned dict.
    pub(crate) fn packed(&mut self, args: Args, given: &[Sym]) -> Result<(Value, Value), Raise> {
        let named = match self.named_arguments(args, given)? {
            Value::None => self.new_dict(Vec::new())?,
            dict => dict,
        };
        let positional = args.at..args.at + args.count - given.len();
        let values = self.run.stack[positional].to_vec();
        let values = self.heap.keep_all(&values);
        Ok((self.heap.tuple(values), named))
    }

    /// `_derived(class, value)`: an object like this value, of a class derived from its type.
    pub(crate) fn derived(&mut self, args: Args) -> Outcome {
        let (class, value) = (self.arg(args, 0), self.arg(args, 1));
        let object = match (value, self.heap.object(value)) {
            (Value::Int(int), _) => Object::Int(Box::new(int.into())),
            (Value::Bool(bool), _) => Object::Int(Box::new(i64::from(bool).into())),
            (_, Some(object)) => object.clone(),
            _ => return Ok(Flow::Value(value)),
        };
        let made = self.own_children(object);
        let class = self.heap.keep(class);
        let shadow = self.heap.alloc(Object::Instance { class, attrs: Vec::new() });
        if let Some(handle) = made.handle() {
            self.heap.derive(handle, shadow);
        }
        Ok(Flow::Value(made))
    }

    fn is_abstract(&mut self, class: Value) -> Raise {
        let found = self.class_lookup(class, names::ABSTRACTMETHODS);
        let mut methods: Vec<String> = match found.and_then(|found| self.as_set(found)) {
            Some(set) => {
                set.iter().filter_map(|(key, _)| self.text(key)).map(|t| t.to_string()).collect()
            }
            None => Vec::new(),
        };
        methods.sort();
        let plural = if methods.len() == 1 { "" } else { "s" };
        let methods: Vec<String> = methods.iter().map(|name| format!("'{name}'")).collect();
        let message = format!(
            "Can't instantiate abstract class {} without an implementation for abstract \
             method{plural} {}",
            self.class_name(class),
            methods.join(", ")
        );
        self.raise(Type::TypeError, message)
    }

    /// `object.__new__(cls, ...)`.
    pub(crate) fn object_new(&mut self, args: Args) -> Outcome {
        let given = std::mem::take(&mut self.call_names);
        let class = self.arg(args, 0);
        let kind = self.type_name(class);
        if !self.is_class(class) {
            let message = format!("object.__new__(X): X is not a type object ({kind})");
            return Err(self.raise(Type::TypeError, message));
        }
        let (layout, abstract_) = match (class, self.heap.object(class)) {
            (_, Some(Object::Class(found))) => (found.layout, found.traits.is_abstract),
            _ => (self.layout(class), false),
        };
        if abstract_ {
            return Err(self.is_abstract(class));
        }
        let rest = Args { at: args.at + 1, count: args.count - 1 };
        if layout.is_exception() {
            let values = self.run.stack[rest.at..rest.at + rest.count - given.len()].to_vec();
            let values = self.heap.keep_all(&values);
            let class = self.heap.keep(class);
            let exception = self.new_exception(class, values);
            self.init_group(exception)?;
            return Ok(Flow::Value(exception));
        }
        if layout != Type::Object {
            let (arguments, keywords) = self.packed(rest, &given)?;
            let arguments = vec![self.heap.keep(class), Value::Type(layout), arguments, keywords];
            let callable = self.library("builtins._new_derived");
            return Ok(Flow::Call { callable, args: arguments, after: After::Push });
        }
        if rest.count > 0 {
            self.check_excess(class)?;
        }
        let class = self.heap.keep(class);
        Ok(Flow::Value(self.heap.alloc(Object::Instance { class, attrs: Vec::new() })))
    }

    /// More arguments than `object.__new__` takes.
    fn check_excess(&mut self, class: Value) -> Result<(), Raise> {
        let message = if self.class_lookup(class, names::NEW).is_some() {
            "object.__new__() takes exactly one argument (the type to instantiate)".into()
        } else if self.class_lookup(class, names::INIT).is_none() {
            format!("{}() takes no arguments", self.class_name(class))
        } else {
            return Ok(());
        };
        Err(self.raise(Type::TypeError, message))
    }

    /// `object.__init__(self, ...)`.
    pub(crate) fn object_init(&mut self, args: Args) -> Outcome {
        self.call_names.clear();
        let class = self.class_of(self.arg(args, 0));
        if args.count == 1 {
            return Ok(Flow::Value(Value::None));
        }
        let message = if self.class_lookup(class, names::INIT).is_some() {
            "object.__init__() takes exactly one argument (the instance to initialize)".into()
        } else if self.class_lookup(class, names::NEW).is_none()
            && self.layout(class) == Type::Object
        {
            format!("{}() takes no arguments", self.class_name(class))
        } else {
            return Ok(Flow::Value(Value::None));
        };
        Err(self.raise(Type::TypeError, message))
    }

    /// `type.__call__(cls, ...)`.
    pub(crate) fn type_call(&mut self, args: Args) -> Outcome {
        let given = std::mem::take(&mut self.call_names);
        let class = self.arg(args, 0);
        if !matches!(self.heap.object(class), Some(Object::Class(_))) {
            let arguments: Vec<Value> =
                (1..args.count).map(|index| self.arg(args, index)).collect();
            let args = self.heap.keep_all(&arguments);
            return Ok(Flow::Call { callable: self.heap.keep(class), args, after: After::Push });
        }
        // callable [undef] cls arguments -> cls undef arguments
        let class = self.heap.keep(class);
        let start = args.at - 1 - usize::from(self.run.stack[args.at - 1].is_undef());
        let arguments = self.run.stack.split_off(args.at + 1);
        self.truncate(start);
        self.run.stack.extend([class, Value::Undef]);
        let count = arguments.len();
        self.run.stack.extend(arguments);
        let program = self.program.clone();
        let site = Site { start, count, names: &given, after: After::Push };
        self.construct(&program, class, site).map(|_| Flow::Pushed)
    }
}
