//! `cargo xtask bench python`: how fast programs run here and in CPython, on the same machine at
//! the same time.
//!
//! The programs in `bench/python` run in turns with CPython 3.11, CPython 3.13, `yieldpoint run`
//! and `yieldpoint run --trace`; medians of processor time are compared, less what `hello` takes,
//! which is start-up and has a row of its own. The tables are Markdown for `bench/RESULTS.md`.

use super::measure::{Measured, measure, median, processor, rustc};
use super::{Options, programs};
use crate::shell::{capture, cargo, quiet};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program whose time is start-up.
const HELLO: &str = "hello";
/// The releases of CPython compared with.
const VERSIONS: [&str; 2] = ["3.11", "3.13"];

/// How a program is run.
struct Runner {
    program: PathBuf,
    arguments: Vec<String>,
}

/// Medians of the four runners, in milliseconds.
type Times = [f64; 4];

/// Compares with CPython.
pub fn compare(root: &Path, options: &Options) -> Result<()> {
    let runners = runners(root)?;
    let folder = root.join("bench/python");
    let hello = folder.join(format!("{HELLO}.py"));
    let start_up = time(&hello, &runners, options.runs.max(11), |run| run.processor)?;
    let start_up_wall = time(&hello, &runners, options.runs.max(11), |run| run.wall)?;
    println!("{}\n", machine());
    println!(
        "| program | 3.11, ms | 3.13, ms | ours, ms | to 3.11 | to 3.13 | traced, ms | to untraced |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    let mut all = Vec::new();
    for program in programs(&folder, "py", &options.only)? {
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name == HELLO {
            continue;
        }
        match time(&program, &runners, options.runs, |run| run.processor) {
            Ok(times) => {
                let work = [0, 1, 2, 3].map(|at| (times[at] - start_up[at]).max(0.01));
                println!("{}", row(&name, work));
                all.push(work);
            }
            Err(error) => println!("| {name} | {} |", error.to_string().trim()),
        }
    }
    if !all.is_empty() {
        println!("{}", summary(&all));
    }
    println!("\nStart-up, ms (`hello`): {}", listed(start_up));
    println!("Start-up by the clock, ms: {}", listed(start_up_wall));
    Ok(())
}

/// CPython twice, ours without and with a trace.
fn runners(root: &Path) -> Result<[Runner; 4]> {
    quiet(cargo(root).args(["build", "--release", "-p", "exercises", "--bin", "yieldpoint"]))?;
    let ours = root.join("target/release/yieldpoint");
    let runner = |program: &Path, arguments: &[&str]| Runner {
        program: program.into(),
        arguments: arguments.iter().map(|argument| argument.to_string()).collect(),
    };
    let [old, new] = VERSIONS.map(python);
    Ok([
        runner(&old?, &[]),
        runner(&new?, &[]),
        runner(&ours, &["run"]),
        runner(&ours, &["run", "--trace", "/dev/null"]),
    ])
}

/// The interpreter itself, not a script that starts it: on the search path, or pyenv's.
fn python(version: &str) -> Result<PathBuf> {
    let name = format!("python{version}");
    let mut known = vec![PathBuf::from(&name)];
    let folder = std::env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv/versions"));
    for entry in folder.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&format!("{version}.")) {
            known.push(entry.path().join("bin").join(&name));
        }
    }
    let itself = |path: &PathBuf| {
        let mut command = Command::new(path);
        let found = capture(command.args(["-c", "import sys; print(sys.executable)"])).ok()?;
        found.status.success().then(|| PathBuf::from(found.output.trim()))
    };
    known.iter().find_map(itself).with_context(|| format!("there is no {name}"))
}

/// What the times were measured on, and with.
fn machine() -> String {
    let versions: Vec<String> = VERSIONS
        .iter()
        .filter_map(|version| python(version).ok())
        .filter_map(|path| capture(Command::new(path).arg("--version")).ok())
        .map(|finished| finished.output.trim().to_string())
        .collect();
    format!("{}; {}; {}", processor(), versions.join(", "), rustc())
}

/// Medians of several runs in turns, in milliseconds; all must print the same.
fn time(
    file: &Path, runners: &[Runner; 4], runs: usize, what: impl Fn(&Measured) -> f64,
) -> Result<Times> {
    let mut found: [Vec<Measured>; 4] = Default::default();
    for _ in 0..runs.max(1) {
        for (runner, found) in runners.iter().zip(&mut found) {
            let mut command = Command::new(&runner.program);
            found.push(measure(command.args(&runner.arguments).arg(file))?);
        }
    }
    let printed = &found[0][0].output;
    if let Some(other) = found.iter().flatten().find(|run| run.output != *printed) {
        bail!("CPython printed {printed:?}, another {:?}", other.output);
    }
    Ok([0, 1, 2, 3].map(|at| median(found[at].iter().map(&what)) * 1e3))
}

fn row(name: &str, [old, new, ours, traced]: Times) -> String {
    format!(
        "| {name} | {old:.1} | {new:.1} | {ours:.1} | {:.2} | {:.2} | {traced:.1} | {:.2} |",
        ours / old,
        ours / new,
        traced / ours
    )
}

/// Geometric means of the ratios.
fn summary(all: &[Times]) -> String {
    let mean = |ratio: fn(&Times) -> f64| {
        (all.iter().map(|times| ratio(times).ln()).sum::<f64>() / all.len() as f64).exp()
    };
    let [old, new, traced] = [
        mean(|times| times[2] / times[0]),
        mean(|times| times[2] / times[1]),
        mean(|times| times[3] / times[2]),
    ];
    format!("| **geometric mean** | | | | **{old:.2}** | **{new:.2}** | | **{traced:.2}** |")
}

fn listed([old, new, ours, traced]: Times) -> String {
    format!("3.11 {old:.1}, 3.13 {new:.1}, ours {ours:.1}, ours traced {traced:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_ours_to_theirs() {
        assert_eq!(
            row("fib", [4.0, 2.0, 1.0, 1.5]),
            "| fib | 4.0 | 2.0 | 1.0 | 0.25 | 0.50 | 1.5 | 1.50 |"
        );
    }

    #[test]
    fn the_mean_of_ratios_is_geometric() {
        let all = [[1.0, 1.0, 4.0, 4.0], [4.0, 1.0, 1.0, 4.0]];
        assert!(summary(&all).contains("**1.00** | **2.00** | | **2.00**"), "{}", summary(&all));
    }
}
