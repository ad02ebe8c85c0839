//! The pages around the book, and the style sheet of all.
//!
//! A file may ask for what only a run or the list of colours can give: `{{ timeline NAME }}` is
//! the picture of a demo's run, `{{ gallery }}` the cards of all demos, `{{ exercises }}` the list of
//! exercises, and `/* inks: light */` and `/* inks: dark */` are the colours of the timeline.

use crate::gallery;
use anyhow::{Context, Result, anyhow};
use preprocessor::play;
use std::fs;
use std::path::Path;
use trace_view::{Ground, css_variables};

/// The pages and the style sheet, below `www/`, and where they go in the site.
const FILES: &[(&str, &str)] = &[
    ("pages/index.html", "index.html"),
    ("pages/play/index.html", "play/index.html"),
    ("pages/gallery/index.html", "gallery/index.html"),
    ("pages/exercises/index.html", "exercises/index.html"),
    ("theme.css", "app/theme.css"),
];

/// The demo that the landing page shows.
const HERO: &str = "frozen-loop";

/// Fills the files in and writes them below `out`.
pub fn write(root: &Path, out: &Path) -> Result<()> {
    let demos = gallery::demos(&root.join("course"))?;
    gallery::write(&demos, &out.join("app"))?;
    let mut fillings = fillings(&root.join("course/demos"))?;
    fillings.push(("{{ gallery }}".into(), gallery::cards(&demos)));
    fillings.push((
        "{{ exercises }}".into(),
        gallery::exercises(&root.join("course"), &out.join("app"))?,
    ));
    for (from, to) in FILES {
        let text = fs::read_to_string(root.join("www").join(from)).with_context(|| *from)?;
        let target = out.join(to);
        fs::create_dir_all(target.parent().unwrap_or(out))?;
        fs::write(target, fill(&text, &fillings))?;
    }
    Ok(())
}

/// What stands in a file, and what replaces it.
type Filling = (String, String);

fn fill(text: &str, fillings: &[Filling]) -> String {
    fillings.iter().fold(text.to_owned(), |text, (mark, value)| text.replace(mark, value))
}

fn fillings(demos: &Path) -> Result<Vec<Filling>> {
    Ok(vec![
        (format!("{{{{ timeline {HERO} }}}}"), timeline(demos, HERO)?),
        ("/* inks: light */".into(), css_variables(Ground::Light)),
        ("/* inks: dark */".into(), css_variables(Ground::Dark)),
    ])
}

/// The picture of a demo's run.
fn timeline(demos: &Path, name: &str) -> Result<String> {
    let file = demos.join(format!("{name}.scenario"));
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let played = play(name, &text).map_err(|reasons| anyhow!("{name}: {}", reasons.join("\n")))?;
    Ok(played.timeline)
}
