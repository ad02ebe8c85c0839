//! What an author must have got right: the start fails, every right answer passes, every planted
//! wrong one is rejected for the stated reason, and every hint can be reached.

use crate::catalog::Exercise;
use crate::grade::grade;
use crate::progress::digest;
use crate::record::{RUNS_MIN, Recorded};
use crate::report::{Report, Status};
use std::collections::BTreeSet;

/// Wrong fixes, besides the start.
const WRONG_MIN: usize = 4;

/// A mistake in an exercise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The file it is about.
    pub file: String,
    /// What is wrong.
    pub problem: String,
}

/// Everything that is wrong with an exercise.
pub fn dev_check(exercise: &Exercise) -> Vec<Finding> {
    let mut author = Author { exercise, findings: Vec::new(), reached: BTreeSet::new() };
    author.right_answers();
    author.planted_mistakes();
    author.files_and_list();
    author.hints();
    author.enough();
    author.really();
    author.findings
}

struct Author<'a> {
    exercise: &'a Exercise,
    findings: Vec<Finding>,
    /// The hints and checks that some planted mistake led to.
    reached: BTreeSet<String>,
}

impl Author<'_> {
    fn found(&mut self, file: &str, problem: String) {
        self.findings.push(Finding { file: file.into(), problem });
    }

    fn right_answers(&mut self) {
        let solution = [("solution", self.exercise.solution)];
        for (file, source) in solution.iter().chain(&self.exercise.variants) {
            let report = grade(self.exercise, source);
            if report.status != Status::Pass {
                self.found(file, format!("does not pass: {}", first_words(&report)));
            }
        }
    }

    fn planted_mistakes(&mut self) {
        for rejected in &self.exercise.rejected {
            let Some(source) = self.exercise.source(&rejected.file) else {
                self.found(&rejected.file, "there is no such file".into());
                continue;
            };
            let report = grade(self.exercise, source);
            let failed = report.checks.iter().find(|check| !check.holds);
            match failed {
                None => self.found(
                    &rejected.file,
                    format!("is not rejected by `{}`: {}", rejected.by, first_words(&report)),
                ),
                Some(check) if check.name != rejected.by => {
                    self.found(
                        &rejected.file,
                        format!("is rejected by `{}`, not by `{}`", check.name, rejected.by),
                    );
                }
                Some(check) if !check.message.contains(&rejected.says) => {
                    self.found(
                        &rejected.file,
                        format!("the message does not say `{}`: {}", rejected.says, check.message),
                    );
                }
                Some(check) => {
                    self.reached.insert(check.name.clone());
                    self.reached.extend(report.hint_key.clone());
                }
            }
        }
    }

    /// `start` and every file in `wrong/` are in the list of what must be rejected.
    fn files_and_list(&mut self) {
        let listed: BTreeSet<&str> =
            self.exercise.rejected.iter().map(|rejected| rejected.file.as_str()).collect();
        if !listed.iter().any(|file| file.starts_with("start.")) {
            self.found("exercise.toml", "does not say how the start is rejected".into());
        }
        for file in self.exercise.wrong_files() {
            if !listed.contains(file) {
                self.found(file, "is not listed in exercise.toml".into());
            }
        }
    }

    /// Enough right answers and mistakes to tell a check that judges from one that does not.
    fn enough(&mut self) {
        if self.exercise.variants.is_empty() {
            self.found("variants", "there is no second right answer".into());
        }
        let wrong = self.exercise.wrong_files().len();
        if wrong < WRONG_MIN {
            self.found("wrong", format!("there are {wrong} wrong fixes, not {WRONG_MIN}"));
        }
        if !self.exercise.rejected.iter().any(|rejected| rejected.passes_real) {
            self.found("exercise.toml", "no planted mistake passes on the real runtime".into());
        }
    }

    /// What was recorded of the real runtime, for the programs as they are now.
    fn really(&mut self) {
        let exercise = self.exercise;
        let recorded = match exercise.record() {
            Ok(recorded) => recorded,
            Err(problem) => return self.found("real.txt", problem),
        };
        let hidden = exercise.rejected.iter().filter(|rejected| rejected.passes_real);
        let hidden = hidden.map(|rejected| (rejected.file.clone(), RUNS_MIN));
        for (file, runs_min) in [(exercise.solution_file(), 1)].into_iter().chain(hidden) {
            let source = exercise.source(&file).map(digest);
            let is_it = |one: &&Recorded| one.file == file && Some(&one.digest) == source.as_ref();
            let problem = match recorded.iter().find(is_it) {
                None => "was not run like this on the real runtime: \
                         yieldpoint exercise dev-check --real --record exercises"
                    .to_string(),
                Some(one) if one.passed < one.runs => {
                    format!("passes {} of {} runs on {}", one.passed, one.runs, one.runtime)
                }
                Some(one) if one.runs < runs_min => {
                    format!("was run {} times on {}, not {runs_min}", one.runs, one.runtime)
                }
                Some(_) => continue,
            };
            self.found(&file, problem);
        }
    }

    fn hints(&mut self) {
        for group in &self.exercise.hints {
            if !self.reached.contains(&group.key) {
                self.found("hints.md", format!("no planted mistake leads to `{}`", group.key));
            }
            if group.levels.is_empty() || group.levels.iter().any(|level| level.trim().is_empty()) {
                self.found("hints.md", format!("`{}` has an empty level", group.key));
            }
        }
        for check in &self.exercise.checks {
            if !self.reached.contains(&check.name) {
                self.found("exercise.toml", format!("no planted mistake fails `{}`", check.name));
            }
            for key in check.hint_keys().filter(|key| self.exercise.hint(key).is_none()) {
                self.found("hints.md", format!("there are no hints `{key}`"));
            }
        }
    }
}

/// The first thing a report complains about.
fn first_words(report: &Report) -> String {
    let diagnostic =
        report.diagnostics.first().map(|first| format!("line {}: {}", first.line, first.message));
    let check = report.checks.iter().find(|check| !check.holds).map(|check| check.message.clone());
    diagnostic.or(check).unwrap_or_else(|| "it passes".into())
}
