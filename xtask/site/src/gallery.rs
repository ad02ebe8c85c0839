//! Every demo of the course in one place: the gallery's cards, the list that the playground chooses
//! from, and a picture and a recording of each run.
//!
//! A page shows the recording until the learner changes something: it is there long before the module
//! that could run the program.
//!
//! **Invariants:** the order is the course's: a demo belongs to the first chapter of the summary that
//! shows it. A recording is what the worker sends for the same scenario, byte for byte.

use anyhow::{Context, Result, anyhow, ensure};
use lab::Scenario;
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;
use preprocessor::{blocks, html};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use trace_view::Scene;
use trace_view::svg::{Options, Place, svg};
use worker::protocol::{self, Finished};

/// A longer recording is not kept: running the program takes no longer than loading it.
const RECORDING_BYTES_MAX: usize = 200_000;

/// A demo and the page that shows it.
pub struct Shown {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// `go` or `python`.
    pub language: &'static str,
    /// The chapter's title.
    pub chapter: String,
    /// The chapter's page, below the book's folder.
    pub page: String,
    /// The text of the scenario.
    pub scenario: String,
    /// A picture of the run, for a file of its own.
    pub picture: String,
    /// The run itself, as a worker would send it.
    pub recording: Vec<u8>,
}

/// Every demo, in the order of the course.
pub fn demos(course: &Path) -> Result<Vec<Shown>> {
    let book = MDBook::load(course)?;
    let (mut known, mut demos) = (BTreeSet::new(), Vec::new());
    for item in book.iter() {
        let BookItem::Chapter(chapter) = item else { continue };
        let Some(path) = &chapter.path else { continue };
        let page = page_of(path);
        for name in preprocessor::shown(&chapter.content) {
            if known.insert(name.to_string()) {
                demos.push(demo(course, name, &chapter.name, &page)?);
            }
        }
    }
    Ok(demos)
}

/// The address of a chapter's page: a README is the index of its folder.
fn page_of(path: &Path) -> String {
    let page = path.with_extension("html").display().to_string();
    page.strip_suffix("README.html").map_or(page.clone(), |folder| format!("{folder}index.html"))
}

fn demo(course: &Path, name: &str, chapter: &str, page: &str) -> Result<Shown> {
    let file = course.join("demos").join(format!("{name}.scenario"));
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let scenario = Scenario::parse(&text).map_err(|error| anyhow!("{name}: {error}"))?;
    let run = lab::run(&scenario).map_err(|found| anyhow!("{name}: {found:?}"))?;
    let options =
        Options { id: name, title: &scenario.name, place: Place::File, ..Options::default() };
    let picture = svg(&Scene::new(&run.trace), &options);
    let (outcome, exit_code) = (run.outcome.kind, run.outcome.exit_code);
    let recording = protocol::encode(&Finished { trace: run.trace, outcome, exit_code });
    Ok(Shown {
        name: name.into(),
        title: scenario.name.clone(),
        language: scenario.language.word(),
        chapter: chapter.into(),
        page: page.into(),
        scenario: scenario.to_text(),
        picture,
        recording,
    })
}

/// Writes what the playground reads: the list, the pictures and the recordings.
pub fn write(demos: &[Shown], app: &Path) -> Result<()> {
    let files = app.join("demos");
    fs::create_dir_all(&files)?;
    for demo in demos {
        fs::write(files.join(format!("{}.svg", demo.name)), &demo.picture)?;
        if demo.recording.len() <= RECORDING_BYTES_MAX {
            fs::write(files.join(format!("{}.run", demo.name)), &demo.recording)?;
        }
    }
    let list: Vec<Value> = demos
        .iter()
        .map(|demo| {
            let Shown { name, title, language, chapter, page, scenario, .. } = demo;
            json!({
                "name": name, "title": title, "language": language, "chapter": chapter,
                "page": page, "scenario": scenario,
            })
        })
        .collect();
    Ok(fs::write(app.join("demos.json"), Value::from(list).to_string())?)
}

/// The gallery's cards, one section for each chapter.
pub fn cards(demos: &[Shown]) -> String {
    let mut out = String::new();
    for (index, demo) in demos.iter().enumerate() {
        let Shown { name, title, language, chapter, page, .. } = demo;
        let (title, chapter, page) = (html(title), html(chapter), html(page));
        if index == 0 || demos[index - 1].page != demo.page {
            let close = if index == 0 { "" } else { "</ul>\n</section>\n" };
            let _ = write!(
                out,
                "{close}<section class=\"site-shelf\">\n<h2><a href=\"../course/{page}\">{chapter}</a></h2>\n<ul>\n"
            );
        }
        let language = if *language == "go" { "Go" } else { "Python" };
        let _ = writeln!(
            out,
            "<li><a class=\"site-card\" href=\"../play/index.html?demo={name}\">\
             <img src=\"../app/demos/{name}.svg\" alt=\"\" width=\"360\" height=\"160\" loading=\"lazy\">\
             <b>{title}</b><span>{language}</span></a></li>"
        );
    }
    if !demos.is_empty() {
        out.push_str("</ul>\n</section>\n");
    }
    out
}

/// By the name of an exercise the first chapter that asks for it: its title and its page.
fn chapters(course: &Path) -> Result<BTreeMap<String, (String, String)>> {
    let mut chapters = BTreeMap::new();
    for item in MDBook::load(course)?.iter() {
        let BookItem::Chapter(chapter) = item else { continue };
        let Some(path) = &chapter.path else { continue };
        for name in preprocessor::asked(&chapter.content) {
            let place = || (chapter.name.clone(), page_of(path));
            chapters.entry(name.to_string()).or_insert_with(place);
        }
    }
    Ok(chapters)
}

/// The list of exercises, in the order of the course; what a page needs to show them goes to
/// `exercises.json`.
pub fn exercises(course: &Path, app: &Path) -> Result<String> {
    let chapters = chapters(course)?;
    let all =
        exercises::exercises().map_err(|broken| anyhow!("{}: {}", broken.name, broken.problem))?;
    let (mut list, mut data) = (String::new(), Vec::new());
    for exercise in all {
        let (name, title) = (exercise.name, html(&exercise.title));
        ensure!(!exercise.start.is_empty(), "{name}: the exercises were built without their files");
        let mut scenario = exercise.scenario(exercise.start);
        scenario.name.clone_from(&exercise.title);
        let chapter = chapters.get(name);
        let teaches = html(&exercise.teaches);
        let language = exercise.language.word();
        let named = if language == "go" { "Go" } else { "Python" };
        let _ = writeln!(
            list,
            "<li><a id=\"{name}\" href=\"#{name}\" data-yp-exercise=\"{name}\">\
             <b>{title}</b> <span>{named}</span> <span class=\"site-passed\"></span>\
             <span class=\"site-teaches\">{teaches}.</span></a></li>"
        );
        data.push(json!({
            "name": name, "title": exercise.title, "task": blocks(exercise.task),
            "scenario": scenario.to_text(),
            "chapter": chapter.map(|(chapter, _)| chapter), "page": chapter.map(|(_, page)| page),
        }));
    }
    fs::write(app.join("exercises.json"), Value::from(data).to_string())?;
    Ok(list)
}
