//! `cargo xtask bench go`: how fast programs run here and in real Go, on the same machine at the
//! same time.
//!
//! The programs in `bench/go` are compiled by `go build` and run in turns with our machine, trace
//! off; the medians are compared. Then `yieldpoint run` is held against `go run`, build cache
//! warm, on every conformance program. `bench/RESULTS.md` keeps what came out, written by hand.

use crate::shell::{capture, cargo, quiet};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub struct Options {
    /// The language: `go`
    language: String,
    /// Only programs whose name contains this
    #[arg(default_value = "")]
    only: String,
    /// How often each program is run
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

/// One run of a program.
struct Measured {
    seconds: f64,
    /// The most memory it had, where the system says.
    peak_mb: f64,
    output: String,
}

/// `cargo xtask bench`.
pub fn command(root: &Path, options: &Options) -> Result<()> {
    if options.language != "go" {
        bail!("there are benchmarks of go only");
    }
    let work = root.join("target/bench");
    fs::create_dir_all(&work)?;
    let release = root.join("target/release");
    quiet(cargo(root).args(["build", "--release", "-p", "go", "--example", "run"]))?;
    quiet(cargo(root).args(["build", "--release", "-p", "exercises", "--bin", "yieldpoint"]))?;
    println!("| program | go, ms | ours, ms | ratio | go, MB | ours, MB |");
    println!("|---|--:|--:|--:|--:|--:|");
    for program in programs(&root.join("bench/go"), &options.only)? {
        let binary = work.join(program.file_stem().unwrap_or_default());
        quiet(Command::new("go").arg("build").arg("-o").arg(&binary).arg(&program))?;
        let mut ours = Command::new(release.join("examples/run"));
        ours.arg("--fast").arg(&program);
        row(&program, &mut Command::new(&binary), &mut ours, options.runs)?;
    }
    let all = programs(&root.join("conformance/go"), &options.only)?;
    whole_runs(&all, &release.join("yieldpoint"))
}

/// The Go programs in a folder, in the order of their names.
fn programs(folder: &Path, only: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ext| ext == "go") && name.contains(only) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Runs both in turns and prints a row of the table.
fn row(program: &Path, go: &mut Command, ours: &mut Command, runs: usize) -> Result<()> {
    let (mut theirs, mut own) = (Vec::new(), Vec::new());
    for _ in 0..runs.max(1) {
        theirs.push(measure(go)?);
        own.push(measure(ours)?);
    }
    let name = program.file_stem().unwrap_or_default().to_string_lossy();
    if theirs[0].output != own[0].output {
        bail!("{name}: go printed {:?}, ours {:?}", theirs[0].output, own[0].output);
    }
    let [a, b] = [&theirs, &own].map(|all| median(all.iter().map(|run| run.seconds)));
    let [mb, own_mb] = [&theirs, &own].map(|all| median(all.iter().map(|run| run.peak_mb)));
    let (ms, own_ms, ratio) = (a * 1e3, b * 1e3, b / a);
    println!("| {name} | {ms:.1} | {own_ms:.1} | {ratio:.1} | {mb:.0} | {own_mb:.0} |");
    Ok(())
}

/// Runs a program to its end, looking at its memory meanwhile.
fn measure(command: &mut Command) -> Result<Measured> {
    let began = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.context("cannot start a program")?;
    let mut peak_mb: f64 = 0.0;
    while child.try_wait()?.is_none() {
        peak_mb = peak_mb.max(peak(child.id()).unwrap_or(0.0));
        sleep(Duration::from_micros(200));
    }
    let seconds = began.elapsed().as_secs_f64();
    let output = String::from_utf8_lossy(&child.wait_with_output()?.stdout).into_owned();
    Ok(Measured { seconds, peak_mb, output })
}

/// The most memory a process has had so far, in megabytes, as Linux tells.
fn peak(id: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
    }

    #[test]
    fn a_program_is_measured() {
        let mut command = Command::new("sh");
        let measured = measure(command.args(["-c", "echo here"])).unwrap();
        assert_eq!(measured.output, "here\n");
        assert!(measured.seconds > 0.0);
    }
}
