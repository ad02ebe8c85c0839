//! Runs a Go program on the machine: `cargo run -p go --example run -- prog.go`.
#![allow(missing_docs)]

use runtime_core::machine::{Config, Machine, Stop, fold_agrees};
use runtime_core::trace::Detail;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let path = args.last().expect("a file");
    let file = path.rsplit('/').next().unwrap_or(path).to_string();
    let source = std::fs::read_to_string(path).expect("a readable file");
    let vm = match go::compile(&source, &go::Options { file, watch: go::Watching::No }) {
        Ok(vm) => vm,
        Err(diagnostics) => {
            for d in diagnostics {
                eprintln!(
                    "./prog.go:{}:{}: {}{}",
                    d.line,
                    d.column,
                    d.message,
                    if d.code == "compile" { "" } else { " [unsupported]" }
                );
            }
            std::process::exit(1);
        }
    };
    let fast = args.iter().any(|arg| arg == "--fast");
    let detail = if fast { Detail::Off } else { Detail::Lines };
    let mut machine = Machine::go(vm, Config { detail, ..Config::go() });
    let outcome = loop {
        match machine.run(1_000_000) {
            Stop::Paused => {}
            Stop::Ended(outcome) => break outcome,
            Stop::Choice(_) => machine.choose(0),
        }
    };
    if !fast && let Err(difference) = fold_agrees(&machine) {
        eprintln!("FOLD: {difference}");
    }
    if args.iter().any(|arg| arg == "--stats") {
        eprintln!("instructions {} virtual {} ns", machine.fuel_used(), machine.now().0);
    }
    let (_, output, _) = machine.into_parts();
    print!("{}", output.stdout);
    eprint!("{}", output.stderr);
    std::process::exit(outcome.exit_code);
}
