//! Runs a demo and keeps what a page shows of it.

use lab::{Diagnostic, Run, Scenario, Verdict};
use trace_view::Scene;
use trace_view::svg::{Options, svg};

/// A demo that ran, whether its claims hold or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Played {
    /// The scenario's name, which is the demo's title.
    pub title: String,
    /// `go` or `python`.
    pub language: &'static str,
    /// The scenario in its text form.
    pub scenario: String,
    /// The program alone.
    pub source: String,
    /// What it printed, both streams in the order of printing.
    pub output: String,
    /// The picture of the run: one `<svg>` element.
    pub timeline: String,
    /// What became of its claims.
    pub verdicts: Vec<Verdict>,
}

/// Runs the demo `name`, whose scenario is `text`; `Err` says why it does not run, one line for
/// each reason.
pub fn play(name: &str, text: &str) -> Result<Played, Vec<String>> {
    let scenario = Scenario::parse(text).map_err(|error| vec![error.to_string()])?;
    if scenario.name.is_empty() {
        return Err(vec!["`name:` is missing; it is the demo's title".into()]);
    }
    let run =
        lab::run(&scenario).map_err(|found| found.iter().map(in_words).collect::<Vec<_>>())?;
    Ok(Played {
        title: scenario.name.clone(),
        language: scenario.language.word(),
        scenario: scenario.to_text(),
        source: scenario.source.clone(),
        output: run.trace.tables.text.clone(),
        timeline: picture(name, &scenario.name, &run),
        verdicts: lab::judge(&scenario.claims, &run),
    })
}

fn in_words(found: &Diagnostic) -> String {
    let Diagnostic { line, column, code, message, .. } = found;
    format!("{line}:{column}: {code}: {message}")
}

/// The timeline. A page shows a demo at most once, so its name can tell one picture from another.
fn picture(name: &str, title: &str, run: &Run) -> String {
    let (id, title) = (format!("yp-{name}"), format!("Timeline: {title}"));
    let options = Options { id: &id, title: &title, ..Options::default() };
    svg(&Scene::new(&run.trace), &options)
}
