//! Natives that only look at their arguments.
//!
//! **Models:** packages `math/bits`, `strconv`, `unicode`, `unicode/utf8` (Go 1.27).

use super::fiber::Fiber;
use super::instr::{At, Done};
use super::math::math;
use super::parse;
use super::{Vm, text};
use crate::case;
use crate::code::Reg;
use crate::fmt::{float, quote};
use crate::natives::Pure;

impl Vm {
    pub(super) fn pure(&mut self, fiber: &mut Fiber, at: &At, block: Reg, pure: Pure) -> Done {
        let one = |fiber: &Fiber, results: Reg| at.get(fiber, block + results);
        match pure {
            Pure::Float(float) => {
                let args = |index: Reg| {
                    let reg = at.base + (block + 1 + index) as usize;
                    f64::from_bits(fiber.stack.get(reg).copied().unwrap_or(0))
                };
                let value = math(float, args(0), args(1), args(2)).to_bits();
                at.set(fiber, block, value);
            }
            Pure::Multiply | Pure::Divide => wide(fiber, at, block, pure),
            Pure::ParseInt | Pure::ParseUint | Pure::ParseFloat => {
                let text = self.heap.str(one(fiber, 2));
                let (a, b) =
                    (one(fiber, 3), at.get(fiber, block + 3 + u16::from(pure != Pure::ParseFloat)));
                let (value, code) = match pure {
                    Pure::ParseInt => parse::signed(text, a, b),
                    Pure::ParseUint => parse::unsigned(text, a, b),
                    _ => parse::float(text, a),
                };
                at.set_many(fiber, block, &[value, code as u64]);
            }
            Pure::Unquote => {
                let text = parse::unquoted(self.heap.str(one(fiber, 2)));
                let found = u64::from(text.is_some());
                let text = self.heap.add_str(&text.unwrap_or_default());
                at.set_many(fiber, block, &[text, found]);
            }
            _ => {
                let word = one(fiber, 1);
                let value = match self.shown(fiber, at, block, pure) {
                    Some(text) => self.heap.add_str(text.as_bytes()),
                    None => self.word(pure, word),
                };
                at.set(fiber, block, value);
            }
        }
        Ok(0)
    }

    /// The text that such a native gives; `None` for those that give a word.
    fn shown(&self, fiber: &Fiber, at: &At, block: Reg, pure: Pure) -> Option<String> {
        use quote::Quoting::{Ascii, Printable};
        let arg = |index: Reg| at.get(fiber, block + 1 + index);
        let bytes = |word: u64| self.heap.str(word);
        Some(match pure {
            Pure::Itoa => (arg(0) as i64).to_string(),
            Pure::FormatInt => {
                let value = arg(0) as i64;
                let digits = parse::in_base(value.unsigned_abs(), arg(1));
                if value < 0 { format!("-{digits}") } else { digits }
            }
            Pure::FormatUint => parse::in_base(arg(0), arg(1)),
            Pure::FormatFloat => {
                let (value, form) = (f64::from_bits(arg(0)), arg(1) as u8 as char);
                let precision = usize::try_from(arg(2) as i64).ok().map(|n| n.min(1_000_000));
                match form {
                    'b' | 'e' | 'E' | 'f' | 'g' | 'G' | 'x' | 'X' => {
                        float::text(value, form, precision, arg(3) as u32)
                    }
                    _ => format!("%{form}"),
                }
            }
            Pure::Quote => quote::quoted(bytes(arg(0)), Printable),
            Pure::QuoteAscii => quote::quoted(bytes(arg(0)), Ascii),
            Pure::QuoteRune => quote::quoted_rune(character(arg(0)), Printable),
            Pure::QuoteRuneAscii => quote::quoted_rune(character(arg(0)), Ascii),
            _ => return None,
        })
    }

    fn word(&self, pure: Pure, word: u64) -> u64 {
        match pure {
            Pure::Float32Bits => u64::from((f64::from_bits(word) as f32).to_bits()),
            Pure::FromFloat32Bits => f64::from(f32::from_bits(word as u32)).to_bits(),
            Pure::OnesCount => u64::from(word.count_ones()),
            Pure::LeadingZeros => u64::from(word.leading_zeros()),
            Pure::TrailingZeros => u64::from(word.trailing_zeros()),
            Pure::Reverse => word.reverse_bits(),
            Pure::ReverseBytes => word.swap_bytes(),
            Pure::Is(class) => u64::from(rune(word).is_some_and(|c| class.holds(c))),
            Pure::ToUpper => rune(word).map_or(word, |c| case::upper(c) as u64),
            Pure::ToLower => rune(word).map_or(word, |c| case::lower(c) as u64),
            Pure::RuneCount => text::rune_count(self.heap.str(word)) as u64,
            Pure::Valid => u64::from(std::str::from_utf8(self.heap.str(word)).is_ok()),
            Pure::CanBackquote => {
                let text = std::str::from_utf8(self.heap.str(word));
                u64::from(text.is_ok_and(quote::can_backquote))
            }
            _ => word,
        }
    }
}

fn wide(fiber: &mut Fiber, at: &At, block: Reg, pure: Pure) {
    let [a, b] = [at.get(fiber, block + 2), at.get(fiber, block + 3)];
    let results = match pure {
        Pure::Multiply => {
            let product = u128::from(a) * u128::from(b);
            [(product >> 64) as u64, product as u64]
        }
        _ => {
            let (whole, by) =
                (u128::from(a) << 64 | u128::from(b), u128::from(at.get(fiber, block + 4)));
            [whole.checked_div(by).unwrap_or(0) as u64, whole.checked_rem(by).unwrap_or(0) as u64]
        }
    };
    at.set_many(fiber, block, &results);
}

fn rune(word: u64) -> Option<char> {
    u32::try_from(word as i64).ok().and_then(char::from_u32)
}

fn character(word: u64) -> char {
    rune(word).unwrap_or('\u{fffd}')
}
