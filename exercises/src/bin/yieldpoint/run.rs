//! `yieldpoint run`.

use crate::args::RunOptions;
use crate::diagnostics;
use crate::failure::Failure;
use crate::misfit;
use crate::real;
use crate::source_file;
use lab::{Detail, Language, Output, Run, Scenario, Session, Stream, Trace, Verdict};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use trace_view::Colour;

/// A claim of a scenario is not true.
const NOT_TRUE: u8 = 4;

/// How many instructions are run before what was printed meanwhile is shown.
const SLICE: u64 = 20_000_000;

/// Runs the program and prints what it prints, as it prints it.
pub fn run(options: &RunOptions) -> Result<ExitCode, Failure> {
    let scenario = scenario(options)?;
    let mut session = match Session::start(&scenario) {
        Ok(session) => session,
        Err(found) => return diagnostics::print(&found, &scenario, &options.file),
    };
    let mut printer = Printer::default();
    while !session.advance(SLICE) {
        printer.print(session.output())?;
    }
    printer.print(session.output())?;
    let misfit = session.misfit();
    let run = session.finish();
    if let Some(place) = misfit {
        let text = misfit::text(&scenario.schedule, place, &run);
        anstream::stderr().write_all(text.as_bytes())?;
    }
    if let Some(path) = &options.trace {
        write_trace(&run.trace, path)?;
    }
    if options.timeline {
        show_timeline(&run.trace)?;
    } else if options.leaks {
        io::stderr().write_all(trace_view::leaks(&run.trace).as_bytes())?;
    }
    for Verdict { claim, why, .. } in false_claims(&scenario, &run) {
        let text = format!("\x1b[1;31mnot true:\x1b[0m {claim}: {why}\n");
        anstream::stderr().write_all(text.as_bytes())?;
    }
    if options.real {
        // A scenario's program is a text inside of its file.
        let is_program = options.file.extension().is_none_or(|ending| ending != "scenario");
        let text = (!is_program).then_some(scenario.source.as_str());
        let told = real::beside(&run, scenario.language, &options.file, text)?;
        anstream::stderr().write_all(told.as_bytes())?;
    }
    Ok(ExitCode::from(match false_claims(&scenario, &run).is_empty() {
        true => run.outcome.exit_code as u8,
        false => NOT_TRUE,
    }))
}

/// A scenario's claims that are not true of its run.
fn false_claims(scenario: &Scenario, run: &Run) -> Vec<Verdict> {
    lab::judge(&scenario.claims, run).into_iter().filter(|verdict| !verdict.holds).collect()
}

/// The options are the keys of a scenario's text form, and refused in the same words.
fn scenario(options: &RunOptions) -> Result<Scenario, Failure> {
    let mut scenario = source_file::scenario(&options.file, |of| head(of, options))?;
    if !scenario.claims.is_empty() {
        // They ask for everything.
        return Ok(scenario);
    }
    scenario.config.detail = match options {
        RunOptions { trace: None, timeline: false, leaks: false, schedule: None, .. } => {
            Detail::Off
        }
        RunOptions { trace: None, timeline: false, .. } => Detail::Scheduling,
        _ => Detail::Lines,
    };
    Ok(scenario)
}

/// Variables count for a program; a scenario says everything itself.
fn head(program: Option<Language>, options: &RunOptions) -> String {
    let mut head = String::new();
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            head += &format!("{key}: {}\n", value.replace('\n', " "));
        }
    };
    line("seed", options.seed.map(|seed| seed.to_string()));
    line("schedule", options.schedule.clone());
    line("profile", options.profile.clone());
    // Where no option says it, the variable does, as for the real Go; one that is no number counts
    // for nothing there too.
    let variable = || std::env::var("GOMAXPROCS").ok()?.parse::<u32>().ok().filter(|&n| n > 0);
    let procs = options.procs.or_else(|| variable().filter(|_| program == Some(Language::Go)));
    line("procs", procs.map(|procs| procs.to_string()));
    let debug = std::env::var("PYTHONASYNCIODEBUG").is_ok_and(|value| !value.is_empty());
    let debug = debug && program == Some(Language::Python);
    line("asyncio-debug", debug.then(|| "on".into()));
    line("fuel", options.fuel.map(|fuel| fuel.to_string()));
    head
}

/// Writes each piece to the stream it was printed to, in the order of printing.
#[derive(Default)]
struct Printer {
    stdout: usize,
    stderr: usize,
    /// Pieces begun, and bytes of the last one written.
    pieces: usize,
    bytes: usize,
}

impl Printer {
    /// Writes what has been printed since the last call.
    fn print(&mut self, output: &Output) -> io::Result<()> {
        let (mut stdout, mut stderr) = (io::stdout().lock(), io::stderr().lock());
        let first = self.pieces.saturating_sub(1);
        for (at, &(stream, len)) in output.order.iter().enumerate().skip(first) {
            let done = if at + 1 == self.pieces { self.bytes } else { 0 };
            (self.pieces, self.bytes) = (at + 1, len);
            let len = len - done;
            match stream {
                Stream::Stdout => {
                    stdout.write_all(&output.stdout.as_bytes()[self.stdout..][..len])?;
                    self.stdout += len;
                }
                Stream::Stderr => {
                    stdout.flush()?;
                    stderr.write_all(&output.stderr.as_bytes()[self.stderr..][..len])?;
                    self.stderr += len;
                }
            }
        }
        stdout.flush()
    }
}

fn write_trace(trace: &Trace, path: &Path) -> Result<(), Failure> {
    let text = runtime_core::trace::write(trace);
    if path == Path::new("-") {
        return Ok(io::stdout().write_all(text.as_bytes())?);
    }
    std::fs::write(path, text)
        .map_err(|error| Failure::Said(format!("cannot write {}: {error}", path.display())))
}

/// The columns of a timeline that goes into a file.
const COLUMNS: u16 = 100;

fn show_timeline(trace: &Trace) -> io::Result<()> {
    let size = terminal_size::terminal_size_of(io::stderr());
    let columns = size.map_or(COLUMNS, |(width, _)| width.0);
    // Colours are taken out again where stderr is no terminal.
    let text = trace_view::terminal(trace, columns.into(), Colour::Always);
    let report = trace_view::report(trace);
    let gap = if report.is_empty() { "" } else { "\n" };
    anstream::stderr().write_all([&text, gap, &report].concat().as_bytes())
}
