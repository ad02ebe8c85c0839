//! What `std/json.py` leaves to Rust: reading and writing.
//!
//! **Models:** `Modules/_json.c`, CPython 3.13, with its messages and places.
//! **Departures:** half of a surrogate pair alone becomes U+FFFD.

use super::json_write::write;
use super::{Entry, function};
use crate::object::{Object, Text, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use num_bigint::BigInt;

pub(super) const TABLE: &[Entry] =
    &[function("_json_read", 3, 3, &[], read), function("_json_write", 7, 7, &[], write)];

/// Nested so deep.
pub(super) const DEPTH_MAX: u32 = 990;

/// Why reading failed: a message and a place in bytes; or an exception already raised.
enum Bad {
    At(&'static str, usize),
    Raised(Raise),
}

type Read<T> = Result<T, Bad>;

struct Reader<'a> {
    vm: &'a mut Vm,
    text: &'a str,
    at: usize,
    /// Objects become lists of pairs, for a hook.
    pairs: bool,
    /// Digits of floats and ints stay text, for a hook.
    raw_numbers: bool,
}

/// `_json_read(text, pairs, raw)`: `(value, None)`, or `(message, place)`.
fn read(vm: &mut Vm, args: Args) -> Outcome {
    let text = vm.text(vm.arg(args, 0)).cloned().unwrap_or_else(|| Text::from(""));
    let flag = |vm: &Vm, index| vm.truth(vm.arg(args, index)) == Some(true);
    let (pairs, raw_numbers) = (flag(vm, 1), flag(vm, 2));
    vm.charge(text.len() as u64 / 4);
    let mut reader = Reader { vm, text: &text, at: 0, pairs, raw_numbers };
    let read = reader.document();
    let pair = match read {
        Ok(value) => vec![value, Value::None],
        Err(Bad::At(message, at)) => {
            let place = text.index_of(at.min(text.len())) as i64;
            vec![vm.heap.str(message), Value::Int(place)]
        }
        Err(Bad::Raised(raise)) => return Err(raise),
    };
    Ok(Flow::Value(vm.heap.tuple(pair)))
}

impl Reader<'_> {
    fn document(&mut self) -> Read<Value> {
        self.blank();
        let value = self.value(0)?;
        self.blank();
        if self.at < self.text.len() {
            self.vm.heap.release(value);
            return Err(Bad::At("Extra data", self.at));
        }
        Ok(value)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: u32) -> Read<Value> {
        if depth > DEPTH_MAX {
            let message = "maximum recursion depth exceeded".into();
            return Err(Bad::Raised(self.vm.raise(Type::RecursionError, message)));
        }
        match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                Ok(self.vm.heap.str(text))
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Read<Value> {
        let words = [
            ("null", Value::None),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("NaN", Value::Float(f64::NAN)),
            ("Infinity", Value::Float(f64::INFINITY)),
            ("-Infinity", Value::Float(f64::NEG_INFINITY)),
        ];
        let rest = &self.text[self.at..];
        match words.into_iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, value)) => {
                self.at += word.len();
                Ok(value)
            }
            None => Err(Bad::At("Expecting value", self.at)),
        }
    }

    fn number(&mut self) -> Read<Value> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let start = self.at;
        let mut at = start + usize::from(bytes[start] == b'-');
        let whole = digits(at);
        if whole == 0 {
            return self.word();
        }
        at += if bytes[at] == b'0' { 1 } else { whole };
        let mut is_float = false;
        if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
            at += 1 + digits(at + 1);
            is_float = true;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            if at + 1 + sign < bytes.len() && digits(at + 1 + sign) > 0 {
                at += 1 + sign + digits(at + 1 + sign);
                is_float = true;
            }
        }
        self.at = at;
        let text = &self.text[start..at];
        if self.raw_numbers {
            let pair = vec![Value::Bool(is_float), self.vm.heap.str(text)];
            let pair = self.vm.heap.tuple(pair);
            return Ok(self
                .vm
                .heap
                .alloc(Object::Slice([Value::Ellipsis, pair, Value::None].into())));
        }
        if is_float {
            return Ok(Value::Float(text.parse().unwrap_or(0.0)));
        }
        if let Ok(int) = text.parse::<i64>() {
            return Ok(Value::Int(int));
        }
        if text.len() > 4300 {
            let message = format!(
                "Exceeds the limit (4300 digits) for integer string conversion: value has {} \
                 digits; use sys.set_int_max_str_digits() to increase the limit",
                text.len()
            );
            return Err(Bad::Raised(self.vm.raise(Type::ValueError, message)));
        }
        let big = BigInt::parse_bytes(text.as_bytes(), 10).unwrap_or_default();
        Ok(self.vm.int_value(big))
    }

    /// A string from its quote on.
    fn string(&mut self) -> Read<String> {
        let begin = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(len) = rest.find(|char| matches!(char, '"' | '\\' | '\0'..='\x1f')) else {
                return Err(Bad::At("Unterminated string starting at", begin));
            };
            out += &rest[..len];
            self.at += len;
            match rest.as_bytes()[len] {
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => out.push(self.escape(begin)?),
                _ => return Err(Bad::At("Invalid control character at", self.at)),
            }
        }
    }

    fn escape(&mut self, begin: usize) -> Read<char> {
        let at = self.at;
        let Some(&byte) = self.text.as_bytes().get(at + 1) else {
            return Err(Bad::At("Unterminated string starting at", begin));
        };
        self.at += 2;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex(at + 2)?;
                let pair =
                    (0xd800..0xdc00).contains(&high) && self.text[self.at..].starts_with("\\u");
                if pair {
                    let before = self.at;
                    let low = self.hex(before + 2)?;
                    if (0xdc00..0xe000).contains(&low) {
                        let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
                    }
                    self.at = before;
                }
                char::from_u32(high).unwrap_or('\u{fffd}')
            }
            _ => return Err(Bad::At("Invalid \\escape", at)),
        })
    }

    /// Four hexadecimal digits at a place.
    fn hex(&mut self, at: usize) -> Read<u32> {
        let digits = self.text.get(at..at + 4);
        let all = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match all.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at = at + 4;
                Ok(code)
            }
            None => Err(Bad::At("Invalid \\uXXXX escape", at - 1)),
        }
    }

    fn array(&mut self, depth: u32) -> Read<Value> {
        self.at += 1;
        let mut items = Vec::new();
        match self.items(depth, &mut items) {
            Ok(()) => Ok(self.vm.heap.list(items)),
            Err(bad) => {
                self.vm.heap.release_all(&items);
                Err(bad)
            }
        }
    }

    fn items(&mut self, depth: u32, items: &mut Vec<Value>) -> Read<()> {
        self.blank();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blank();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b',') => {}
                _ => return Err(Bad::At("Expecting ',' delimiter", self.at)),
            }
            let comma = self.at;
            self.at += 1;
            self.blank();
            if self.peek() == Some(b']') {
                return Err(Bad::At("Illegal trailing comma before end of array", comma));
            }
        }
    }

    fn object(&mut self, depth: u32) -> Read<Value> {
        self.at += 1;
        let mut pairs = Vec::new();
        if let Err(bad) = self.members(depth, &mut pairs) {
            for (key, value) in pairs {
                self.vm.heap.release_all(&[key, value]);
            }
            return Err(bad);
        }
        if !self.pairs {
            return self.vm.new_dict(pairs).map_err(Bad::Raised);
        }
        let rows = pairs.into_iter().map(|(key, value)| self.vm.heap.tuple(vec![key, value]));
        let rows: Vec<Value> = rows.collect();
        let rows = self.vm.heap.list(rows);
        Ok(self.vm.heap.alloc(Object::Slice([Value::None, rows, Value::None].into())))
    }

    fn members(&mut self, depth: u32, pairs: &mut Vec<(Value, Value)>) -> Read<()> {
        self.blank();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                let message = "Expecting property name enclosed in double quotes";
                return Err(Bad::At(message, self.at));
            }
            let key = self.string()?;
            self.blank();
            if self.peek() != Some(b':') {
                return Err(Bad::At("Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.blank();
            let value = self.value(depth + 1)?;
            pairs.push((self.vm.heap.str(key), value));
            self.blank();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b',') => {}
                _ => return Err(Bad::At("Expecting ',' delimiter", self.at)),
            }
            let comma = self.at;
            self.at += 1;
            self.blank();
            if self.peek() == Some(b'}') {
                return Err(Bad::At("Illegal trailing comma before end of object", comma));
            }
        }
    }
}
