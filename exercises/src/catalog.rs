//! The embedded folders as [`Exercise`]s.
//!
//! **Invariants:** a folder that cannot be read is a mistake of its author, reported as
//! [`BrokenExercise`]; a test reads them all.

use crate::hints::HintGroup;
use crate::packed::Packed;
use crate::record::{Recorded, read_record};
use crate::spec::{CheckSpec, Real, Rejected, Rule, Search};
use lab::{Claim, Language, Property, Scenario};

/// What the build script has packed.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/exercises.bin"));

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
    /// How all schedules are searched.
    pub search: Search,
    /// How an answer is compared with what the real runtime prints.
    pub real: Real,
    /// Lines of the head of every scenario.
    head: String,
    files: Vec<(&'static str, &'static str)>,
}

/// Why a folder is no exercise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenExercise {
    /// The folder.
    pub name: String,
    /// What is wrong in it.
    pub problem: String,
}

/// The names of all exercises in the order of the course.
pub fn names() -> impl Iterator<Item = &'static str> {
    packed().into_iter().map(|folder| folder.name)
}

/// All exercises in the order of the course.
pub fn exercises() -> Result<Vec<Exercise>, BrokenExercise> {
    packed().into_iter().map(read).collect()
}

/// The exercise called `name`, if there is one.
pub fn exercise(name: &str) -> Option<Result<Exercise, BrokenExercise>> {
    packed().into_iter().find(|folder| folder.name == name).map(read)
}

fn packed() -> Vec<Packed<'static>> {
    let packed = postcard::from_bytes(PACKED);
    packed.unwrap_or_else(|why| panic!("yieldpoint bug: the exercises are packed badly: {why}"))
}

impl Exercise {
    /// The text of a file in the exercise's folder.
    pub fn source(&self, file: &str) -> Option<&'static str> {
        text(&self.files, file)
    }

    /// How an answer is run and searched: with what the exercise says of it, and no claims.
    pub fn scenario(&self, source: &str) -> Scenario {
        let scenario = with_head(self.language, &self.head, source);
        let mut scenario = scenario.unwrap_or_else(|why| panic!("yieldpoint bug: {why}"));
        scenario.config.file = self.file.clone();
        scenario
    }

    /// The file name of the author's answer in the exercise's folder.
    pub fn solution_file(&self) -> String {
        format!("solution.{}", ending(self.language))
    }

    /// What the real runtime did with its programs.
    pub fn record(&self) -> Result<Vec<Recorded>, String> {
        read_record(self.source("real.txt").unwrap_or(""))
    }

    /// The wrong answers that lie in the folder.
    pub fn wrong_files(&self) -> Vec<&'static str> {
        programs(&self.files, "wrong/").into_iter().map(|(path, _)| path).collect()
    }

    /// The hints called `key`.
    pub fn hint(&self, key: &str) -> Option<&HintGroup> {
        self.hints.iter().find(|group| group.key == key)
    }
}

fn read(folder: Packed<'static>) -> Result<Exercise, BrokenExercise> {
    let Packed { name, read, files } = folder;
    let broken = |problem: String| BrokenExercise { name: name.into(), problem };
    let (manifest, hints) = read.map_err(|problem| broken(problem.into()))?;
    let language: Language = manifest.language.parse().map_err(broken)?;
    let head: String = manifest.scenario.iter().map(|line| format!("{line}\n")).collect();
    with_head(language, &head, "").map_err(broken)?;
    manifest.check.iter().try_for_each(|check| readable(&check.rule)).map_err(broken)?;
    let ending = ending(language);
    let own = |file: &str| text(&files, file).unwrap_or("");
    Ok(Exercise {
        name,
        language,
        task: own("task.md"),
        start: own(&format!("start.{ending}")),
        solution: own(&format!("solution.{ending}")),
        variants: programs(&files, "variants/"),
        hints,
        title: manifest.title,
        file: manifest.file,
        teaches: manifest.teaches,
        checks: manifest.check,
        rejected: manifest.rejected,
        search: manifest.explore,
        real: manifest.real,
        head,
        files,
    })
}

/// The texts in the lab's words.
fn readable(rule: &Rule) -> Result<(), String> {
    match rule {
        Rule::Claim(text) => text.parse::<Claim>().map(|_| ()),
        Rule::Always { property } => property.parse::<Property>().map(|_| ()),
        _ => Ok(()),
    }
}

fn with_head(language: Language, head: &str, source: &str) -> Result<Scenario, String> {
    let text = format!("language: {}\n{head}---\n{source}", language.word());
    Scenario::parse(&text).map_err(|error| format!("exercise.toml, scenario: {}", error.message))
}

fn ending(language: Language) -> &'static str {
    match language {
        Language::Python => "py",
        Language::Go => "go",
    }
}

type Files = [(&'static str, &'static str)];

fn text(files: &Files, path: &str) -> Option<&'static str> {
    files.iter().find(|(known, _)| *known == path).map(|&(_, text)| text)
}

/// The files of a sub-folder, by name.
fn programs(files: &Files, folder: &str) -> Vec<(&'static str, &'static str)> {
    files.iter().copied().filter(|(path, _)| path.starts_with(folder)).collect()
}
