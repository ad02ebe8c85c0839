//! The pages around the book, and the style sheet of all.
//!
//! A file may ask for what only a run or the list of colours can give: `{{ timeline NAME }}` is
//! the picture of a demo's run, `{{ samples }}` the list of all demos, and `/* inks: light */` and
//! `/* inks: dark */` the colours of the timeline.

use anyhow::{Context, Result, anyhow};
use preprocessor::{Played, play};
use std::fs;
use std::path::{Path, PathBuf};
use trace_view::{Ground, css_variables};

/// Files that are filled in, below `www/`, and where they go in the site.
const FILES: &[(&str, &str)] = &[
    ("pages/index.html", "index.html"),
    ("pages/play/index.html", "play/index.html"),
    ("theme.css", "app/theme.css"),
];

/// The demo that the landing page shows.
const HERO: &str = "frozen-loop";

/// Fills the files in and writes them below `out`.
pub fn write(root: &Path, out: &Path) -> Result<()> {
    let fillings = fillings(&root.join("course/demos"))?;
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
    let hero = perform(&demos.join(format!("{HERO}.scenario")))?.1;
    Ok(vec![
        (format!("{{{{ timeline {HERO} }}}}"), hero.timeline),
        ("{{ samples }}".into(), samples(demos)?),
        ("/* inks: light */".into(), css_variables(Ground::Light)),
        ("/* inks: dark */".into(), css_variables(Ground::Dark)),
    ])
}

/// Runs one demo; its name is that of its file.
fn perform(path: &Path) -> Result<(String, Played)> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let played = play(&name, &text).map_err(|reasons| anyhow!("{name}: {}", reasons.join("\n")))?;
    Ok((name, played))
}

/// Every demo as JSON that can stand inside of a `<script>`.
fn samples(demos: &Path) -> Result<String> {
    let mut paths = Vec::<PathBuf>::new();
    for entry in fs::read_dir(demos)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "scenario"));
    paths.sort();
    let samples =
        paths.iter().map(|path| Ok(sample(&perform(path)?))).collect::<Result<Vec<_>>>()?;
    Ok(serde_json::to_string(&samples)?.replace('<', "\\u003c"))
}

fn sample((name, played): &(String, Played)) -> serde_json::Value {
    let Played { title, language, scenario, .. } = played;
    serde_json::json!({"name": name, "title": title, "language": language, "scenario": scenario})
}
