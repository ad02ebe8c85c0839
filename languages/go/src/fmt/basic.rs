//! Numbers, strings, booleans and pointers under each verb.

use super::print::{Printed, Printer, Value};
use crate::types::{Basic, Type, TypeId};

impl Printer<'_> {
    pub(super) fn basic(&mut self, value: Value, basic: Basic) -> Printed {
        let (verb, word) = (self.p.verb, value.slots[0]);
        let fits = match basic {
            Basic::Bool => matches!(verb, 'v' | 't'),
            Basic::String => matches!(verb, 'v' | 's' | 'q' | 'x' | 'X'),
            _ if basic.is_float() => {
                matches!(verb, 'v' | 'b' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'x' | 'X')
            }
            _ => matches!(verb, 'v' | 'd' | 'b' | 'o' | 'O' | 'x' | 'X' | 'c' | 'q' | 'U'),
        };
        if !fits {
            return self.bad_verb(value);
        }
        match basic {
            Basic::Bool => self.p.pen.pad(if word != 0 { b"true" } else { b"false" }),
            Basic::String => {
                let text = self.vm.text(word);
                self.string(&text);
            }
            _ if basic.is_float() => self.float(f64::from_bits(word), basic.bits()),
            _ => self.integer(word, basic.is_unsigned()),
        }
        Ok(())
    }

    fn float(&mut self, value: f64, bits: u32) {
        let (form, precision) = match self.p.verb {
            'v' => ('g', None),
            'F' => ('f', Some(6)),
            verb @ ('f' | 'e' | 'E') => (verb, Some(6)),
            verb => (verb, None),
        };
        self.p.pen.float(value, bits, form, precision);
    }

    fn integer(&mut self, word: u64, unsigned: bool) {
        let pen = &mut self.p.pen;
        match self.p.verb {
            'c' => pen.character(word),
            'q' => pen.quoted_character(word),
            'U' => pen.unicode(word),
            'v' if pen.flags.sharp_v && unsigned => pen.hex(word, true),
            verb if unsigned => pen.integer(word, false, verb),
            verb => pen.integer((word as i64).unsigned_abs(), (word as i64) < 0, verb),
        }
    }

    /// Pointers, and what else has an address.
    pub(super) fn pointer(&mut self, value: Value) -> Printed {
        let Some(address) = self.address(value.ty, value.slots.first().copied().unwrap_or(0))
        else {
            return self.bad_verb(value);
        };
        let sharp = self.p.pen.flags.sharp;
        match self.p.verb {
            'v' if self.p.pen.flags.sharp_v => {
                let name = self.type_name(value.ty);
                self.p.pen.text(&format!("({name})("));
                match address {
                    0 => self.p.pen.text("nil"),
                    _ => self.p.pen.hex(address, true),
                }
                self.p.pen.text(")");
            }
            'v' if address == 0 => self.p.pen.pad(b"<nil>"),
            'v' | 'p' => self.p.pen.hex(address, !sharp),
            verb @ ('b' | 'o' | 'd' | 'x' | 'X') => self.p.pen.integer(address, false, verb),
            _ => return self.bad_verb(value),
        }
        Ok(())
    }

    fn address(&self, ty: TypeId, word: u64) -> Option<u64> {
        match self.code.types.under(ty) {
            Type::Pointer(_) | Type::Map(..) | Type::Slice(_) | Type::Chan(..) | Type::Func(_) => {
                Some(self.vm.address(self.code, ty, word))
            }
            _ => None,
        }
    }
}
