//! The replacement fields of `str.format`.
//!
//! **Models:** `MarkupIterator_next` and `FieldNameIterator_next` in
//! `Objects/stringlib/unicode_format.h`, CPython 3.13, with its messages.

/// A piece of a template: a literal and the field after it, if there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    pub literal: String,
    pub field: Option<Field>,
}

/// `{name!conversion:spec}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Field {
    pub name: String,
    pub conversion: Option<char>,
    pub spec: String,
}

/// Takes a template apart. An error is a ValueError's text.
pub(crate) fn pieces(template: &str) -> Result<Vec<Piece>, String> {
    let chars: Vec<char> = template.chars().collect();
    let (mut all, mut literal, mut at) = (Vec::new(), String::new(), 0);
    while at < chars.len() {
        let char = chars[at];
        at += 1;
        if char != '{' && char != '}' {
            literal.push(char);
            continue;
        }
        if chars.get(at) == Some(&char) {
            literal.push(char);
            at += 1;
            continue;
        }
        if char == '}' {
            return Err("Single '}' encountered in format string".into());
        }
        if at == chars.len() {
            return Err("Single '{' encountered in format string".into());
        }
        let (field, end) = field(&chars, at)?;
        all.push(Piece { literal: std::mem::take(&mut literal), field: Some(field) });
        at = end;
    }
    all.push(Piece { literal, field: None });
    Ok(all)
}

/// A field after its `{`, and where it ends.
fn field(chars: &[char], start: usize) -> Result<(Field, usize), String> {
    let mut at = start;
    let mut in_brackets = false;
    loop {
        match chars.get(at) {
            None => return Err("expected '}' before end of string".into()),
            Some('{') => return Err("unexpected '{' in field name".into()),
            Some('[') => in_brackets = true,
            Some(']') => in_brackets = false,
            Some('}' | ':' | '!') if !in_brackets => break,
            Some(_) => {}
        }
        at += 1;
    }
    let name: String = chars[start..at].iter().collect();
    let mut conversion = None;
    if chars[at] == '!' {
        at += 1;
        match (chars.get(at), chars.get(at + 1)) {
            (None, _) => return Err("end of string while looking for conversion specifier".into()),
            (Some('}'), _) => return Err("unmatched '{' in format spec".into()),
            (Some(_), None) => return Err("unmatched '{' in format spec".into()),
            (Some(&char), Some(after)) => {
                if !matches!(after, ':' | '}') {
                    return Err("expected ':' after conversion specifier".into());
                }
                conversion = Some(char);
            }
        }
        at += 1;
    }
    if chars[at] == '}' {
        return Ok((Field { name, conversion, spec: String::new() }, at + 1));
    }
    let (from, mut depth) = (at + 1, 1);
    while depth > 0 {
        at += 1;
        match chars.get(at) {
            None => return Err("unmatched '{' in format spec".into()),
            Some('{') => depth += 1,
            Some('}') => depth -= 1,
            Some(_) => {}
        }
    }
    let spec = chars[from..at].iter().collect();
    Ok((Field { name, conversion, spec }, at + 1))
}

/// How a field's name goes on: `.attribute` or `[key]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Attribute(String),
    Key(String),
}

/// The argument a field's name begins with, and what is taken of it.
pub(crate) fn path(name: &str) -> Result<(String, Vec<Part>), String> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            if end == 0 {
                return Err("Empty attribute in format string".into());
            }
            parts.push(Part::Attribute(after[..end].into()));
            rest = &after[end..];
        } else if let Some(after) = rest.strip_prefix('[') {
            let Some(end) = after.find(']') else {
                return Err("Missing ']' in format string".into());
            };
            if end == 0 {
                return Err("Empty attribute in format string".into());
            }
            parts.push(Part::Key(after[..end].into()));
            rest = &after[end + 1..];
        } else {
            return Err("Only '.' or '[' may follow ']' in format field specifier".into());
        }
    }
    Ok((first.into(), parts))
}
