//! The embedded folders, read into [`Exercise`]s.
//!
//! **Invariants:** a folder that cannot be read is a mistake of its author, reported as
//! [`BrokenExercise`]; a test reads them all.

use crate::hints::{self, HintGroup};
use include_dir::{Dir, include_dir};
use lab::{Claim, Language};
use serde::{Deserialize, Deserializer, de::Error as _};

/// The folders in the order of the course. A new exercise is a new folder and a line here.
const FOLDERS: &[(&str, Dir<'static>)] =
    &[("frozen-loop", include_dir!("$CARGO_MANIFEST_DIR/frozen-loop"))];

/// One exercise.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// The folder's name, by which it is called on the command line.
    pub name: &'static str,
    /// What it is called in a list.
    pub title: String,
    /// The language of its programs.
    pub language: Language,
    /// The file a learner edits, as `start` writes it.
    pub file: String,
    /// One sentence: what has been understood once it is solved.
    pub teaches: String,
    /// The task, in Markdown.
    pub task: &'static str,
    /// What a learner starts from.
    pub start: &'static str,
    /// The answer of the author.
    pub solution: &'static str,
    /// Other right answers: file name and source.
    pub variants: Vec<(&'static str, &'static str)>,
    /// What is judged, in the order of telling.
    pub checks: Vec<CheckSpec>,
    /// What must be rejected, and why.
    pub rejected: Vec<Rejected>,
    /// The hints.
    pub hints: Vec<HintGroup>,
    folder: &'static Dir<'static>,
}

/// One thing that is judged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSpec {
    /// What holds when it passes, as a sentence without capital and full stop.
    pub name: String,
    /// How it is judged.
    pub rule: Rule,
    /// Which hints help when it fails.
    pub hint: String,
}

/// How a check is judged. Times are virtual; a printed line counts from the moment it is complete.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// A claim in the words of the lab: `exit = 0`.
    #[serde(deserialize_with = "claim")]
    Claim(Claim),
    /// No coroutine was thrown away without having been awaited.
    NeverAwaited,
    /// These lines are printed once each, in this order; others may stand between them.
    Lines(Vec<String>),
    /// Some time passes between two lines.
    Wait {
        /// The earlier line.
        from: String,
        /// The later line.
        to: String,
        /// How much at least, in milliseconds.
        at_least_ms: u64,
    },
    /// A line comes again and again, from the start until another line is printed.
    Gap {
        /// The line that comes again and again.
        line: String,
        /// How long it may be missing, in milliseconds.
        at_most_ms: u64,
        /// The line that ends the watch.
        until: String,
        /// Which hints help when the task that printed it came to its end.
        hint_if_ended: String,
    },
    /// A line is printed by one fiber alone, and that fiber prints no line of the other kind.
    OwnTask {
        /// The line.
        line: String,
        /// A line that somebody else has to print.
        apart_from: String,
    },
}

/// A program that must not pass.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// Its file in the exercise's folder.
    pub file: String,
    /// The name of the first check that fails.
    pub by: String,
    /// Words that the check's message contains.
    pub says: String,
    /// The mistake, for authors.
    pub why: String,
}

/// Why a folder is no exercise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenExercise {
    /// The folder.
    pub name: String,
    /// What is wrong in it.
    pub problem: String,
}

/// `exercise.toml` as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    title: String,
    language: String,
    file: String,
    teaches: String,
    check: Vec<CheckSpec>,
    rejected: Vec<Rejected>,
}

/// The names of all exercises in the order of the course.
pub fn names() -> impl Iterator<Item = &'static str> {
    FOLDERS.iter().map(|&(name, _)| name)
}

/// All exercises in the order of the course.
pub fn exercises() -> Result<Vec<Exercise>, BrokenExercise> {
    FOLDERS.iter().map(|(name, folder)| read(name, folder)).collect()
}

/// The exercise called `name`, if there is one.
pub fn exercise(name: &str) -> Option<Result<Exercise, BrokenExercise>> {
    let (name, folder) = FOLDERS.iter().find(|(known, _)| *known == name)?;
    Some(read(name, folder))
}

impl CheckSpec {
    /// Every kind of hint it can lead to.
    pub fn hint_keys(&self) -> impl Iterator<Item = &str> {
        let of_cause = match &self.rule {
            Rule::Gap { hint_if_ended, .. } => Some(hint_if_ended.as_str()),
            _ => None,
        };
        of_cause.into_iter().chain([self.hint.as_str()])
    }
}

impl Exercise {
    /// The text of a file in the exercise's folder.
    pub fn source(&self, file: &str) -> Option<&'static str> {
        text(self.folder, file)
    }

    /// The wrong answers that lie in the folder.
    pub fn wrong_files(&self) -> Vec<&'static str> {
        programs(self.folder, "wrong").into_iter().map(|(path, _)| path).collect()
    }

    /// The hints called `key`.
    pub fn hint(&self, key: &str) -> Option<&HintGroup> {
        self.hints.iter().find(|group| group.key == key)
    }
}

fn read(name: &'static str, folder: &'static Dir<'static>) -> Result<Exercise, BrokenExercise> {
    let broken = |problem: String| BrokenExercise { name: name.into(), problem };
    let needed = |file: &str| text(folder, file).ok_or_else(|| broken(format!("no file `{file}`")));
    let manifest: Manifest =
        toml::from_str(needed("exercise.toml")?).map_err(|error| broken(error.to_string()))?;
    let language: Language = manifest.language.parse().map_err(broken)?;
    let ending = ending(language);
    Ok(Exercise {
        name,
        language,
        task: needed("task.md")?,
        start: needed(&format!("start.{ending}"))?,
        solution: needed(&format!("solution.{ending}"))?,
        variants: programs(folder, "variants"),
        hints: hints::parse(needed("hints.md")?).map_err(broken)?,
        title: manifest.title,
        file: manifest.file,
        teaches: manifest.teaches,
        checks: manifest.check,
        rejected: manifest.rejected,
        folder,
    })
}

fn claim<'a, D: Deserializer<'a>>(from: D) -> Result<Claim, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

fn ending(language: Language) -> &'static str {
    match language {
        Language::Python => "py",
        Language::Go => "go",
    }
}

fn text(folder: &'static Dir<'static>, file: &str) -> Option<&'static str> {
    folder.get_file(file)?.contents_utf8()
}

/// The files of a sub-folder, by name.
fn programs(folder: &'static Dir<'static>, name: &str) -> Vec<(&'static str, &'static str)> {
    let files = folder.get_dir(name).into_iter().flat_map(Dir::files);
    let mut found: Vec<_> =
        files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).collect();
    found.sort_unstable();
    found
}
