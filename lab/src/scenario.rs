//! The one noun for everything shared: a program with what it takes to run it again.
//!
//! Its text form is a head of `key: value` lines, a line `---`, and the program:
//!
//! ```text
//! language: python
//! name: The frozen loop
//! profile: cpython-3.13
//! claim: gap "tick" = 500ms
//! property: never stdout contains "late"
//! ---
//! import asyncio
//! ```
//!
//! A `claim` must be true of the run ([`Claim`]), a `property` of every run that there can be
//! ([`Property`]). `loose: counts` says that what goes wrong only where timers are late counts as
//! a problem as well ([`Late`]).
//!
//! **Invariants:** `parse(to_text(s)) == s`. Any other text gives a [`ScenarioError`] that says
//! where and what to do.

use crate::claim::Claim;
use crate::property::Property;
use crate::words::{parse_ns, written_ns};
use runtime_core::schedule::Schedule;
use runtime_core::time::{MS, SECOND, US};
use runtime_core::trace::Detail;
use std::fmt;
use std::str::FromStr;

/// A language that programs are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Language {
    /// Go.
    Go,
    /// Python.
    Python,
}

impl Language {
    /// Its name in scenario texts and file paths.
    pub fn word(self) -> &'static str {
        match self {
            Language::Go => "go",
            Language::Python => "python",
        }
    }

    /// The version whose behaviour is simulated.
    pub fn profile(self) -> &'static str {
        self.profiles()[0]
    }

    /// The versions that can be simulated, the default first. Of Go, 1.13 is the last without
    /// asynchronous preemption, 1.21 the last with one variable per loop, and wasm has no sysmon. Of
    /// Python, 3.9 is the last that can switch threads between nearly any two instructions, and
    /// 3.13t has no GIL.
    pub fn profiles(self) -> &'static [&'static str] {
        match self {
            Language::Go => &["go-1.27", "go-1.22", "go-1.21", "go-1.13", "go-wasm"],
            Language::Python => &["cpython-3.13", "cpython-3.11", "cpython-3.9", "cpython-3.13t"],
        }
    }

    /// The file name that tracebacks show when there is no file.
    pub fn file(self) -> &'static str {
        match self {
            Language::Go => "prog.go",
            Language::Python => "main.py",
        }
    }
}

impl FromStr for Language {
    type Err = String;
    fn from_str(word: &str) -> Result<Language, String> {
        match word {
            "go" => Ok(Language::Go),
            "python" => Ok(Language::Python),
            _ => Err(format!("there is no language {word:?}: write go or python")),
        }
    }
}

/// The most processors a Go program can be given.
const PROCS_MAX: u64 = 256;

/// The switch intervals that a thread can be given: shorter ones are not more than what it takes to
/// wake it.
const SWITCH_INTERVALS: (u64, u64) = (US, 10 * SECOND);

/// What an instruction or an operation can cost.
const COSTS: (u64, u64) = (1, SECOND);

/// How a program is run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// The simulated version: one of [`Language::profiles`].
    pub profile: String,
    /// Answers the choices that the schedule leaves open. With 0 the machine is calm: only what the
    /// real runtime draws by lot is drawn. Other seeds also vary what the operating system does.
    pub seed: u64,
    /// Processors: GOMAXPROCS for Go, 1 for Python.
    pub procs: u32,
    /// Whether asyncio's loops are in debug mode from the start: PYTHONASYNCIODEBUG.
    pub asyncio_debug: bool,
    /// Python: the GIL's switch interval at the start, in ns.
    pub switch_interval_ns: u64,
    /// What an instruction costs, in ns of virtual time.
    pub instruction_ns: u64,
    /// What asking the runtime for something costs on top of that, in ns.
    pub operation_ns: u64,
    /// Instructions the program may run.
    pub fuel: u64,
    /// Bytes it may print.
    pub output_bytes_max: u64,
    /// Scheduling events that are recorded.
    pub events_max: u64,
    /// Frame and line events that are recorded.
    pub lines_max: u64,
    /// How much is recorded. Not part of the text form.
    pub detail: Detail,
    /// The file's name in tracebacks. Not part of the text form.
    pub file: String,
}

impl Config {
    /// The defaults for `language`.
    pub fn new(language: Language) -> Config {
        Config {
            profile: language.profile().into(),
            seed: 0,
            procs: 1,
            asyncio_debug: false,
            switch_interval_ns: 5 * MS,
            instruction_ns: if language == Language::Go { 1 } else { 100 },
            operation_ns: if language == Language::Go { 50 } else { 100 },
            fuel: 2_000_000_000,
            output_bytes_max: 16 << 20,
            events_max: 1_000_000,
            lines_max: 500_000,
            detail: Detail::Lines,
            file: language.file().into(),
        }
    }
}

/// What is thought of a finding that needs late timers: a machine so slow that a sleep takes longer
/// than what it was to wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Late {
    /// It is shown apart and does not count.
    #[default]
    Apart,
    /// It is a problem like any other.
    Counts,
}

/// A program and how to run it, with what is claimed about the run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scenario {
    /// A title; may be empty.
    pub name: String,
    /// The program's language.
    pub language: Language,
    /// The program.
    pub source: String,
    /// How to run it.
    pub config: Config,
    /// Recorded answers.
    pub schedule: Schedule,
    /// What must be true of the run.
    pub claims: Vec<Claim>,
    /// What must be true of every run that there can be.
    pub properties: Vec<Property>,
    /// What is thought of findings that need late timers.
    pub late: Late,
}

/// Why a text is no scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScenarioError {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there and what to do.
    pub message: String,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl Scenario {
    /// A program with the defaults of its language.
    pub fn new(language: Language, source: &str) -> Scenario {
        Scenario {
            name: String::new(),
            language,
            source: source.into(),
            config: Config::new(language),
            schedule: Schedule::default(),
            claims: Vec::new(),
            properties: Vec::new(),
            late: Late::Apart,
        }
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Result<Scenario, ScenarioError> {
        let error = |line: usize, message: &str| ScenarioError {
            line: line as u32 + 1,
            message: message.into(),
        };
        let mut head: Vec<(usize, &str, &str)> = Vec::new();
        let mut rest = text;
        for number in 0.. {
            let Some((line, after)) = rest.split_once('\n') else {
                return Err(error(number, "the head must end with a line ---"));
            };
            rest = after;
            let line = line.trim_end_matches('\r');
            match line.split_once(':') {
                _ if line == "---" => break,
                _ if line.starts_with('#') => {}
                Some((key, value)) => head.push((number, key.trim(), value.trim())),
                None if line.trim().is_empty() => {}
                None => return Err(error(number, "expected `key: value` or ---")),
            }
        }
        let language = head.iter().find(|(_, key, _)| *key == "language");
        let &(at, _, language) = language.ok_or_else(|| error(0, "`language:` is missing"))?;
        let language = language.parse().map_err(|message: String| error(at, &message))?;
        let mut scenario = Scenario::new(language, rest);
        for (number, key, value) in head {
            scenario.set(key, value).map_err(|message| error(number, &message))?;
        }
        Ok(scenario)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let number = || value.parse::<u64>().map_err(|_| format!("{value:?} is not a number"));
        match key {
            "language" => {}
            "name" => self.name = value.into(),
            "profile" if self.language.profiles().contains(&value) => {
                self.config.profile = value.into();
            }
            "profile" => {
                let known = self.language.profiles().join(", ");
                return Err(format!("there is no profile {value:?}: write one of {known}"));
            }
            "seed" => self.config.seed = number()?,
            "procs" => self.config.procs = self.procs(number()?)?,
            "asyncio-debug" if self.language == Language::Python => match value {
                "on" | "off" => self.config.asyncio_debug = value == "on",
                _ => return Err(format!("asyncio-debug is on or off, not {value:?}")),
            },
            "switch-interval" if self.language == Language::Python => {
                self.config.switch_interval_ns = time(value, SWITCH_INTERVALS)?;
            }
            "instruction-cost" => self.config.instruction_ns = time(value, COSTS)?,
            "operation-cost" => self.config.operation_ns = time(value, COSTS)?,
            "fuel" => self.config.fuel = number()?,
            "schedule" => self.schedule = value.parse()?,
            "claim" => self.claims.push(value.parse()?),
            "property" => self.properties.push(value.parse()?),
            "loose" => match value {
                "counts" => self.late = Late::Counts,
                "apart" => self.late = Late::Apart,
                _ => return Err(format!("loose is counts or apart, not {value:?}")),
            },
            _ => return Err(format!("there is no key {key:?}")),
        }
        Ok(())
    }

    /// A number of processors, if there can be so many.
    pub fn procs(&self, procs: u64) -> Result<u32, String> {
        match self.language {
            Language::Go if (1..=PROCS_MAX).contains(&procs) => Ok(procs as u32),
            Language::Go => Err(format!("GOMAXPROCS can be 1 to {PROCS_MAX}, not {procs}")),
            Language::Python if procs == 1 => Ok(1),
            Language::Python => Err("a Python program runs on one processor here".into()),
        }
    }

    /// Writes the text form. Only what differs from the defaults is written.
    pub fn to_text(&self) -> String {
        let mut head = vec![format!("language: {}", self.language.word())];
        let defaults = Config::new(self.language);
        let mut line = |differs, key: &str, value: &dyn fmt::Display| {
            if differs {
                head.push(format!("{key}: {value}"));
            }
        };
        line(!self.name.is_empty(), "name", &self.name.replace(['\n', '\r'], " ").trim());
        line(true, "profile", &self.config.profile);
        line(self.config.seed != defaults.seed, "seed", &self.config.seed);
        line(self.config.procs != defaults.procs, "procs", &self.config.procs);
        line(self.config.asyncio_debug, "asyncio-debug", &"on");
        let differs = |of: fn(&Config) -> u64| of(&self.config) != of(&defaults);
        let interval = written_ns(self.config.switch_interval_ns);
        line(differs(|config| config.switch_interval_ns), "switch-interval", &interval);
        let instruction = written_ns(self.config.instruction_ns);
        line(differs(|config| config.instruction_ns), "instruction-cost", &instruction);
        let operation = written_ns(self.config.operation_ns);
        line(differs(|config| config.operation_ns), "operation-cost", &operation);
        line(self.config.fuel != defaults.fuel, "fuel", &self.config.fuel);
        line(self.schedule != Schedule::default(), "schedule", &self.schedule);
        self.claims.iter().for_each(|claim| line(true, "claim", &claim.text));
        self.properties.iter().for_each(|property| line(true, "property", &property.text));
        line(self.late != Late::Apart, "loose", &"counts");
        format!("{}\n---\n{}", head.join("\n"), self.source)
    }
}

/// A time within these bounds.
fn time(value: &str, (least, most): (u64, u64)) -> Result<u64, String> {
    let ns = parse_ns(value).filter(|ns| (least..=most).contains(ns));
    ns.ok_or_else(|| {
        let (least, most) = (written_ns(least), written_ns(most));
        format!("{value:?} is not a time from {least} to {most}, like 5ms or 100ns")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_form_goes_both_ways() {
        let text = "language: python\nname: A: b\nprofile: cpython-3.13\nseed: 4\nasyncio-debug: on\nswitch-interval: 1500us\ninstruction-cost: 7ns\noperation-cost: 1s\nschedule: 0.2.1\nclaim: exit = 0\nproperty: never stdout contains \"-1\"\nproperty: makespan < 2s\nloose: counts\n---\nprint('---')\n---\n";
        let scenario = Scenario::parse(text).unwrap();
        assert_eq!(scenario.source, "print('---')\n---\n");
        assert_eq!(scenario.schedule, Schedule::new(vec![0, 2, 1]));
        assert_eq!(scenario.to_text(), text);
    }

    #[test]
    fn times_have_bounds() {
        let message = |line: &str| {
            let text = ["language: go\n", line, "\n---\n"].concat();
            Scenario::parse(&text).unwrap_err().to_string()
        };
        assert_eq!(
            message("instruction-cost: 0ns"),
            "line 2: \"0ns\" is not a time from 1ns to 1s, like 5ms or 100ns"
        );
        for line in ["operation-cost: 2s", "operation-cost: 5", "operation-cost: -1ns"] {
            assert!(message(line).contains("is not a time from"), "{line}");
        }
        assert_eq!(message("switch-interval: 1ms"), "line 2: there is no key \"switch-interval\"");
        let python = "language: python\nswitch-interval: 10us\n---\n";
        assert_eq!(Scenario::parse(python).unwrap().config.switch_interval_ns, 10_000);
        let short = Scenario::parse("language: python\nswitch-interval: 999ns\n---\n").unwrap_err();
        assert!(short.message.contains("from 1us to 10s"), "{short}");
    }

    #[test]
    fn damaged_texts_say_where() {
        let message = |text: &str| Scenario::parse(text).unwrap_err().to_string();
        assert_eq!(message(""), "line 1: the head must end with a line ---");
        assert_eq!(message("x\n---\n"), "line 1: expected `key: value` or ---");
        assert_eq!(message("name: x\n---\n"), "line 1: `language:` is missing");
        assert_eq!(message("language: go\nseed: x\n---\n"), "line 2: \"x\" is not a number");
        assert_eq!(
            message("language: go\nclaim: gap\n---\n"),
            "line 2: a claim looks like `exit = 0`, `stdout contains \"done\"`, `gap \"tick\" <= 150ms`: \"gap\""
        );
        assert_eq!(
            message("language: go\nloose: yes\n---\n"),
            "line 2: loose is counts or apart, not \"yes\""
        );
        let property = message("language: go\nname: x\nproperty: always\n---\n");
        assert!(
            property.starts_with("line 3: a property looks like `always stdout = "),
            "{property}"
        );
        assert_eq!(
            message("language: c\n---\n"),
            "line 1: there is no language \"c\": write go or python"
        );
    }
}
