//! `yieldpoint exercise`.

mod author;
mod told;

pub use told::{Reader, text as told};

use crate::args::ExerciseCommand;
use crate::diagnostics;
use crate::explore::Look;
use crate::failure::Failure;
use crate::real;
use crate::results::Results;
use crate::site::Site;
use crate::source_file;
use exercises::{Exercise, Report, Status};
use lab::{Language, Scenario};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Outcome = Result<ExitCode, Failure>;

/// Does what was asked.
pub fn exercise(command: &ExerciseCommand) -> Outcome {
    match command {
        ExerciseCommand::List => list(),
        ExerciseCommand::Start { name, dir } => start(&named(name)?, dir),
        ExerciseCommand::Task { name } => say(named(name)?.task),
        ExerciseCommand::Check { answer, exercise, json, site, real } => {
            let (exercise, file) = answer_of(answer, exercise.as_deref())?;
            let site = Site::of(site.as_deref())?;
            let form = if *json { Form::Json } else { Form::Text };
            let judged = check(&exercise, &file, form, &site)?;
            if *real {
                compare(&exercise, &file)?;
            }
            Ok(judged)
        }
        ExerciseCommand::Hint { name, level, file } => hint(&named(name)?, *level, file.as_deref()),
        ExerciseCommand::Solution { name, anyway, file } => {
            let exercise = named(name)?;
            if *anyway { say(exercise.solution) } else { solution(&exercise, file.as_deref()) }
        }
        ExerciseCommand::DevCheck(options) => author::check(options),
    }
}

#[derive(Clone, Copy)]
enum Form {
    Text,
    Json,
}

fn say(text: &str) -> Outcome {
    io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> Result<Exercise, Failure> {
    let found = exercises::exercise(name).ok_or_else(|| {
        let known: Vec<&str> = exercises::names().collect();
        Failure::Said(format!("there is no exercise `{name}`; there is {}", known.join(", ")))
    })?;
    found.map_err(broken)
}

fn broken(exercise: exercises::BrokenExercise) -> Failure {
    Failure::Said(format!("the exercise {} is broken: {}", exercise.name, exercise.problem))
}

/// All exercises.
pub fn all() -> Result<Vec<Exercise>, Failure> {
    exercises::exercises().map_err(broken)
}

fn list() -> Outcome {
    let mut stdout = io::stdout().lock();
    for exercise in all()? {
        let language = match exercise.language {
            Language::Go => "Go",
            Language::Python => "Python",
        };
        writeln!(stdout, "{:<16}{language:<8}{}", exercise.name, exercise.title)?;
        writeln!(stdout, "{:<24}{}", "", exercise.teaches)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn start(exercise: &Exercise, dir: &Path) -> Outcome {
    let path = dir.join(&exercise.file);
    let cannot = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::Said(format!(
            "{} is there already and is left as it is; to begin again, move it away",
            path.display()
        )),
        _ => Failure::Said(format!("cannot write {}: {error}", path.display())),
    };
    std::fs::create_dir_all(dir).map_err(cannot)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(cannot)?;
    file.write_all(exercise.start.as_bytes()).map_err(cannot)?;
    writeln!(io::stdout(), "{}\nYour file: {}", exercise.task, path.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Which exercise an answer belongs to, and where it lies.
fn answer_of(answer: &Path, exercise: Option<&str>) -> Result<(Exercise, PathBuf), Failure> {
    if let Some(name) = exercise {
        return Ok((named(name)?, answer.into()));
    }
    let all = all()?;
    let called = |exercise: &Exercise| answer.as_os_str() == exercise.name;
    if let Some(exercise) = all.iter().find(|exercise| called(exercise)) {
        return Ok((exercise.clone(), PathBuf::from(&exercise.file)));
    }
    let file = |exercise: &Exercise| answer.file_name().is_some_and(|name| name == &*exercise.file);
    let found = all.into_iter().find(file).ok_or_else(|| {
        let answer = answer.display();
        Failure::Said(format!(
            "which exercise does {answer} belong to? say `exercise check {answer} --exercise NAME`"
        ))
    })?;
    Ok((found, answer.into()))
}

fn check(exercise: &Exercise, file: &Path, form: Form, site: &Site) -> Outcome {
    let source = source_file::read(file)?;
    let report = exercises::grade(exercise, &source);
    if let Form::Json = form {
        let results = serde_json::to_string_pretty(&Results::from(&report));
        let results = results.map_err(io::Error::from)?;
        writeln!(io::stdout(), "{results}")?;
    } else if report.status == Status::Error {
        refuse(exercise, &report, &source, file)?;
    } else {
        let look = Look::of_stdout();
        let reader = Reader { file, look, site };
        anstream::stdout().write_all(told::text(exercise, &report, &reader).as_bytes())?;
    }
    Ok(match report.status {
        Status::Pass => ExitCode::SUCCESS,
        Status::Fail => ExitCode::from(1),
        Status::Error => ExitCode::from(crate::failure::REFUSED),
    })
}

/// The answer's output in the simulation beside the real one's.
fn compare(exercise: &Exercise, file: &Path) -> Result<(), Failure> {
    let source = source_file::read(file)?;
    let Ok(run) = lab::run(&exercise.scenario(&source)) else { return Ok(()) };
    let text = real::beside(&run, exercise.language, file, None)?;
    Ok(anstream::stdout().write_all(format!("\n{text}").as_bytes())?)
}

/// Says why the program cannot be run.
fn refuse(exercise: &Exercise, report: &Report, source: &str, file: &Path) -> Outcome {
    let scenario = Scenario::new(exercise.language, source);
    diagnostics::print(&report.diagnostics, &scenario, file)
}

/// The learner's file, if there is one.
fn answer_here(exercise: &Exercise, file: Option<&Path>) -> Result<Option<String>, Failure> {
    let here = Path::new(&exercise.file);
    match file {
        Some(file) => source_file::read(file).map(Some),
        None if here.exists() => source_file::read(here).map(Some),
        None => Ok(None),
    }
}

/// The hint for what fails in the learner's file now, or in the start if there is none.
fn hint(exercise: &Exercise, level: u32, file: Option<&Path>) -> Outcome {
    let answer = answer_here(exercise, file)?;
    let source = answer.as_deref().unwrap_or(exercise.start);
    let report = exercises::grade(exercise, source);
    let Some(key) = &report.hint_key else {
        return say(match report.status {
            Status::Error => "Your program cannot be run yet: `yieldpoint run` says why.\n",
            _ => "Your answer passes; there is nothing to hint at.\n",
        });
    };
    let group = exercise
        .hint(key)
        .unwrap_or_else(|| panic!("yieldpoint bug: {} has no hints `{key}`", exercise.name));
    let count = group.levels.len() as u32;
    let shown = level.min(count);
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "Hint {shown} of {count}\n\n{}", group.levels[shown as usize - 1])?;
    if shown < count {
        writeln!(stdout, "More: yieldpoint exercise hint {} --level {}", exercise.name, shown + 1)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn solution(exercise: &Exercise, file: Option<&Path>) -> Outcome {
    let answer = answer_here(exercise, file)?;
    let passes =
        answer.is_some_and(|source| exercises::grade(exercise, &source).status == Status::Pass);
    if !passes {
        return Err(Failure::Said(format!(
            "{} is not there or does not pass yet; `--anyway` shows the solution all the same",
            exercise.file
        )));
    }
    say(exercise.solution)
}
