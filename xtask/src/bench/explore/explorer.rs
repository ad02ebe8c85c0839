//! Who explores, what a run says about it, and the run in the middle of several.

use super::super::measure::median;
use crate::shell::quiet;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;

/// The core that everybody runs on.
const CORE: &str = "0";

/// The programs that explore.
pub struct Binaries {
    /// `lab`'s example.
    pub ours: PathBuf,
    /// loom and shuttle.
    pub peers: PathBuf,
    /// Keeps a process on one core, where the system has it.
    pub taskset: Option<PathBuf>,
}

impl Binaries {
    fn on_one_core(&self, program: &PathBuf) -> Command {
        let Some(taskset) = &self.taskset else { return Command::new(program) };
        let mut command = Command::new(taskset);
        command.args(["-c", CORE]).arg(program);
        command
    }
}

/// What our explorer explores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guest {
    /// The smallest guest: a list of acts.
    Script,
    /// The same program in Go.
    Go,
}

impl Guest {
    /// Both.
    pub const ALL: [Guest; 2] = [Guest::Script, Guest::Go];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Guest::Script => "script",
            Guest::Go => "go",
        }
    }

    /// The name our example knows `program` by.
    fn program(self, program: &str) -> String {
        match self {
            Guest::Script => program.to_string(),
            Guest::Go => format!("go:{program}"),
        }
    }
}

/// How our explorer explores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Partial-order reduction: executions that differ in more than the order of independent steps.
    Dpor,
    /// Every state once.
    States,
}

impl Mode {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Dpor => "dpor",
            Mode::States => "states",
        }
    }
}

/// Somebody who explores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Explorer {
    /// Ours.
    Ours(Guest, Mode),
    /// Another, by its name.
    Peer(&'static str),
}

impl Explorer {
    /// Ours in both modes.
    pub fn ours(guest: Guest) -> [Explorer; 2] {
        [Mode::Dpor, Mode::States].map(|mode| Explorer::Ours(guest, mode))
    }

    /// Explores `program` once. Only others are stopped after `limit` seconds.
    pub fn explore(self, program: &str, binaries: &Binaries, limit: f64) -> Result<Line> {
        let command = match self {
            Explorer::Ours(guest, mode) => {
                let mut command = binaries.on_one_core(&binaries.ours);
                command.args([&guest.program(program), mode.name()]);
                command
            }
            Explorer::Peer(name) => {
                let mut command = binaries.on_one_core(&binaries.peers);
                command.args([name, "--time", &limit.to_string(), program]);
                command
            }
        };
        line_of(command)
    }
}

impl fmt::Display for Explorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Explorer::Ours(guest, mode) => write!(f, "ours, {} {}", guest.name(), mode.name()),
            Explorer::Peer(name) => f.write_str(name),
        }
    }
}

/// What an explorer says of one exploration, in a line of JSON.
#[derive(Deserialize, Clone, PartialEq, Debug)]
pub struct Line {
    /// Executions from the start of the program to its end.
    pub executions: u64,
    /// Executions given up on the way because others cover them, not counted above.
    pub blocked: Option<u64>,
    /// Different states seen, where states are kept.
    pub states: Option<u64>,
    /// What a state costs, in bytes.
    pub bytes_per_state: Option<f64>,
    /// Seconds from the first execution to the last.
    pub seconds: f64,
    /// Whether nothing was left when it stopped; who does not say so has no limit.
    #[serde(default = "yes")]
    pub exhausted: bool,
}

fn yes() -> bool {
    true
}

impl Line {
    /// All but the time, which alone may differ from run to run.
    fn counts(&self) -> Line {
        Line { seconds: 0.0, ..self.clone() }
    }
}

fn line_of(mut command: Command) -> Result<Line> {
    let output = quiet(&mut command)?;
    let line = output.lines().find(|line| line.starts_with('{'));
    let line = line.context("it printed no line of JSON")?;
    let mut said: Line = serde_json::from_str(line).with_context(|| line.to_owned())?;
    said.seconds = said.seconds.max(f64::MIN_POSITIVE);
    Ok(said)
}

/// The runs of one explorer on one program.
pub struct Found {
    /// Who.
    pub explorer: Explorer,
    /// On what.
    pub program: &'static str,
    /// What each run said.
    pub runs: Vec<Result<Line>>,
}

impl Found {
    /// Before the first run.
    pub fn new(explorer: Explorer, program: &'static str) -> Found {
        Found { explorer, program, runs: Vec::new() }
    }

    /// Whether another run would tell something new.
    pub fn is_worth_repeating(&self, long_seconds: f64) -> bool {
        let tells = |run: &Line| run.exhausted && run.seconds < long_seconds;
        self.runs.iter().all(|run| run.as_ref().is_ok_and(tells))
    }

    /// The counts, which all runs must share, with the time in the middle.
    pub fn middle(&self) -> Result<Line> {
        let mut runs = Vec::new();
        for run in &self.runs {
            match run {
                Ok(line) => runs.push(line),
                Err(error) => bail!("{error:#}"),
            }
        }
        let Some(first) = runs.first() else { bail!("it never ran") };
        if let Some(other) = runs.iter().find(|run| run.counts() != first.counts()) {
            bail!("two runs differ: {first:?} and {other:?}");
        }
        let seconds = median(runs.iter().map(|run| run.seconds));
        Ok(Line { seconds, ..first.counts() })
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Runs that took `seconds`, with the same counts.
    pub fn runs(explorer: Explorer, program: &'static str, json: &str, seconds: &[f64]) -> Found {
        let mut found = Found::new(explorer, program);
        for seconds in seconds {
            let text = json.replacen('{', &format!("{{\"seconds\":{seconds},"), 1);
            found.runs.push(Ok(serde_json::from_str(&text).unwrap()));
        }
        found
    }

    fn sh(script: &str) -> Result<Line> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        line_of(command)
    }

    #[test]
    fn the_line_of_json_is_found_among_others() {
        let line = sh(r#"echo warning >&2; echo '{"tool":"x","executions":36,"seconds":0.5}'"#);
        let line = line.unwrap();
        assert_eq!((line.executions, line.seconds, line.exhausted), (36, 0.5, true));
        assert_eq!(line.states, None);
        assert!(sh("echo nothing").is_err());
        assert!(sh("echo broken; exit 2").unwrap_err().to_string().contains("broken"));
    }

    #[test]
    fn the_middle_has_the_median_time() {
        let peer = Explorer::Peer("loom");
        let found = runs(peer, "inc 3x1", r#"{"executions":7}"#, &[3.0, 1.0, 2.0]);
        let middle = found.middle().unwrap();
        assert_eq!((middle.executions, middle.seconds), (7, 2.0));
    }

    #[test]
    fn runs_must_agree() {
        let peer = Explorer::Peer("loom");
        let mut found = runs(peer, "inc 3x1", r#"{"executions":7}"#, &[1.0]);
        found.runs.extend(runs(peer, "inc 3x1", r#"{"executions":8}"#, &[1.0]).runs);
        assert!(found.middle().unwrap_err().to_string().contains("differ"));
    }

    #[test]
    fn long_and_unfinished_runs_are_not_repeated() {
        let peer = Explorer::Peer("loom");
        let repeat =
            |json, seconds| runs(peer, "inc 3x1", json, &[seconds]).is_worth_repeating(9.0);
        assert!(repeat(r#"{"executions":7}"#, 8.0));
        assert!(!repeat(r#"{"executions":7}"#, 10.0));
        assert!(!repeat(r#"{"executions":7,"exhausted":false}"#, 8.0));
        assert!(Found::new(peer, "inc 3x1").is_worth_repeating(9.0));
    }
}
