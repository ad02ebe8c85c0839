//! `cargo xtask tidy`: the house rules that a program can check.
//!
//! Each rule is a pure function of source texts, one file for each kind of rule, tested on small
//! texts of its own.

mod files;
mod functions;
mod imports;
mod names;

use crate::shell::quiet;
use anyhow::{Context, Result, bail};
use std::fmt;
use std::path::Path;
use std::process::Command;

/// A tracked file.
pub struct Source {
    /// Relative to the workspace, with forward slashes.
    pub path: String,
    /// Its content; empty for what is not text.
    pub text: String,
    /// Length in bytes.
    pub length: u64,
}

impl Source {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// A place where a rule is broken.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// Line, counted from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what the rule is.
    pub text: String,
}

impl Finding {
    fn new(source: &Source, line: usize, text: impl Into<String>) -> Finding {
        Finding { path: source.path.clone(), line, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.text),
            line => write!(f, "{}:{line}: {}", self.path, self.text),
        }
    }
}

/// What `tidy` says about a tree.
pub struct Report {
    /// Broken rules; the tree is tidy when there are none.
    pub findings: Vec<Finding>,
    /// Worth a look, but not refused.
    pub warnings: Vec<Finding>,
    /// Lengths of all functions, in lines, rising.
    pub function_lines: Vec<usize>,
}

/// `cargo xtask tidy`: says what is broken, what is worth a look and how long functions are.
pub fn command(root: &Path) -> Result<()> {
    let report = judge(&tracked_files(root)?);
    for warning in &report.warnings {
        println!("warning: {warning}");
    }
    println!("{}", report.lengths());
    report.verdict()
}

/// Checks the tree without a word.
pub fn check(root: &Path) -> Result<()> {
    judge(&tracked_files(root)?).verdict()
}

impl Report {
    fn verdict(&self) -> Result<()> {
        if self.findings.is_empty() {
            return Ok(());
        }
        let lines: Vec<_> = self.findings.iter().map(Finding::to_string).collect();
        bail!("the house rules are broken:\n{}", lines.join("\n"))
    }

    fn lengths(&self) -> String {
        let lines = &self.function_lines;
        let [half, most, all] = [50, 90, 100].map(|percent| percentile(lines, percent));
        let count = lines.len();
        format!("{count} functions: median {half} lines, nine of ten at most {most}, longest {all}")
    }
}

/// Applies every rule.
fn judge(sources: &[Source]) -> Report {
    let mut report = Report { findings: vec![], warnings: vec![], function_lines: vec![] };
    for source in sources {
        files::check(source, &mut report);
        if source.is_rust() {
            check_rust(source, &mut report);
        } else if source.path.ends_with("Cargo.toml") {
            report.findings.extend(imports::check_manifest(source));
        }
    }
    report.findings.sort();
    report.function_lines.sort_unstable();
    report
}

fn check_rust(source: &Source, report: &mut Report) {
    match syn::parse_file(&source.text) {
        Ok(file) => {
            report.findings.extend(imports::check(source, &file));
            report.findings.extend(names::check(source, &file));
            functions::check(source, &file, report);
        }
        Err(error) => {
            let line = error.span().start().line;
            report.findings.push(Finding::new(source, line, format!("does not parse: {error}")));
        }
    }
}

/// What git tracks or would track.
fn tracked_files(root: &Path) -> Result<Vec<Source>> {
    let mut git = Command::new("git");
    git.current_dir(root).args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
    let list = quiet(&mut git).context("tidy looks at what git tracks")?;
    let paths = list.split('\0').filter(|path| root.join(path).is_file());
    paths.map(|path| read(root, path)).collect()
}

fn read(root: &Path, path: &str) -> Result<Source> {
    let bytes = std::fs::read(root.join(path)).with_context(|| path.to_owned())?;
    let length = bytes.len() as u64;
    Ok(Source { path: path.into(), text: String::from_utf8(bytes).unwrap_or_default(), length })
}

/// The value below which `percent` of the rising `values` lie; 0 when there are none.
fn percentile(values: &[usize], percent: usize) -> usize {
    let last = values.len().saturating_sub(1);
    values.get(last * percent / 100).copied().unwrap_or(0)
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into(), length: text.len() as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_of_rising_values() {
        assert_eq!(percentile(&[], 50), 0);
        assert_eq!(percentile(&[1, 2, 3], 50), 2);
        assert_eq!(percentile(&[1, 2, 3], 100), 3);
    }

    #[test]
    fn a_file_that_does_not_parse_is_a_finding() {
        let report = judge(&[source("lab/src/lib.rs", "//! A lab.\nfn (")]);
        assert!(report.findings[0].text.starts_with("does not parse"));
        assert_eq!(report.findings[0].line, 2);
    }
}
