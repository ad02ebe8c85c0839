//! What is said about the answer to an exercise: each check, the shortest run that fails, hints; of
//! one that passes what was covered.

use super::button::{Button, Icon, Use};
use super::schedules::{counted, under_way};
use crate::state::{Action, Grade, Graded, State};
use worker::graded::{Check, Coverage, Ended, Status, Told};
use yew::prelude::*;

/// So many ways to end are shown.
const ENDS_MAX: usize = 8;

/// What the panel shows.
pub fn check(state: &State, act: &Callback<Action>) -> Html {
    let Some(grade) = &state.grade else { return Html::default() };
    let old = state.graded_is_old();
    html! {
        <div class="yp-cards">
            <div class="yp-search" role="group" aria-label="Grading">
                { stop(grade).says(act, Action::Stop) }
                <p class="yp-progress" data-yp-role="grading" role="status"
                    data-yp-search={if grade.under_way.is_some() { "searching" } else { "idle" }}>
                    { progress(grade, old) }
                </p>
            </div>
            if let Some(graded) = &grade.found {
                <div class="yp-report" data-yp-role="verdict" data-yp-status={word(graded)}
                    data-yp-old={old.then_some("true")}>
                    { report(act, grade, graded, old) }
                </div>
            }
        </div>
    }
}

fn stop(grade: &Grade) -> Button {
    let (label, text) = match grade.under_way.as_ref().is_some_and(|grading| grading.stops) {
        true => ("End now, without waiting for the grader", "End now"),
        false => ("Stop the grading: nothing is judged then", "Stop"),
    };
    let use_of = Use::when(grade.under_way.is_some());
    Button { role: "stop-check", label, shortcut: "", icon: Icon::Stop, text, use_of }
}

fn word(graded: &Graded) -> &'static str {
    match graded.report.status {
        Status::Pass => "pass",
        Status::Fail => "fail",
        Status::Error => "error",
    }
}

fn progress(grade: &Grade, old: bool) -> String {
    match (&grade.under_way, &grade.found) {
        (Some(grading), _) => under_way(grading),
        (None, None) => "Check judges your program on every schedule there is, and shows the \
                         shortest run that fails."
            .into(),
        (None, Some(_)) if old => {
            "This is about your program before the last edit. Check again.".into()
        }
        (None, Some(graded)) => verdict(graded),
    }
}

/// `Not yet: 1 of 6 checks does not hold.`
fn verdict(graded: &Graded) -> String {
    let checks = &graded.report.checks;
    let all = counted(checks.len() as u64, "check");
    let failing = checks.iter().filter(|check| !check.holds).count();
    match graded.report.status {
        Status::Error => "Not judged: the program cannot be run as it is.".into(),
        Status::Pass => ["Passed: ", &all, ", and all hold."].concat(),
        Status::Fail => {
            let end = if failing == 1 { " does not hold." } else { " do not hold." };
            ["Not yet: ", &failing.to_string(), " of ", &all, end].concat()
        }
    }
}

fn report(act: &Callback<Action>, grade: &Grade, graded: &Graded, old: bool) -> Html {
    let report = &graded.report;
    let first = report.checks.iter().position(|check| !check.holds);
    html! {
        <>
            if report.status == Status::Pass { { passed(grade, graded) } }
            <ul class="yp-checks" aria-label="Checks">
                if report.status == Status::Error { { unjudged(graded) } }
                { for report.checks.iter().enumerate().map(|(index, check)| {
                    let account = if first == Some(index) { account(graded, check) } else { Html::default() };
                    judged(act, index, check, account, old)
                }) }
            </ul>
            { hints(act, grade, &report.hints) }
        </>
    }
}

/// A sign, what should hold, and in words whether it does.
fn head(sign: &'static str, name: &str, word: &'static str) -> Html {
    html! {
        <div class="yp-judged">
            <span class="yp-sign" aria-hidden="true">{ sign }</span>
            <b>{ name.to_string() }</b>
            <small>{ word }</small>
        </div>
    }
}

fn unjudged(graded: &Graded) -> Html {
    html! {
        <li data-yp-role="judged" data-yp-tone="cut-short">
            { head("\u{2013}", "The program can be run", "not judged") }
            { for graded.report.diagnostics.iter().map(|found| html! { <p>{ &found.message }</p> }) }
        </li>
    }
}

fn judged(act: &Callback<Action>, index: usize, check: &Check, account: Html, old: bool) -> Html {
    if check.holds {
        return html! {
            <li data-yp-role="judged" data-yp-tone="good">{ head("\u{2713}", &check.name, "holds") }</li>
        };
    }
    let watch = act.reform(move |_: MouseEvent| Action::WatchFailure(index));
    html! {
        <li data-yp-role="judged" data-yp-tone="bad">
            { head("\u{2715}", &check.name, "does not hold") }
            <p>{ inline(&check.message) }</p>
            { account }
            if check.failure.is_some() && !old {
                <button type="button" class="yp-press" data-yp-role="watch-failure" onclick={watch}>
                    { "Watch this run" }
                </button>
            }
        </li>
    }
}

/// The run that shows it, line by line.
fn account(graded: &Graded, check: &Check) -> Html {
    if graded.account.is_empty() {
        return Html::default();
    }
    let code: Vec<&str> = graded.program.lines().collect();
    let blamed = check.failure.as_ref().map_or(&[][..], |failure| &failure.lines[..]);
    html! {
        <ol class="yp-account" data-yp-role="account" aria-label="The shortest run that shows it">
            { for graded.account.iter().map(|told| match told {
                Told::LeftOut(count) => html! {
                    <li class="yp-soft">{ ["\u{2026} ", &counted((*count).into(), "more step")].concat() }</li>
                },
                Told::Line { who, line, what, is_switch } => html! {
                    <li data-yp-switch={is_switch.then_some("")}
                        data-yp-blamed={blamed.contains(line).then_some("")}>
                        <span class="yp-who">{ who }</span>
                        if let Some(code) = code.get((*line as usize).wrapping_sub(1)) {
                            <code>{ line }{ " " }{ code.trim() }</code>
                        }
                        <span>{ what }</span>
                    </li>
                },
            }) }
        </ol>
    }
}

fn hints(act: &Callback<Action>, grade: &Grade, hints: &[String]) -> Html {
    if hints.is_empty() {
        return Html::default();
    }
    let (shown, all) = (grade.hints.min(hints.len()), hints.len());
    let (text, over) = match shown < all {
        true => (["Hint ", &(shown + 1).to_string(), " of ", &all.to_string()].concat(), None),
        false => ("There are no more hints".into(), Some("true")),
    };
    html! {
        <>
            <div class="yp-hints" aria-live="polite">
                { for hints[..shown].iter().enumerate().map(|(index, hint)| html! {
                    <section data-yp-role="hint-text">
                        <b>{ "Hint " }{ index + 1 }</b>
                        { prose(hint) }
                    </section>
                }) }
            </div>
            <p>
                <button type="button" class="yp-press" data-yp-role="hint" aria-disabled={over}
                    onclick={act.reform(|_: MouseEvent| Action::Hint)}>{ text }</button>
            </p>
        </>
    }
}

fn passed(grade: &Grade, graded: &Graded) -> Html {
    let coverage = graded.report.coverage.as_ref();
    html! {
        <section class="yp-passed" data-yp-role="passed">
            <p class="yp-done"><span class="yp-sign" aria-hidden="true">{ "\u{2713}" }</span>{ "Passed" }</p>
            <p>{ coverage.map_or("Judged on one run: what this exercise asks for does not depend on the schedule.", |it| it.said.as_str()) }</p>
            { coverage.map(ends) }
            <p class="yp-links">
                { for grade.ways.iter().map(|way| html! {
                    <a class="yp-link" href={way.href.clone()}>{ &way.text }</a>
                }) }
            </p>
        </section>
    }
}

/// What every schedule printed.
fn ends(coverage: &Coverage) -> Html {
    let ends = &coverage.outcomes;
    let rest = ends.len().saturating_sub(ENDS_MAX);
    html! {
        <>
            <p>{ if ends.len() == 1 { "All of them print:" } else { "They print:" } }</p>
            { for ends.iter().take(ENDS_MAX).map(|Ended { stdout, .. }| html! {
                <pre tabindex="0" aria-label="Output">{ if stdout.is_empty() { "nothing" } else { stdout } }</pre>
            }) }
            if rest > 0 { <p class="yp-soft">{ ["\u{2026} ", &counted(rest as u64, "other output")].concat() }</p> }
        </>
    }
}

/// A hint's Markdown: paragraphs, indented code, code and emphasis in a line.
fn prose(text: &str) -> Html {
    text.split("\n\n")
        .map(|part| part.trim_matches('\n'))
        .filter(|part| !part.is_empty())
        .map(|part| match part.starts_with("    ") {
            true => html! { <pre tabindex="0">{ part.replace("\n    ", "\n").trim_start() }</pre> },
            false => html! { <p>{ inline(part) }</p> },
        })
        .collect()
}

fn inline(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| match at % 2 {
            1 => html! { <code>{ part }</code> },
            _ => emphasis(part),
        })
        .collect()
}

fn emphasis(text: &str) -> Html {
    let parts = text.split('*').enumerate();
    parts
        .map(|(at, part)| {
            if at % 2 == 1 {
                html! { <em>{ part }</em> }
            } else {
                html! { part }
            }
        })
        .collect()
}
