//! `cargo xtask bench go`: how fast programs run here and in real Go, on the same machine at the
//! same time.
//!
//! The programs in `bench/go` are compiled by `go build` and run in turns with our machine, trace
//! off; the medians are compared. Then `yieldpoint run` is held against `go run`, build cache
//! warm, on every conformance program. `bench/RESULTS.md` keeps what came out, written by hand.

use super::measure::{Measured, measure, median};
use super::{Options, programs};
use crate::shell::{capture, cargo, quiet};
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Compares with real Go.
pub fn compare(root: &Path, options: &Options) -> Result<()> {
    let work = root.join("target/bench");
    fs::create_dir_all(&work)?;
    let release = root.join("target/release");
    quiet(cargo(root).args(["build", "--release", "-p", "go", "--example", "run"]))?;
    quiet(cargo(root).args(["build", "--release", "-p", "exercises", "--bin", "yieldpoint"]))?;
    println!("| program | go, ms | ours, ms | ratio | go, MB | ours, MB |");
    println!("|---|--:|--:|--:|--:|--:|");
    for program in programs(&root.join("bench/go"), "go", &options.only)? {
        let binary = work.join(program.file_stem().unwrap_or_default());
        quiet(Command::new("go").arg("build").arg("-o").arg(&binary).arg(&program))?;
        let mut ours = Command::new(release.join("examples/run"));
        ours.arg("--fast").arg(&program);
        row(&program, &mut Command::new(&binary), &mut ours, options.runs)?;
    }
    let all = programs(&root.join("conformance/go"), "go", &options.only)?;
    whole_runs(&all, &release.join("yieldpoint"))
}

/// Runs both in turns and prints a row of the table.
fn row(program: &Path, go: &mut Command, ours: &mut Command, runs: usize) -> Result<()> {
    let (mut theirs, mut own): (Vec<Measured>, Vec<Measured>) = (Vec::new(), Vec::new());
    for _ in 0..runs.max(1) {
        theirs.push(measure(go)?);
        own.push(measure(ours)?);
    }
    let name = program.file_stem().unwrap_or_default().to_string_lossy();
    if theirs[0].output != own[0].output {
        bail!("{name}: go printed {:?}, ours {:?}", theirs[0].output, own[0].output);
    }
    let [a, b] = [&theirs, &own].map(|all| median(all.iter().map(|run| run.wall)));
    let [mb, own_mb] = [&theirs, &own].map(|all| median(all.iter().map(|run| run.peak_mb)));
    let (ms, own_ms, ratio) = (a * 1e3, b * 1e3, b / a);
    println!("| {name} | {ms:.1} | {own_ms:.1} | {ratio:.1} | {mb:.0} | {own_mb:.0} |");
    Ok(())
}

/// `yieldpoint run` against `go run`, the second time each.
fn whole_runs(programs: &[PathBuf], yieldpoint: &Path) -> Result<()> {
    let (mut go, mut ours, mut slower) = (0.0, 0.0, Vec::new());
    for program in programs {
        let mut theirs = Command::new("go");
        theirs.arg("run").arg(program);
        capture(&mut theirs)?;
        let (a, b) =
            (timed(&mut theirs)?, timed(Command::new(yieldpoint).arg("run").arg(program))?);
        (go, ours) = (go + a, ours + b);
        if b > a {
            slower.push(program.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    println!(
        "\n{} conformance programs: go run {go:.1} s, yieldpoint run {ours:.1} s",
        programs.len()
    );
    println!(
        "slower than go run: {}",
        if slower.is_empty() { "none".into() } else { slower.join(", ") }
    );
    Ok(())
}

fn timed(command: &mut Command) -> Result<f64> {
    let began = Instant::now();
    capture(command)?;
    Ok(began.elapsed().as_secs_f64())
}
