//! What `match` asks a subject.
//!
//! **Models:** `Python/ceval.c` (`_PyEval_MatchClass`, `_PyEval_MatchKeys`), CPython 3.13.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::names;
use crate::object::{Object, Type, Value};

type Done = Result<Next, Raise>;

/// Built-in types whose one positional pattern is the subject itself.
const SELF_MATCHING: &[Type] = &[
    Type::Bool,
    Type::Dict,
    Type::Float,
    Type::FrozenSet,
    Type::Int,
    Type::List,
    Type::Set,
    Type::Str,
    Type::Tuple,
];

impl Vm {
    /// `subject -> subject bool`
    pub(super) fn match_sequence(&mut self) -> Done {
        let is_sequence = self.matches_as(
            self.peek(1),
            &[Type::List, Type::Tuple, Type::Range],
            &["Sequence", "MutableSequence", "deque"],
        );
        self.put(Value::Bool(is_sequence))
    }

    /// `subject -> subject bool`
    pub(super) fn match_mapping(&mut self) -> Done {
        let is_mapping =
            self.matches_as(self.peek(1), &[Type::Dict], &["Mapping", "MutableMapping"]);
        self.put(Value::Bool(is_mapping))
    }

    /// Whether a value is of one of these built-in types or derives from an abstract class of
    /// that name.
    fn matches_as(&self, value: Value, kinds: &[Type], abstract_names: &[&str]) -> bool {
        let class = self.class_of(value);
        let layout = self.layout(class);
        kinds.iter().any(|&kind| layout.is_subtype(kind))
            || self.order_of(class).into_iter().any(|base| {
                matches!(self.heap.object(base), Some(Object::Class(_)))
                    && abstract_names.contains(&self.class_name(base))
            })
    }

    /// `subject -> subject int`
    pub(super) fn length(&mut self) -> Done {
        let subject = self.peek(1);
        if let Some(len) = self.len_native(subject) {
            return self.put(Value::Int(len as i64));
        }
        match self.user_method(subject, names::LEN) {
            Some(method) => self.call_method_frame(method, subject, &[], After::Length),
            None => {
                let message = format!("object of type '{}' has no len()", self.type_name(subject));
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// `subject keys -> subject keys values_or_None`
    pub(super) fn match_keys(&mut self) -> Done {
        let (subject, keys) = (self.peek(2), self.peek(1));
        let wanted = match self.heap.object(keys) {
            Some(Object::Tuple(keys)) => keys.to_vec(),
            _ => panic!("yieldpoint bug: the keys of a pattern are no tuple"),
        };
        let plain = |&key: &Value| key.handle().is_none() || self.text(key).is_some();
        if self.as_dict(subject).is_none() || !wanted.iter().all(plain) {
            let arguments = self.heap.keep_all(&[subject, keys]);
            return self.call_library("builtins._match_keys", arguments, After::Push);
        }
        let mut found = Vec::new();
        for (index, &key) in wanted.iter().enumerate() {
            if wanted[..index].iter().any(|&known| self.equal_native(known, key)) {
                let shown = self.repr_native(key).unwrap_or_default();
                let message = format!("mapping pattern checks duplicate key ({shown})");
                return Err(self.raise(Type::ValueError, message));
            }
            match self.dict_get(subject, key)? {
                Some(value) => found.push(value),
                None => return self.put(Value::None),
            }
        }
        let found = self.heap.keep_all(&found);
        let found = self.heap.tuple(found);
        self.put(found)
    }

    /// `subject keys -> dict`: what the keys leave.
    pub(super) fn match_rest(&mut self) -> Done {
        let (keys, subject) = (self.pop(), self.pop());
        self.call_library("builtins._match_rest", vec![subject, keys], After::Push)
    }

    /// `subject class names -> values_or_None`
    pub(super) fn match_class(&mut self, positional: u32) -> Done {
        let (subject, class, names) = (self.peek(3), self.peek(2), self.peek(1));
        if !self.is_class(class) {
            let message = "called match pattern must be a class".into();
            return Err(self.raise(Type::TypeError, message));
        }
        if !self.is_instance(subject, class) {
            self.drop_top(3);
            return self.put(Value::None);
        }
        let named = match self.heap.object(names) {
            Some(Object::Tuple(names)) => names.to_vec(),
            _ => panic!("yieldpoint bug: the names of a pattern are no tuple"),
        };
        let mut wanted = Vec::new();
        let mut first = Vec::new();
        if positional > 0 {
            if let Some(names) = self.match_args(class, positional as usize)? {
                wanted.extend(names);
            } else {
                first.push(subject);
            }
        }
        self.check_repeated(class, &wanted, &named)?;
        wanted.extend(named);
        if wanted.is_empty() {
            let found = self.heap.keep_all(&first);
            let found = self.heap.tuple(found);
            self.drop_top(3);
            return self.put(found);
        }
        let first = self.heap.keep_all(&first);
        let wanted = self.heap.keep_all(&wanted);
        let arguments =
            vec![self.heap.keep(subject), self.heap.tuple(first), self.heap.tuple(wanted)];
        self.drop_top(3);
        self.call_library("builtins._match_attributes", arguments, After::Push)
    }

    /// The attributes that positional patterns stand for, borrowed; `None` for the subject itself.
    fn match_args(&mut self, class: Value, count: usize) -> Result<Option<Vec<Value>>, Raise> {
        let name = self.class_name(class).to_string();
        let sym = self.sym("__match_args__");
        let Some(found) = self.class_lookup(class, sym) else {
            let layout = self.layout(class);
            let is_self = SELF_MATCHING.iter().any(|&kind| layout.is_subtype(kind));
            let allowed = usize::from(is_self);
            if count > allowed {
                return Err(self.too_many_patterns(&name, allowed, count));
            }
            return Ok(None);
        };
        let Some(Object::Tuple(args)) = self.heap.object(found) else {
            let kind = self.type_name(found);
            let message = format!("{name}.__match_args__ must be a tuple (got {kind})");
            return Err(self.raise(Type::TypeError, message));
        };
        let args = args.to_vec();
        if count > args.len() {
            return Err(self.too_many_patterns(&name, args.len(), count));
        }
        if let Some(&bad) = args[..count].iter().find(|&&arg| self.text(arg).is_none()) {
            let kind = self.type_name(bad);
            let message = format!("__match_args__ elements must be strings (got {kind})");
            return Err(self.raise(Type::TypeError, message));
        }
        Ok(Some(args[..count].to_vec()))
    }

    fn too_many_patterns(&mut self, name: &str, allowed: usize, count: usize) -> Raise {
        let plural = if allowed == 1 { "" } else { "s" };
        let message =
            format!("{name}() accepts {allowed} positional sub-pattern{plural} ({count} given)");
        self.raise(Type::TypeError, message)
    }

    fn check_repeated(
        &mut self, class: Value, positional: &[Value], named: &[Value],
    ) -> Result<(), Raise> {
        let texts: Vec<String> = positional
            .iter()
            .chain(named)
            .filter_map(|&name| self.text(name).map(|text| text.to_string()))
            .collect();
        for (index, text) in texts.iter().enumerate() {
            if texts[..index].contains(text) {
                let name = self.class_name(class).to_string();
                let message = format!("{name}() got multiple sub-patterns for attribute '{text}'");
                return Err(self.raise(Type::TypeError, message));
            }
        }
        Ok(())
    }
}
