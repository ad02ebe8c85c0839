//! Runs a program and says what it took.

use crate::shell::capture;
use anyhow::{Context, Result};
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// One run of a program.
pub struct Measured {
    /// Seconds from its start to its end.
    pub wall: f64,
    /// Seconds of processor time, which other programs do not lengthen; `wall` where the system
    /// does not say.
    pub processor: f64,
    /// The most memory it had, where the system says.
    pub peak_mb: f64,
    /// What it printed to stdout.
    pub output: String,
}

/// Runs a program to its end, looking at its memory meanwhile.
pub fn measure(command: &mut Command) -> Result<Measured> {
    let began = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.context("cannot start a program")?;
    let (mut peak_mb, mut processor): (f64, Option<f64>) = (0.0, None);
    // Linux keeps the books of a program that has ended until somebody waits for it.
    let mut wall = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        peak_mb = peak_mb.max(peak(&status).unwrap_or(0.0));
        if status.contains("State:\tZ") {
            processor = processor_time(child.id());
            break began.elapsed();
        }
        if status.is_empty() && child.try_wait()?.is_some() {
            break began.elapsed();
        }
        sleep(Duration::from_micros(200));
    }
    .as_secs_f64();
    let output = String::from_utf8_lossy(&child.wait_with_output()?.stdout).into_owned();
    wall = wall.max(f64::MIN_POSITIVE);
    Ok(Measured { wall, processor: processor.unwrap_or(wall), peak_mb, output })
}

/// The most memory a process has had so far, in megabytes.
fn peak(status: &str) -> Option<f64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// What the first thread of a process has had of a processor, in seconds.
fn processor_time(id: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{id}/schedstat")).ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// The middle one.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What the times were measured on.
pub fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("model name"));
    let model = line.and_then(|line| line.split(": ").nth(1)).unwrap_or("unknown");
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    format!("{model}, {cores} cores, {}", std::env::consts::OS)
}

/// The compiler that made what was measured.
pub fn rustc() -> String {
    let said = capture(Command::new("rustc").arg("--version"));
    said.map_or(String::new(), |said| said.output.trim().to_string())
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
        assert!(measured.wall > 0.0 && measured.processor > 0.0);
    }
}
