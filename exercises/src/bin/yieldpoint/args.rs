//! The command line.

use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes of `run`:
  that of the program   it ran to its end (1 or 2 after an exception or a panic)
  1                     the real compiler or interpreter would refuse the program
  2                     the program could not be run here: no such file, unsupported construct
  3                     it was stopped: fuel or a limit used up, or nothing can ever happen again
Exit codes of `exercise check`: 0 passed, 1 not yet, 2 it could not be judged.";

/// Go and Python programs on a deterministic simulation of their schedulers.
#[derive(Parser)]
#[command(name = "yieldpoint", version, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Run a program and print exactly what the real one would print.
    Run(RunOptions),
    /// The exercises.
    Exercise {
        /// What to do with them.
        #[command(subcommand)]
        command: ExerciseCommand,
    },
}

/// How to run.
#[derive(ClapArgs)]
pub struct RunOptions {
    /// The program: a .py or .go file.
    pub file: PathBuf,
    /// Answers the choices that no schedule answers. Other seeds than 0 also make the operating
    /// system irregular: threads start late and are held up.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// The answers at the choice points, in order: 0.2.1
    #[arg(long)]
    pub schedule: Option<String>,
    /// Go's GOMAXPROCS; if not given, the variable of that name, else 1.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub procs: Option<u32>,
    /// Write the trace as text to this file; `-` is stdout, after the program's output.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Show the timeline on stderr after the run, and of a Go program what became of its
    /// goroutines.
    #[arg(long)]
    pub timeline: bool,
    /// Say on stderr after the run which goroutines of a Go program are leaked.
    #[arg(long)]
    pub leaks: bool,
    /// Instructions the program may run.
    #[arg(long)]
    pub fuel: Option<u64>,
    /// The version of the runtime: go-1.27, go-1.22, go-1.21, go-1.13, go-wasm, cpython-3.13
    #[arg(long)]
    pub profile: Option<String>,
}

/// What to do with the exercises.
#[derive(Subcommand)]
pub enum ExerciseCommand {
    /// List them.
    List,
    /// Put an exercise's file into a directory and show the task; never overwrites.
    Start {
        /// Which exercise.
        name: String,
        /// Where to.
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Show the task.
    Task {
        /// Which exercise.
        name: String,
    },
    /// Grade an answer.
    Check {
        /// An exercise, whose file is looked for here, or a file.
        answer: PathBuf,
        /// Which exercise the file belongs to, if its name does not say.
        #[arg(long, value_name = "NAME")]
        exercise: Option<String>,
        /// Print a results.json in the shape of Exercism's version 3.
        #[arg(long)]
        json: bool,
    },
    /// Show a hint for what fails in your file.
    Hint {
        /// Which exercise.
        name: String,
        /// How much to tell, from 1.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        level: u32,
        /// Your file, if it is not here under its own name.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Show the author's solution, once yours passes.
    Solution {
        /// Which exercise.
        name: String,
        /// Show it though yours does not pass.
        #[arg(long)]
        anyway: bool,
        /// Your file, if it is not here under its own name.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// For authors: every start must fail, every solution pass, every planted mistake be caught.
    DevCheck {
        /// Only this exercise.
        name: Option<String>,
    },
}
