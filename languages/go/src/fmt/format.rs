//! Formats: text with verbs.
//!
//! **Models:** `doPrintf` in `fmt/print.go` (Go 1.27).

use super::pen::{Flags, rune_width};
use super::print::{Printed, Printer, Todo};
use crate::types::{Basic, TypeId};
use std::rc::Rc;

/// The largest width and precision.
const WIDTH_MAX: usize = 1_000_000;

/// How far a format has been written.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    text: Rc<[u8]>,
    at: usize,
    /// The next argument.
    arg: usize,
    /// Whether an argument was named by its number.
    reordered: bool,
    /// Whether the last such number was an argument's.
    good: bool,
    /// Whether such a number was just read.
    indexed: bool,
}

impl Cursor {
    /// How far it is: the text's place and the next argument.
    pub(super) fn position(&self) -> u64 {
        (self.arg as u64) << 32 | (self.at as u64) << 1 | u64::from(self.reordered)
    }

    pub(super) fn new(text: Rc<[u8]>) -> Cursor {
        Cursor { text, at: 0, arg: 0, reordered: false, good: true, indexed: false }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The bytes before the next `%`; false without one.
    fn literal(&mut self, out: &mut Vec<u8>) -> bool {
        let rest = &self.text[self.at..];
        let len = rest.iter().position(|&byte| byte == b'%').unwrap_or(rest.len());
        out.extend_from_slice(&rest[..len]);
        self.at += len;
        self.eat(b'%')
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        loop {
            match self.peek() {
                Some(b'-') => flags.minus = true,
                Some(b'+') => flags.plus = true,
                Some(b'#') => flags.sharp = true,
                Some(b' ') => flags.space = true,
                Some(b'0') => flags.zero = true,
                _ => return flags,
            }
            self.at += 1;
        }
    }

    /// Digits; too many of them end the format.
    fn number(&mut self) -> Option<usize> {
        let mut number = None;
        while let Some(byte) = self.peek().filter(u8::is_ascii_digit) {
            let so_far = number.unwrap_or(0);
            if so_far > WIDTH_MAX {
                self.at = self.text.len();
                return None;
            }
            number = Some(so_far * 10 + usize::from(byte - b'0'));
            self.at += 1;
        }
        number
    }

    /// `[n]`
    fn index(&mut self, args: usize) {
        self.indexed = false;
        if self.peek() != Some(b'[') {
            return;
        }
        self.reordered = true;
        let Some(len) = self.text[self.at..].iter().position(|&byte| byte == b']') else {
            (self.at, self.good) = (self.at + 1, false);
            return;
        };
        let end = self.at + len;
        self.at += 1;
        let number = self.number().filter(|_| self.at == end);
        self.at = end + 1;
        self.indexed = number.is_some();
        match number.and_then(|number| number.checked_sub(1)).filter(|&index| index < args) {
            Some(index) => self.arg = index,
            None => self.good = false,
        }
    }
}

impl Printer<'_> {
    /// Writes up to and with the next verb; the rest is still to be done.
    pub(super) fn format(&mut self, mut cursor: Cursor) -> Printed {
        if !cursor.literal(&mut self.p.pen.out) {
            return self.end_of_format(&cursor);
        }
        cursor.good = true;
        self.p.pen.flags = cursor.flags();
        self.width_and_precision(&mut cursor);
        let rest = &cursor.text[cursor.at..];
        if rest.is_empty() {
            self.p.pen.text("%!(NOVERB)");
            return self.end_of_format(&cursor);
        }
        let width = rune_width(rest);
        let verb = std::str::from_utf8(&rest[..width]).ok().and_then(|text| text.chars().next());
        cursor.at += width;
        self.verb(verb.unwrap_or('\u{fffd}'), cursor)
    }

    fn width_and_precision(&mut self, cursor: &mut Cursor) {
        let args = self.p.args.len();
        cursor.index(args);
        if cursor.eat(b'*') {
            let width = self.number_argument(cursor);
            if width.is_none() {
                self.p.pen.text("%!(BADWIDTH)");
            }
            if width.is_some_and(|width| width < 0) {
                (self.p.pen.flags.minus, self.p.pen.flags.zero) = (true, false);
            }
            self.p.pen.flags.width = width.map(|width| width.unsigned_abs() as usize);
            cursor.indexed = false;
        } else {
            let indexed = cursor.indexed;
            self.p.pen.flags.width = cursor.number();
            cursor.good &= !(indexed && self.p.pen.flags.width.is_some());
        }
        if cursor.at + 1 < cursor.text.len() && cursor.eat(b'.') {
            cursor.good &= !cursor.indexed;
            cursor.index(args);
            if cursor.eat(b'*') {
                let precision = self.number_argument(cursor).filter(|&precision| precision >= 0);
                if precision.is_none() {
                    self.p.pen.text("%!(BADPREC)");
                }
                self.p.pen.flags.precision = precision.map(|precision| precision as usize);
                cursor.indexed = false;
            } else {
                self.p.pen.flags.precision = Some(cursor.number().unwrap_or(0));
            }
        }
        if !cursor.indexed {
            cursor.index(args);
        }
    }

    /// The argument of a `*`.
    fn number_argument(&mut self, cursor: &mut Cursor) -> Option<i64> {
        let &[dynamic, data] = self.p.args.get(cursor.arg)?;
        cursor.arg += 1;
        let basic = self.code.types.basic(TypeId(dynamic as u32));
        let fits = basic != Basic::Invalid && basic.is_integer();
        Some(data as i64).filter(|value| fits && value.unsigned_abs() <= WIDTH_MAX as u64)
    }

    fn verb(&mut self, verb: char, mut cursor: Cursor) -> Printed {
        let arg = self.p.args.get(cursor.arg).copied();
        let (index, good) = (cursor.arg as u64, cursor.good);
        if verb != '%' && good && arg.is_some() {
            cursor.arg += 1;
        }
        self.p.todo.push(Todo::Format(cursor));
        match arg {
            _ if verb == '%' => self.p.pen.out.push(b'%'),
            _ if !good => self.p.pen.text(&format!("%!{verb}(BADINDEX)")),
            None => self.p.pen.text(&format!("%!{verb}(MISSING)")),
            Some(arg) => {
                if verb == 'w' {
                    self.p.wrapped.push(index);
                }
                if matches!(verb, 'v' | 'w') {
                    let flags = &mut self.p.pen.flags;
                    flags.plus_v = std::mem::take(&mut flags.plus);
                    flags.sharp_v = std::mem::take(&mut flags.sharp);
                }
                self.p.verb = verb;
                return self.arg(arg);
            }
        }
        Ok(())
    }

    fn end_of_format(&mut self, cursor: &Cursor) -> Printed {
        if !cursor.reordered && cursor.arg < self.p.args.len() {
            self.p.pen.flags = Flags::default();
            self.p.verb = 'v';
            self.p.pen.text("%!(EXTRA ");
            return self.extra(cursor.arg);
        }
        Ok(())
    }
}
