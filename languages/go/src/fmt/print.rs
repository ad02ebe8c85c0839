//! The verbs of `fmt.Printf`, and what `fmt.Println` does with each value.
//!
//! **Models:** `fmt/print.go`, `fmt/format.go` (Go 1.27).
//! **Departures:** no `Formatter` and `GoStringer`, `%v` of a pointer shows a made-up address, and
//! nesting deeper than 64 ends in "...".
//!
//! A value with an `Error` or `String` method needs the interpreter to call it. The printer then
//! stops with [`NeedsMethod`]; the caller runs the method and starts over, giving the texts of the
//! methods so far in the order in which they were needed.

use super::{float, quote};
use crate::code::Code;
use crate::type_names::Style;
use crate::types::{Basic, Type, TypeId};
use crate::vm::Vm;
use crate::vm::map::GoMap;

/// Values nested deeper are not printed.
const DEPTH_MAX: u32 = 64;
/// The largest width and precision that real Go takes.
const WIDTH_MAX: usize = 1_000_000;

/// How arguments are put together.
#[derive(Clone, Copy)]
pub enum Mode {
    /// `Println`
    Line,
    /// `Print`
    Plain,
    /// `Printf`, with the format's reference.
    Format(u64),
}

/// A method whose text is needed first.
pub struct NeedsMethod {
    pub func: u32,
    /// The slots of its receiver.
    pub receiver: Vec<u64>,
}

/// The flags of a verb.
#[derive(Clone, Copy, Default)]
struct Flags {
    minus: bool,
    plus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    /// `%+v`: fields have their names.
    plus_v: bool,
    /// `%#v`: values look like Go.
    sharp_v: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// One printing.
pub struct Printer<'v> {
    vm: &'v Vm,
    code: &'v Code,
    texts: &'v [Vec<u8>],
    used: usize,
    out: Vec<u8>,
    flags: Flags,
}

type Printed = Result<(), NeedsMethod>;

impl<'v> Printer<'v> {
    /// A printer that knows the texts of the methods needed first.
    pub fn new(vm: &'v Vm, code: &'v Code, texts: &'v [Vec<u8>]) -> Printer<'v> {
        Printer { vm, code, texts, used: 0, out: Vec::new(), flags: Flags::default() }
    }

    /// Prints interface values; the bytes.
    pub fn run(mut self, mode: Mode, values: &[[u64; 2]]) -> Result<Vec<u8>, NeedsMethod> {
        match mode {
            Mode::Line => {
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        self.out.push(b' ');
                    }
                    self.arg(*value, 'v')?;
                }
                self.out.push(b'\n');
            }
            Mode::Plain => {
                let string = |value: &[u64; 2]| value[0] == u64::from(Basic::String.id().0);
                for (index, value) in values.iter().enumerate() {
                    if index > 0 && !string(value) && !string(&values[index - 1]) {
                        self.out.push(b' ');
                    }
                    self.arg(*value, 'v')?;
                }
            }
            Mode::Format(format) => {
                let format = self.vm.string(format).to_vec();
                self.format(&format, values)?;
            }
        }
        Ok(self.out)
    }

    // ---- formats

    fn format(&mut self, format: &[u8], values: &[[u64; 2]]) -> Printed {
        let (mut at, mut next) = (0, 0);
        let mut reordered = false;
        while at < format.len() {
            let plain = format[at..].iter().position(|&byte| byte == b'%').unwrap_or(format.len() - at);
            self.out.extend_from_slice(&format[at..at + plain]);
            at += plain;
            if at >= format.len() {
                break;
            }
            at += 1;
            self.flags = Flags::default();
            self.read_flags(format, &mut at);
            self.explicit_index(format, &mut at, &mut next, &mut reordered);
            self.flags.width = self.number_or_star(format, &mut at, values, &mut next, true);
            if format.get(at) == Some(&b'.') {
                at += 1;
                let precision = self.number_or_star(format, &mut at, values, &mut next, false);
                self.flags.precision = Some(precision.unwrap_or(0));
            }
            self.explicit_index(format, &mut at, &mut next, &mut reordered);
            let Some((verb, width)) = first_char(&format[at..]) else {
                self.text("%!(NOVERB)");
                break;
            };
            at += width;
            self.verb(verb, values, &mut next)?;
        }
        if !reordered && next < values.len() {
            self.extra(&values[next..])?;
        }
        Ok(())
    }

    fn read_flags(&mut self, format: &[u8], at: &mut usize) {
        while let Some(byte) = format.get(*at) {
            match byte {
                b'-' => self.flags.minus = true,
                b'+' => self.flags.plus = true,
                b'#' => self.flags.sharp = true,
                b' ' => self.flags.space = true,
                b'0' => self.flags.zero = true,
                _ => return,
            }
            *at += 1;
        }
    }

    /// `[n]`
    fn explicit_index(&self, format: &[u8], at: &mut usize, next: &mut usize, reordered: &mut bool) {
        if format.get(*at) != Some(&b'[') {
            return;
        }
        let Some(len) = format[*at..].iter().position(|&byte| byte == b']') else { return };
        let digits = std::str::from_utf8(&format[*at + 1..*at + len]).ok().and_then(|text| text.parse::<usize>().ok());
        if let Some(index) = digits.and_then(|index| index.checked_sub(1)) {
            (*next, *reordered) = (index, true);
            *at += len + 1;
        }
    }

    fn number_or_star(&mut self, format: &[u8], at: &mut usize, values: &[[u64; 2]], next: &mut usize, is_width: bool) -> Option<usize> {
        if format.get(*at) == Some(&b'*') {
            *at += 1;
            let value = values.get(*next).map(|value| value[1] as i64);
            *next += 1;
            let value = value.filter(|value| value.unsigned_abs() <= WIDTH_MAX as u64);
            if value.is_none() {
                self.text(if is_width { "%!(BADWIDTH)" } else { "%!(BADPREC)" });
            }
            if is_width && value.is_some_and(|value| value < 0) {
                self.flags.minus = true;
                self.flags.zero = false;
            }
            return value.map(|value| value.unsigned_abs() as usize);
        }
        let digits = format[*at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(&format[*at..*at + digits]).unwrap_or("");
        *at += digits;
        text.parse().ok().filter(|&number: &usize| number <= WIDTH_MAX)
    }

    fn verb(&mut self, verb: char, values: &[[u64; 2]], next: &mut usize) -> Printed {
        if verb == '%' {
            self.out.push(b'%');
            return Ok(());
        }
        let Some(&value) = values.get(*next) else {
            self.text(&format!("%!{verb}(MISSING)"));
            *next += 1;
            return Ok(());
        };
        *next += 1;
        self.arg(value, verb)
    }

    fn extra(&mut self, values: &[[u64; 2]]) -> Printed {
        self.flags = Flags::default();
        self.text("%!(EXTRA ");
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.text(", ");
            }
            if value[0] == 0 {
                self.text("<nil>");
                continue;
            }
            let name = self.type_name(TypeId(value[0] as u32));
            self.text(&name);
            self.out.push(b'=');
            self.arg(*value, 'v')?;
        }
        self.out.push(b')');
        Ok(())
    }

    // ---- values

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn type_name(&self, ty: TypeId) -> String {
        self.code.types.name(ty, Style::Runtime)
    }

    /// Pads to the width with spaces, or zeros in front.
    fn pad(&mut self, text: &[u8]) {
        let width = String::from_utf8_lossy(text).chars().count();
        let fill = self.flags.width.unwrap_or(0).saturating_sub(width);
        let with = if self.flags.zero && !self.flags.minus { b'0' } else { b' ' };
        if !self.flags.minus {
            self.out.extend(std::iter::repeat_n(with, fill));
        }
        self.out.extend_from_slice(text);
        if self.flags.minus {
            self.out.extend(std::iter::repeat_n(b' ', fill));
        }
    }

    fn arg(&mut self, [dynamic, data]: [u64; 2], verb: char) -> Printed {
        if dynamic == 0 {
            match verb {
                'v' | 'T' => self.pad(b"<nil>"),
                _ => self.text(&format!("%!{verb}(<nil>)")),
            }
            return Ok(());
        }
        let ty = TypeId(dynamic as u32);
        let verb = if verb == 'w' { 'v' } else { verb };
        if verb == 'v' {
            self.flags.plus_v = std::mem::take(&mut self.flags.plus);
            self.flags.sharp_v = std::mem::take(&mut self.flags.sharp);
        }
        if verb == 'T' {
            let name = self.type_name(ty);
            self.string(name.as_bytes(), 's');
            return Ok(());
        }
        let slots = self.vm.value_slots(self.code, ty, data);
        self.value(ty, &slots, verb, 0)
    }

    fn bad_verb(&mut self, ty: TypeId, slots: &[u64], verb: char) -> Printed {
        let name = self.type_name(ty);
        self.text(&format!("%!{verb}({name}="));
        let flags = std::mem::take(&mut self.flags);
        self.structured(ty, slots, 'v', 0)?;
        self.flags = flags;
        self.out.push(b')');
        Ok(())
    }

    fn value(&mut self, ty: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        if depth > DEPTH_MAX {
            self.text("...");
            return Ok(());
        }
        if matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') && !self.flags.sharp_v && self.method(ty, slots, verb)? {
            return Ok(());
        }
        self.structured(ty, slots, verb, depth)
    }

    /// Prints by the value's `Error` or `String` method, if it has one.
    fn method(&mut self, ty: TypeId, slots: &[u64], verb: char) -> Result<bool, NeedsMethod> {
        let Some(func) = ["Error", "String"].iter().find_map(|name| self.vm.method_for_text(self.code, ty, name)) else {
            return Ok(false);
        };
        let nil = matches!(self.code.types.under(ty), Type::Pointer(_)) && slots.first() == Some(&0);
        if nil {
            self.pad(b"<nil>");
            return Ok(true);
        }
        let Some(text) = self.texts.get(self.used) else {
            return Err(NeedsMethod { func, receiver: slots.to_vec() });
        };
        self.used += 1;
        let text = text.clone();
        self.string(&text, verb);
        Ok(true)
    }

    fn structured(&mut self, ty: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        let word = slots.first().copied().unwrap_or(0);
        match self.code.types.under(ty).clone() {
            Type::Basic(basic) => self.basic(ty, basic, slots, verb),
            Type::Interface(_) => match word {
                0 => {
                    self.pad(b"<nil>");
                    Ok(())
                }
                _ => {
                    let inner = TypeId(word as u32);
                    let slots = self.vm.value_slots(self.code, inner, slots[1]);
                    self.value(inner, &slots, verb, depth + 1)
                }
            },
            Type::Slice(elem) => self.slice(ty, elem, slots, verb, depth),
            Type::Array(_, elem) => self.sequence(elem, slots, verb, depth),
            Type::Struct(members) => {
                self.sharp_name(ty);
                self.out.push(b'{');
                let mut from = 0;
                for (index, member) in members.iter().enumerate() {
                    self.separator(index);
                    if self.flags.plus_v || self.flags.sharp_v {
                        self.text(&format!("{}:", member.name));
                    }
                    let to = from + self.code.types.slots(member.ty) as usize;
                    let exported = member.name.chars().next().is_some_and(char::is_uppercase);
                    match exported {
                        true => self.value(member.ty, &slots[from..to], verb, depth + 1)?,
                        false => self.unexported(member.ty, &slots[from..to], verb, depth + 1)?,
                    }
                    from = to;
                }
                self.out.push(b'}');
                Ok(())
            }
            Type::Map(key, value) => self.map(ty, key, value, word, verb, depth),
            Type::Pointer(elem) => self.pointer(ty, elem, word, verb, depth),
            Type::Chan(..) | Type::Func(_) if matches!(verb, 'v' | 'p' | 'x') => {
                let text = if word == 0 && verb == 'v' { "<nil>".into() } else { address(word) };
                self.pad(text.as_bytes());
                Ok(())
            }
            _ => self.bad_verb(ty, slots, verb),
        }
    }

    /// A field whose methods printing may not call.
    fn unexported(&mut self, ty: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        if self.code.types.is_interface(ty) && slots[0] != 0 {
            let inner = TypeId(slots[0] as u32);
            let slots = self.vm.value_slots(self.code, inner, slots[1]);
            return self.structured(inner, &slots, verb, depth + 1);
        }
        if depth > DEPTH_MAX {
            self.text("...");
            return Ok(());
        }
        self.structured(ty, slots, verb, depth)
    }

    fn sharp_name(&mut self, ty: TypeId) {
        if self.flags.sharp_v {
            let name = self.type_name(ty);
            self.text(&name);
        }
    }

    fn separator(&mut self, index: usize) {
        if index > 0 {
            self.text(if self.flags.sharp_v { ", " } else { " " });
        }
    }

    fn slice(&mut self, ty: TypeId, elem: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        let n = self.code.types.slots(elem) as usize;
        let cells = self.vm.cells(slots[0], slots[1] as usize * n);
        if self.code.types.basic(elem) == Basic::Uint8 && matches!(verb, 's' | 'q' | 'x' | 'X') {
            let bytes: Vec<u8> = cells.iter().map(|&byte| byte as u8).collect();
            self.string(&bytes, verb);
            return Ok(());
        }
        if verb == 'p' {
            self.pad(address(slots[0]).as_bytes());
            return Ok(());
        }
        if self.flags.sharp_v {
            self.sharp_name(ty);
            if slots[0] == 0 {
                self.text("(nil)");
                return Ok(());
            }
        }
        self.elements(elem, &cells, slots[1] as usize, verb, depth)
    }

    fn sequence(&mut self, elem: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        let n = self.code.types.slots(elem) as usize;
        let count = slots.len().checked_div(n).unwrap_or(0);
        self.elements(elem, slots, count, verb, depth)
    }

    fn elements(&mut self, elem: TypeId, cells: &[u64], count: usize, verb: char, depth: u32) -> Printed {
        let n = self.code.types.slots(elem) as usize;
        let (open, close) = if self.flags.sharp_v { (b'{', b'}') } else { (b'[', b']') };
        self.out.push(open);
        for index in 0..count {
            self.separator(index);
            self.value(elem, &cells[index * n..(index + 1) * n], verb, depth + 1)?;
        }
        self.out.push(close);
        Ok(())
    }

    fn map(&mut self, ty: TypeId, key: TypeId, value: TypeId, map: u64, verb: char, depth: u32) -> Printed {
        match self.flags.sharp_v {
            true => {
                self.sharp_name(ty);
                self.out.push(b'{');
            }
            false => self.text("map["),
        }
        let mut entries: Vec<_> = self.vm.map(map).map(|map| map.entries.values().collect()).unwrap_or_default();
        entries.sort_by(|a, b| GoMap::order(a).cmp(GoMap::order(b)));
        for (index, entry) in entries.into_iter().enumerate() {
            self.separator(index);
            self.value(key, &entry.key, verb, depth + 1)?;
            self.out.push(b':');
            self.value(value, &entry.value, verb, depth + 1)?;
        }
        self.out.push(if self.flags.sharp_v { b'}' } else { b']' });
        Ok(())
    }

    fn pointer(&mut self, ty: TypeId, elem: TypeId, word: u64, verb: char, depth: u32) -> Printed {
        let inside = matches!(
            self.code.types.under(elem),
            Type::Struct(_) | Type::Slice(_) | Type::Array(..) | Type::Map(..)
        );
        if depth == 0 && word != 0 && inside && verb != 'p' {
            let n = self.code.types.slots(elem) as usize;
            let cells = self.vm.cells(word, n);
            self.out.push(b'&');
            return self.value(elem, &cells, verb, depth + 1);
        }
        match verb {
            'v' if word == 0 => self.pad(b"<nil>"),
            'v' | 'p' => self.pad(address(word).as_bytes()),
            'd' | 'x' | 'X' | 'o' | 'b' => self.integer(address_value(word), false, verb),
            _ => return self.bad_verb(ty, &[word], verb),
        }
        Ok(())
    }

    // ---- basic values

    fn basic(&mut self, ty: TypeId, basic: Basic, slots: &[u64], verb: char) -> Printed {
        let word = slots[0];
        let fits = match basic {
            Basic::Bool => matches!(verb, 'v' | 't'),
            Basic::String => matches!(verb, 'v' | 's' | 'q' | 'x' | 'X'),
            _ if basic.is_float() => matches!(verb, 'v' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G'),
            _ => matches!(verb, 'v' | 'd' | 'b' | 'o' | 'O' | 'x' | 'X' | 'c' | 'q' | 'U'),
        };
        if !fits {
            return self.bad_verb(ty, slots, verb);
        }
        match basic {
            Basic::Bool => self.pad(if word != 0 { b"true" } else { b"false" }),
            Basic::String => {
                let text = self.vm.string(word).to_vec();
                let verb = if self.flags.sharp_v { 'q' } else { verb };
                self.string(&text, verb);
            }
            _ if basic.is_float() => self.float(f64::from_bits(word), basic, verb),
            _ => match verb {
                'c' => self.character(word),
                'q' => {
                    let text = quote::quoted_rune(word as i64);
                    self.pad(text.as_bytes());
                }
                'U' => {
                    let text = format!("U+{word:04X}");
                    self.pad(text.as_bytes());
                }
                _ if basic.is_unsigned() => self.integer(word, false, verb),
                _ => self.integer((word as i64).unsigned_abs(), (word as i64) < 0, verb),
            },
        }
        Ok(())
    }

    fn character(&mut self, word: u64) {
        let c = u32::try_from(word).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
        self.pad(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn integer(&mut self, magnitude: u64, negative: bool, verb: char) {
        let sharp = self.flags.sharp;
        let (digits, prefix) = match verb {
            'b' => (format!("{magnitude:b}"), if sharp { "0b" } else { "" }),
            'o' => (format!("{magnitude:o}"), if sharp { "0" } else { "" }),
            'O' => (format!("{magnitude:o}"), "0o"),
            'x' => (format!("{magnitude:x}"), if sharp { "0x" } else { "" }),
            'X' => (format!("{magnitude:X}"), if sharp { "0X" } else { "" }),
            _ => (magnitude.to_string(), ""),
        };
        let sign = match (negative, self.flags.plus, self.flags.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        };
        let used = sign.len() + prefix.len();
        let wanted = match (self.flags.precision, self.flags.width) {
            (Some(precision), _) => precision,
            (None, Some(width)) if self.flags.zero && !self.flags.minus => width.saturating_sub(used - prefix.len()),
            _ => 0,
        };
        let digits = if self.flags.precision == Some(0) && magnitude == 0 { String::new() } else { digits };
        let zeros = "0".repeat(wanted.saturating_sub(digits.len()));
        let zero = std::mem::take(&mut self.flags.zero);
        self.pad(format!("{sign}{prefix}{zeros}{digits}").as_bytes());
        self.flags.zero = zero;
    }

    fn float(&mut self, value: f64, basic: Basic, verb: char) {
        let form = match verb {
            'v' => b'g',
            verb => verb.to_ascii_lowercase() as u8,
        };
        let bits = basic.bits();
        let form = if form == b'F' { b'f' } else { form };
        let text = match (self.flags.precision, form) {
            (Some(precision), form) => float::precise(value, form, precision),
            (None, b'e' | b'f') => float::precise(value, form, 6),
            _ => float::shortest(value, b'g', bits),
        };
        let text = if verb.is_ascii_uppercase() { text.to_uppercase() } else { text };
        let plus = self.flags.plus && !text.starts_with(['-', '+']);
        let text = match (plus, self.flags.space) {
            (true, _) => format!("+{text}"),
            (_, true) if !text.starts_with('-') => format!(" {text}"),
            _ => text,
        };
        self.signed_pad(&text);
    }

    /// Zeros go between the sign and the digits.
    fn signed_pad(&mut self, text: &str) {
        let width = self.flags.width.unwrap_or(0);
        if self.flags.zero && !self.flags.minus && text.starts_with(['-', '+', ' ']) && width > text.len() {
            let zeros = "0".repeat(width - text.len());
            return self.text(&format!("{}{zeros}{}", &text[..1], &text[1..]));
        }
        self.pad(text.as_bytes());
    }

    fn string(&mut self, bytes: &[u8], verb: char) {
        let cut = match (self.flags.precision, verb) {
            (Some(precision), 'v' | 's' | 'q') => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                text.chars().take(precision).collect::<String>().into_bytes()
            }
            _ => bytes.to_vec(),
        };
        match verb {
            'q' => {
                let text = quote::quoted(&cut);
                self.pad(text.as_bytes());
            }
            'x' | 'X' => {
                let gap = if self.flags.space { " " } else { "" };
                let digits: Vec<String> = cut
                    .iter()
                    .map(|byte| if verb == 'x' { format!("{byte:02x}") } else { format!("{byte:02X}") })
                    .collect();
                self.pad(digits.join(gap).as_bytes());
            }
            _ => self.pad(&cut),
        }
    }
}

fn first_char(bytes: &[u8]) -> Option<(char, usize)> {
    if bytes.is_empty() {
        return None;
    }
    let chunk = bytes[..bytes.len().min(4)].utf8_chunks().next()?;
    chunk.valid().chars().next().map(|c| (c, c.len_utf8())).or(Some(('\u{fffd}', 1)))
}

/// An address that looks like one of Go's and is the same in every run.
fn address_value(reference: u64) -> u64 {
    0xc0_0000_0000 + (reference >> 32) * 64 + (reference & 0xffff_ffff) * 8
}

fn address(reference: u64) -> String {
    if reference == 0 { "0x0".into() } else { format!("{:#x}", address_value(reference)) }
}
