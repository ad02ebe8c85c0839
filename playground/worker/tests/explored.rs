//! What the explorer finds in some of the pairs' bugs, to the last schedule.
//!
//! `explored/LANGUAGE/NAME.json` is the report on `conformance/pairs/LANGUAGE/NAME/bug`; the
//! browser test explores the same programs in WebAssembly and compares with the same files.
//! `UPDATE_EXPECT=1` rewrites them; an empty file adds a program.

use std::fs;
use std::path::{Path, PathBuf};
use worker::search::explore_json;

/// The files of the reports, each with its language.
fn files() -> Vec<(&'static str, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explored");
    let mut files = Vec::new();
    for language in ["go", "python"] {
        let entries = fs::read_dir(folder.join(language)).unwrap();
        files.extend(entries.map(|entry| (language, entry.unwrap().path())));
    }
    files.sort();
    assert!(files.len() >= 6, "the reports are missing");
    files
}

/// The program as a scenario's text.
fn scenario(language: &str, name: &str) -> String {
    let extension = if language == "go" { "go" } else { "py" };
    let path = format!("../../conformance/pairs/{language}/{name}/bug.{extension}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let source = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    format!("language: {language}\n---\n{source}")
}

/// The report, as if it had taken no time: a clock that stands still leaves every search its time.
fn report(language: &str, name: &str) -> String {
    explore_json(&scenario(language, name), 20.0, || 0.0).unwrap()
}

#[test]
fn the_reports_are_the_golden_ones() {
    for (language, file) in files() {
        let name = file.file_stem().unwrap().to_string_lossy();
        let text = report(language, &name);
        assert!(text.contains("\"complete\":true") && !text.contains("yieldpoint bug"), "{text}");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &text).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap();
        let differs = text.lines().zip(expected.lines()).find(|(now, then)| now != then);
        assert!(text == expected, "{}: first difference: {differs:?}", file.display());
    }
}
