//! Our own programs beside what the real Go and CPython printed.
//!
//! `go/NAME.go` and `python/NAME.py` are the programs. Beside each lies `NAME.out` (standard
//! output), `NAME.exit` (the exit code, unless it is 0) and `NAME.err` (one line of standard
//! error, unless it was empty: Go's first, Python's last, which is where each says what went
//! wrong), and, of a Go program that panics or deadlocks, `NAME.goroutines` ([`traceback`]). A
//! Python program with `# stderr: whole` at its top has all of standard error in `NAME.stderr`
//! ([`stderr`]). `cargo xtask conformance --record` writes them from the real runtimes; the test
//! `programs` holds the simulation to them.
//!
//! Programs in `go-many/` and `python-many/` have several possible outputs, listed in `NAME.outs`:
//! what the real runtime was seen to print in thousands of runs (`cargo xtask conformance --many
//! --record`). The test `many` looks for a seed of the simulation for each of them.
//!
//! `pairs/LANGUAGE/NAME/` holds a program with a bug and one without it; the test `pairs` explores
//! both.
//!
//! **Invariants:** a program in `go/` or `python/` has one possible output; the crate's library
//! knows no simulation, so that recording needs none.

mod header;
pub mod outputs;
pub mod stderr;
pub mod traceback;

pub use header::Header;

use anyhow::{Context, Result};
use outputs::Outputs;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What a program is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// Run by the real `go`.
    Go,
    /// Run by the real CPython 3.13.
    Python,
}

impl Language {
    /// Both.
    pub const ALL: [Language; 2] = [Language::Go, Language::Python];

    /// The folder of its programs.
    pub fn folder(self) -> &'static str {
        match self {
            Language::Go => "go",
            Language::Python => "python",
        }
    }

    /// The folder of its programs with several possible outputs.
    pub fn many_folder(self) -> &'static str {
        match self {
            Language::Go => "go-many",
            Language::Python => "python-many",
        }
    }

    /// How its source files end.
    pub fn extension(self) -> &'static str {
        match self {
            Language::Go => "go",
            Language::Python => "py",
        }
    }

    /// What can be seen of a run of `file_name` that ended with `exit`.
    pub fn observed(self, stdout: &str, stderr: &str, exit: i32, file_name: &str) -> Observed {
        Observed {
            stdout: stdout.to_owned(),
            exit,
            error: self.error_line(stderr),
            goroutines: match self {
                Language::Go => traceback::goroutines(stderr, file_name),
                Language::Python => String::new(),
            },
            stderr: match self {
                Language::Go => String::new(),
                Language::Python => stderr::portable(stderr, file_name),
            },
        }
    }

    /// The line of standard error that says what went wrong. `go build` opens with the name of
    /// the package it compiles.
    pub fn error_line(self, stderr: &str) -> Option<String> {
        let mut lines = stderr.lines().filter(|line| !line.trim().is_empty());
        let line = match self {
            Language::Go => lines.find(|line| !line.starts_with("# ")),
            Language::Python => lines.next_back(),
        };
        line.map(|line| line.trim_start_matches("./").to_owned())
    }
}

/// One program of the suite.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// What it is written in.
    pub language: Language,
    /// Its source file.
    pub path: PathBuf,
}

/// What can be seen of a finished run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Observed {
    /// Everything printed to standard output.
    pub stdout: String,
    /// The exit code.
    pub exit: i32,
    /// The line that says what went wrong, if one was printed ([`Language::error_line`]).
    pub error: Option<String>,
    /// Where the goroutines of a failed Go program stand ([`traceback::goroutines`]).
    pub goroutines: String,
    /// All of a Python program's standard error, without addresses and folders; compared where
    /// it is recorded ([`stderr::is_wanted`]).
    pub stderr: String,
}

/// All programs in one language with one possible output, by name.
pub fn programs(language: Language) -> Result<Vec<Program>> {
    listed(language.folder(), language)
}

/// All programs in one language with several possible outputs, by name.
pub fn many(language: Language) -> Result<Vec<Program>> {
    listed(language.many_folder(), language)
}

/// The programs with a bug and those without it, by name.
pub fn pairs(language: Language) -> Result<Vec<Program>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pairs").join(language.folder());
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.is_dir());
    paths.sort();
    let both = |pair: PathBuf| {
        let program = move |part| Program {
            language,
            path: pair.join(part).with_extension(language.extension()),
        };
        ["bug", "fix"].map(program)
    };
    Ok(paths.into_iter().flat_map(both).collect())
}

fn listed(folder: &str, language: Language) -> Result<Vec<Program>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == language.extension()));
    paths.sort();
    Ok(paths.into_iter().map(|path| Program { language, path }).collect())
}

impl Program {
    /// The file's name, as a compiler prints it.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// `go/NAME`, `python/NAME`, `go-many/NAME` or `python-many/NAME`.
    pub fn name(&self) -> String {
        let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let folder = part(self.path.parent().and_then(Path::file_name));
        format!("{folder}/{}", part(self.path.file_stem()))
    }

    /// The program's text.
    pub fn source(&self) -> Result<String> {
        read(&self.path)
    }

    /// What the real runtime did when it was last asked.
    pub fn recorded(&self) -> Result<Observed> {
        let stdout = read(&self.path.with_extension("out"))?;
        let exit = match read(&self.path.with_extension("exit")) {
            Ok(text) => text.trim().parse().with_context(|| self.name())?,
            Err(_) => 0,
        };
        let error = read(&self.path.with_extension("err")).ok();
        let error = error.map(|text| text.trim_end_matches('\n').to_owned());
        let goroutines = read(&self.path.with_extension("goroutines")).unwrap_or_default();
        let stderr = read(&self.path.with_extension("stderr")).unwrap_or_default();
        Ok(Observed { stdout, exit, error, goroutines, stderr })
    }

    /// The outputs that the real runtime was seen to print, of a program with several.
    pub fn recorded_outputs(&self) -> Result<Outputs> {
        let path = self.path.with_extension("outs");
        outputs::parse(&read(&path)?).with_context(|| path.display().to_string())
    }

    /// Stores the outputs that the real runtime was seen to print.
    pub fn record_outputs(&self, seen: &Outputs) -> Result<()> {
        let text = outputs::to_text(seen).with_context(|| self.name())?;
        Ok(fs::write(self.path.with_extension("outs"), text)?)
    }

    /// Stores what the real runtime did; parts that are absent leave no file.
    pub fn record(&self, observed: &Observed) -> Result<()> {
        let exit = (observed.exit != 0).then(|| format!("{}\n", observed.exit));
        let error = observed.error.as_ref().map(|line| format!("{line}\n"));
        let goroutines = (!observed.goroutines.is_empty()).then(|| observed.goroutines.clone());
        fs::write(self.path.with_extension("out"), &observed.stdout)?;
        write_or_remove(&self.path.with_extension("goroutines"), goroutines)?;
        let stderr = stderr::is_wanted(&self.source()?).then(|| observed.stderr.clone());
        write_or_remove(&self.path.with_extension("stderr"), stderr)?;
        write_or_remove(&self.path.with_extension("exit"), exit)?;
        write_or_remove(&self.path.with_extension("err"), error)
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn write_or_remove(path: &Path, content: Option<String>) -> Result<()> {
    match content {
        Some(text) => fs::write(path, text)?,
        None if path.exists() => fs::remove_file(path)?,
        None => {}
    }
    Ok(())
}

impl Observed {
    /// What of it is listed of a program with several outputs.
    pub fn listed(self) -> Observed {
        Observed { goroutines: String::new(), stderr: String::new(), ..self }
    }

    /// How `self` differs from what was `recorded`, in words; nothing if they agree.
    pub fn differences(&self, recorded: &Observed) -> Option<String> {
        let mut text = String::new();
        if self.stdout != recorded.stdout {
            text += &first_different_line("stdout", &self.stdout, &recorded.stdout);
        }
        if !recorded.stderr.is_empty() && self.stderr != recorded.stderr {
            text += &first_different_line("stderr", &self.stderr, &recorded.stderr);
        }
        if self.exit != recorded.exit {
            let _ = writeln!(text, "exit code {}, recorded {}", self.exit, recorded.exit);
        }
        if self.error != recorded.error {
            let shown = |error: &Option<String>| error.clone().unwrap_or("(nothing)".into());
            let _ = writeln!(text, "error line: {}", shown(&self.error));
            let _ = writeln!(text, "  recorded: {}", shown(&recorded.error));
        }
        if !recorded.goroutines.is_empty() && self.goroutines != recorded.goroutines {
            let _ = writeln!(text, "goroutines:\n{}", self.goroutines);
            let _ = writeln!(text, "  recorded:\n{}", recorded.goroutines);
        }
        (!text.is_empty()).then_some(text)
    }
}

fn first_different_line(stream: &str, ours: &str, recorded: &str) -> String {
    let line = |text: &str, index| text.split('\n').nth(index).unwrap_or("(end)").to_owned();
    let same = ours.split('\n').zip(recorded.split('\n')).take_while(|(a, b)| a == b).count();
    let (ours, recorded) = (line(ours, same), line(recorded, same));
    format!("{stream}, line {}: {ours}\n  recorded: {recorded}\n", same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observed(stdout: &str, exit: i32, error: Option<&str>) -> Observed {
        let (stdout, error) = (stdout.into(), error.map(str::to_owned));
        Observed { stdout, exit, error, goroutines: String::new(), stderr: String::new() }
    }

    #[test]
    fn go_says_it_first_and_python_last() {
        let go = "# command-line-arguments\n./a.go:3:2: declared and not used: x\n./a.go:4:2: y\n";
        let line = Language::Go.error_line(go);
        assert_eq!(line.as_deref(), Some("a.go:3:2: declared and not used: x"));
        let python = "Traceback (most recent call last):\n  File \"a.py\"\nValueError: no\n";
        assert_eq!(Language::Python.error_line(python).as_deref(), Some("ValueError: no"));
        assert_eq!(Language::Python.error_line(""), None);
    }

    #[test]
    fn every_part_is_compared() {
        let recorded = observed("a\nb\n", 0, None);
        assert_eq!(observed("a\nb\n", 0, None).differences(&recorded), None);
        let text = observed("a\nc\n", 1, Some("E")).differences(&recorded).unwrap();
        assert!(text.contains("line 2: c\n  recorded: b"), "{text}");
        assert!(
            text.contains("exit code 1, recorded 0") && text.contains("error line: E"),
            "{text}"
        );
    }

    #[test]
    fn every_record_belongs_to_a_program() {
        let suites = Language::ALL.into_iter().flat_map(|language| {
            let one = (programs(language), language, language.folder());
            [one, (many(language), language, language.many_folder())]
        });
        for (found, language, folder) in suites {
            let names: Vec<_> = found.unwrap().iter().map(Program::name).collect();
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = Program { language, path }.name();
                assert!(names.contains(&name), "{name} has no program");
            }
        }
    }

    #[test]
    fn a_missing_last_line_is_a_difference() {
        let text = observed("a\n", 0, None).differences(&observed("a\nb\n", 0, None)).unwrap();
        assert!(text.contains("line 2: \n  recorded: b"), "{text}");
    }
}
