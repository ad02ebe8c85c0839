//! `bytes` and `bytearray` as sequences: items, slices, joining, comparing.
//!
//! **Models:** `Objects/bytesobject.c`, `bytearrayobject.c`, CPython 3.13.

use super::iterate::Items;
use super::{Next, Raise, Vm};
use crate::object::{Object, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// A new `bytes`, owned.
    pub(crate) fn new_bytes(&mut self, bytes: Vec<u8>) -> Value {
        self.heap.alloc(Object::Bytes(bytes.into()))
    }

    /// A new object of the same kind as `like`, owned.
    pub(crate) fn bytes_like(&mut self, like: Value, bytes: Vec<u8>) -> Value {
        match self.heap.object(like) {
            Some(Object::ByteArray(_)) => self.heap.alloc(Object::ByteArray(bytes)),
            _ => self.new_bytes(bytes),
        }
    }

    /// The bytes of a `bytes` or `bytearray`.
    pub(crate) fn bytes(&self, value: Value) -> Option<&[u8]> {
        match self.heap.object(value)? {
            Object::Bytes(bytes) => Some(bytes),
            Object::ByteArray(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn bytearray_mut(&mut self, value: Value) -> Option<&mut Vec<u8>> {
        match self.heap.get_mut(value.handle()?) {
            Object::ByteArray(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes of an argument, or TypeError.
    pub(crate) fn bytes_argument(&mut self, value: Value) -> Result<Vec<u8>, Raise> {
        match self.bytes(value) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => {
                let kind = self.type_name(value);
                let message = format!("a bytes-like object is required, not '{kind}'");
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// `o[k]` for an index.
    pub(super) fn bytes_item(&mut self, o: Value, k: Value, len: usize) -> Result<Value, Raise> {
        let what = match self.heap.object(o) {
            Some(Object::ByteArray(_)) => "bytearray",
            _ => "byte",
        };
        if !self.is_int(k) {
            let message =
                format!("{what} indices must be integers or slices, not {}", self.type_name(k));
            return Err(self.raise(Type::TypeError, message));
        }
        let what = if what == "byte" { "" } else { "bytearray" };
        let at = match self.index(k, len, what) {
            Ok(at) => at,
            Err(raise) if what.is_empty() => {
                let old = self.take_raised();
                self.heap.release(old);
                let _ = raise;
                return Err(self.raise(Type::IndexError, "index out of range".into()));
            }
            Err(raise) => return Err(raise),
        };
        let byte = self.bytes(o).map_or(0, |bytes| bytes[at]);
        Ok(Value::Int(i64::from(byte)))
    }

    /// An int from 0 to 255.
    pub(crate) fn byte(&mut self, value: Value, what: &str) -> Result<u8, Raise> {
        let byte = self.int_argument(value)?;
        match u8::try_from(byte) {
            Ok(byte) => Ok(byte),
            Err(_) => {
                let message = format!("{what} must be in range(0, 256)");
                Err(self.raise(Type::ValueError, message))
            }
        }
    }

    /// Bytes from a `bytes`, or from an iterable of ints; `None` where it is to be collected.
    pub(crate) fn bytes_of(&mut self, source: Value, what: &str) -> Result<Option<Vec<u8>>, Raise> {
        if let Some(bytes) = self.bytes(source) {
            return Ok(Some(bytes.to_vec()));
        }
        let Items::Owned(items) = self.items(source)? else { return Ok(None) };
        let bytes: Result<Vec<u8>, Raise> =
            items.iter().map(|&item| self.byte(item, what)).collect();
        self.heap.release_all(&items);
        bytes.map(Some)
    }

    /// `value o k ->`: `bytearray[k] = value`.
    pub(super) fn store_bytes(&mut self) -> Done {
        let (value, o, k) = (self.peek(3), self.peek(2), self.peek(1));
        let len = self.len_native(o).unwrap_or(0);
        if let Some(Object::Slice(_)) = self.heap.object(k) {
            let Some(new) = self.bytes_of(value, "byte")? else {
                let message =
                    "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                return Err(self.raise(Type::TypeError, message.into()));
            };
            let cut = self.cut(k, len)?;
            if cut.step != 1 && cut.count != new.len() {
                let message = format!(
                    "attempt to assign bytes of size {} to extended slice of size {}",
                    new.len(),
                    cut.count
                );
                return Err(self.raise(Type::ValueError, message));
            }
            self.heap.grew(new.len() as u64);
            if let Some(bytes) = self.bytearray_mut(o) {
                if cut.step == 1 {
                    let from = cut.start as usize;
                    bytes.splice(from..from + cut.count, new);
                } else {
                    cut.indices().zip(new).for_each(|(at, byte)| bytes[at] = byte);
                }
            }
        } else {
            let at = self.index(k, len, "bytearray")?;
            let byte = self.byte(value, "byte")?;
            if let Some(bytes) = self.bytearray_mut(o) {
                bytes[at] = byte;
            }
        }
        self.drop_top(3);
        Ok(Next::Go)
    }

    /// `o k ->`: `del bytearray[k]`.
    pub(super) fn delete_bytes(&mut self) -> Done {
        let (o, k) = (self.peek(2), self.peek(1));
        let len = self.len_native(o).unwrap_or(0);
        let mut gone: Vec<usize> = match self.heap.object(k) {
            Some(Object::Slice(_)) => self.cut(k, len)?.indices().collect(),
            _ => vec![self.index(k, len, "bytearray")?],
        };
        gone.sort_unstable();
        if let Some(bytes) = self.bytearray_mut(o) {
            gone.iter().rev().for_each(|&at| {
                bytes.remove(at);
            });
        }
        self.drop_top(2);
        Ok(Next::Go)
    }

    /// `item in bytes`.
    pub(super) fn in_bytes(&mut self, item: Value, container: Value) -> Result<bool, Raise> {
        if self.is_int(item) {
            let byte = self.byte(item, "byte")?;
            return Ok(self.bytes(container).is_some_and(|bytes| bytes.contains(&byte)));
        }
        let part = self.bytes_argument(item)?;
        Ok(self.bytes(container).is_some_and(|bytes| position(bytes, &part).is_some()))
    }

    /// `a + b` where `a` is bytes.
    pub(super) fn concatenate_bytes(&mut self, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        let (Some(x), Some(y)) = (self.bytes(a), self.bytes(b)) else {
            if self.bytes(a).is_none() {
                return Ok(None);
            }
            let (own, other) = (self.type_name(a), self.type_name(b));
            let message = format!("can't concat {other} to {own}");
            return Err(self.raise(Type::TypeError, message));
        };
        let joined = [x, y].concat();
        Ok(Some(self.bytes_like(a, joined)))
    }
}

/// Where `part` begins in `bytes`.
pub(crate) fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    bytes.windows(part.len()).position(|window| window == part)
}

/// Where `part` begins for the last time.
pub(crate) fn last_position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(bytes.len());
    }
    bytes.windows(part.len()).rposition(|window| window == part)
}

/// `repr(bytes)`.
pub(crate) fn bytes_repr(bytes: &[u8]) -> String {
    bytes_repr_escaping(bytes, false)
}

/// The same where single quotes are escaped whatever the quotes around, as in `bytearray`.
pub(crate) fn bytes_repr_escaping(bytes: &[u8], escapes: bool) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = format!("b{}", char::from(quote));
    for &byte in bytes {
        match byte {
            b'\\' => out += "\\\\",
            b'\t' => out += "\\t",
            b'\n' => out += "\\n",
            b'\r' => out += "\\r",
            byte if byte == quote || (escapes && byte == b'\'') => {
                out.push('\\');
                out.push(char::from(byte));
            }
            0x20..=0x7e => out.push(char::from(byte)),
            byte => out += &format!("\\x{byte:02x}"),
        }
    }
    out.push(char::from(quote));
    out
}
