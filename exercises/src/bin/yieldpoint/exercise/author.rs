//! `yieldpoint exercise dev-check`: the proof that an exercise is right, in the simulation and, when
//! asked for, on the real runtime.

use super::{all, named};
use crate::args::DevCheckOptions;
use crate::failure::Failure;
use crate::real::{Ended, Limits, Prepared, Runtime};
use exercises::{Exercise, RUNS_MIN, Recorded, dev_check, digest, write_record};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

/// Runs of a right answer on the real runtime.
const RIGHT_RUNS: u32 = 20;

/// Checks all or one.
pub fn check(options: &DevCheckOptions) -> Result<ExitCode, Failure> {
    let chosen = match &options.name {
        Some(name) => vec![named(name)?],
        None => all()?,
    };
    let mut clean = true;
    for exercise in &chosen {
        clean &= if options.real { real(exercise, options)? } else { simulated(exercise)? };
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn simulated(exercise: &Exercise) -> Result<bool, Failure> {
    let mut stdout = io::stdout().lock();
    let findings = dev_check(exercise);
    writeln!(
        stdout,
        "{}: {} right answers, {} planted mistakes, {} kinds of hints, {} findings",
        exercise.name,
        exercise.variants.len() + 1,
        exercise.rejected.len(),
        exercise.hints.len(),
        findings.len()
    )?;
    for finding in &findings {
        writeln!(stdout, "  {}: {}", finding.file, finding.problem)?;
    }
    Ok(findings.is_empty())
}

/// Right answers and mistakes that do not show, each many times.
fn real(exercise: &Exercise, options: &DevCheckOptions) -> Result<bool, Failure> {
    let runtime = Runtime::find(exercise.language)?;
    let expected = expected(exercise)?;
    let mut recorded = Vec::new();
    for (file, source, runs) in programs(exercise, options.runs) {
        let one = runs_of(exercise, &runtime, &expected, (file, source), runs)?;
        writeln!(io::stdout(), "{}: {one}", exercise.name)?;
        recorded.push(one);
    }
    let clean = recorded.iter().all(|one| one.passed == one.runs);
    if let Some(folder) = &options.record {
        let path = folder.join(exercise.name).join("real.txt");
        write_all(&path, &write_record(&recorded))?;
    }
    Ok(clean)
}

/// What a right answer prints.
fn expected(exercise: &Exercise) -> Result<String, Failure> {
    if let Some(stdout) = &exercise.real.stdout {
        return Ok(stdout.clone());
    }
    let run = lab::run(&exercise.scenario(exercise.solution));
    let run = run.map_err(|_| Failure::Said(format!("{}: no solution", exercise.name)))?;
    Ok(run.stdout)
}

/// Each program with how often it is run.
fn programs(exercise: &Exercise, runs: Option<u32>) -> Vec<(String, &'static str, u32)> {
    let right = runs.map_or(RIGHT_RUNS, |runs| runs.min(RIGHT_RUNS));
    let solution = (exercise.solution_file(), exercise.solution, right);
    let variants = exercise.variants.iter().map(|&(file, source)| (file.into(), source, right));
    let hidden = exercise.rejected.iter().filter(|rejected| rejected.passes_real);
    let hidden = hidden.filter_map(|rejected| {
        let source = exercise.source(&rejected.file)?;
        Some((rejected.file.clone(), source, runs.unwrap_or(RUNS_MIN)))
    });
    [solution].into_iter().chain(variants).chain(hidden).collect()
}

fn runs_of(
    exercise: &Exercise, runtime: &Runtime, expected: &str, (file, source): (String, &str),
    runs: u32,
) -> Result<Recorded, Failure> {
    let prepared = runtime.prepare_text(source)?;
    let (next, passed) = (AtomicU32::new(0), AtomicU32::new(0));
    let work = || -> Result<(), Failure> {
        while next.fetch_add(1, Ordering::Relaxed) < runs {
            if passes(exercise, &prepared, expected)? {
                passed.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok(())
    };
    // Programs sleep more than they compute.
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        let ended = threads.into_iter().map(|thread| match thread.join() {
            Ok(ended) => ended,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect::<Result<Vec<()>, Failure>>()
    })?;
    let (digest, passed) = (digest(source), passed.into_inner());
    Ok(Recorded { file, digest, runtime: runtime.version.replace(' ', "-"), passed, runs })
}

/// Runs at the same time.
const THREADS: u32 = 4;

fn passes(exercise: &Exercise, prepared: &Prepared, expected: &str) -> Result<bool, Failure> {
    let spoken = prepared.run(Limits::default())?;
    let is_right = exercise.real.is_right(expected, &spoken.stdout);
    Ok(spoken.ended == Ended::Exited(0) && is_right)
}

fn write_all(path: &Path, text: &str) -> Result<(), Failure> {
    let written = std::fs::write(path, text);
    written.map_err(|error| Failure::Said(format!("cannot write {}: {error}", path.display())))
}
