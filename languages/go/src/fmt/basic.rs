//! Numbers, strings and booleans under each verb.

use super::print::{Printed, Printer};
use super::{float, quote};
use crate::types::{Basic, TypeId};

impl Printer<'_> {
    pub(super) fn basic(&mut self, ty: TypeId, basic: Basic, slots: &[u64], verb: char) -> Printed {
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

    pub(super) fn integer(&mut self, magnitude: u64, negative: bool, verb: char) {
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
            (None, Some(width)) if self.flags.zero && !self.flags.minus => {
                width.saturating_sub(used - prefix.len())
            }
            _ => 0,
        };
        let digits =
            if self.flags.precision == Some(0) && magnitude == 0 { String::new() } else { digits };
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
        if self.flags.zero
            && !self.flags.minus
            && text.starts_with(['-', '+', ' '])
            && width > text.len()
        {
            let zeros = "0".repeat(width - text.len());
            return self.text(&format!("{}{zeros}{}", &text[..1], &text[1..]));
        }
        self.pad(text.as_bytes());
    }

    pub(super) fn string(&mut self, bytes: &[u8], verb: char) {
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
                let digits: Vec<String> =
                    cut.iter()
                        .map(|byte| {
                            if verb == 'x' { format!("{byte:02x}") } else { format!("{byte:02X}") }
                        })
                        .collect();
                self.pad(digits.join(gap).as_bytes());
            }
            _ => self.pad(&cut),
        }
    }
}
