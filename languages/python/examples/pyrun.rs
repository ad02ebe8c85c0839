//! Runs a Python program under the machine, as `python3` would: `pyrun main.py`. With `--record`
//! the trace is recorded, with `--trace` it is printed as well.

use python::{Options, compile};
use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::trace::Detail;
use std::path::Path;
use std::process::exit;

fn main() {
    let path = std::env::args().nth(1).expect("a file to run");
    let prints = std::env::args().any(|argument| argument == "--trace");
    let lines = prints || std::env::args().any(|argument| argument == "--record");
    let source = std::fs::read_to_string(&path).expect("the file can be read");
    let file =
        Path::new(&path).file_name().map_or(path.clone(), |name| name.to_string_lossy().into());
    let only_checks = std::env::args().any(|argument| argument == "--check");
    let vm = match compile(&source, &Options { file, ..Options::default() }) {
        Ok(vm) => vm,
        Err(diagnostics) => {
            for diagnostic in diagnostics {
                let (line, column) = (diagnostic.line, diagnostic.column);
                let (end, end_column) =
                    runtime_core::source::line_column(&source, diagnostic.span.end);
                let help = &diagnostic.help;
                eprintln!("line {line}, column {column}, {end}, {end_column}: {help}");
                eprintln!("{}: {}", diagnostic.code, diagnostic.message);
            }
            exit(1)
        }
    };
    if only_checks {
        return;
    }
    let detail = if lines { Detail::Lines } else { Detail::Off };
    let mut machine = Machine::python(vm, Config { detail, ..Config::python() });
    let outcome = loop {
        match machine.run(u64::MAX) {
            Stop::Ended(outcome) => break outcome,
            Stop::Choice(_) => machine.choose(0),
            Stop::Paused => {}
        }
    };
    if prints {
        println!("{}", runtime_core::trace::write(machine.trace()));
    }
    print!("{}", machine.output().stdout);
    eprint!("{}", machine.output().stderr);
    exit(outcome.exit_code)
}
