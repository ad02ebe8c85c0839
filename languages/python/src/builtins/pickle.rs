//! `pickle.dumps`: values as bytes, protocol 4.
//!
//! What has to run Python code (`__reduce__`, `__getstate__`) or has to be looked up (functions,
//! classes) is asked for: the native comes back with a list of such objects, and is called again
//! with what the library has found out about them ([`Known`]).
//!
//! **Models:** `Modules/_pickle.c`, CPython 3.13.
//! **Departures:** everything is one frame.

use super::{Entry, function};
use crate::object::{ModuleId, Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::table::Table;

pub(super) const TABLE: &[Entry] = &[
    function("_pickle", 2, 2, &[], pickle),
    function("_find_module", 1, 1, &[], find_module),
    function("_builtin_named", 1, 1, &[], |vm, args| {
        let name = vm.text(vm.arg(args, 0)).map_or(String::new(), |name| name.to_string());
        let found = super::lookup(&name, &vm.program.prelude);
        Ok(Flow::Value(found.unwrap_or(Value::None)))
    }),
    function("_qualified_name", 1, 1, &[], |vm, args| {
        let name = vm.qualified_name(vm.arg(args, 0));
        Ok(Flow::Value(vm.heap.str(name)))
    }),
    function("_is_builtin_type", 1, 1, &[], |vm, args| {
        let is_one = matches!(vm.arg(args, 0), Value::Type(_));
        Ok(Flow::Value(Value::Bool(is_one)))
    }),
];

/// How deep values may be nested.
const DEPTH_MAX: u32 = 400;
/// How long a pickle may be, in bytes.
const BYTES_MAX: usize = 32 << 20;
/// What pickling and unpickling take for a byte, in ns: measured on CPython 3.13.
pub(super) const BYTE_NS: u64 = 6;
/// Items that go to a container at a time.
const BATCH: usize = 1000;

/// Why it does not work.
enum Failed {
    TooDeep,
    TooLong,
}

type Done = Result<(), Failed>;

struct Pickler<'v> {
    vm: &'v Vm,
    out: Vec<u8>,
    count: u32,
    objects: Table<u32, u32>,
    texts: Table<String, u32>,
    /// What the library says of objects: tuples.
    known: Table<u32, Value>,
    needed: Vec<Value>,
}

/// The module of that name, if it has been imported, or None.
fn find_module(vm: &mut Vm, args: Args) -> Outcome {
    let Some(name) = vm.text(vm.arg(args, 0)) else { return Ok(Flow::Value(Value::None)) };
    let place = vm.program.modules.iter().position(|module| *module.name == **name);
    let found = place.map(|place| Value::Module(ModuleId(place as u16)));
    Ok(Flow::Value(found.unwrap_or(Value::None)))
}

/// `_pickle(value, [object, found, ..])`: bytes, a list of what has to be found out about, or None
/// if the value is nested too deeply.
fn pickle(vm: &mut Vm, args: Args) -> Outcome {
    let mut known = Table::default();
    if let Some(Object::List(found)) = vm.heap.object(vm.arg(args, 1)) {
        for pair in found.chunks(2) {
            if let (Value::Ref(handle), [_, found]) = (pair[0], pair) {
                known.insert(handle.0, *found);
            }
        }
    }
    let mut pickler = Pickler {
        vm,
        out: Vec::new(),
        count: 0,
        objects: Table::default(),
        texts: Table::default(),
        known,
        needed: Vec::new(),
    };
    let done = pickler.save(vm.arg(args, 0), 0);
    let (body, needed) = (pickler.out, pickler.needed);
    match done {
        Err(Failed::TooDeep) => return Ok(Flow::Value(Value::None)),
        Err(Failed::TooLong) => return Err(vm.raise_with(Type::MemoryError, Vec::new())),
        Ok(()) => {}
    }
    if !needed.is_empty() {
        let needed = vm.heap.keep_all(&needed);
        return Ok(Flow::Value(vm.heap.list(needed)));
    }
    let mut out = vec![0x80, 4];
    if body.len() + 1 >= 4 {
        out.push(0x95);
        out.extend((body.len() as u64 + 1).to_le_bytes());
    }
    out.extend(body);
    out.push(b'.');
    vm.charge_ns(BYTE_NS * out.len() as u64);
    Ok(Flow::Value(vm.heap.alloc(Object::Bytes(out.into()))))
}

impl Pickler<'_> {
    fn save(&mut self, value: Value, depth: u32) -> Done {
        if depth > DEPTH_MAX {
            return Err(Failed::TooDeep);
        }
        if self.out.len() > BYTES_MAX {
            return Err(Failed::TooLong);
        }
        match value {
            Value::None => self.out.push(b'N'),
            Value::Bool(true) => self.out.push(0x88),
            Value::Bool(false) => self.out.push(0x89),
            Value::Int(int) => self.int(int),
            Value::Float(float) => {
                self.out.push(b'G');
                self.out.extend(float.to_be_bytes());
            }
            Value::Type(Type::NoneType) => self.type_of(b'N'),
            Value::Type(kind) => {
                let module = if kind.module().is_empty() { "builtins" } else { kind.module() };
                self.global(module, kind.name());
            }
            Value::Native(native) => {
                let entry = super::entry(native);
                let module = super::module_of(entry);
                let module = if module.is_empty() { "builtins" } else { module };
                self.global(module, &entry.full_name());
            }
            Value::Prelude(code) => {
                let name = self.vm.program.code(code).qualname.to_string();
                self.global("builtins", &name);
            }
            Value::Ellipsis => self.global("builtins", "Ellipsis"),
            Value::NotImplemented => self.global("builtins", "NotImplemented"),
            Value::Ref(handle) => return self.object(handle.0, value, depth),
            _ => self.needed.push(value),
        }
        Ok(())
    }

    /// `type(None)`
    fn type_of(&mut self, of: u8) {
        self.global("builtins", "type");
        self.out.extend([of, 0x85]);
        self.count += 1;
        self.out.extend([0x94, b'R']);
        self.count += 1;
        self.out.push(0x94);
    }

    fn int(&mut self, int: i64) {
        if let Ok(byte) = u8::try_from(int) {
            self.out.extend([b'K', byte]);
        } else if let Ok(word) = u16::try_from(int) {
            self.out.push(b'M');
            self.out.extend(word.to_le_bytes());
        } else if let Ok(word) = i32::try_from(int) {
            self.out.push(b'J');
            self.out.extend(word.to_le_bytes());
        } else {
            self.long(&num_bigint::BigInt::from(int).to_signed_bytes_le());
        }
    }

    fn long(&mut self, bytes: &[u8]) {
        match u8::try_from(bytes.len()) {
            Ok(len) => self.out.extend([0x8a, len]),
            Err(_) => {
                self.out.push(0x8b);
                self.out.extend((bytes.len() as u32).to_le_bytes());
            }
        }
        self.out.extend(bytes);
    }

    fn memo(&mut self, object: u32) {
        self.objects.insert(object, self.count);
        self.count += 1;
        self.out.push(0x94);
    }

    fn get(&mut self, number: u32) {
        match u8::try_from(number) {
            Ok(number) => self.out.extend([b'h', number]),
            Err(_) => {
                self.out.push(b'j');
                self.out.extend(number.to_le_bytes());
            }
        }
    }

    fn text_bytes(&mut self, text: &str) {
        match u8::try_from(text.len()) {
            Ok(len) => self.out.extend([0x8c, len]),
            Err(_) => {
                self.out.push(b'X');
                self.out.extend((text.len() as u32).to_le_bytes());
            }
        }
        self.out.extend(text.as_bytes());
    }

    /// A text that CPython would have interned.
    fn name(&mut self, text: &str) {
        if let Some(&number) = self.texts.get(text) {
            return self.get(number);
        }
        self.text_bytes(text);
        self.texts.insert(text.into(), self.count);
        self.count += 1;
        self.out.push(0x94);
    }

    fn global(&mut self, module: &str, name: &str) {
        let key = format!("{module}\0{name}");
        if let Some(&number) = self.texts.get(&key) {
            return self.get(number);
        }
        self.name(module);
        self.name(name);
        self.out.push(0x93);
        self.texts.insert(key, self.count);
        self.count += 1;
        self.out.push(0x94);
    }

    fn object(&mut self, handle: u32, value: Value, depth: u32) -> Done {
        if let Some(&number) = self.objects.get(&handle) {
            self.get(number);
            return Ok(());
        }
        if let Some(&found) = self.known.get(&handle) {
            return self.found(handle, found, depth);
        }
        let vm = self.vm;
        let is_derived = vm.heap.shadow(value).is_some();
        match vm.heap.object(value) {
            _ if is_derived => self.needed.push(value),
            Some(Object::Int(big)) => self.long(&big.to_signed_bytes_le()),
            Some(Object::Str(text)) => self.text(handle, text),
            Some(Object::Bytes(bytes)) => {
                match u8::try_from(bytes.len()) {
                    Ok(len) => self.out.extend([b'C', len]),
                    Err(_) => {
                        self.out.push(b'B');
                        self.out.extend((bytes.len() as u32).to_le_bytes());
                    }
                }
                self.out.extend(&bytes[..]);
                self.memo(handle);
            }
            Some(Object::Tuple(values)) => return self.tuple(handle, values, depth),
            Some(Object::List(values)) => {
                self.out.push(b']');
                self.memo(handle);
                return self.items(values, depth);
            }
            Some(Object::Dict(dict)) => {
                self.out.push(b'}');
                self.memo(handle);
                let pairs: Vec<(Value, Value)> = dict.iter().collect();
                return self.pairs(&pairs, depth);
            }
            Some(Object::Set(set)) => {
                self.out.push(0x8f);
                self.memo(handle);
                let keys: Vec<Value> = set.iter().map(|(key, _)| key).collect();
                return self.batches(&keys, 0x90, depth);
            }
            Some(Object::FrozenSet(set)) => {
                self.out.push(b'(');
                for (key, _) in set.iter() {
                    self.save(key, depth + 1)?;
                }
                self.out.push(0x91);
                self.memo(handle);
            }
            Some(Object::Instance { class, attrs }) => {
                return self.instance(handle, value, *class, attrs, depth);
            }
            _ => self.needed.push(value),
        }
        Ok(())
    }

    fn text(&mut self, handle: u32, text: &str) {
        let is_name = text.len() <= 40
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if is_name {
            return self.name(text);
        }
        self.text_bytes(text);
        self.memo(handle);
    }

    fn tuple(&mut self, handle: u32, values: &[Value], depth: u32) -> Done {
        if values.is_empty() {
            self.out.push(b')');
            return Ok(());
        }
        let is_long = values.len() > 3;
        if is_long {
            self.out.push(b'(');
        }
        for &value in values {
            self.save(value, depth + 1)?;
        }
        // It is part of itself, and is there by now.
        if let Some(&number) = self.objects.get(&handle) {
            match is_long {
                true => self.out.push(b'1'),
                false => self.out.extend(vec![b'0'; values.len()]),
            }
            self.get(number);
            return Ok(());
        }
        self.out.push(match values.len() {
            1 => 0x85,
            2 => 0x86,
            3 => 0x87,
            _ => b't',
        });
        self.memo(handle);
        Ok(())
    }

    fn items(&mut self, values: &[Value], depth: u32) -> Done {
        if let [only] = values {
            self.save(*only, depth + 1)?;
            self.out.push(b'a');
            return Ok(());
        }
        self.batches(values, b'e', depth)
    }

    fn batches(&mut self, values: &[Value], end: u8, depth: u32) -> Done {
        for batch in values.chunks(BATCH) {
            self.out.push(b'(');
            for &value in batch {
                self.save(value, depth + 1)?;
            }
            self.out.push(end);
        }
        Ok(())
    }

    fn pairs(&mut self, pairs: &[(Value, Value)], depth: u32) -> Done {
        if let [(key, value)] = pairs {
            self.save(*key, depth + 1)?;
            self.save(*value, depth + 1)?;
            self.out.push(b's');
            return Ok(());
        }
        for batch in pairs.chunks(BATCH) {
            self.out.push(b'(');
            for &(key, value) in batch {
                self.save(key, depth + 1)?;
                self.save(value, depth + 1)?;
            }
            self.out.push(b'u');
        }
        Ok(())
    }

    /// An object of a class that leaves its pickling to `object`.
    fn instance(
        &mut self, handle: u32, value: Value, class: Value, attrs: &crate::object::Attrs,
        depth: u32,
    ) -> Done {
        let Some(&found) = class.handle().and_then(|class| self.known.get(&class.0)) else {
            self.needed.push(class);
            return Ok(());
        };
        let parts = self.parts(found);
        if !matches!(parts.get(3), Some(Value::Bool(true))) {
            self.needed.push(value);
            return Ok(());
        }
        self.save(class, depth + 1)?;
        self.out.extend([b')', 0x81]);
        self.memo(handle);
        let attrs: Vec<_> = attrs.iter().filter(|(_, value)| !value.is_undef()).collect();
        if attrs.is_empty() {
            return Ok(());
        }
        self.out.extend([b'}', 0x94]);
        self.count += 1;
        if attrs.len() > 1 {
            self.out.push(b'(');
        }
        for &&(name, value) in &attrs {
            let name = self.vm.name(name).to_string();
            self.name(&name);
            self.save(value, depth + 1)?;
        }
        self.out.push(if attrs.len() > 1 { b'u' } else { b's' });
        self.out.push(b'b');
        Ok(())
    }

    fn parts(&self, of: Value) -> Vec<Value> {
        match self.vm.heap.object(of) {
            Some(Object::Tuple(parts)) => parts.to_vec(),
            Some(Object::List(parts)) => parts.clone(),
            _ => Vec::new(),
        }
    }

    fn word(&self, of: Option<&Value>) -> String {
        of.and_then(|&of| self.vm.text(of)).map_or(String::new(), |text| text.to_string())
    }

    /// What the library says of an object: `("global", module, name, ..)`, or
    /// `("reduce", function, arguments, state, items, pairs, is_new)`.
    fn found(&mut self, handle: u32, found: Value, depth: u32) -> Done {
        let parts = self.parts(found);
        if self.word(parts.first()) == "global" {
            let (module, name) = (self.word(parts.get(1)), self.word(parts.get(2)));
            self.global(&module, &name);
            return Ok(());
        }
        let [_, function, arguments, state, items, pairs, is_new] = parts[..] else {
            panic!("yieldpoint bug: no reduction");
        };
        self.save(function, depth + 1)?;
        self.save(arguments, depth + 1)?;
        // Its own arguments may have led to it.
        if self.objects.contains_key(&handle) {
            self.out.extend([b'0', b'0']);
            let number = self.objects[&handle];
            self.get(number);
            return Ok(());
        }
        self.out.push(if let Value::Bool(true) = is_new { 0x81 } else { b'R' });
        self.memo(handle);
        if !items.is_none() {
            let items = self.parts(items);
            self.items(&items, depth)?;
        }
        if !pairs.is_none() {
            let pairs = self.parts(pairs);
            let pairs = pairs.iter().map(|&pair| self.parts(pair));
            let pairs: Vec<(Value, Value)> = pairs.map(|pair| (pair[0], pair[1])).collect();
            self.pairs(&pairs, depth)?;
        }
        if !state.is_none() {
            self.save(state, depth + 1)?;
            self.out.push(b'b');
        }
        Ok(())
    }
}
