//! Hashing, and dicts and sets by key.

use super::{Raise, Vm};
use crate::names;
use crate::object::{Dict, Object, Type, Value, number};

/// What lies deeper in nested tuples does not count.
const DEPTH_MAX: u32 = 1000;

/// A value that cannot be a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unhashable(pub Value);

impl Vm {
    /// `hash(value)` without running Python code.
    pub(crate) fn hash_native(&self, value: Value) -> Result<i64, Unhashable> {
        self.hash_within(value, 0)
    }

    fn hash_within(&self, value: Value, depth: u32) -> Result<i64, Unhashable> {
        if depth > DEPTH_MAX {
            return Ok(6_000_011);
        }
        Ok(match value {
            Value::Int(int) => number::hash_int(int),
            Value::Bool(bool) => i64::from(bool),
            Value::Float(float) => number::hash_float(float),
            Value::None => 0xfca8_6420,
            Value::Type(kind) => 1_000_003 + kind as i64,
            Value::Native(native) => 2_000_003 + i64::from(native.0),
            Value::Prelude(code) => 3_000_017 + i64::from(code.0),
            Value::Module(_) | Value::Loop(_) | Value::Stream(_) => 4_000_037,
            Value::Ellipsis | Value::NotImplemented | Value::Undef => 5_000_011,
            Value::Ref(_) if self.has_own_hash(value) => {
                return match self.user_method(value, names::HASH) {
                    Some(Value::None) | None => Err(Unhashable(value)),
                    Some(_) => self.asked_hash(value).ok_or(Unhashable(value)),
                };
            }
            Value::Ref(handle) => match self.heap.get(handle) {
                Object::Str(text) => number::hash_text(text),
                Object::Bytes(bytes) => number::hash_bytes(bytes),
                Object::Int(big) => number::hash_big(big),
                Object::Tuple(values) => self.hash_tuple(values, depth)?,
                Object::Slice(parts) => self.hash_tuple(&parts[..], depth)?,
                Object::Range(range) => {
                    let parts = match super::range_len(range) {
                        0 => [Value::Int(0), Value::None, Value::None],
                        1 => [Value::Int(1), Value::Int(range[0]), Value::None],
                        len => [len, range[0], range[2]].map(Value::Int),
                    };
                    self.hash_tuple(&parts, depth)?
                }
                Object::FrozenSet(set) => {
                    let hashes: Result<Vec<i64>, _> =
                        set.iter().map(|(key, _)| self.hash_within(key, depth + 1)).collect();
                    number::hash_set(&hashes?)
                }
                Object::List(_) | Object::ByteArray(_) | Object::Dict(_) | Object::Set(_) => {
                    return Err(Unhashable(value));
                }
                Object::Library(library) if !library.is_hashable() => {
                    return Err(Unhashable(value));
                }
                Object::Instance { class, .. } if self.is_unhashable(*class) => {
                    return Err(Unhashable(value));
                }
                Object::WeakRef(weak) => match weak.target {
                    Some(target) => self.hash_native(Value::Ref(target))?,
                    None => weak.hash.ok_or(Unhashable(value))?,
                },
                _ => i64::from(handle.0) * 16,
            },
        })
    }

    fn hash_tuple(&self, values: &[Value], depth: u32) -> Result<i64, Unhashable> {
        if let [a, b] = *values {
            let pair = [self.hash_within(a, depth + 1)?, self.hash_within(b, depth + 1)?];
            return Ok(number::hash_tuple(pair.into_iter()));
        }
        let hashes: Result<Vec<i64>, _> =
            values.iter().map(|&value| self.hash_within(value, depth + 1)).collect();
        Ok(number::hash_tuple(hashes?.into_iter()))
    }

    /// Whether a value's class has a `__hash__` that is no built-in type's.
    #[inline(always)]
    fn has_own_hash(&self, value: Value) -> bool {
        let object = self.heap.object(value);
        let may = matches!(
            object,
            Some(Object::Instance { .. } | Object::Exception(_) | Object::Class(_))
        );
        (may || self.heap.shadow(value).is_some())
            && !matches!(self.user_method(value, names::HASH), None | Some(Value::Native(_)))
    }

    /// `object.__hash__(value)`: an instance by its identity, whatever its class says.
    pub(crate) fn hash_plain(&mut self, value: Value) -> Result<i64, Raise> {
        match self.heap.object(value) {
            Some(Object::Instance { .. } | Object::Exception(_) | Object::Class(_)) => {
                Ok(value.handle().map_or(0, |handle| i64::from(handle.0) * 16))
            }
            _ => self.hash(value),
        }
    }

    /// `__eq__` without `__hash__` makes a class's instances unhashable.
    fn is_unhashable(&self, class: Value) -> bool {
        let hash = self.class_lookup(class, names::HASH);
        let eq = self.class_lookup(class, names::EQ);
        eq.is_some() && hash.is_none_or(|hash| hash.is_none())
    }

    /// `hash(value)`, or TypeError.
    pub(crate) fn hash(&mut self, value: Value) -> Result<i64, Raise> {
        match self.hash_native(value) {
            Ok(hash) => Ok(hash),
            Err(_) if self.wants() => Err(Raise),
            Err(Unhashable(inner)) => {
                let message = format!("unhashable type: '{}'", self.attribute_owner(inner));
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// The entry of a key with its hash. `None` may mean that a key has to be asked: `wants`.
    pub(crate) fn dict_find_hashed(&self, dict: &Dict, hash: i64, key: Value) -> Option<usize> {
        dict.find(hash, |known| self.same_key(known, key)).filter(|_| !self.wants())
    }

    pub(crate) fn as_dict(&self, value: Value) -> Option<&Dict> {
        match self.heap.object(value)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub(crate) fn as_set(&self, value: Value) -> Option<&Dict> {
        match self.heap.object(value)? {
            Object::Set(set) | Object::FrozenSet(set) => Some(set),
            _ => None,
        }
    }

    fn table(&self, value: Value) -> &Dict {
        match self.heap.object(value) {
            Some(Object::Dict(dict) | Object::Set(dict) | Object::FrozenSet(dict)) => dict,
            _ => panic!("yieldpoint bug: not a dict or set"),
        }
    }

    fn table_mut(&mut self, value: Value) -> &mut Dict {
        match value.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Dict(dict) | Object::Set(dict) | Object::FrozenSet(dict)) => dict,
            _ => panic!("yieldpoint bug: not a dict or set"),
        }
    }

    /// The value of a key, borrowed; TypeError if it cannot be hashed.
    pub(crate) fn dict_get(&mut self, dict: Value, key: Value) -> Result<Option<Value>, Raise> {
        let hash = self.hash(key)?;
        let table = self.table(dict);
        let found = table.find(hash, |known| self.same_key(known, key));
        self.known()?;
        Ok(found.map(|at| table.value_at(at)))
    }

    /// Sets a key; takes over key and value.
    pub(crate) fn dict_set(&mut self, dict: Value, key: Value, value: Value) -> Result<(), Raise> {
        let hash = match self.hash(key) {
            Ok(hash) => hash,
            Err(raise) => {
                self.heap.release(key);
                self.heap.release(value);
                return Err(raise);
            }
        };
        self.dict_set_hashed(dict, hash, key, value)
    }

    /// The same with a hash that is known.
    pub(crate) fn dict_set_hashed(
        &mut self, dict: Value, hash: i64, key: Value, value: Value,
    ) -> Result<(), Raise> {
        let table = self.table(dict);
        match table.find(hash, |known| self.same_key(known, key)) {
            _ if self.wants() => {
                self.heap.release(key);
                self.heap.release(value);
                return Err(Raise);
            }
            Some(at) => {
                let old = self.table_mut(dict).replace_at(at, value);
                self.heap.release(old);
                self.heap.release(key);
            }
            None => {
                self.table_mut(dict).insert_new(hash, key, value);
                self.heap.grew(48);
            }
        }
        Ok(())
    }

    /// Takes a key out; its value is the caller's.
    pub(crate) fn dict_remove(&mut self, dict: Value, key: Value) -> Result<Option<Value>, Raise> {
        let hash = self.hash(key)?;
        let table = self.table(dict);
        let found = table.find(hash, |known| self.same_key(known, key));
        self.known()?;
        let Some(at) = found else { return Ok(None) };
        let (key, value) = self.table_mut(dict).remove_at(at);
        self.heap.release(key);
        Ok(Some(value))
    }

    /// Takes the last entry out; both are the caller's.
    pub(crate) fn dict_pop_last(&mut self, dict: Value) -> Option<(Value, Value)> {
        let table = self.table_mut(dict);
        let last = table.last()?;
        Some(table.remove_at(last))
    }

    /// A new dict or set from owned keys and values.
    pub(crate) fn new_dict(&mut self, pairs: Vec<(Value, Value)>) -> Result<Value, Raise> {
        let dict = self.heap.alloc(Object::Dict(Default::default()));
        self.fill(dict, pairs)
    }

    pub(crate) fn new_set(&mut self, keys: Vec<Value>) -> Result<Value, Raise> {
        let set = self.heap.alloc(Object::Set(Default::default()));
        self.fill(set, keys.into_iter().map(|key| (key, Value::None)).collect())
    }

    /// A new dict or set with what the tables of others have, whose keys are hashed already.
    pub(crate) fn joined(&mut self, object: Object, of: &[Value]) -> Result<Value, Raise> {
        let made = self.heap.alloc(object);
        for &source in of {
            if let Err(raise) = self.dict_join(made, source) {
                self.heap.release(made);
                return Err(raise);
            }
        }
        Ok(made)
    }

    /// Puts the entries of one table into another.
    pub(crate) fn dict_join(&mut self, target: Value, source: Value) -> Result<(), Raise> {
        let entries: Vec<_> = self.table(source).hashed().collect();
        if self.table(target).len() == 0 {
            self.insert_distinct(target, entries);
            return Ok(());
        }
        for (hash, key, value) in entries {
            let (key, value) = (self.heap.keep(key), self.heap.keep(value));
            self.dict_set_hashed(target, hash, key, value)?;
        }
        Ok(())
    }

    /// Adds borrowed keys that are not there, with their hashes and values.
    pub(crate) fn insert_distinct(&mut self, target: Value, entries: Vec<(i64, Value, Value)>) {
        for (hash, key, value) in entries {
            let (key, value) = (self.heap.keep(key), self.heap.keep(value));
            self.table_mut(target).insert_new(hash, key, value);
            self.heap.grew(48);
        }
    }

    fn fill(&mut self, table: Value, pairs: Vec<(Value, Value)>) -> Result<Value, Raise> {
        let mut pairs = pairs.into_iter();
        while let Some((key, value)) = pairs.next() {
            if let Err(raise) = self.dict_set(table, key, value) {
                for (key, value) in pairs {
                    self.heap.release(key);
                    self.heap.release(value);
                }
                self.heap.release(table);
                return Err(raise);
            }
        }
        Ok(table)
    }
}
