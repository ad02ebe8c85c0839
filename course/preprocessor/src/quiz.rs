//! A quiz of a chapter: which of these can the program do? The answers are not the author's: every
//! schedule of the demo is searched while the book is built.
//!
//! ```toml
//! demo = "lost-update"
//! question = "Tick every output that this program can print."
//!
//! [[option]]
//! prints = "1\n"        # the whole output; or contains = "...", or ends = "deadlock"
//! can = true            # compared with what the search found
//! why = "Both read 0 before either had written."
//! ```
//!
//! **Invariants:** a quiz is shown only if every `can` agrees with the search and, where something
//! cannot happen, the search was complete; and if something can happen and something cannot.

use crate::escape::{html, inline};
use lab::Scenario;
use lab::explore::{Exploration, Options, Report};
use serde::Deserialize;
use std::fmt::Write;

/// Moves after which a search that is not complete is bounded, and given up.
const MOVES_MAX: u64 = 4_000_000;
/// Moves between two looks at the limit.
const MOVES: u64 = 4_096;

/// What a search of every schedule found of a demo.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Searched {
    /// Whether every schedule was covered.
    pub complete: bool,
    /// How each run can end, and what it has printed then.
    pub ends: Vec<(String, String)>,
    /// The kinds of problems that were found.
    pub problems: Vec<String>,
    /// What was covered, for people: `14 states`.
    pub coverage: String,
}

/// Searches every schedule of the scenario with this text.
pub fn search(text: &str) -> Result<Searched, Vec<String>> {
    let scenario = Scenario::parse(text).map_err(|error| vec![error.to_string()])?;
    let started = Exploration::start(&scenario, &Options::default());
    let mut exploration = started
        .map_err(|found| found.iter().map(|refused| refused.message.clone()).collect::<Vec<_>>())?;
    while exploration.advance(MOVES) {
        if exploration.progress().moves > MOVES_MAX {
            break;
        }
    }
    Ok(Searched::of(&exploration.finish(0.0)))
}

impl Searched {
    fn of(report: &Report) -> Searched {
        let counted = report.outcomes.iter().filter(|outcome| report.counts(outcome.timing));
        let problems = report.problems.iter().filter(|problem| report.counts(problem.timing));
        let coverage = match (report.states, report.executions) {
            (0, runs) => format!("{runs} runs, one for each behaviour"),
            (states, _) => format!("{states} states"),
        };
        Searched {
            complete: report.complete,
            ends: counted.map(|end| (end.kind.to_string(), end.stdout.clone())).collect(),
            problems: problems.map(|problem| problem.kind.to_string()).collect(),
            coverage,
        }
    }
}

/// A quiz as its author wrote it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// The demo it is about.
    pub demo: String,
    /// What is asked, in Markdown.
    pub question: String,
    #[serde(rename = "option")]
    options: Vec<Choice>,
}

/// Something that can be ticked.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    prints: Option<String>,
    contains: Option<String>,
    ends: Option<String>,
    /// How it is worded, in Markdown; without it, by what it says.
    shown: Option<String>,
    can: bool,
    /// Said once the learner has answered, in Markdown.
    why: String,
}

impl Quiz {
    /// Reads the block of a chapter.
    pub fn parse(block: &str) -> Result<Quiz, String> {
        let quiz: Quiz = toml::from_str(block).map_err(|error| error.to_string())?;
        if !(quiz.options.iter().any(|choice| choice.can)
            && quiz.options.iter().any(|choice| !choice.can))
        {
            return Err("give it an option that can happen and one that cannot".into());
        }
        match quiz.options.iter().find(|choice| choice.tests() != 1) {
            Some(_) => Err("an option has one of `prints`, `contains` and `ends`".into()),
            None => Ok(quiz),
        }
    }

    /// Where its author and the search disagree; empty if nowhere.
    pub fn objections(&self, searched: &Searched) -> Vec<String> {
        let objection = |choice: &Choice| {
            let (said, can) = (choice.label(), choice.happens(searched));
            match choice.can {
                true if !can => {
                    Some(format!("`{said}` cannot happen; the search found {searched}"))
                }
                false if can => Some(format!("`{said}` can happen")),
                false if !searched.complete => Some(format!(
                    "whether `{said}` can happen is not known: there are too many schedules"
                )),
                _ => None,
            }
        };
        self.options.iter().filter_map(objection).collect()
    }

    /// What the page shows: a form that `loader.js` checks, and without scripts the answers behind a
    /// disclosure. `number` tells the quizzes of a page apart.
    pub fn html(&self, number: usize, searched: &Searched) -> String {
        let mut options = String::new();
        for choice in &self.options {
            let (label, why) = (choice.shown(), inline(&choice.why));
            let can = if choice.can { "yes" } else { "no" };
            let _ = write!(
                options,
                "<div class=\"yp-option\" data-yp-can=\"{can}\">\n<label><input type=\"checkbox\"> \
                 <span>{label}</span></label>\n<p class=\"yp-because\">{why}</p>\n</div>\n"
            );
        }
        let question = inline(&self.question);
        let (demo, coverage) = (html(&self.demo), html(&searched.coverage));
        format!(
            r#"<section class="yp-quiz" data-yp-quiz="{demo}-{number}" aria-label="Quiz">
<form>
<fieldset>
<legend>{question}</legend>
{options}</fieldset>
<p class="yp-quiz-end"><button type="submit">Check my answer</button> <output role="status"></output></p>
</form>
<p class="yp-quiz-source">The answers were computed when this page was built, from every schedule of the program ({coverage}).</p>
</section>"#
        )
    }
}

impl Choice {
    fn tests(&self) -> usize {
        [&self.prints, &self.contains, &self.ends].into_iter().flatten().count()
    }

    fn happens(&self, searched: &Searched) -> bool {
        let holds = |wanted: &Option<String>, test: &dyn Fn(&str) -> bool| {
            wanted.as_deref().is_none_or(test)
        };
        let printed = searched.ends.iter().any(|(_, stdout)| {
            holds(&self.prints, &|text| stdout == text)
                && holds(&self.contains, &|text| stdout.contains(text))
        });
        let ended = |kind: &str| {
            searched.ends.iter().any(|(end, _)| end == kind)
                || searched.problems.iter().any(|problem| problem == kind)
        };
        printed && holds(&self.ends, &ended)
    }

    /// In one line, for error messages.
    fn label(&self) -> String {
        let text = [&self.prints, &self.contains, &self.ends].into_iter().flatten().next();
        format!("{:?}", text.map_or("", String::as_str))
    }

    /// As HTML.
    fn shown(&self) -> String {
        if let Some(shown) = &self.shown {
            return inline(shown);
        }
        let lines = |text: &str| {
            let line = |line: &str| format!("<code>{}</code>", html(line));
            text.lines().map(line).collect::<Vec<_>>().join("<br>")
        };
        match (&self.prints, &self.contains, &self.ends) {
            (Some(text), ..) if text.is_empty() => "nothing".into(),
            (Some(text), ..) => lines(text),
            (_, Some(text), _) => format!("an output with {} in it", lines(text)),
            (.., Some(kind)) => format!("it ends so: {}", html(kind)),
            _ => String::new(),
        }
    }
}

impl std::fmt::Display for Searched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ends: Vec<String> =
            self.ends.iter().map(|(kind, stdout)| format!("{kind} {stdout:?}")).collect();
        f.write_str(&ends.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOST: &str = "name: Lost\nlanguage: go\n---\npackage main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tn := 0\n\tfor range 2 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tn++\n\t\t}()\n\t}\n\twg.Wait()\n\tfmt.Println(n)\n}\n";

    fn quiz(one: bool, three: bool) -> Quiz {
        Quiz::parse(&format!(
            "demo = 'lost'\nquestion = 'Which?'\n[[option]]\nprints = \"1\\n\"\ncan = {one}\nwhy = 'a'\n\
             [[option]]\nprints = \"3\\n\"\ncan = {three}\nwhy = 'b'\n[[option]]\nends = 'race'\ncan = true\nwhy = 'c'\n\
             [[option]]\nends = 'deadlock'\ncan = false\nwhy = '`d`'\n"
        ))
        .unwrap()
    }

    #[test]
    fn the_search_knows_the_answers() {
        let searched = search(LOST).unwrap();
        assert!(searched.complete, "{searched:?}");
        assert_eq!(quiz(true, false).objections(&searched), [""; 0]);
        let wrong = quiz(false, true).objections(&searched);
        assert_eq!(wrong[0], "`\"1\\n\"` can happen");
        assert!(wrong[1].starts_with("`\"3\\n\"` cannot happen; the search found ok"), "{wrong:?}");
    }

    #[test]
    fn what_was_not_searched_is_not_denied() {
        let searched = Searched { complete: false, ..search(LOST).unwrap() };
        let told = quiz(true, false).objections(&searched);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("is not known"), "{told:?}");
    }

    #[test]
    fn a_quiz_that_gives_no_choice_is_refused() {
        for options in [
            "",
            "[[option]]\nprints = 'a'\ncan = true\nwhy = ''\n",
            "[[option]]\nprints = 'a'\ncontains = 'b'\ncan = true\nwhy = ''\n[[option]]\nends = 'ok'\ncan = false\nwhy = ''\n",
            "[[option]]\nprints = 'a'\nmay = true\n",
        ] {
            let block = format!("demo = 'x'\nquestion = 'y'\n{options}");
            assert!(Quiz::parse(&block).is_err(), "{block}");
        }
    }

    #[test]
    fn a_page_shows_it_without_a_blank_line() {
        let page = quiz(true, false).html(2, &search(LOST).unwrap());
        assert!(!page.contains("\n\n") && page.starts_with("<section class=\"yp-quiz\""));
        assert!(
            page.contains("data-yp-quiz=\"lost-2\"")
                && page.contains("<p class=\"yp-because\"><code>d</code></p>")
        );
    }
}
