//! `cargo xtask conformance`: holds the stored outputs to the real `go` and CPython 3.13, or
//! writes them anew.
//!
//! A program with several possible outputs (`--many`) is run again and again: one in Go is built
//! once and run with 1, 2 and 4 processors, one in Python is run by `record_many.py`. Outputs that
//! were seen once stay in the list: a rare one may not come again. Delete `NAME.outs` when the program changes.

use crate::shell::{on_path, quiet};
use anyhow::{Context, Result, bail};
use conformance::outputs::{self, Outputs};
use conformance::{Header, Language, Observed, Program, many, programs};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Options of `cargo xtask conformance`.
#[derive(clap::Args)]
pub struct Options {
    /// Store what the real runtimes print now
    #[arg(long)]
    record: bool,
    /// The programs with several possible outputs instead
    #[arg(long)]
    many: bool,
    /// With --many: how often a program is run, in Go with 1, with 2 and with 4 processors each
    #[arg(long, default_value_t = 2000)]
    runs: u32,
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
        let examined = if options.many { examine_many } else { examine };
        different += examined(&program, &work, options).with_context(|| program.name())?;
    }
    if different > 0 {
        bail!("{different} programs differ; if the real runtimes are right, use --record");
    }
    Ok(())
}

/// Records or compares the program's one output; 1 if it differs.
fn examine(program: &Program, work: &Path, options: &Options) -> Result<u32> {
    let observed = observe(program, work)?;
    if !options.record {
        return Ok(compare(program, &observed));
    }
    program.record(&observed)?;
    println!("recorded {}", program.name());
    Ok(0)
}

/// Records or compares the program's possible outputs; 1 if one was seen that is not recorded.
fn examine_many(program: &Program, work: &Path, options: &Options) -> Result<u32> {
    let seen = match program.language {
        Language::Go => observe_many(program, work, options.runs)?,
        Language::Python => observe_many_python(program, options.runs)?,
    };
    let mut known = program.recorded_outputs().unwrap_or_default();
    let new: Outputs = seen.difference(&known).cloned().collect();
    println!("{}: {} outputs, {} of them new", program.name(), seen.len(), new.len());
    if !options.record {
        print!("{}", outputs::to_text(&new)?);
        return Ok(u32::from(!new.is_empty()));
    }
    known.extend(new);
    program.record_outputs(&known)?;
    Ok(0)
}

fn chosen(options: &Options) -> Result<Vec<Program>> {
    let mut all = Vec::new();
    for language in Language::ALL {
        all.extend(if options.many { many(language)? } else { programs(language)? });
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
    observed(program, output)
}

fn observed(program: &Program, output: Output) -> Result<Observed> {
    let exit = output.status.code().context("ended by a signal")?;
    let (stdout, stderr) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
    Ok(program.language.observed(&stdout, &stderr, exit, &program.file_name()))
}

/// Everything the program prints in `runs` runs with each number of processors.
fn observe_many(program: &Program, work: &Path, runs: u32) -> Result<Outputs> {
    let binary = build_go(program, work)?.map_err(|failed| {
        anyhow::anyhow!("does not compile: {}", String::from_utf8_lossy(&failed.stderr))
    })?;
    let fixed = Header::of(&program.source()?).processors;
    let mut seen = Outputs::new();
    for processors in fixed.map_or(vec![1, 2, 4], |fixed| vec![fixed]) {
        for _ in 0..runs {
            let mut run = beside(program, &binary);
            run.env("GOMAXPROCS", processors.to_string());
            let observed = observed(program, run.output()?)?;
            seen.insert(observed.listed());
        }
    }
    Ok(seen)
}

/// Everything the program prints in `runs` children of one interpreter.
fn observe_many_python(program: &Program, runs: u32) -> Result<Outputs> {
    let mut command = beside(program, &python(program)?);
    command.args(["-B", "../record_many.py", &program.file_name(), &runs.to_string()]);
    outputs::parse(&quiet(&mut command)?)
}

/// Built and started by hand, because `go run` hides the exit code.
fn run_go(program: &Program, work: &Path) -> Result<Output> {
    let binary = match build_go(program, work)? {
        Ok(binary) => binary,
        Err(failed) => return Ok(failed),
    };
    let mut run = beside(program, &binary);
    if let Some(processors) = Header::of(&program.source()?).processors {
        run.env("GOMAXPROCS", processors.to_string());
    }
    Ok(run.output()?)
}

/// The program's binary, or what the compiler said against it. A program with a profile is
/// compiled as that version of the language.
fn build_go(program: &Program, work: &Path) -> Result<Result<PathBuf, Output>> {
    let binary = work.join(program.file_name()).with_extension("bin");
    let source = program.source()?;
    let mut go = beside(program, &runtime("GO", &["go"])?);
    if source.contains(OUTSIDE) {
        go.current_dir(module(program, work)?);
    }
    go.arg("build").arg("-o").arg(&binary);
    if let Some(version) = Header::of(&source).language_version() {
        go.arg(format!("-gcflags=-lang={version}"));
    }
    let built = go.arg(program.file_name()).output()?;
    Ok(if built.status.success() { Ok(binary) } else { Err(built) })
}

/// How an import begins that is not of the standard library.
const OUTSIDE: &str = "\t\"golang.org/x/";

/// A module of the program's own, with what it imports from outside.
fn module(program: &Program, work: &Path) -> Result<PathBuf> {
    let folder = work.join(program.file_name()).with_extension("module");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("go.mod"), "module conformance\n\ngo 1.27\n")?;
    fs::write(folder.join(program.file_name()), program.source()?)?;
    let mut go = Command::new(runtime("GO", &["go"])?);
    quiet(go.current_dir(&folder).args(["get", "."]))?;
    Ok(folder)
}

fn run_python(program: &Program) -> Result<Output> {
    let python = python(program)?;
    Ok(beside(program, &python).arg("-B").arg(program.file_name()).output()?)
}

/// The interpreter that the program's output is of.
fn python(program: &Program) -> Result<PathBuf> {
    let header = Header::of(&program.source()?);
    let wanted = header.python_version();
    let variable = format!("PYTHON_{}", wanted.replace('.', "_"));
    let variable = if wanted == "3.13" { "PYTHON" } else { &variable };
    let python = runtime(variable, &[&format!("python{wanted}"), "python3"])?;
    let version = quiet(Command::new(&python).arg("--version"))?;
    if !version.starts_with(&format!("Python {wanted}")) {
        bail!("the output is that of Python {wanted}, but {} is {version}", python.display());
    }
    Ok(python)
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
