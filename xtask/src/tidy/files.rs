//! Rules about whole files: their length, their header, what must not be in the tree.

use super::{Finding, Report, Source};

/// Lines from which a file is hard to find one's way in.
const LINES_WARN: usize = 400;
/// Lines that no file of ours may have.
const LINES_MAX: usize = 500;
/// Bytes that no file may have: what is larger was generated.
const BYTES_MAX: u64 = 300_000;

/// Folders that a build makes.
const GENERATED_FOLDERS: &[&str] = &["dist", "node_modules", "target", "test-results"];
/// Endings of files that a build makes.
const GENERATED_ENDINGS: &[&str] = &[".wasm", ".tsbuildinfo", ".pyc"];

/// Marks of unfinished work. They are put together here so that this file does not contain them.
const UNFINISHED: &[&str] = &[
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ign", "ore"),
    concat!("FIX", "ME"),
    concat!("TO", "DO:"),
    concat!("// TO", "DO"),
];

/// Checks everything that needs no parser.
pub fn check(source: &Source, report: &mut Report) {
    report.findings.extend(misplaced(source));
    report.findings.extend(oversized(source));
    if is_ours(&source.path) {
        report.findings.extend(unfinished(source));
        check_length(source, report);
    }
    if source.is_rust() && !source.text.starts_with("//! ") {
        let text = "has no module header: the first line says with `//!` what this file is";
        report.findings.push(Finding::new(source, 1, text));
    }
}

/// Code that people write. Programs of the course and of the conformance suite are data.
fn is_ours(path: &str) -> bool {
    [".rs", ".js", ".mjs", ".css", ".html", ".hbs"].iter().any(|ending| path.ends_with(ending))
}

fn check_length(source: &Source, report: &mut Report) {
    let lines = source.text.lines().count();
    let text = format!("{lines} lines; at most {LINES_MAX}, better under {LINES_WARN}");
    if lines > LINES_MAX {
        report.findings.push(Finding::new(source, 0, text));
    } else if lines > LINES_WARN {
        report.warnings.push(Finding::new(source, 0, text));
    }
}

fn unfinished(source: &Source) -> impl Iterator<Item = Finding> {
    source.text.lines().enumerate().filter_map(|(index, line)| {
        let mark = UNFINISHED.iter().find(|mark| line.contains(**mark))?;
        Some(Finding::new(source, index + 1, format!("`{mark}` is unfinished work")))
    })
}

fn misplaced(source: &Source) -> Option<Finding> {
    let folders = source.path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let in_generated = folders.split('/').any(|folder| GENERATED_FOLDERS.contains(&folder));
    let ends_generated = GENERATED_ENDINGS.iter().any(|ending| source.path.ends_with(ending));
    let found = in_generated || ends_generated;
    found.then(|| Finding::new(source, 0, "is made by a build and must not be tracked"))
}

fn oversized(source: &Source) -> Option<Finding> {
    let text = format!("{} bytes; at most {BYTES_MAX}", source.length);
    (source.length > BYTES_MAX).then(|| Finding::new(source, 0, text))
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<Finding> {
        let mut report = Report { findings: vec![], warnings: vec![], function_lines: vec![] };
        check(&source(path, text), &mut report);
        report.findings
    }

    #[test]
    fn a_header_is_asked_of_rust_only() {
        assert_eq!(findings("a.rs", "//! A file.\n"), []);
        assert_eq!(findings("a.rs", "fn a() {}\n").len(), 1);
        assert_eq!(findings("a.js", "let a;\n"), []);
    }

    #[test]
    fn unfinished_work_is_found_with_its_line() {
        for mark in UNFINISHED {
            let found = findings("a.rs", &format!("//! A file.\n{mark}\n"));
            assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [2], "{mark}");
        }
        assert_eq!(findings("a.go", concat!("ctx := context.TO", "DO()")), []);
    }

    #[test]
    fn generated_files_are_found_wherever_they_lie() {
        assert_eq!(findings("www/node_modules/x/y.json", "").len(), 1);
        assert_eq!(findings("www/shell_bg.wasm", "").len(), 1);
        assert_eq!(findings("www/distance/y.json", ""), []);
    }

    #[test]
    fn length_is_limited() {
        let long = |lines: usize| format!("//! A file.\n{}", "\n".repeat(lines - 1));
        assert_eq!(findings("a.rs", &long(LINES_MAX)), []);
        assert_eq!(findings("a.rs", &long(LINES_MAX + 1)).len(), 1);
        assert_eq!(findings("a.txt", &"x".repeat(300_001)).len(), 1);
    }
}
