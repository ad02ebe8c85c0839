//! mdBook preprocessor: runs each demo of the course at build time and checks its claims.
//!
//! A chapter names a demo on a line of its own: `{{#demo NAME}}` for the whole of it,
//! `{{#output NAME}}` for what it prints. The demo is the scenario `demos/NAME.scenario` beside the
//! book's `src`. A fenced block of the language `quiz` asks what a demo can do, and
//! `{{#exercise NAME}}` is the card of an exercise.
//!
//! **Invariants:** a book is built only if every demo runs, claims something, and every claim
//! holds; if every answer of a quiz is what a search of all schedules says; if every directive is
//! understood; and if every demo is shown somewhere. All that is wrong
//! is reported at once. A demo runs once for a book, wherever it is shown.

mod card;
mod directive;
mod escape;
mod failure;
mod page;
mod play;
mod quiz;

pub use escape::{blocks, html};
pub use failure::Failure;
pub use lab::Verdict;
pub use play::{Played, play};
pub use quiz::{Searched, search};

use directive::{Part, Piece, pieces};
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use quiz::Quiz;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Runs the demo of a name and a scenario's text: [`play`], or a stand-in for it.
pub type Player = fn(&str, &str) -> std::result::Result<Played, Vec<String>>;

/// The preprocessor.
#[derive(Clone, Copy, Debug)]
pub struct Demos {
    player: Player,
}

impl Demos {
    /// A preprocessor that runs demos with `player`.
    pub fn new(player: Player) -> Demos {
        Demos { player }
    }
}

/// The demos that a chapter shows, in their order.
pub fn shown(markdown: &str) -> Vec<&str> {
    let name = |piece| match piece {
        Piece::Quote(Part::Demo, name) => Some(name),
        _ => None,
    };
    pieces(markdown).into_iter().filter_map(name).collect()
}

/// The exercises whose cards a chapter shows, in their order.
pub fn asked(markdown: &str) -> Vec<&str> {
    let name = |piece| match piece {
        Piece::Card(name) => Some(name),
        _ => None,
    };
    pieces(markdown).into_iter().filter_map(name).collect()
}

impl Default for Demos {
    fn default() -> Demos {
        Demos::new(play)
    }
}

impl Preprocessor for Demos {
    fn name(&self) -> &str {
        "demos"
    }

    fn run(&self, ctx: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut stage = Stage::new(ctx.root.join("demos"), self.player);
        book.for_each_chapter_mut(|chapter| stage.fill(chapter));
        stage.find_unused();
        stage.verdict().map(|()| book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == "html")
    }
}

/// One build of the book.
struct Stage {
    folder: PathBuf,
    player: Player,
    /// Every demo asked for so far; `None` if it cannot be shown.
    played: BTreeMap<String, Option<Played>>,
    /// Every demo that a quiz is about; `None` if it cannot be searched.
    searched: BTreeMap<String, Option<Searched>>,
    failures: Vec<Failure>,
}

impl Stage {
    fn new(folder: PathBuf, player: Player) -> Stage {
        Stage {
            folder,
            player,
            played: BTreeMap::new(),
            searched: BTreeMap::new(),
            failures: Vec::new(),
        }
    }

    fn fill(&mut self, chapter: &mut Chapter) {
        let Some(path) = &chapter.path else { return };
        let file = chapter.source_path.as_ref().unwrap_or(path).display().to_string();
        let page = path.with_extension("").display().to_string();
        let (mut shown, mut quizzes) = (Vec::new(), 0);
        let mut filled = String::with_capacity(chapter.content.len());
        for piece in pieces(&chapter.content) {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Bad(line) => self
                    .failures
                    .push(Failure::NotADirective { chapter: file.clone(), line: line.into() }),
                Piece::Quiz(block) => {
                    quizzes += 1;
                    filled.push_str(&self.ask(block, quizzes, &file));
                }
                Piece::Card(name) => filled.push_str(&self.card(name, &file, path)),
                Piece::Quote(part, name) => {
                    if part == Part::Demo {
                        self.show_once(&file, name, &mut shown);
                    }
                    filled.push_str(&self.quote(part, name, &file, &page));
                }
            }
        }
        chapter.content = filled;
    }

    /// What replaces the block of a quiz; empty if it cannot be asked, which is on record then.
    fn ask(&mut self, block: &str, number: usize, chapter: &str) -> String {
        let asked = Quiz::parse(block).and_then(|quiz| {
            let name = quiz.demo.clone();
            if !self.searched.contains_key(&name) {
                let found = self.explore(&name)?;
                self.searched.insert(name.clone(), Some(found));
            }
            let Some(Some(searched)) = self.searched.get(&name) else { return Ok(String::new()) };
            match quiz.objections(searched)[..] {
                [] => Ok(format!("\n{}\n", quiz.html(number, searched))),
                ref wrong => Err(wrong.join("; ")),
            }
        });
        asked.unwrap_or_else(|why| {
            self.failures.push(Failure::Quiz { chapter: chapter.into(), why });
            String::new()
        })
    }

    /// Searches the schedules of a demo. A demo that fails is remembered, and told once.
    fn explore(&mut self, name: &str) -> std::result::Result<Searched, String> {
        self.searched.insert(name.into(), None);
        let path = self.folder.join(format!("{name}.scenario"));
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("demos/{name}.scenario: {error}"))?;
        search(&text).map_err(|reasons| format!("demo `{name}`: {}", reasons.join("; ")))
    }

    fn card(&mut self, name: &str, chapter: &str, path: &Path) -> String {
        match card::card(name, path) {
            Some(card) => format!("\n{card}\n"),
            None => {
                let (chapter, exercise) = (chapter.into(), name.into());
                self.failures.push(Failure::NoExercise { chapter, exercise });
                String::new()
            }
        }
    }

    fn show_once(&mut self, chapter: &str, name: &str, shown: &mut Vec<String>) {
        if shown.iter().any(|known| known == name) {
            let (chapter, demo) = (chapter.into(), name.into());
            self.failures.push(Failure::Twice { chapter, demo });
        }
        shown.push(name.into());
    }

    /// What replaces the line; empty if the demo cannot be shown, which is on record then.
    fn quote(&mut self, part: Part, name: &str, chapter: &str, page: &str) -> String {
        if !self.played.contains_key(name) {
            let played = self.perform(name, chapter);
            self.played.insert(name.into(), played);
        }
        let Some(Some(played)) = self.played.get(name) else {
            return String::new();
        };
        let text = match part {
            Part::Demo => page::demo(name, page, played),
            Part::Output => escape::fenced(&played.output),
        };
        format!("\n{text}\n")
    }

    fn perform(&mut self, name: &str, chapter: &str) -> Option<Played> {
        let path = self.folder.join(format!("{name}.scenario"));
        let (chapter, demo) = (chapter.to_string(), name.to_string());
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                let why = format!("demos/{name}.scenario: {error}");
                self.failures.push(Failure::Missing { chapter, demo, why });
                return None;
            }
        };
        match (self.player)(name, &text) {
            Ok(played) => {
                self.failures.extend(broken_claims(&chapter, &demo, &played));
                Some(played)
            }
            Err(reasons) => {
                let refused = |why| {
                    let (chapter, demo) = (chapter.clone(), demo.clone());
                    Failure::Refused { chapter, demo, why }
                };
                self.failures.extend(reasons.into_iter().map(refused));
                None
            }
        }
    }

    fn find_unused(&mut self) {
        let unused = demos_in(&self.folder).into_iter().filter(|d| !self.played.contains_key(d));
        self.failures.extend(unused.map(|demo| Failure::Unused { demo }).collect::<Vec<_>>());
    }

    fn verdict(self) -> Result<()> {
        if self.failures.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = self.failures.iter().map(Failure::to_string).collect();
        Err(Error::msg(format!("the demos do not hold:\n{}", lines.join("\n"))))
    }
}

fn broken_claims(chapter: &str, demo: &str, played: &Played) -> Vec<Failure> {
    if played.verdicts.is_empty() {
        return vec![Failure::NoClaim { chapter: chapter.into(), demo: demo.into() }];
    }
    let wrong = played.verdicts.iter().filter(|verdict| !verdict.holds);
    wrong
        .map(|Verdict { claim, why, .. }| Failure::False {
            chapter: chapter.into(),
            demo: demo.into(),
            claim: claim.clone(),
            why: why.clone(),
        })
        .collect()
}

/// The names of the scenarios in `folder`, sorted; none if there is no such folder.
fn demos_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            name.strip_suffix(".scenario").map(String::from)
        })
        .collect();
    names.sort();
    names
}
