//! What a program can reach of the standard library, found out by name before anything is parsed:
//! a program that imports `strings` pays for the functions it mentions.
//!
//! A declaration stays when its name is mentioned by the program or by a declaration that stays; a
//! method also needs the name of its type. Mentions are words of the text, whatever they mean
//! there, so that more may stay than is needed, never less.
//!
//! **Invariants:** the library's text is as gofmt leaves it: each declaration begins at the start
//! of a line with its keyword, each name of a group after one tab.

use runtime_core::table::{Set, Table};

/// What the machine itself looks for by name: the methods that printing and panics call, the
/// types of the runtime's errors.
const ROOTS: [&str; 13] = [
    "Error",
    "String",
    "GoString",
    "Format",
    "callError",
    "callString",
    "callGoString",
    "callFormat",
    "errorString",
    "plainError",
    "boundsError",
    "PanicNilError",
    "TypeAssertionError",
];

/// A top-level declaration, or a group of them.
struct Chunk<'s> {
    source: usize,
    text: &'s str,
    /// The names it declares; a method has one.
    names: Vec<&'s str>,
    /// The type a method belongs to.
    receiver: Option<&'s str>,
    kept: bool,
}

/// The texts of the library's files without what `program` cannot reach.
pub fn shake(program: &str, sources: &[&str]) -> Vec<String> {
    let mut chunks: Vec<Chunk<'_>> = sources
        .iter()
        .enumerate()
        .flat_map(|(source, text)| split(text).map(move |text| chunk(source, text)))
        .collect();
    let capitals = selected_as_capitals(program);
    let mut mentioned: Set<&str> = Set::new();
    let mut work: Vec<&str> = ROOTS.to_vec();
    work.extend(words(program));
    work.extend(capitals.iter().map(|name| &**name));
    let by_name = index(&chunks);
    while let Some(name) = work.pop() {
        if !mentioned.insert(name) {
            continue;
        }
        for &at in by_name.get(name).into_iter().flatten() {
            let chunk = &mut chunks[at];
            let reached = chunk.names.iter().any(|name| mentioned.contains(*name))
                && chunk.receiver.is_none_or(|receiver| mentioned.contains(receiver));
            if reached && !chunk.kept {
                chunk.kept = true;
                work.extend(words(chunk.text));
            }
        }
    }
    let mut texts = vec![String::new(); sources.len()];
    for chunk in chunks.iter().filter(|chunk| chunk.kept) {
        texts[chunk.source].push_str(chunk.text);
    }
    texts
}

/// The paths that a file of the library imports.
pub fn imports(source: &str) -> impl Iterator<Item = &str> {
    let header = split(source).filter(|text| text.starts_with("import "));
    header.flat_map(|text| text.split('"').skip(1).step_by(2))
}

/// The declarations that must be looked at when a name is mentioned.
fn index<'s>(chunks: &[Chunk<'s>]) -> Table<&'s str, Vec<usize>> {
    let mut by_name: Table<&str, Vec<usize>> = Table::new();
    for (at, chunk) in chunks.iter().enumerate() {
        for name in chunk.names.iter().chain(&chunk.receiver) {
            by_name.or_default(*name).push(at);
        }
    }
    by_name
}

/// The text cut before every line that begins a declaration.
fn split(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let after_first = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let mut end = after_first;
        while end < rest.len() && keyword(&rest[end..]).is_none() {
            end += rest[end..].find('\n').map_or(rest.len() - end, |at| at + 1);
        }
        let (chunk, others) = rest.split_at(end);
        rest = others;
        Some(chunk)
    })
}

fn keyword(line: &str) -> Option<&str> {
    ["import ", "const ", "var ", "type ", "func "].into_iter().find(|word| line.starts_with(word))
}

fn chunk(source: usize, text: &str) -> Chunk<'_> {
    let Some(keyword) = keyword(text).filter(|word| *word != "import ") else {
        return Chunk { source, text, names: Vec::new(), receiver: None, kept: true };
    };
    let rest = &text[keyword.len()..];
    let (mut names, mut receiver) = (Vec::new(), None);
    match rest.strip_prefix('(') {
        Some(inner) if keyword == "func " => {
            let (parameter, name) = inner.split_once(") ").unwrap_or((inner, ""));
            let base = parameter.split_once('[').map_or(parameter, |(base, _)| base);
            receiver = words(base).last();
            names.extend(words(name).next());
        }
        Some(group) => {
            let lines = group.lines().filter_map(|line| line.strip_prefix('\t'));
            lines.for_each(|line| declared(line, &mut names));
        }
        None => declared(rest, &mut names),
    }
    Chunk { source, text, names, receiver, kept: false }
}

/// The names in front of a declaration: `a, b` of `a, b = 1, 2`.
fn declared<'s>(line: &'s str, names: &mut Vec<&'s str>) {
    for piece in line.split(',') {
        let piece = piece.trim_start();
        let len = piece.find(|c| !is_letter(c)).unwrap_or(piece.len());
        names.extend(Some(&piece[..len]).filter(|name| !name.is_empty()));
        if len < piece.len() {
            return;
        }
    }
}

fn is_letter(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

/// The words of a text, comments left out.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split(|c| !is_letter(c))).filter(|word| !word.is_empty())
}

/// What is selected in lower case, with a capital: about `strings.contains` gc says that there is
/// `Contains`.
fn selected_as_capitals(program: &str) -> Vec<String> {
    let selected = program.split('.').skip(1).filter_map(|text| words(text).next());
    let lower = selected.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    lower.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIBRARY: &str = "package lib

import \"io\"

const (
	A = iota
	B
)

var x, y = helper(), 2

type T struct{ n int }

func (t *T) Used() int { return t.n }

func (t *T) Unused() int { return y }

type Other[E any] struct{ e E }

func (o Other[E]) Used() E { return o.e }

// One mentions Two.
func One() int {
	return B
}

func Two() int { return One() }

func helper() int { return 1 }
";

    fn kept(program: &str) -> String {
        let text = shake(program, &[LIBRARY]).remove(0);
        let lines = text.lines().filter(|line| keyword(line).is_some());
        lines.map(|line| format!("{}\n", line.split(" {").next().unwrap())).collect()
    }

    #[test]
    fn only_what_is_mentioned_stays() {
        assert_eq!(kept("lib.One()"), "import \"io\"\nconst (\nfunc One() int\n");
        assert_eq!(kept("lib.two()"), "import \"io\"\nconst (\nfunc One() int\nfunc Two() int\n");
        assert_eq!(kept("x"), "import \"io\"\nvar x, y = helper(), 2\nfunc helper() int\n");
    }

    #[test]
    fn a_method_needs_its_name_and_its_type() {
        assert_eq!(kept("t.Used()"), "import \"io\"\n");
        assert_eq!(
            kept("var t lib.T; t.Used()"),
            "import \"io\"\ntype T struct{ n int }\nfunc (t *T) Used() int\n"
        );
        assert_eq!(
            kept("lib.Other[int]; Used"),
            "import \"io\"\ntype Other[E any] struct{ e E }\nfunc (o Other[E]) Used() E\n"
        );
    }
}
