//! Shows which step is running and how long each took.
//!
//! On a terminal the running step has a spinner and a clock; in a log each step is one line whose
//! second half appears when it is done.

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// The steps of one command.
pub struct Progress {
    started: Instant,
}

/// How a step ended, in words for its line.
fn ending<T>(result: &Result<T>) -> &'static str {
    if result.is_ok() { "ok" } else { "FAILED" }
}

impl Progress {
    /// Prints `title` and starts the clock.
    pub fn start(title: &str) -> Progress {
        println!("{title}");
        Progress { started: Instant::now() }
    }

    /// Does `work` under the name `name`.
    pub fn step<T>(&self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let begun = Instant::now();
        let spinner = announce(name);
        let result = work();
        spinner.finish_and_clear();
        if std::io::stdout().is_terminal() {
            print!("{}", label(name));
        }
        println!(" {:<6} {:>6.1} s", ending(&result), begun.elapsed().as_secs_f64());
        result
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

fn label(name: &str) -> String {
    format!("  {name:.<58}")
}

/// Tells that `name` begins: a spinner on a terminal, the first half of a line elsewhere.
fn announce(name: &str) -> ProgressBar {
    if !std::io::stdout().is_terminal() {
        print!("{}", label(name));
        std::io::stdout().flush().ok();
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner().with_message(name.to_owned());
    spinner.set_draw_target(ProgressDrawTarget::stdout());
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed:.dim}");
    spinner.set_style(style.expect("yieldpoint bug: the template is a constant"));
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
