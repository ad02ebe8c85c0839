//! Reads a program's file, whatever lies there.

use crate::failure::Failure;
use lab::{Language, Scenario};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest program that is read, in bytes: far more than a person writes, and little enough
/// that reading something else by mistake does no harm.
const BYTES_MAX: u64 = 1 << 20;

/// The scenario that the file is, or that is made of its program, with the options of `head`: the
/// keys of a scenario's text form, which win over those of the file. A language is given to `head`
/// where the file is a program.
pub fn scenario(
    path: &Path, head: impl Fn(Option<Language>) -> String,
) -> Result<Scenario, Failure> {
    let language = language(path)?;
    let text = read(path)?;
    let text = match language {
        Some(of) => format!("language: {}\n{}---\n{text}", of.word(), head(language)),
        None => with_options(path, &text, &head(None))?,
    };
    let mut scenario = Scenario::parse(&text).map_err(|error| Failure::Said(error.message))?;
    scenario.config.file = shown_path(path);
    Ok(scenario)
}

/// A scenario's own mistakes are told with their line; the options come last in its head.
fn with_options(path: &Path, text: &str, options: &str) -> Result<String, Failure> {
    Scenario::parse(text).map_err(|error| said(path, &error.to_string()))?;
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end_matches(['\r', '\n']) == "---" {
            break;
        }
        before += line.len();
    }
    Ok(format!("{}{options}{}", &text[..before], &text[before..]))
}

/// The language that the file's ending stands for; none for a scenario, which says it itself.
fn language(path: &Path) -> Result<Option<Language>, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("py") => Ok(Some(Language::Python)),
        Some("go") => Ok(Some(Language::Go)),
        Some("scenario") => Ok(None),
        _ => Err(said(path, "its name ends neither in .py nor in .go")),
    }
}

/// The text of the file.
pub fn read(path: &Path) -> Result<String, Failure> {
    let cannot = |error: std::io::Error| said(path, &error.to_string());
    let opened = File::open(path).map_err(cannot)?;
    let metadata = opened.metadata().map_err(cannot)?;
    if metadata.is_dir() {
        return Err(said(path, "it is a directory"));
    }
    let mut bytes = Vec::new();
    opened.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(said(path, &format!("it is larger than {BYTES_MAX} bytes")));
    }
    String::from_utf8(bytes).map_err(|error| said(path, &not_utf8(&error)))
}

/// The path as a traceback shows it: from the root.
pub fn shown_path(path: &Path) -> String {
    std::env::current_dir().unwrap_or_default().join(path).display().to_string()
}

fn not_utf8(error: &std::string::FromUtf8Error) -> String {
    let at = error.utf8_error().valid_up_to();
    let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    format!("it is not UTF-8: byte 0x{:02x} at offset {at}, line {line}", error.as_bytes()[at])
}

fn said(path: &Path, problem: &str) -> Failure {
    Failure::Said(format!("{}: {problem}", path.display()))
}
