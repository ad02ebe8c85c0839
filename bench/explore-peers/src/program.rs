//! The small programs that all explorers are given, by name.

use std::fmt;
use std::str::FromStr;

/// What each thread does in every round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Reads `x`, then writes it, one greater: two accesses with room for others in between.
    Inc,
    /// Locks, increments, unlocks.
    Mutex,
}

/// A program: `inc 3x1` is three threads of one round each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Program {
    /// What a round is.
    pub kind: Kind,
    /// Threads that the main thread starts and joins.
    pub threads: u32,
    /// Rounds of each.
    pub rounds: u32,
}

impl FromStr for Program {
    type Err = String;

    fn from_str(name: &str) -> Result<Program, String> {
        parse(name).ok_or(format!("`{name}` is not a program: say `inc 3x1` or `mutex 3x2`"))
    }
}

fn parse(name: &str) -> Option<Program> {
    let (kind, size) = name.split_once(' ')?;
    let (threads, rounds) = size.split_once('x')?;
    let kind = match kind {
        "inc" => Kind::Inc,
        "mutex" => Kind::Mutex,
        _ => return None,
    };
    Some(Program { kind, threads: threads.parse().ok()?, rounds: rounds.parse().ok()? })
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Inc => "inc",
            Kind::Mutex => "mutex",
        };
        write!(f, "{kind} {}x{}", self.threads, self.rounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_both_ways() {
        for name in ["inc 3x1", "mutex 3x2"] {
            assert_eq!(name.parse::<Program>().unwrap().to_string(), name);
        }
        assert!("inc 3".parse::<Program>().is_err());
        assert!("phil 3x1".parse::<Program>().is_err());
    }
}
