//! Text to bytes and back.
//!
//! **Models:** the codecs of `Objects/unicodeobject.c`, CPython 3.13: UTF-8, ASCII, Latin-1,
//! UTF-16 and UTF-32, with the error handlers that need no registration.

use crate::object::{Type, Value};
use crate::vm::{Args, Raise, Vm};

/// `encoding` and `errors`, the first two arguments after the receiver.
pub(super) fn options(vm: &mut Vm, args: Args, name: &str) -> Result<(String, String), Raise> {
    let mut given = ["utf-8".to_string(), "strict".to_string()];
    for (index, (place, what)) in given.iter_mut().zip(["encoding", "errors"]).enumerate() {
        let Some(of) = vm.optional(args, index + 1) else { continue };
        match vm.text(of) {
            Some(text) => *place = text.to_string(),
            None => {
                let kind = vm.type_name(of);
                let message = format!("{name}() argument '{what}' must be str, not {kind}");
                return Err(vm.raise(Type::TypeError, message));
            }
        }
    }
    let [encoding, errors] = given;
    Ok((encoding, errors))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Utf8,
    Ascii,
    Latin1,
    /// Bytes per unit, whether big-endian, whether with a byte order mark.
    Wide(usize, bool, bool),
}

impl Codec {
    fn name(self) -> &'static str {
        match self {
            Codec::Utf8 => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Wide(2, ..) => "utf-16",
            Codec::Wide(..) => "utf-32",
        }
    }
}

fn codec(vm: &mut Vm, encoding: &str) -> Result<Codec, Raise> {
    let name = encoding.to_ascii_lowercase().replace(['-', ' '], "_");
    Ok(match &*name {
        "utf_8" | "utf8" | "u8" | "utf" => Codec::Utf8,
        "ascii" | "us_ascii" | "646" => Codec::Ascii,
        "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" => {
            Codec::Latin1
        }
        "utf_16" | "utf16" | "u16" => Codec::Wide(2, false, true),
        "utf_16_le" | "utf_16le" => Codec::Wide(2, false, false),
        "utf_16_be" | "utf_16be" => Codec::Wide(2, true, false),
        "utf_32" | "utf32" | "u32" => Codec::Wide(4, false, true),
        "utf_32_le" | "utf_32le" => Codec::Wide(4, false, false),
        "utf_32_be" | "utf_32be" => Codec::Wide(4, true, false),
        _ => {
            let message = format!("unknown encoding: {encoding}");
            return Err(vm.raise(Type::LookupError, message));
        }
    })
}

/// `text.encode(encoding, errors)`.
pub(super) fn encode(
    vm: &mut Vm, text: &str, encoding: &str, errors: &str,
) -> Result<Vec<u8>, Raise> {
    let limit = match codec(vm, encoding)? {
        Codec::Utf8 => return Ok(text.as_bytes().to_vec()),
        Codec::Wide(width, big, mark) => return Ok(wide(text, width, big, mark)),
        Codec::Ascii => 0x80,
        Codec::Latin1 => 0x100,
    };
    let name = if limit == 0x80 { "ascii" } else { "latin-1" };
    let mut out = Vec::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let fits = |char: char| u32::from(char) < limit;
    for (index, &char) in chars.iter().enumerate() {
        let code = u32::from(char);
        match errors {
            _ if fits(char) => out.push(code as u8),
            "ignore" => {}
            "replace" => out.push(b'?'),
            "backslashreplace" | "namereplace" => out.extend(crate::format::escaped(char).bytes()),
            "xmlcharrefreplace" => out.extend(format!("&#{code};").bytes()),
            "strict" => {
                let run = chars[index..].iter().take_while(|&&char| !fits(char)).count();
                let reason = format!("ordinal not in range({limit})");
                return Err(encode_error(vm, name, text, [index, index + run], &reason));
            }
            other => return Err(unknown_handler(vm, other)),
        }
    }
    Ok(out)
}

fn unknown_handler(vm: &mut Vm, name: &str) -> Raise {
    vm.raise(Type::LookupError, format!("unknown error handler name '{name}'"))
}

fn wide(text: &str, width: usize, big: bool, mark: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut unit = |unit: u32| {
        let bytes = unit.to_be_bytes();
        let bytes = &bytes[4 - width..];
        if big { out.extend(bytes) } else { out.extend(bytes.iter().rev()) }
    };
    if mark {
        unit(0xfeff);
    }
    for char in text.chars() {
        if width == 4 {
            unit(u32::from(char));
        } else {
            char.encode_utf16(&mut [0; 2]).iter().for_each(|&half| unit(u32::from(half)));
        }
    }
    out
}

fn encode_error(vm: &mut Vm, name: &str, text: &str, range: [usize; 2], reason: &str) -> Raise {
    let object = vm.heap.str(text);
    coding_error(vm, Type::UnicodeEncodeError, name, object, range, reason)
}

fn coding_error(
    vm: &mut Vm, kind: Type, name: &str, object: Value, range: [usize; 2], reason: &str,
) -> Raise {
    let [start, end] = range.map(|at| Value::Int(at as i64));
    let arguments = vec![vm.heap.str(name), object, start, end, vm.heap.str(reason)];
    vm.raise_with(kind, arguments)
}

/// `bytes.decode(encoding, errors)`.
pub(super) fn decode(
    vm: &mut Vm, bytes: &[u8], encoding: &str, errors: &str,
) -> Result<String, Raise> {
    let codec = codec(vm, encoding)?;
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (good, bad) = match codec {
            Codec::Utf8 => utf8(&bytes[at..], &mut out),
            Codec::Latin1 => {
                out.extend(bytes[at..].iter().map(|&byte| char::from(byte)));
                (bytes.len() - at, None)
            }
            Codec::Ascii => {
                let good = bytes[at..].iter().take_while(|byte| byte.is_ascii()).count();
                out.extend(bytes[at..at + good].iter().map(|&byte| char::from(byte)));
                let bad = (at + good < bytes.len()).then_some((1, "ordinal not in range(128)"));
                (good, bad)
            }
            Codec::Wide(width, big, mark) => {
                return Ok(narrow(bytes, width, big, mark));
            }
        };
        at += good;
        let Some((len, reason)) = bad else { break };
        match errors {
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => {
                bytes[at..at + len].iter().for_each(|byte| out += &format!("\\x{byte:02x}"));
            }
            "strict" => {
                let object = vm.new_bytes(bytes.to_vec());
                let (kind, range) = (Type::UnicodeDecodeError, [at, at + len]);
                return Err(coding_error(vm, kind, codec.name(), object, range, reason));
            }
            other => return Err(unknown_handler(vm, other)),
        }
        at += len;
    }
    Ok(out)
}

/// Decodes as far as it goes: how many bytes, and how many bad ones follow and why.
fn utf8(bytes: &[u8], out: &mut String) -> (usize, Option<(usize, &'static str)>) {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => {
            *out += text;
            return (bytes.len(), None);
        }
        Err(error) => error,
    };
    let good = error.valid_up_to();
    *out += std::str::from_utf8(&bytes[..good]).unwrap_or_default();
    let bad = match error.error_len() {
        None => (bytes.len() - good, "unexpected end of data"),
        Some(len) if matches!(bytes[good], 0x80..=0xc1 | 0xf5..) => (len, "invalid start byte"),
        Some(len) => (len, "invalid continuation byte"),
    };
    (good, Some(bad))
}

fn narrow(bytes: &[u8], width: usize, big: bool, mark: bool) -> String {
    let marked = mark && bytes.len() >= width;
    let units = |big: bool| -> Vec<u32> {
        let unit = |chunk: &[u8]| {
            let fold = |all: u32, &byte: &u8| all << 8 | u32::from(byte);
            if big { chunk.iter().fold(0, fold) } else { chunk.iter().rev().fold(0, fold) }
        };
        bytes.chunks(width).map(unit).collect()
    };
    let mut found = units(big);
    if marked && found[0] == if width == 2 { 0xfffe } else { 0xfffe_0000 } {
        found = units(!big);
    }
    if marked && found[0] == 0xfeff {
        found.remove(0);
    }
    if width == 4 {
        return found.into_iter().map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).collect();
    }
    char::decode_utf16(found.into_iter().map(|unit| unit as u16))
        .map(|char| char.unwrap_or('\u{fffd}'))
        .collect()
}
