//! Prints what is wrong with a program before it runs.
//!
//! What the real tool would refuse is printed as the real tool prints it (`go run` of Go 1.27,
//! CPython 3.13). What the real tool would accept and we do not simulate is printed in our own
//! form, with the reason and what to do instead; where there is any of it, only that is shown,
//! because the rest may follow from it.

use crate::failure::{Failure, REFUSED};
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
    let unsupported: Vec<&Diagnostic> =
        found.iter().filter(|diagnostic| diagnostic.code == "unsupported").collect();
    if !unsupported.is_empty() {
        let mut stderr = anstream::stderr();
        for diagnostic in unsupported {
            writeln!(stderr, "{}\n", unsupported_text(diagnostic, &scenario.source, path))?;
        }
        return Ok(ExitCode::from(REFUSED));
    }
    let text = match scenario.language {
        Language::Go => go_text(found, path),
        Language::Python => found.first().map_or(String::new(), |first| python_text(first, &scenario.source, path)),
    };
    io::stderr().write_all(text.as_bytes())?;
    Ok(ExitCode::from(1))
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
    let path = std::env::current_dir().unwrap_or_default().join(path);
    let line = source.lines().nth((diagnostic.line as usize).saturating_sub(1)).unwrap_or("");
    format!(
        "  File \"{}\", line {}\n{}{}: {}\n",
        path.display(),
        diagnostic.line,
        python_quote(line, &carets(diagnostic, source, line)),
        diagnostic.code,
        diagnostic.message,
    )
}

/// The line without its indentation, under it the carets (`traceback.py`,
/// `_format_syntax_error`); nothing for an empty line.
fn python_quote(line: &str, carets: &Range<usize>) -> String {
    let code = line.trim_matches([' ', '\t', '\n', '\r', '\x0c']);
    if code.is_empty() {
        return String::new();
    }
    let indentation = line.chars().count() - line.trim_start_matches([' ', '\t', '\x0c']).chars().count();
    let before = carets.start.saturating_sub(indentation);
    // Tabs before the caret stay tabs, so that it stands under its column.
    let padding: String = code.chars().chain(std::iter::repeat(' ')).take(before)
        .map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    let marks = "^".repeat(carets.len().max(1));
    format!("    {code}\n    {padding}{marks}\n")
}

/// Which characters of the line are marked, counted from 0.
fn carets(diagnostic: &Diagnostic, source: &str, line: &str) -> Range<usize> {
    let start = (diagnostic.column as usize).saturating_sub(1);
    let marked = source[within(source, diagnostic)].split('\n').next().unwrap_or("").chars().count();
    let room = line.trim_end().chars().count().saturating_sub(start);
    start..start + marked.min(room)
}
