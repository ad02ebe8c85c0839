//! What the real runtime did with an exercise's programs: `real.txt` in its folder.
//!
//! ```text
//! # program  digest  runtime  passed/runs
//! solution.go  9a3f0c55d1e2b847  go1.27  20/20
//! ```
//!
//! It is written by `yieldpoint exercise dev-check --real --record` and only read by tests, which
//! run no real runtime.

use std::fmt;

/// Runs of a mistake that must not have shown it.
pub const RUNS_MIN: u32 = 1_000;

/// What one program did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// Its file in the exercise's folder.
    pub file: String,
    /// The digest of its text ([`crate::digest`]).
    pub digest: String,
    /// What the runtime calls itself, without blanks.
    pub runtime: String,
    /// Runs that ended with exit code 0 and the right output.
    pub passed: u32,
    /// All runs.
    pub runs: u32,
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Recorded { file, digest, runtime, passed, runs } = self;
        write!(f, "{file}  {digest}  {runtime}  {passed}/{runs}")
    }
}

/// The whole file.
pub fn write_record(recorded: &[Recorded]) -> String {
    let lines = recorded.iter().map(|one| format!("{one}\n"));
    "# program  digest  runtime  passed/runs\n".to_string() + &lines.collect::<String>()
}

/// Reads it, or says which line is none of it.
pub fn read_record(text: &str) -> Result<Vec<Recorded>, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let read = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [file, digest, runtime, counts] = words[..] else { return None };
        let (passed, runs) = counts.split_once('/')?;
        Some(Recorded {
            file: file.into(),
            digest: digest.into(),
            runtime: runtime.into(),
            passed: passed.parse().ok()?,
            runs: runs.parse().ok()?,
        })
    };
    lines.map(|line| read(line).ok_or_else(|| format!("real.txt: {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let one = Recorded {
            file: "wrong/a.go".into(),
            digest: "9a3f0c55d1e2b847".into(),
            runtime: "go1.27".into(),
            passed: 999,
            runs: 1000,
        };
        assert_eq!(read_record(&write_record(std::slice::from_ref(&one))), Ok(vec![one]));
        assert!(read_record("a b c 1\n").is_err() && read_record("a b c x/1\n").is_err());
    }
}
