//! Basic values under flags, width and precision.
//!
//! **Models:** `fmt/format.go` (Go 1.27).

use super::{float, quote};

/// The flags of a verb.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
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

/// What has been written, and how the next value is to be.
#[derive(Clone, Default, Debug)]
pub(super) struct Pen {
    pub(super) out: Vec<u8>,
    pub(super) flags: Flags,
}

impl Pen {
    pub(super) fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn fill(&mut self, n: usize) {
        let with = if self.flags.zero && !self.flags.minus { b'0' } else { b' ' };
        self.out.extend(std::iter::repeat_n(with, n));
    }

    /// Pads to the width in characters.
    pub(super) fn pad(&mut self, text: &[u8]) {
        let fill = self.flags.width.unwrap_or(0).saturating_sub(rune_count(text));
        if !self.flags.minus {
            self.fill(fill);
        }
        self.out.extend_from_slice(text);
        if self.flags.minus {
            self.fill(fill);
        }
    }

    /// Pads with spaces even where zeros were asked for.
    fn pad_blank(&mut self, text: &[u8]) {
        let zero = std::mem::take(&mut self.flags.zero);
        self.pad(text);
        self.flags.zero = zero;
    }

    /// An integer by magnitude and sign, under one of its verbs.
    pub(super) fn integer(&mut self, magnitude: u64, negative: bool, verb: char) {
        let flags = self.flags;
        if flags.precision == Some(0) && magnitude == 0 {
            return self.pad_blank(b"");
        }
        let digits = match verb {
            'b' => format!("{magnitude:b}"),
            'o' | 'O' => format!("{magnitude:o}"),
            'x' => format!("{magnitude:x}"),
            'X' => format!("{magnitude:X}"),
            _ => magnitude.to_string(),
        };
        let sign = match (negative, flags.plus, flags.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        };
        let wanted = match (flags.precision, flags.width) {
            (Some(precision), _) => precision,
            (None, Some(width)) if flags.zero && !flags.minus => width.saturating_sub(sign.len()),
            _ => 0,
        };
        let zeros = "0".repeat(wanted.saturating_sub(digits.len()));
        let prefix = match verb {
            'O' => "0o",
            'b' if flags.sharp => "0b",
            'o' if flags.sharp && zeros.is_empty() && !digits.starts_with('0') => "0",
            'x' if flags.sharp => "0x",
            'X' if flags.sharp => "0X",
            _ => "",
        };
        self.pad_blank(format!("{sign}{prefix}{zeros}{digits}").as_bytes());
    }

    /// `0x...` or, without `prefix`, its digits alone.
    pub(super) fn hex(&mut self, value: u64, prefix: bool) {
        let sharp = std::mem::replace(&mut self.flags.sharp, prefix);
        self.integer(value, false, 'x');
        self.flags.sharp = sharp;
    }

    /// `%c`
    pub(super) fn character(&mut self, code: u64) {
        let c = character(code);
        self.pad(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// `%q` of an integer.
    pub(super) fn quoted_character(&mut self, code: u64) {
        let text = quote::quoted_rune(character(code), self.quoting());
        self.pad(text.as_bytes());
    }

    fn quoting(&self) -> quote::Quoting {
        if self.flags.plus { quote::Quoting::Ascii } else { quote::Quoting::Printable }
    }

    /// `%U`
    pub(super) fn unicode(&mut self, code: u64) {
        let digits = self.flags.precision.unwrap_or(0).max(4);
        let mut text = format!("{code:X}");
        text = format!("U+{}{text}", "0".repeat(digits.saturating_sub(text.len())));
        let c = u32::try_from(code).ok().and_then(char::from_u32).filter(|&c| quote::printable(c));
        if let (true, Some(c)) = (self.flags.sharp, c) {
            text += &format!(" '{c}'");
        }
        self.pad_blank(text.as_bytes());
    }

    /// Text of its own, cut to the precision.
    pub(super) fn plain(&mut self, bytes: &[u8]) {
        let cut = self.cut(bytes);
        self.pad(cut);
    }

    /// `%q`
    pub(super) fn quoted(&mut self, bytes: &[u8]) {
        let cut = self.cut(bytes);
        let text = match std::str::from_utf8(cut) {
            Ok(text) if self.flags.sharp && quote::can_backquote(text) => format!("`{text}`"),
            _ => quote::quoted(cut, self.quoting()),
        };
        self.pad(text.as_bytes());
    }

    /// `%x` of a string or bytes.
    pub(super) fn hex_bytes(&mut self, bytes: &[u8], verb: char) {
        let bytes = &bytes[..bytes.len().min(self.flags.precision.unwrap_or(usize::MAX))];
        let prefix = if self.flags.sharp { format!("0{verb}") } else { String::new() };
        let gap = if self.flags.space { format!(" {prefix}") } else { String::new() };
        let mut text = if bytes.is_empty() { String::new() } else { prefix };
        for (index, byte) in bytes.iter().enumerate() {
            if index > 0 {
                text += &gap;
            }
            text += &if verb == 'x' { format!("{byte:02x}") } else { format!("{byte:02X}") };
        }
        self.pad(text.as_bytes());
    }

    fn cut<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let Some(mut left) = self.flags.precision else { return bytes };
        let mut at = 0;
        while at < bytes.len() && left > 0 {
            at += rune_width(&bytes[at..]);
            left -= 1;
        }
        &bytes[..at]
    }

    /// A floating-point number in one of `strconv`'s forms.
    pub(super) fn float(&mut self, value: f64, bits: u32, form: char, default: Option<usize>) {
        let precision = self.flags.precision.or(default);
        let mut text = float::text(value, form, precision, bits);
        if !text.starts_with(['-', '+']) {
            text.insert(0, '+');
        }
        if self.flags.space && !self.flags.plus && text.starts_with('+') {
            text.replace_range(..1, " ");
        }
        if !value.is_finite() {
            let bare = value.is_nan() && !self.flags.space && !self.flags.plus;
            let shown = &text[usize::from(bare)..];
            return self.pad_blank(shown.as_bytes());
        }
        if self.flags.sharp && form != 'b' {
            text = with_point(&text, form, precision);
        }
        let signed = self.flags.plus || !text.starts_with('+');
        let width = self.flags.width.unwrap_or(0);
        if signed && self.flags.zero && !self.flags.minus && width > text.len() {
            self.text(&text[..1]);
            self.fill(width - text.len());
            return self.text(&text[1..]);
        }
        self.pad(&text.as_bytes()[usize::from(!signed)..]);
    }
}

/// `%#g`: there is a point, and zeros at the end stay.
fn with_point(text: &str, form: char, precision: Option<usize>) -> String {
    let hex = matches!(form, 'x' | 'X');
    let exponent: &[char] = if hex { &['p', 'P'] } else { &['e', 'E'] };
    let (number, tail) = text.split_at(text.find(exponent).unwrap_or(text.len()));
    let wanted = if matches!(form, 'g' | 'G' | 'x') { precision.unwrap_or(6) } else { 0 };
    let significant = number[1..].chars().filter(|&c| c != '.').skip_while(|&c| c == '0').count();
    let zero = usize::from(&number[1..] == "0");
    let point = if number.contains('.') { "" } else { "." };
    let zeros = "0".repeat(wanted.saturating_sub(significant + zero));
    format!("{number}{point}{zeros}{tail}")
}

/// The character, or U+FFFD for what is none.
fn character(code: u64) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
}

/// The width in bytes of the first character, 1 for a byte that is none.
pub(super) fn rune_width(bytes: &[u8]) -> usize {
    let chunk = bytes[..bytes.len().min(4)].utf8_chunks().next();
    chunk.and_then(|chunk| chunk.valid().chars().next()).map_or(1, char::len_utf8)
}

fn rune_count(bytes: &[u8]) -> usize {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.chars().count();
    }
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}
