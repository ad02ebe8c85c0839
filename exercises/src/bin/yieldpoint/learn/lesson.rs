//! The loop of `learn`: an input, what it changes, and the page that shows it.

use super::input::{Input, Inputs};
use super::page;
use super::screen::Screen;
use super::{Folder, Kept};
use crate::diagnostics;
use crate::exercise::{Reader, told};
use crate::explore::Look;
use crate::failure::Failure;
use crate::site::Site;
use exercises::{Exercise, Grading, Report, Status, day, digest};
use std::collections::{BTreeMap, VecDeque};
use std::time::{SystemTime, UNIX_EPOCH};

/// Steps of a search between two looks whether the learner wants something else.
const STEPS: u32 = 32;

/// What the learner sees and has done.
pub struct Lesson {
    exercises: Vec<Exercise>,
    folder: Folder,
    kept: Kept,
    site: Site,
    look: Look,
    /// Which exercise it is about.
    at: usize,
    /// The digest of each file as it was last seen.
    seen: BTreeMap<&'static str, String>,
    /// What is said about the answer, or why nothing is.
    said: Result<Report, String>,
    /// The levels of the hint that are shown, and of which hint.
    level: usize,
    hint_key: Option<String>,
    shows_list: bool,
    /// Inputs that came while a search was under way.
    pending: VecDeque<Input>,
}

/// What became of a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Checked {
    Done,
    GivenUp,
}

impl Lesson {
    /// Begins with the first exercise that is not passed.
    pub fn new(
        exercises: Vec<Exercise>, folder: Folder, kept: Kept, site: Site, look: Look,
    ) -> Lesson {
        let is_open = |exercise: &Exercise| !kept.progress.passed.contains_key(exercise.name);
        let at = exercises.iter().position(is_open).unwrap_or(0);
        let mut lesson = Lesson {
            exercises,
            folder,
            kept,
            site,
            look,
            at,
            seen: BTreeMap::new(),
            said: Err(String::new()),
            level: 0,
            hint_key: None,
            shows_list: false,
            pending: VecDeque::new(),
        };
        lesson.see_changes();
        lesson
    }

    /// Until the learner has enough.
    pub fn go(&mut self, inputs: &Inputs, screen: &Screen) -> Result<(), Failure> {
        self.check(inputs, screen)?;
        loop {
            match self.pending.pop_front().unwrap_or_else(|| inputs.next()) {
                Input::Quit => return Ok(()),
                Input::Changed => {
                    let Some(at) = self.see_changes() else { continue };
                    self.turn_to(at);
                    self.check(inputs, screen)?;
                }
                Input::Next => self.step(1, inputs, screen)?,
                Input::Previous => self.step(self.exercises.len() - 1, inputs, screen)?,
                Input::Again => {
                    self.shows_list = false;
                    self.see_changes();
                    self.check(inputs, screen)?;
                }
                Input::Hint => {
                    self.shows_list = false;
                    let levels = self.said.as_ref().map_or(0, |report| report.hints.len());
                    self.level = (self.level + 1).min(levels);
                    screen.show(&self.page())?;
                }
                Input::List => {
                    self.shows_list = !self.shows_list;
                    screen.show(&self.page())?;
                }
                Input::Resized => {
                    self.look = Look::of_stdout();
                    screen.show(&self.page())?;
                }
                Input::Unknown => screen.show(&self.page())?,
            }
        }
    }

    /// What is said at the end.
    pub fn farewell(&self) -> String {
        let passed = &self.kept.progress.passed;
        let known = self.exercises.iter().filter(|known| passed.contains_key(known.name)).count();
        format!(
            "{known} of {} passed. Your files are in {}.",
            self.exercises.len(),
            self.folder.path().display()
        )
    }

    fn exercise(&self) -> &Exercise {
        &self.exercises[self.at]
    }

    fn turn_to(&mut self, at: usize) {
        self.shows_list = false;
        if self.at != at {
            self.at = at;
            (self.level, self.hint_key) = (0, None);
        }
    }

    fn step(&mut self, by: usize, inputs: &Inputs, screen: &Screen) -> Result<(), Failure> {
        self.turn_to((self.at + by) % self.exercises.len().max(1));
        self.check(inputs, screen)
    }

    /// Looks at every file; the last one of those that have changed, the current one first.
    fn see_changes(&mut self) -> Option<usize> {
        let mut changed = None;
        for (at, exercise) in self.exercises.iter().enumerate() {
            // A file that cannot be read has changed if it could be before.
            let now = self.folder.answer(exercise).map_or(String::new(), |text| digest(&text));
            let before = self.seen.insert(exercise.name, now.clone());
            if before != Some(now) && changed != Some(self.at) {
                changed = Some(at);
            }
        }
        changed
    }

    /// Checks the current answer and shows what is said about it.
    fn check(&mut self, inputs: &Inputs, screen: &Screen) -> Result<(), Failure> {
        screen.show(&format!("Checking {} ...\n", self.exercise().title))?;
        let answer = self.folder.answer(self.exercise());
        let checked = match answer {
            Ok(source) => self.grade(&source, inputs)?,
            Err(Failure::Said(why)) => {
                self.said = Err(why);
                Checked::Done
            }
            Err(failure) => return Err(failure),
        };
        // What was given up will be shown by what it was given up for.
        if checked == Checked::Done { Ok(screen.show(&self.page())?) } else { Ok(()) }
    }

    fn grade(&mut self, source: &str, inputs: &Inputs) -> Result<Checked, Failure> {
        let exercise = self.exercises[self.at].clone();
        let report = match Grading::start(&exercise, source) {
            Err(refused) => *refused,
            Ok(mut grading) => {
                let mut steps = 0u32;
                while grading.advance() {
                    steps += 1;
                    if steps.is_multiple_of(STEPS) && self.wants_else(inputs) {
                        return Ok(Checked::GivenUp);
                    }
                }
                grading.finish()
            }
        };
        if report.hint_key != self.hint_key {
            (self.level, self.hint_key) = (0, report.hint_key.clone());
        }
        if report.status == Status::Pass {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            self.kept.progress.pass(exercise.name, day(now.as_secs()), digest(source));
            self.kept.save()?;
        }
        self.said = match report.status {
            Status::Error => {
                let file = self.folder.file(&exercise);
                let scenario = exercise.scenario(source);
                Err(diagnostics::text(&report.diagnostics, &scenario, &file))
            }
            _ => Ok(report),
        };
        Ok(Checked::Done)
    }

    /// Whether the learner has done something that makes this check pointless.
    fn wants_else(&mut self, inputs: &Inputs) -> bool {
        while let Some(input) = inputs.waiting() {
            self.pending.push_back(input);
        }
        let is_other = |input: &Input| {
            matches!(input, Input::Quit | Input::Next | Input::Previous | Input::Again)
        };
        if self.pending.contains(&Input::Changed) {
            self.pending.retain(|input| *input != Input::Changed);
            if let Some(at) = self.see_changes() {
                self.turn_to(at);
                self.pending.push_front(Input::Again);
            }
        }
        self.pending.iter().any(is_other)
    }

    fn page(&self) -> String {
        let exercise = self.exercise();
        let (task, file) = (self.folder.task(exercise), self.folder.file(exercise));
        let note = self.kept.note.iter().map(|note| format!("Note: {note}\n\n"));
        let mut out: String = note.collect();
        if self.shows_list {
            out += &page::list(&self.exercises, &self.kept.progress, exercise.name);
            return format!("{out}\n{}", page::KEYS);
        }
        out += &match &self.said {
            Ok(report) => {
                let reader = Reader { file: &file, look: self.look, site: &self.site };
                told(exercise, report, &reader) + "\n" + &page::hint(report, self.level)
            }
            Err(why) => page::problem(why) + "\n",
        };
        out + &page::places(&task, &file) + page::KEYS
    }
}
