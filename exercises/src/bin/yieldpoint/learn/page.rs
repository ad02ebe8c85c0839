//! The pages of `learn`, as texts with escape codes.

use crate::explore::visible;
use exercises::{Exercise, Progress, Report};
use lab::Language;
use std::path::Path;

/// What keys there are.
pub const KEYS: &str = "\x1b[2mh hint   n next   p previous   l list   r again   q quit\x1b[0m\n";

/// All exercises with those that are passed; the current one is marked.
pub fn list(exercises: &[Exercise], progress: &Progress, current: &str) -> String {
    let mut out = String::new();
    for exercise in exercises {
        let here = if exercise.name == current { "\x1b[1m>\x1b[0m" } else { " " };
        out += &format!("{here} {}\n", row(exercise, progress));
    }
    out
}

/// All exercises, and how many are passed.
pub fn progress(exercises: &[Exercise], progress: &Progress) -> String {
    let rows = exercises.iter().map(|exercise| row(exercise, progress) + "\n");
    let mut out: String = rows.collect();
    let is_known = |name: &&String| exercises.iter().any(|known| known.name == **name);
    let known = progress.passed.keys().filter(is_known).count();
    out += &format!("\n{known} of {} passed\n", exercises.len());
    let unknown = progress.passed.len() - known;
    if unknown > 0 {
        out += &format!("{unknown} more that this version does not have\n");
    }
    out
}

fn row(exercise: &Exercise, progress: &Progress) -> String {
    let language = match exercise.language {
        Language::Go => "Go",
        Language::Python => "Python",
    };
    let passed = progress.passed.get(exercise.name);
    let (mark, at) = match passed {
        Some(passed) => ("\x1b[32mok\x1b[0m", format!("  \x1b[2m{}\x1b[0m", passed.at)),
        None => ("  ", String::new()),
    };
    format!("{mark}  {:<20} {language:<7} {}{at}", exercise.name, exercise.title)
}

/// Where to read and where to write.
pub fn places(task: &Path, file: &Path) -> String {
    format!(
        "\x1b[2mtask:\x1b[0m {}   \x1b[2myour file:\x1b[0m {}\n",
        task.display(),
        file.display()
    )
}

/// The hint up to this level, from 1.
pub fn hint(report: &Report, level: usize) -> String {
    let count = report.hints.len();
    let shown = report.hints.iter().take(level).enumerate();
    let texts =
        shown.map(|(at, text)| format!("\x1b[1mHint {} of {count}\x1b[0m\n\n{text}\n", at + 1));
    texts.collect()
}

/// Why there is no report.
pub fn problem(message: &str) -> String {
    // The first line may be long and the program's own.
    let lines: Vec<String> = message.lines().map(visible).collect();
    format!("\x1b[1;31merror:\x1b[0m {}\n", lines.join("\n"))
}
