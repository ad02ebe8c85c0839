//! A program on the real runtime of this machine, beside the simulation.

mod compare;
mod process;

pub use process::{Ended, Limits, Spoken};

use crate::failure::Failure;
use lab::{Language, Run};
use process::run;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How long a compiler may take, or a runtime to say its version.
const COMPILE: Limits = Limits { time: Duration::from_secs(120), bytes_max: 1 << 20 };

/// Runs the program really, and tells what is the same: of the file, or of a text that was in it.
pub fn beside(
    run: &Run, language: Language, file: &Path, text: Option<&str>,
) -> Result<String, Failure> {
    let runtime = Runtime::find(language)?;
    let prepared = match text {
        Some(text) => runtime.prepare_text(text)?,
        None => runtime.prepare(file)?,
    };
    let real = prepared.run(Limits::default())?;
    Ok(compare::text(run, &real, &runtime.version, language, &file.display().to_string()))
}

/// A runtime that is installed.
pub struct Runtime {
    language: Language,
    program: OsString,
    /// What it calls itself: `go1.27`, `Python 3.13.0`.
    pub version: String,
}

/// A program that can be run again and again; its files go when it goes.
pub struct Prepared {
    program: OsString,
    arguments: Vec<OsString>,
    /// Where it runs.
    folder: PathBuf,
    /// What has to be taken away afterwards.
    scratch: Option<Scratch>,
}

impl Runtime {
    /// The one of this machine.
    pub fn find(language: Language) -> Result<Runtime, Failure> {
        let (variable, names) = match language {
            Language::Go => ("YIELDPOINT_GO", &["go"][..]),
            Language::Python => ("YIELDPOINT_PYTHON", &["python3", "python"][..]),
        };
        let named = std::env::var_os(variable).filter(|name| !name.is_empty());
        let names: Vec<OsString> = match named {
            Some(name) => vec![name],
            None => names.iter().map(OsString::from).collect(),
        };
        for program in names {
            if let Some(version) = version(language, &program) {
                return Ok(Runtime { language, program, version });
            }
        }
        Err(Failure::Said(match language {
            Language::Go => format!(
                "there is no Go here to compare with: install it from https://go.dev/dl/, or say \
                 where it is with {variable}=/path/to/go"
            ),
            Language::Python => format!(
                "there is no Python 3 here to compare with: install it from \
                 https://www.python.org/downloads/, or say where it is with \
                 {variable}=/path/to/python3"
            ),
        }))
    }

    /// Compiles the program in `file`, if it is one that has to be.
    pub fn prepare(&self, file: &Path) -> Result<Prepared, Failure> {
        let file = file.canonicalize().map_err(|error| said(file, &error.to_string()))?;
        let folder = file.parent().map_or_else(PathBuf::new, Path::to_path_buf);
        match self.language {
            Language::Python => Ok(Prepared {
                program: self.program.clone(),
                arguments: vec![file.into()],
                folder,
                scratch: None,
            }),
            Language::Go => {
                let scratch = Scratch::new()?;
                let binary = scratch.0.join("program");
                let mut build = Command::new(&self.program);
                build.arg("build").arg("-o").arg(&binary).arg(&file).current_dir(&folder);
                let built = run(&mut build, COMPILE)?;
                if built.ended != Ended::Exited(0) {
                    return Err(said(&file, &format!("`go build` says:\n{}", built.stderr)));
                }
                let (program, arguments) = (binary.into(), Vec::new());
                Ok(Prepared { program, arguments, folder, scratch: Some(scratch) })
            }
        }
    }

    /// The same of a text.
    pub fn prepare_text(&self, source: &str) -> Result<Prepared, Failure> {
        let scratch = Scratch::new()?;
        let file = scratch.0.join(self.language.file());
        std::fs::write(&file, source).map_err(|error| said(&file, &error.to_string()))?;
        let mut prepared = self.prepare(&file)?;
        // A binary does not need its source any more.
        prepared.scratch.get_or_insert(scratch);
        if self.language == Language::Go {
            prepared.folder = std::env::temp_dir();
        }
        Ok(prepared)
    }
}

impl Prepared {
    /// Runs it once.
    pub fn run(&self, limits: Limits) -> Result<Spoken, Failure> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.folder);
        run(&mut command, limits)
    }
}

/// `go version go1.27 linux/amd64`, `Python 3.13.0`; none if it is not there or is too old.
fn version(language: Language, program: &OsString) -> Option<String> {
    let mut command = Command::new(program);
    command.arg(if language == Language::Go { "version" } else { "--version" });
    let spoken = run(&mut command, COMPILE).ok()?;
    let said = spoken.stdout.trim();
    match language {
        Language::Go => said.split_whitespace().nth(2).map(str::to_string),
        Language::Python => said.starts_with("Python 3").then(|| said.to_string()),
    }
}

/// A folder of our own that goes when this goes.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Scratch, Failure> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("yieldpoint-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        // One that is there already belongs to somebody else.
        std::fs::create_dir(&folder).map_err(|error| said(&folder, &error.to_string()))?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be taken away stays with the other temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn said(path: &Path, problem: &str) -> Failure {
    Failure::Said(format!("{}: {problem}", path.display()))
}
