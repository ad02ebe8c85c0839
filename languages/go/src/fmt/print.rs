//! The verbs of `fmt.Printf`, and what `fmt.Println` does with each value.
//!
//! **Models:** `fmt/print.go`, `fmt/format.go` (Go 1.27).
//! **Departures:** no `Formatter` and `GoStringer`, `%v` of a pointer shows a made-up address, and
//! nesting deeper than 64 ends in "...".
//!
//! A value with an `Error` or `String` method needs the interpreter to call it. The printer then
//! stops with [`NeedsMethod`]; the caller runs the method and starts over, giving the texts of the
//! methods so far in the order in which they were needed.

use crate::code::Code;
use crate::type_names::Style;
use crate::types::{Basic, Type, TypeId};
use crate::vm::Vm;

/// Values nested deeper are not printed.
pub(super) const DEPTH_MAX: u32 = 64;
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
pub(super) struct Flags {
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    /// `%+v`: fields have their names.
    pub(super) plus_v: bool,
    /// `%#v`: values look like Go.
    pub(super) sharp_v: bool,
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
}

/// One printing.
pub struct Printer<'v> {
    pub(super) vm: &'v Vm,
    pub(super) code: &'v Code,
    texts: &'v [Vec<u8>],
    used: usize,
    pub(super) out: Vec<u8>,
    pub(super) flags: Flags,
}

pub(super) type Printed = Result<(), NeedsMethod>;

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
            let plain =
                format[at..].iter().position(|&byte| byte == b'%').unwrap_or(format.len() - at);
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
    fn explicit_index(
        &self, format: &[u8], at: &mut usize, next: &mut usize, reordered: &mut bool,
    ) {
        if format.get(*at) != Some(&b'[') {
            return;
        }
        let Some(len) = format[*at..].iter().position(|&byte| byte == b']') else { return };
        let digits = std::str::from_utf8(&format[*at + 1..*at + len])
            .ok()
            .and_then(|text| text.parse::<usize>().ok());
        if let Some(index) = digits.and_then(|index| index.checked_sub(1)) {
            (*next, *reordered) = (index, true);
            *at += len + 1;
        }
    }

    fn number_or_star(
        &mut self, format: &[u8], at: &mut usize, values: &[[u64; 2]], next: &mut usize,
        is_width: bool,
    ) -> Option<usize> {
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

    pub(super) fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(super) fn type_name(&self, ty: TypeId) -> String {
        self.code.types.name(ty, Style::Runtime)
    }

    /// Pads to the width with spaces, or zeros in front.
    pub(super) fn pad(&mut self, text: &[u8]) {
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

    pub(super) fn bad_verb(&mut self, ty: TypeId, slots: &[u64], verb: char) -> Printed {
        let name = self.type_name(ty);
        self.text(&format!("%!{verb}({name}="));
        let flags = std::mem::take(&mut self.flags);
        self.structured(ty, slots, 'v', 0)?;
        self.flags = flags;
        self.out.push(b')');
        Ok(())
    }

    pub(super) fn value(&mut self, ty: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        if depth > DEPTH_MAX {
            self.text("...");
            return Ok(());
        }
        if matches!(verb, 'v' | 's' | 'x' | 'X' | 'q')
            && !self.flags.sharp_v
            && self.method(ty, slots, verb)?
        {
            return Ok(());
        }
        self.structured(ty, slots, verb, depth)
    }

    /// Prints by the value's `Error` or `String` method, if it has one.
    fn method(&mut self, ty: TypeId, slots: &[u64], verb: char) -> Result<bool, NeedsMethod> {
        let Some(func) = ["Error", "String"]
            .iter()
            .find_map(|name| self.vm.method_for_text(self.code, ty, name))
        else {
            return Ok(false);
        };
        let nil =
            matches!(self.code.types.under(ty), Type::Pointer(_)) && slots.first() == Some(&0);
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
}

fn first_char(bytes: &[u8]) -> Option<(char, usize)> {
    if bytes.is_empty() {
        return None;
    }
    let chunk = bytes[..bytes.len().min(4)].utf8_chunks().next()?;
    chunk.valid().chars().next().map(|c| (c, c.len_utf8())).or(Some(('\u{fffd}', 1)))
}
