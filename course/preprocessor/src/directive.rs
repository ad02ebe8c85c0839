//! Finds the lines of a chapter that ask for something of a demo.
//!
//! **Invariants:** the pieces of a chapter, put together again, are the chapter. A directive stands
//! on a line of its own, and nothing inside a fenced code block is one; a line that only looks like
//! one is [`Piece::Bad`], so that no `{{#demo` ever reaches a reader.

/// What of a demo a line asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The whole demo, which the page makes live: `{{#demo NAME}}`.
    Demo,
    /// Only what it prints: `{{#output NAME}}`.
    Output,
}

/// A run of lines of a chapter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Markdown to leave alone, with its newlines.
    Text(&'a str),
    /// A line that is replaced by a part of the demo with this name.
    Quote(Part, &'a str),
    /// A line that holds the beginning of a directive and is not one.
    Bad(&'a str),
}

const PARTS: [(&str, Part); 2] = [("{{#demo", Part::Demo), ("{{#output", Part::Output)];

/// The pieces of `markdown` in their order.
pub fn pieces(markdown: &str) -> Vec<Piece<'_>> {
    let mut fence = None;
    markdown
        .split_inclusive('\n')
        .map(|line| {
            let inside = fence.is_some();
            fence = fence_after(fence, line);
            if inside || fence.is_some() { Piece::Text(line) } else { piece(line) }
        })
        .collect()
}

fn piece(line: &str) -> Piece<'_> {
    if let Some((part, name)) = quote(line.trim_end()) {
        return Piece::Quote(part, name);
    }
    match PARTS.iter().any(|(opening, _)| line.contains(opening)) {
        true => Piece::Bad(line.trim()),
        false => Piece::Text(line),
    }
}

fn quote(line: &str) -> Option<(Part, &str)> {
    PARTS.iter().find_map(|&(opening, part)| {
        let name = line.strip_prefix(opening)?.strip_suffix("}}")?.strip_prefix(' ')?.trim();
        is_name(name).then_some((part, name))
    })
}

/// A demo's name is a file name in every file system and an identifier in every page.
fn is_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !name.is_empty() && name.bytes().all(allowed)
}

/// The code fence that is open after `line`: its character and its length.
fn fence_after(open: Option<(u8, usize)>, line: &str) -> Option<(u8, usize)> {
    let line = line.trim();
    let Some(&mark) = line.as_bytes().first().filter(|b| matches!(b, b'`' | b'~')) else {
        return open;
    };
    let length = line.bytes().take_while(|&b| b == mark).count();
    match open {
        Some((kind, least)) if kind == mark && length >= least && length == line.len() => None,
        Some(still) => Some(still),
        None => (length >= 3).then_some((mark, length)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Piece, pieces};

    #[test]
    fn a_directive_is_a_line_of_its_own() {
        let found = pieces("a\n{{#demo x-1}}\n{{#output x-1}}  ");
        let expected = [
            Piece::Text("a\n"),
            Piece::Quote(Part::Demo, "x-1"),
            Piece::Quote(Part::Output, "x-1"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_only_looks_like_one_is_bad() {
        for line in [
            "see {{#demo x}}",
            "{{#demo}}",
            "{{#demo ../x}}",
            "{{#demo x}} !",
            " {{#demo x}}",
            "{{#demox}}",
            "{{#demo x",
        ] {
            assert_eq!(pieces(line), [Piece::Bad(line.trim())], "{line}");
        }
    }

    #[test]
    fn code_blocks_are_left_alone() {
        for text in [
            "```\n{{#demo x}}\n```\n",
            "~~~~ text\n```\n~~~\n{{#demo x}}\n~~~~\n",
            "```md\n{{#demo x}}\n",
        ] {
            let left_alone = pieces(text).iter().all(|piece| matches!(piece, Piece::Text(_)));
            assert!(left_alone, "{text}");
        }
        assert_eq!(pieces("```\na\n```\n{{#demo x}}\n")[3], Piece::Quote(Part::Demo, "x"));
    }
}
