//! Prints what is wrong with a program before it runs.
//!
//! What the real tool would refuse is printed as the real tool prints it (`go run` of Go 1.27,
//! CPython 3.13). What the real tool would accept and we do not simulate is printed in our own
//! form, with the reason and what to do instead; where there is any of it, only that is shown,
//! because the rest may follow from it.
//!
//! **Departures:** a mistake before the end of the imports is told in gc's words; `go run` meets it
//! earlier, while it looks for packages, and has words of its own there. CPython counts the column
//! of an error found after parsing in bytes, so that its caret is off behind `é`; ours is not.

use crate::failure::{Failure, REFUSED};
use crate::source_file;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use lab::{Language, Scenario};
use runtime_core::source::Diagnostic;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

/// gc stops after this many errors.
const GO_ERRORS_MAX: usize = 10;

/// Prints the diagnostics to stderr and gives the exit code.
pub fn print(found: &[Diagnostic], scenario: &Scenario, path: &Path) -> Result<ExitCode, Failure> {
    let text = text(found, scenario, path);
    if found.iter().any(is_unsupported) {
        anstream::stderr().write_all(text.as_bytes())?;
        return Ok(ExitCode::from(REFUSED));
    }
    io::stderr().write_all(text.as_bytes())?;
    Ok(ExitCode::from(1))
}

/// The same as a text: what is not simulated, else what the real one would say.
pub fn text(found: &[Diagnostic], scenario: &Scenario, path: &Path) -> String {
    if found.iter().any(is_unsupported) {
        let unsupported = found.iter().filter(|diagnostic| is_unsupported(diagnostic));
        let texts = unsupported.map(|one| unsupported_text(one, &scenario.source, path) + "\n\n");
        return texts.collect();
    }
    match scenario.language {
        Language::Go => go_text(found, path),
        Language::Python => {
            found.first().map_or(String::new(), |first| python_text(first, &scenario.source, path))
        }
    }
}

fn is_unsupported(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == "unsupported"
}

/// In the manner of rustc.
pub fn unsupported_text(diagnostic: &Diagnostic, source: &str, path: &Path) -> String {
    let span = within(source, diagnostic);
    let path = path.display().to_string();
    let snippet = Snippet::source(source)
        .path(path)
        .annotation(AnnotationKind::Primary.span(span).label("not simulated"));
    let mut group: Group<'_> = Level::ERROR.primary_title(&diagnostic.message).element(snippet);
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&diagnostic.help));
    }
    Renderer::styled().render(&[group])
}

/// The diagnostic's bytes, moved to where the source can be cut.
fn within(source: &str, diagnostic: &Diagnostic) -> Range<usize> {
    let start = boundary(source, diagnostic.span.start);
    let end = boundary(source, diagnostic.span.end);
    start..end.max(start)
}

fn boundary(source: &str, at: u32) -> usize {
    source.floor_char_boundary(at as usize)
}

/// `./prog.go:5:2: declared and not used: x`, under the name of the package.
fn go_text(found: &[Diagnostic], path: &Path) -> String {
    let path = go_path(path);
    let mut text = String::from("# command-line-arguments\n");
    for (index, Diagnostic { line, column, message, .. }) in found.iter().enumerate() {
        if index == GO_ERRORS_MAX {
            let last = &found[index - 1];
            text.push_str(&format!("{path}:{}:{}: too many errors\n", last.line, last.column));
            break;
        }
        text.push_str(&format!("{path}:{line}:{column}: {message}\n"));
    }
    text
}

/// As the go command shortens it: `./prog.go` for a file in the working directory.
fn go_path(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let relative = absolute.strip_prefix(&here).unwrap_or(&absolute).display().to_string();
    if relative.contains('/') { relative } else { format!("./{relative}") }
}

/// The block of lines with the caret.
fn python_text(diagnostic: &Diagnostic, source: &str, path: &Path) -> String {
    let line = source.lines().nth((diagnostic.line as usize).saturating_sub(1)).unwrap_or("");
    format!(
        "  File \"{}\", line {}\n{}{}: {}\n",
        source_file::shown_path(path),
        diagnostic.line,
        python_quote(line, &carets(diagnostic, source, line)),
        diagnostic.code,
        diagnostic.message,
    )
}

/// The line without its indentation, under it the carets. After `_format_syntax_error` of
/// CPython's `traceback.py`: only blanks are stripped, tabs stay; no carets where the place lies
/// before the first character shown.
fn python_quote(line: &str, marked: &Range<usize>) -> String {
    let code = line.trim_start_matches([' ', '\x0c']);
    let stripped = line.chars().count() - code.chars().count();
    let Some(before) = marked.start.checked_sub(stripped + 1) else {
        return format!("    {code}\n");
    };
    let padding: String =
        code.chars().take(before).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    let marks = "^".repeat(marked.len());
    format!("    {code}\n    {padding}{marks}\n")
}

/// Which columns of the line are marked, counted from 1: at least one of them.
fn carets(diagnostic: &Diagnostic, source: &str, line: &str) -> Range<usize> {
    let after = line.chars().count() + 1;
    let start = (diagnostic.column as usize).min(after);
    let text = &source[within(source, diagnostic)];
    let end = if text.contains('\n') { after } else { (start + text.chars().count()).min(after) };
    start..end.max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::{go_text, python_text, unsupported_text};
    use runtime_core::source::{Diagnostic, Span};
    use std::path::Path;

    fn at(source: &str, marked: &str, code: &str, message: &str) -> Diagnostic {
        let start = source.find(marked).unwrap() as u32;
        let span = Span { start, end: start + marked.len() as u32 };
        Diagnostic::new(source, span, code, message.into())
    }

    /// What CPython 3.13.0 prints for the same file.
    fn cpython(source: &str, diagnostic: &Diagnostic, expected: &str) {
        let text = python_text(diagnostic, source, Path::new("/x/main.py"));
        assert_eq!(text, expected);
    }

    #[test]
    fn caret_under_one_token() {
        let source = "import asyncio\n\ndef f(:\n    pass\n";
        let colon = at(source, ":\n", "SyntaxError", "invalid syntax");
        cpython(
            source,
            &colon,
            "  File \"/x/main.py\", line 3\n    def f(:\n          ^\nSyntaxError: invalid syntax\n",
        );
    }

    #[test]
    fn caret_after_a_tab_and_after_letters_of_two_bytes() {
        let source = "if True:\n\tprint(1)\n\tx = = 2\n";
        let second = at(source, "= 2", "SyntaxError", "invalid syntax");
        let second =
            Diagnostic { span: Span { end: second.span.start + 1, ..second.span }, ..second };
        cpython(
            source,
            &second,
            "  File \"/x/main.py\", line 3\n    \tx = = 2\n    \t    ^\nSyntaxError: invalid syntax\n",
        );
        let source = "é = 3; x = = 2\n";
        let second = at(source, "= 2", "SyntaxError", "invalid syntax");
        let second =
            Diagnostic { span: Span { end: second.span.start + 1, ..second.span }, ..second };
        cpython(
            source,
            &second,
            "  File \"/x/main.py\", line 1\n    é = 3; x = = 2\n               ^\nSyntaxError: invalid syntax\n",
        );
    }

    #[test]
    fn no_caret_before_the_first_character_shown() {
        let source = "  x = 1   \n";
        let indent = at(source, "x", "IndentationError", "unexpected indent");
        let indent = Diagnostic { column: 0, ..indent };
        cpython(
            source,
            &indent,
            "  File \"/x/main.py\", line 1\n    x = 1   \nIndentationError: unexpected indent\n",
        );
    }

    #[test]
    fn a_span_over_several_lines_marks_the_first() {
        let source = "def f():\n  x = (1 +\n   2 3)\n";
        let sum =
            at(source, "1 +\n   2 3", "SyntaxError", "invalid syntax. Perhaps you forgot a comma?");
        cpython(
            source,
            &sum,
            "  File \"/x/main.py\", line 2\n    x = (1 +\n         ^^^\n\
             SyntaxError: invalid syntax. Perhaps you forgot a comma?\n",
        );
    }

    #[test]
    fn go_stops_after_ten() {
        let source = "abcdefghijkl";
        let all: Vec<Diagnostic> = (0..12)
            .map(|i| Diagnostic::new(source, Span { start: i, end: i }, "compile", format!("e{i}")))
            .collect();
        let text = go_text(&all, Path::new("prog.go"));
        assert!(
            text.starts_with("# command-line-arguments\n./prog.go:1:1: e0\n./prog.go:1:2: e1\n")
        );
        assert!(text.ends_with("./prog.go:1:10: e9\n./prog.go:1:10: too many errors\n"));
    }

    #[test]
    fn unsupported_shows_place_reason_and_help() {
        let source = "import socket\n";
        let import = at(source, "socket", "unsupported", "`socket` is not simulated")
            .with_help("use asyncio.sleep");
        let text =
            anstream::adapter::strip_str(&unsupported_text(&import, source, Path::new("a.py")))
                .to_string();
        for part in
            ["error: `socket` is not simulated", "a.py:1:8", "^^^^^^", "help: use asyncio.sleep"]
        {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
    }

    #[test]
    fn damaged_spans_are_survived() {
        let source = "é\n";
        for (start, end) in [(1, 1), (0, 1), (99, 100), (3, 0), (u32::MAX, u32::MAX)] {
            let mut damaged =
                Diagnostic::new(source, Span { start: 0, end: 0 }, "SyntaxError", "x".into());
            damaged.span = Span { start, end };
            damaged.line = end;
            damaged.column = end;
            unsupported_text(&damaged, source, Path::new("a.py"));
            python_text(&damaged, source, Path::new("a.py"));
        }
    }
}
