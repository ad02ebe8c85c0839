//! `yieldpoint run`.

use crate::args::RunOptions;
use crate::diagnostics;
use crate::failure::Failure;
use crate::source_file;
use lab::{Run, Scenario};
use runtime_core::trace::{EventKind, OutcomeKind, Stream, Trace};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// The program was stopped before its end.
const STOPPED: u8 = 3;

/// Runs the program and prints what it prints.
pub fn run(options: &RunOptions) -> Result<ExitCode, Failure> {
    let scenario = scenario(options)?;
    let run = match lab::run(&scenario) {
        Ok(run) => run,
        Err(found) => return diagnostics::print(&found, &scenario, &options.file),
    };
    print(&run.trace)?;
    if let Some(path) = &options.trace {
        write_trace(&run.trace, path)?;
    }
    if options.timeline {
        show_timeline(run.trace.clone())?;
    }
    exit_code(&run)
}

fn scenario(options: &RunOptions) -> Result<Scenario, Failure> {
    let language = source_file::language(&options.file)?;
    let source = source_file::read(&options.file)?;
    let mut scenario = Scenario::new(language, &source);
    scenario.config.seed = options.seed;
    if let Some(procs) = options.procs {
        scenario.config.procs = procs;
    }
    if let Some(fuel) = options.fuel {
        scenario.config.fuel = fuel;
    }
    if let Some(profile) = &options.profile {
        scenario.config.profile = profile.clone();
    }
    if let Some(schedule) = &options.schedule {
        scenario.schedule = schedule.parse().map_err(|_| {
            Failure::Said(format!("`{schedule}` is no schedule: numbers with dots between, as in 0.2.1"))
        })?;
    }
    Ok(scenario)
}

/// Writes each piece to the stream it was printed to, in the order of printing.
fn print(trace: &Trace) -> io::Result<()> {
    let (mut stdout, mut stderr) = (io::stdout().lock(), io::stderr().lock());
    for event in &trace.events {
        let EventKind::Printed { stream, text, .. } = event.kind else { continue };
        let bytes = trace.tables.printed(text).as_bytes();
        match stream {
            Stream::Stdout => stdout.write_all(bytes)?,
            Stream::Stderr => {
                stdout.flush()?;
                stderr.write_all(bytes)?;
            }
        }
    }
    stdout.flush()
}

fn write_trace(trace: &Trace, path: &Path) -> Result<(), Failure> {
    let text = runtime_core::trace::write(trace);
    if path == Path::new("-") {
        return Ok(io::stdout().write_all(text.as_bytes())?);
    }
    std::fs::write(path, text)
        .map_err(|error| Failure::Said(format!("cannot write {}: {error}", path.display())))
}

fn show_timeline(trace: Trace) -> io::Result<()> {
    let _ = trace;
    Ok(())
}

fn exit_code(run: &Run) -> Result<ExitCode, Failure> {
    let why = match run.outcome.kind {
        OutcomeKind::Stuck => "every task waits, and nothing is left that could wake one: a real loop would wait here for ever",
        OutcomeKind::Fuel => "the instructions it may run are used up (--fuel)",
        OutcomeKind::Limit => "a limit was reached",
        OutcomeKind::Stopped => "stopped",
        _ => return Ok(ExitCode::from(run.outcome.exit_code as u8)),
    };
    writeln!(anstream::stderr(), "\x1b[1;33mstopped:\x1b[0m {why}")?;
    Ok(ExitCode::from(STOPPED))
}
