//! Finds the lines of a chapter that ask for something of a demo.
//!
//! **Invariants:** the pieces of a chapter, put together again, are the chapter without the fences of
//! its quizzes. A directive stands on a line of its own, and nothing inside a fenced code block is
//! one; a line that only looks like one is [`Piece::Bad`], so that no `{{#demo` ever reaches a
//! reader. A quiz whose fence is not closed is bad as well.

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
    /// A line that is replaced by the card of the exercise with this name: `{{#exercise NAME}}`.
    Card(&'a str),
    /// What stands in a fenced block of the language `quiz`.
    Quiz(&'a str),
    /// A line that holds the beginning of a directive and is not one.
    Bad(&'a str),
}

/// How directives begin, and what one with a name means.
const OPENINGS: [(&str, fn(&str) -> Piece<'_>); 3] = [
    ("{{#demo", |name| Piece::Quote(Part::Demo, name)),
    ("{{#output", |name| Piece::Quote(Part::Output, name)),
    ("{{#exercise", |name| Piece::Card(name)),
];

/// The pieces of `markdown` in their order.
pub fn pieces(markdown: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut fence, mut quiz, mut at) = (None, None, 0);
    for line in markdown.split_inclusive('\n') {
        let before = fence;
        fence = fence_after(fence, line);
        let end = at + line.len();
        match (before, fence) {
            (None, None) => pieces.push(piece(line)),
            (None, Some(_)) if is_quiz(line) => quiz = Some((line, end)),
            (Some(_), None) if let Some((_, start)) = quiz.take() => {
                pieces.push(Piece::Quiz(&markdown[start..at]));
            }
            _ if quiz.is_some() => {}
            _ => pieces.push(Piece::Text(line)),
        }
        at = end;
    }
    pieces.extend(quiz.map(|(line, _)| Piece::Bad(line.trim())));
    pieces
}

/// Whether a line that opens a fence opens a quiz.
fn is_quiz(line: &str) -> bool {
    line.trim().trim_start_matches(['`', '~']).trim() == "quiz"
}

fn piece(line: &str) -> Piece<'_> {
    if let Some(directive) = directive(line.trim_end()) {
        return directive;
    }
    match OPENINGS.iter().any(|(opening, _)| line.contains(opening)) {
        true => Piece::Bad(line.trim()),
        false => Piece::Text(line),
    }
}

fn directive(line: &str) -> Option<Piece<'_>> {
    OPENINGS.iter().find_map(|(opening, meaning)| {
        let name = line.strip_prefix(opening)?.strip_suffix("}}")?.strip_prefix(' ')?.trim();
        is_name(name).then(|| meaning(name))
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

    #[test]
    fn a_quiz_is_what_stands_between_its_fences() {
        let found = pieces("a\n```quiz\ndemo = \"x\"\n~~~\n```\n{{#exercise x}}\n");
        let quiz = Piece::Quiz("demo = \"x\"\n~~~\n");
        assert_eq!(found, [Piece::Text("a\n"), quiz, Piece::Card("x")]);
        assert_eq!(pieces("```quiz\ndemo\n"), [Piece::Bad("```quiz")]);
        assert_eq!(pieces("```quizzes\n```\n").len(), 2);
    }
}
