//! Making classes: bodies, metaclasses, and what is told of a new class.
//!
//! **Models:** `builtin___build_class__`, `type_new` in `Objects/typeobject.c`, CPython 3.13.
//! **Departures:** `__prepare__` is not called: a body's names go to a plain dict.

use super::frame::After;
use super::{Args, Flow, Next, Outcome, Raise, Vm};
use crate::code::Program;
use crate::names;
use crate::object::{Attrs, Class, Object, Sym, Text, Traits, Type, Value};

type Done = Result<Next, Raise>;

/// A class on its way.
struct Plan {
    name: Text,
    qualname: Text,
    bases: Vec<Value>,
    attrs: Attrs,
    meta: Value,
}

impl Vm {
    /// `function base1 .. basen -> class`: runs the body first.
    pub(super) fn build_class(&mut self, program: &Program, bases: u16, keywords: bool) -> Done {
        let start = self.run.stack.len();
        let function = self.peek(bases as usize + 1 + usize::from(keywords));
        let Some(Object::Function(body)) = self.heap.object(function) else {
            panic!("yieldpoint bug: a class body is a function");
        };
        let (code, closure) = (body.code, body.closure.clone());
        let own = program.code(code).free_start as usize;
        self.run.stack.resize(start + own, Value::Undef);
        let cells = self.heap.keep_all(&closure);
        self.run.stack.extend(cells);
        let module = program.code(code).module;
        let module = self.heap.str(&*program.modules[module.index()].name);
        let qualname = self.heap.str(&*program.code(code).qualname);
        let mut attrs: Attrs = vec![(names::MODULE, module), (names::QUALNAME, qualname)];
        if let Some(text) = program.code(code).docstring {
            attrs.push((names::DOC, self.heap.keep(text)));
        }
        let owner = self.heap.alloc(Object::Namespace(attrs));
        let next = self.push_frame(code, start, start, After::BuildClass { bases, keywords });
        match next {
            Ok(_) => self.run.top.owner = owner,
            Err(_) => self.heap.release(owner),
        }
        next
    }

    /// The body has run: `cell` is `__class__`'s, or None. Both are owned.
    pub(super) fn class_built(
        &mut self, bases: u16, keywords: bool, namespace: Value, cell: Value,
    ) -> Done {
        let named = if keywords { self.pop() } else { Value::Undef };
        let at = self.run.stack.len() - bases as usize;
        let bases: Vec<Value> = self.run.stack.split_off(at);
        self.drop_top(1);
        let attrs = match namespace.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Namespace(attrs)) => std::mem::take(attrs),
            _ => Vec::new(),
        };
        self.heap.release(namespace);
        let given = self.take_keyword(named, names::METACLASS);
        let made = self.class_from_body(&bases, attrs, given, named, cell);
        self.heap.release_all(&bases);
        self.heap.release_all(&[given, named, cell]);
        made
    }

    /// The value of a keyword, owned, which is then gone; `Undef` if it is not there.
    fn take_keyword(&mut self, keywords: Value, name: Sym) -> Value {
        if keywords.is_undef() {
            return Value::Undef;
        }
        let text = self.name(name).to_string();
        let key = self.heap.str(text);
        let found = self.dict_remove(keywords, key);
        self.heap.release(key);
        found.ok().flatten().unwrap_or(Value::Undef)
    }

    /// `-> class`, from owned attributes; the rest is borrowed.
    fn class_from_body(
        &mut self, bases: &[Value], attrs: Attrs, given: Value, keywords: Value, cell: Value,
    ) -> Done {
        let mut attrs = attrs;
        let meta = match self.metaclass(bases, given) {
            Ok(meta) => meta,
            Err(raise) => {
                attrs.iter().for_each(|&(_, value)| self.heap.release(value));
                return Err(raise);
            }
        };
        let qualname = attrs.iter().find(|(name, _)| *name == names::QUALNAME);
        let qualname = qualname.and_then(|&(_, value)| self.text(value).cloned());
        let qualname = qualname.unwrap_or_else(|| Text::from(""));
        let name: Text = qualname.rsplit('.').next().unwrap_or("").into();
        if !matches!(meta, Value::Type(_)) {
            if !cell.is_none() {
                attrs.push((names::CLASSCELL, self.heap.keep(cell)));
            }
            return self.call_metaclass(meta, &name, bases, attrs, keywords);
        }
        let plan = Plan { name, qualname, bases: bases.to_vec(), attrs, meta };
        let class = self.make_class(plan)?;
        self.fill_cell(cell, class);
        match self.announcement(class, keywords)? {
            None => self.put(class).map(|_| Next::Frame),
            Some(arguments) => {
                self.heap.release(class);
                self.call_library("builtins._finish_class", arguments, After::Push)
            }
        }
    }

    /// The most derived of the metaclasses; borrowed.
    fn metaclass(&mut self, bases: &[Value], given: Value) -> Result<Value, Raise> {
        let mut best = if given.is_undef() { Value::Type(Type::TypeType) } else { given };
        if !self.is_class(best) {
            return Ok(best);
        }
        for &base in bases {
            let one = self.class_of(base);
            if self.is_subclass(best, one) {
                continue;
            }
            if !self.is_subclass(one, best) {
                let message = "metaclass conflict: the metaclass of a derived class must be a \
                               (non-strict) subclass of the metaclasses of all its bases";
                return Err(self.raise(Type::TypeError, message.into()));
            }
            best = one;
        }
        Ok(best)
    }

    fn call_metaclass(
        &mut self, meta: Value, name: &Text, bases: &[Value], attrs: Attrs, keywords: Value,
    ) -> Done {
        let name = self.heap.str(name.clone());
        let bases = self.heap.keep_all(bases);
        let bases = self.heap.tuple(bases);
        let mut pairs = Vec::new();
        for (name, value) in attrs {
            let text = self.name(name).to_string();
            pairs.push((self.heap.str(text), value));
        }
        let namespace = self.new_dict(pairs)?;
        let keywords = match keywords {
            Value::Undef => self.new_dict(Vec::new())?,
            keywords => self.heap.keep(keywords),
        };
        let meta = self.heap.keep(meta);
        let arguments = vec![meta, name, bases, namespace, keywords];
        self.call_library("builtins._call_metaclass", arguments, After::Push)
    }

    fn fill_cell(&mut self, cell: Value, class: Value) {
        if let Some(Object::Cell(_)) = self.heap.object(cell) {
            let content = self.heap.keep(class);
            let mut old = Value::Undef;
            if let Some(Object::Cell(place)) = cell.handle().map(|cell| self.heap.get_mut(cell)) {
                old = std::mem::replace(place, content);
            }
            self.heap.release(old);
        }
    }

    /// A class from its plan, whose attributes are owned.
    fn make_class(&mut self, plan: Plan) -> Result<Value, Raise> {
        let Plan { name, qualname, mut bases, mut attrs, meta } = plan;
        if bases.is_empty() {
            bases.push(Value::Type(Type::Object));
        }
        let checked = self.check_bases(&bases);
        let (mro, slots) = match checked.and_then(|mro| Ok((mro, self.slots(&bases, &attrs)?))) {
            Ok(found) => found,
            Err(raise) => {
                attrs.iter().for_each(|&(_, value)| self.heap.release(value));
                return Err(raise);
            }
        };
        let layout = self.layout_of(&bases);
        if let Some(at) = attrs.iter().position(|(name, _)| *name == names::QUALNAME) {
            let (_, value) = attrs.remove(at);
            self.heap.release(value);
        }
        for (name, value) in &mut attrs {
            self.wrap_special(*name, value);
        }
        let has = |name: Sym| attrs.iter().any(|(known, _)| *known == name);
        if has(names::EQ) && !has(names::HASH) {
            attrs.push((names::HASH, Value::None));
        }
        let traits = self.traits(&mro, &attrs, layout);
        self.heap.has_finalizers |= attrs.iter().any(|(name, _)| *name == names::DEL);
        let name = self.sym(&name);
        let meta = self.heap.keep(meta);
        let bases = self.heap.keep_all(&bases).into();
        let mro = self.heap.keep_all(&mro).into();
        self.serial = self.serial.wrapping_add(1);
        let serial = self.serial;
        let class =
            Class { name, qualname, bases, mro, attrs, layout, meta, slots, traits, serial };
        Ok(self.heap.alloc(Object::Class(class.into())))
    }

    fn check_bases(&mut self, bases: &[Value]) -> Result<Vec<Value>, Raise> {
        for (index, &base) in bases.iter().enumerate() {
            self.check_base(base)?;
            if bases[..index].iter().any(|earlier| earlier.is(base)) {
                let message = format!("duplicate base class {}", self.class_name(base));
                return Err(self.raise(Type::TypeError, message));
            }
        }
        let layout = self.layout_of(bases);
        // Exceptions share one layout.
        let fits =
            |base: Type| layout.is_subtype(base) || (layout.is_exception() && base.is_exception());
        if !bases.iter().all(|&base| fits(self.layout(base))) {
            let message = "multiple bases have instance lay-out conflict".into();
            return Err(self.raise(Type::TypeError, message));
        }
        self.linearise(bases)
    }

    /// Some methods need no decorator.
    fn wrap_special(&mut self, name: Sym, value: &mut Value) {
        if !matches!(self.heap.object(*value), Some(Object::Function(_))) {
            return;
        }
        let wrapped = match name {
            names::NEW => Object::StaticMethod(*value),
            names::INIT_SUBCLASS | names::CLASS_GETITEM => Object::ClassMethod(*value),
            _ => return,
        };
        *value = self.heap.alloc(wrapped);
    }

    fn traits(&self, mro: &[Value], attrs: &Attrs, layout: Type) -> Traits {
        let own = |name: Sym| attrs.iter().any(|(known, _)| *known == name);
        let inherited = |test: fn(&Traits) -> bool| {
            mro.iter().any(|&base| match self.heap.object(base) {
                Some(Object::Class(class)) => test(&class.traits),
                _ => false,
            })
        };
        let is_plain = layout == Type::Object || layout.is_exception();
        Traits {
            has_new: !is_plain || own(names::NEW) || inherited(|traits| traits.has_new),
            has_getattribute: own(names::GETATTRIBUTE)
                || inherited(|traits| traits.has_getattribute),
            is_abstract: false,
        }
    }

    /// The names of `__slots__`, with those of the bases; `None` if there is a dict after all.
    fn slots(&mut self, bases: &[Value], attrs: &Attrs) -> Result<Option<Box<[Sym]>>, Raise> {
        let Some(&(_, given)) = attrs.iter().find(|(name, _)| *name == names::SLOTS) else {
            return Ok(None);
        };
        let mut slots = Vec::new();
        let mut has_dict = false;
        for &base in bases {
            match (base, self.heap.object(base)) {
                (_, Some(Object::Class(base))) => match &base.slots {
                    Some(inherited) => slots.extend(inherited.iter().copied()),
                    None => has_dict = true,
                },
                (Value::Type(Type::Object), _) => {}
                _ => has_dict = true,
            }
        }
        let texts = match self.text(given) {
            Some(_) => vec![given],
            None => match self.items(given)? {
                super::Items::Owned(items) => {
                    // They are the class's as long as its `__slots__` is.
                    self.heap.release_all(&items);
                    items
                }
                super::Items::NeedsCall => Vec::new(),
            },
        };
        for text in texts {
            let Some(name) = self.text(text).map(|text| text.to_string()) else {
                let kind = self.type_name(text);
                let message = format!("__slots__ items must be strings, not '{kind}'");
                return Err(self.raise(Type::TypeError, message));
            };
            let name = self.sym(&name);
            if attrs.iter().any(|(known, _)| *known == name) {
                let text = self.name(name).to_string();
                let message = format!("'{text}' in __slots__ conflicts with class variable");
                return Err(self.raise(Type::ValueError, message));
            }
            has_dict |= name == names::DICT;
            slots.push(name);
        }
        Ok((!has_dict).then(|| slots.into()))
    }

    /// What tells descriptors their names and base classes of the new one: owned arguments of
    /// the library's function, if somebody wants to know. Class and keywords are borrowed.
    fn announcement(&mut self, class: Value, keywords: Value) -> Result<Option<Vec<Value>>, Raise> {
        let (attrs, mro) = match self.heap.object(class) {
            Some(Object::Class(class)) => (class.attrs.clone(), class.mro.clone()),
            _ => panic!("yieldpoint bug: no class"),
        };
        let mut named = Vec::new();
        for (name, value) in attrs {
            if self.user_method(value, names::SET_NAME).is_some() {
                let text = self.name(name).to_string();
                let pair = vec![self.heap.str(text), self.heap.keep(value)];
                named.push(self.heap.tuple(pair));
            }
        }
        let is_told = self.has_attr_in(&mro, names::INIT_SUBCLASS);
        if named.is_empty() && !is_told && matches!(keywords, Value::None | Value::Undef) {
            return Ok(None);
        }
        let named = self.heap.tuple(named);
        let keywords = match keywords {
            Value::None | Value::Undef => self.new_dict(Vec::new())?,
            keywords => self.heap.keep(keywords),
        };
        let class = self.heap.keep(class);
        Ok(Some(vec![class, named, keywords]))
    }

    fn has_attr_in(&self, classes: &[Value], name: Sym) -> bool {
        classes.iter().any(|&class| match self.heap.object(class) {
            Some(Object::Class(class)) => class.attrs.iter().any(|(known, _)| *known == name),
            _ => false,
        })
    }

    /// `type.__new__(meta, name, bases, namespace, **keywords)`, and `type(name, bases, dict)`.
    pub(crate) fn type_new(&mut self, args: Args, first: usize, meta: Value) -> Outcome {
        let names_given = std::mem::take(&mut self.call_names);
        let (name, bases, dict) =
            (self.arg(args, first), self.arg(args, first + 1), self.arg(args, first + 2));
        let (name, bases) = match (self.text(name).cloned(), self.heap.object(bases)) {
            (Some(name), Some(Object::Tuple(bases))) => (name, bases.to_vec()),
            _ => {
                let kind = self.type_name(name);
                let message = format!("type.__new__() argument 1 must be str, not {kind}");
                return Err(self.raise(Type::TypeError, message));
            }
        };
        let is_call = meta.is_undef();
        let meta = self.metaclass(&bases, meta)?;
        if is_call && !matches!(meta, Value::Type(_)) {
            let given = [self.arg(args, first), self.arg(args, first + 1), dict];
            let args = self.heap.keep_all(&given);
            let callable = self.heap.keep(meta);
            return Ok(Flow::Call { callable, args, after: After::Push });
        }
        let pairs: Vec<(Value, Value)> =
            self.as_dict(dict).map(|dict| dict.iter().collect()).unwrap_or_default();
        let mut attrs: Attrs = Vec::new();
        for (key, value) in pairs {
            let Some(text) = self.text(key).map(|text| text.to_string()) else { continue };
            let name = self.sym(&text);
            attrs.push((name, self.heap.keep(value)));
        }
        if !attrs.iter().any(|(name, _)| *name == names::MODULE) {
            let program = self.program.clone();
            let module = program.code(self.run.top.code).module;
            let module = self.heap.str(&*program.modules[module.index()].name);
            attrs.push((names::MODULE, module));
        }
        let cell = attrs.iter().position(|(name, _)| *name == names::CLASSCELL);
        let cell = cell.map_or(Value::None, |at| attrs.remove(at).1);
        let qualname = attrs.iter().find(|(name, _)| *name == names::QUALNAME);
        let qualname = qualname.and_then(|&(_, value)| self.text(value).cloned());
        let qualname = qualname.unwrap_or_else(|| name.clone());
        let made = self.make_class(Plan { name, qualname, bases, attrs, meta });
        if let Ok(class) = made {
            self.fill_cell(cell, class);
        }
        self.heap.release(cell);
        let class = made?;
        let keywords = self.named_arguments(args, &names_given)?;
        let told = self.announcement(class, keywords);
        self.heap.release(keywords);
        let Some(args) = told? else { return Ok(Flow::Value(class)) };
        self.heap.release(class);
        let callable = self.library("builtins._finish_class");
        Ok(Flow::Call { callable, args, after: After::Push })
    }

    /// The arguments given by name as an owned dict; None if there are none.
    pub(crate) fn named_arguments(&mut self, args: Args, given: &[Sym]) -> Result<Value, Raise> {
        if given.is_empty() {
            return Ok(Value::None);
        }
        let first = args.count - given.len();
        let mut pairs = Vec::new();
        for (index, &name) in given.iter().enumerate() {
            let text = self.name(name).to_string();
            let value = self.arg(args, first + index);
            pairs.push((self.heap.str(text), self.heap.keep(value)));
        }
        self.new_dict(pairs)
    }
}
