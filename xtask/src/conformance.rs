//! `cargo xtask conformance`: holds the stored outputs to the real `go` and CPython 3.13, or
//! writes them anew.

use crate::shell::{on_path, quiet};
use anyhow::{Context, Result, bail};
use conformance::{Language, Observed, Program, programs};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Options of `cargo xtask conformance`.
#[derive(clap::Args)]
pub struct Options {
    /// Store what the real runtimes print now
    #[arg(long)]
    record: bool,
    /// Only programs whose name contains this, for example `go/select`
    #[arg(default_value = "")]
    only: String,
}

/// `cargo xtask conformance`.
pub fn command(root: &Path, options: &Options) -> Result<()> {
    let work = root.join("target/conformance");
    fs::create_dir_all(&work)?;
    let mut different = 0;
    for program in chosen(options)? {
        let observed = observe(&program, &work).with_context(|| program.name())?;
        if options.record {
            program.record(&observed)?;
            println!("recorded {}", program.name());
        } else {
            different += compare(&program, &observed);
        }
    }
    if different > 0 {
        bail!("{different} programs differ; if the real runtimes are right, use --record");
    }
    Ok(())
}

fn chosen(options: &Options) -> Result<Vec<Program>> {
    let mut all = vec![];
    for language in Language::ALL {
        all.extend(programs(language)?);
    }
    all.retain(|program| program.name().contains(&options.only));
    Ok(all)
}

/// Prints how the program fares; 1 if it differs.
fn compare(program: &Program, observed: &Observed) -> u32 {
    let recorded = program.recorded();
    let difference = match recorded {
        Ok(recorded) => observed.differences(&recorded),
        Err(error) => Some(format!("not recorded: {error:#}\n")),
    };
    match &difference {
        None => println!("ok        {}", program.name()),
        Some(text) => println!("DIFFERENT {}\n{text}", program.name()),
    }
    u32::from(difference.is_some())
}

/// Runs the program under the real runtime.
fn observe(program: &Program, work: &Path) -> Result<Observed> {
    let output = match program.language {
        Language::Go => run_go(program, work)?,
        Language::Python => run_python(program)?,
    };
    let stderr = String::from_utf8(output.stderr)?;
    Ok(Observed {
        stdout: String::from_utf8(output.stdout)?,
        exit: output.status.code().context("ended by a signal")?,
        error: program.language.error_line(&stderr),
    })
}

/// Built and started by hand, because `go run` hides the exit code.
fn run_go(program: &Program, work: &Path) -> Result<Output> {
    let binary = work.join(program.file_name()).with_extension("bin");
    let mut go = beside(program, &runtime("GO", &["go"])?);
    let built = go.arg("build").arg("-o").arg(&binary).arg(program.file_name()).output()?;
    if !built.status.success() {
        return Ok(built);
    }
    let mut run = beside(program, &binary);
    if let Some(processors) = processors(&program.source()?) {
        run.env("GOMAXPROCS", processors);
    }
    Ok(run.output()?)
}

/// `1` of a program whose first line is `// GOMAXPROCS=1`: its order holds on one processor only.
fn processors(source: &str) -> Option<&str> {
    source.lines().next()?.strip_prefix("// GOMAXPROCS=").map(str::trim)
}

fn run_python(program: &Program) -> Result<Output> {
    let python = runtime("PYTHON", &["python3.13", "python3"])?;
    let version = quiet(Command::new(&python).arg("--version"))?;
    if !version.starts_with("Python 3.13") {
        bail!("the outputs are those of Python 3.13, but {} is {version}", python.display());
    }
    Ok(beside(program, &python).arg("-B").arg(program.file_name()).output()?)
}

/// A command that runs in the program's folder, so that messages name the file alone.
fn beside(program: &Program, executable: &Path) -> Command {
    let mut command = Command::new(executable);
    command.current_dir(program.path.parent().unwrap_or(Path::new(".")));
    command
}

/// The real runtime: where `variable` says, else the first of `names` on the search path.
fn runtime(variable: &str, names: &[&str]) -> Result<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let found = named.or_else(|| names.iter().find_map(|name| on_path(name)));
    found.with_context(|| format!("there is no {}: install it or set {variable}", names[0]))
}

#[cfg(test)]
mod tests {
    use super::processors;

    #[test]
    fn a_program_may_ask_for_processors() {
        assert_eq!(processors("// GOMAXPROCS=1\npackage main\n"), Some("1"));
        assert_eq!(processors("package main\n// GOMAXPROCS=1\n"), None);
    }
}
