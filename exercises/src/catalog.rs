//! The embedded folders, read into [`Exercise`]s.
//!
//! **Invariants:** a folder that cannot be read is a mistake of its author, reported as
//! [`BrokenExercise`]; a test reads them all.

use crate::hints::{self, HintGroup};
use crate::spec::{CheckSpec, Manifest, Real, Rejected, Rule, Search};
use include_dir::{Dir, include_dir};
use lab::{Claim, Language, Property, Scenario};

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
    /// How all schedules are searched.
    pub search: Search,
    /// How an answer is compared with what the real runtime prints.
    pub real: Real,
    /// Lines of the head of every scenario.
    head: String,
    folder: &'static Dir<'static>,
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

impl Exercise {
    /// The text of a file in the exercise's folder.
    pub fn source(&self, file: &str) -> Option<&'static str> {
        text(self.folder, file)
    }

    /// How an answer is run and searched: with what the exercise says of it, and no claims.
    pub fn scenario(&self, source: &str) -> Scenario {
        let scenario = with_head(self.language, &self.head, source);
        let mut scenario = scenario.unwrap_or_else(|why| panic!("yieldpoint bug: {why}"));
        scenario.config.file = self.file.clone();
        scenario
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
    let head: String = manifest.scenario.iter().map(|line| format!("{line}\n")).collect();
    with_head(language, &head, "").map_err(broken)?;
    manifest.check.iter().try_for_each(|check| readable(&check.rule)).map_err(broken)?;
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
        search: manifest.explore,
        real: manifest.real,
        head,
        folder,
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
