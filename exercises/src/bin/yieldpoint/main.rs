//! The command-line program `yieldpoint`: runs a program in the simulation, on one schedule or on
//! all, hands out and grades exercises.
//!
//! **Invariants:** what a simulated program printed goes to the stream it was printed to, and
//! nothing of ours is mixed into stdout; a reader that closes the pipe ends us quietly.

mod args;
mod diagnostics;
mod exercise;
mod explore;
mod failure;
mod learn;
mod misfit;
mod race;
mod real;
mod results;
mod run;
mod site;
mod source_file;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Explore(options) => explore::explore(&options),
        Command::Race(options) => race::race(&options),
        Command::Exercise { command } => exercise::exercise(&command),
        Command::Learn(options) => learn::learn(&options),
        Command::Progress { folder, command } => {
            learn::progress(folder.as_deref(), command.as_ref())
        }
    };
    outcome.unwrap_or_else(Failure::report)
}
