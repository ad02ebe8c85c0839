//! A schedule: the answers to a run's choices, as a value that can be printed and read.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Who decides which fiber runs, and when a timer fires.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Control {
    /// The simulated scheduler, by its clocks and queues; choices are what it leaves open.
    #[default]
    Scheduler,
    /// The schedule: before every visible operation it says who goes on. A timer fires only when
    /// nothing else can go on.
    Virtual,
    /// The same, and a timer may fire at any moment after it was set: the machine may be slow.
    Loose,
}

/// The answers to a run's choices, in order: printed as `0.2.1`, many zeros in a row as `0x14`,
/// with `virtual:` or `loose:` in front where the schedule decides who runs.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// What is decided.
    pub control: Control,
    /// The options taken.
    pub options: Vec<u32>,
}

impl Schedule {
    /// Answers for the simulated scheduler.
    pub fn new(options: Vec<u32>) -> Schedule {
        Schedule { control: Control::Scheduler, options }
    }
}

/// The most options a schedule may have: more than any run's events.
const OPTIONS_MAX: usize = 1 << 22;

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.control {
            Control::Scheduler => "",
            Control::Virtual => "virtual:",
            Control::Loose => "loose:",
        })?;
        let mut words: Vec<String> = Vec::new();
        for run in self.options.chunk_by(|a, b| a == b) {
            match run {
                [option, _, _, ..] => words.push(format!("{option}x{}", run.len())),
                _ => words.extend(run.iter().map(u32::to_string)),
            }
        }
        f.write_str(&words.join("."))
    }
}

impl FromStr for Schedule {
    type Err = String;
    fn from_str(text: &str) -> Result<Schedule, String> {
        let (control, rest) = match text.split_once(':') {
            None => (Control::Scheduler, text),
            Some(("virtual", rest)) => (Control::Virtual, rest),
            Some(("loose", rest)) => (Control::Loose, rest),
            Some((word, _)) => {
                return Err(format!("`{word}:` begins no schedule; `virtual:` and `loose:` do"));
            }
        };
        let mut options = Vec::new();
        for word in rest.split('.').filter(|word| !word.is_empty()) {
            let wrong =
                || format!("`{word}` is no part of a schedule, which looks like 0.2.1 or 0x14.1");
            let (option, times) = word.split_once('x').unwrap_or((word, "1"));
            let option: u32 = option.parse().map_err(|_| wrong())?;
            let times: usize = times.parse().map_err(|_| wrong())?;
            if options.len().saturating_add(times) > OPTIONS_MAX {
                return Err(format!("a schedule has at most {OPTIONS_MAX} answers"));
            }
            options.resize(options.len() + times, option);
        }
        Ok(Schedule { control, options })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_goes_into_text_and_back() {
        for text in ["", "0.2.1", "virtual:0x14.1.2.2", "loose:", "loose:3"] {
            let schedule: Schedule = text.parse().unwrap();
            assert_eq!(schedule.to_string(), text);
        }
        assert_eq!("0x3.1".parse::<Schedule>().unwrap().options, [0, 0, 0, 1]);
    }

    #[test]
    fn what_is_no_schedule_is_named() {
        for text in ["0.b", "strict:0", "1x", "0x99999999999", "-1", "0x4000000.0x4000000"] {
            assert!(text.parse::<Schedule>().is_err(), "{text}");
        }
    }
}
