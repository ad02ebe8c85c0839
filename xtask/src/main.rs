//! The commands of the README: `cargo xtask build | serve | test | firefox | tidy | conformance |
//! bench`.
//!
//! One file for each command. What needs a large library, wasm-bindgen and mdBook, is a program
//! of its own (`xtask/site`), so that a change in the simulation never recompiles this one and a
//! broken language does not take `cargo xtask tidy` away.

mod bench;
mod browser;
mod build;
mod check;
mod conformance;
mod firefox;
mod progress;
mod serve;
mod shell;
mod sizes;
mod tidy;
mod tools;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Builds, serves and checks Yieldpoint.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the whole site into dist/ and hold its parts to their size budgets
    Build,
    /// Build the site and serve it on this machine
    Serve(serve::Options),
    /// Run every test: house rules, lints, native tests, no_std builds, site, real browser
    Test,
    /// Try what is built in dist/ in a real Firefox
    Firefox,
    /// Check the house rules: who may name whom, lengths, names, headers
    Tidy,
    /// Compare the stored conformance outputs with the real `go` and `python3.13`
    Conformance(conformance::Options),
    /// Compare the speed of programs, or of their exploration, here and elsewhere
    Bench(bench::Options),
}

/// The folder that holds the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask lies in the workspace").to_path_buf()
}

fn main() -> ExitCode {
    let root = root();
    let result = match Cli::parse().command {
        Command::Build => build::command(&root),
        Command::Serve(options) => serve::command(&root, &options),
        Command::Test => check::command(&root),
        Command::Firefox => firefox::command(&root),
        Command::Tidy => tidy::command(&root),
        Command::Conformance(options) => conformance::command(&root, &options),
        Command::Bench(options) => bench::command(&root, &options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
