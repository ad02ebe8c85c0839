//! What a learner has passed: the form that the command line and the site keep and exchange.
//!
//! ```json
//! {"yieldpoint":1,"passed":{"frozen-loop":{"at":"2026-11-27","digest":"9a3f0c55d1e2b847"}}}
//! ```
//!
//! **Invariants:** merging is a union that does not depend on the order: of two entries for one
//! exercise the earlier one stays. Whatever a file says, what is read from it has names, days and
//! digests that look like such, and not too many of them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The only version there is.
pub const VERSION: u32 = 1;

/// The longest text that is read.
pub const BYTES_MAX: usize = 1 << 20;

/// More exercises than there will be.
const ENTRIES_MAX: usize = 1_000;

/// What has been passed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// The version of the form.
    pub yieldpoint: u32,
    /// By the name of the exercise.
    pub passed: BTreeMap<String, Passed>,
}

/// One exercise that has been passed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Passed {
    /// On which day: `2026-11-27`.
    pub at: String,
    /// The [`digest`] of the answer.
    pub digest: String,
}

impl Default for Progress {
    fn default() -> Progress {
        Progress { yieldpoint: VERSION, passed: BTreeMap::new() }
    }
}

impl Progress {
    /// What was read, if it is what it says.
    pub fn checked(self) -> Result<Progress, String> {
        if self.yieldpoint != VERSION {
            return Err(format!(
                "it has version {}, and this program reads version {VERSION}: it was written by a \
                 newer one",
                self.yieldpoint
            ));
        }
        if self.passed.len() > ENTRIES_MAX {
            return Err(format!("it has {} exercises; that is no progress", self.passed.len()));
        }
        for (name, Passed { at, digest }) in &self.passed {
            if !is_name(name) {
                return Err(format!("{:?} is no name of an exercise", clipped(name)));
            }
            if !is_day(at) {
                return Err(format!("{name}: {:?} is no day like 2026-11-27", clipped(at)));
            }
            if !is_digest(digest) {
                return Err(format!("{name}: {:?} is no digest", clipped(digest)));
            }
        }
        Ok(self)
    }

    /// Notes that an exercise was passed; the first time is kept. Whether this is the first.
    pub fn pass(&mut self, exercise: &str, at: String, digest: String) -> bool {
        let is_new = !self.passed.contains_key(exercise);
        if is_new {
            self.passed.insert(exercise.into(), Passed { at, digest });
        }
        is_new
    }

    /// Takes over what another has passed; how many exercises are new.
    pub fn merge(&mut self, other: &Progress) -> usize {
        let before = self.passed.len();
        for (name, theirs) in &other.passed {
            let ours = self.passed.entry(name.clone()).or_insert_with(|| theirs.clone());
            if *theirs < *ours {
                ours.clone_from(theirs);
            }
        }
        self.passed.len() - before
    }
}

/// What an answer is known by: FNV-1a of its text, however its lines end.
pub fn digest(source: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in source.bytes().filter(|&byte| byte != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// The day, so many seconds after 1970 began in Greenwich.
pub fn day(unix_seconds: u64) -> String {
    // The civil calendar from days, counted in eras of 400 years that begin on 1 March.
    let days = unix_seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year_of_era = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn is_name(text: &str) -> bool {
    let is_of_names = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=64).contains(&text.len()) && text.chars().all(is_of_names)
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let is_number = |text: &str, len: usize, most: u32| {
        text.len() == len
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    is_number(year, 4, 9999) && is_number(month, 2, 12) && is_number(day, 2, 31)
}

fn is_digest(text: &str) -> bool {
    (8..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A strange text, short enough to be shown.
fn clipped(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(entries: &[(&str, &str, &str)]) -> Progress {
        let mut progress = Progress::default();
        for &(name, at, digest) in entries {
            progress.pass(name, at.into(), digest.into());
        }
        progress
    }

    #[test]
    fn merging_does_not_depend_on_the_order() {
        let one = progress(&[("a", "2026-11-27", "11111111"), ("b", "2026-11-01", "22222222")]);
        let two = progress(&[("a", "2026-11-20", "33333333"), ("c", "2026-11-02", "44444444")]);
        let merged = |mut first: Progress, second: &Progress| {
            let new = first.merge(second);
            (first, new)
        };
        let (left, new) = merged(one.clone(), &two);
        let (right, _) = merged(two.clone(), &one);
        assert_eq!((&left, new), (&right, 1));
        assert_eq!(left.passed["a"].digest, "33333333", "the first time counts");
        assert_eq!(merged(left.clone(), &two), (left.clone(), 0));
        assert_eq!(left.passed.len(), 3);
    }

    #[test]
    fn what_is_no_progress_is_refused() {
        let good = progress(&[("frozen-loop", "2026-11-27", "9a3f0c55d1e2b847")]);
        assert_eq!(good.clone().checked(), Ok(good.clone()));
        let newer = Progress { yieldpoint: 2, ..good };
        assert!(newer.checked().unwrap_err().contains("version 2"));
        for (name, at, digest) in [
            ("", "2026-11-27", "9a3f0c55"),
            ("../x", "2026-11-27", "9a3f0c55"),
            ("a\u{1b}[2J", "2026-11-27", "9a3f0c55"),
            ("a", "yesterday", "9a3f0c55"),
            ("a", "2026-13-01", "9a3f0c55"),
            ("a", "2026-11-27\n", "9a3f0c55"),
            ("a", "2026-11-27", "moon"),
        ] {
            assert!(progress(&[(name, at, digest)]).checked().is_err(), "{name:?} {at:?} {digest}");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let days = [0, 951_782_400, 951_868_800, 1_795_737_600, 4_107_542_400].map(day);
        assert_eq!(days, ["1970-01-01", "2000-02-29", "2000-03-01", "2026-11-27", "2100-03-01"]);
    }

    #[test]
    fn a_digest_does_not_depend_on_the_ends_of_lines() {
        assert_eq!(digest(""), "cbf29ce484222325");
        assert_eq!(digest("a\r\nb\r\n"), digest("a\nb\n"));
        assert_ne!(digest("a\nb\n"), digest("a\nb"));
    }
}
