//! What is wrong: with the run at hand, and with others that the search has found.

use super::kinds::{self, Words};
use crate::browser::beside_shell;
use crate::state::{Action, State};
use lab::explore::{Kind, Location, Problem, Report, Timing};
use std::rc::Rc;
use trace_view::{Finding, Place};
use yew::prelude::*;

/// What the panel shows.
pub fn problems(state: &State, act: &Callback<Action>) -> Html {
    let findings = state.film.as_ref().map_or(&[][..], |film| film.findings());
    let found = state.search.found.as_ref();
    let others = found.map_or_else(Vec::new, |found| problems_of(&found.report));
    html! {
        <div class="yp-cards">
            { for findings.iter().map(|finding| in_run(state, act, finding)) }
            if findings.is_empty() && state.film.is_some() {
                <p class="yp-calm" data-yp-role="no-problem">
                    <span class="yp-sign" aria-hidden="true">{ "\u{2713}" }</span>
                    <span>
                        { "No problem in this run." }
                        if found.is_none() {
                            { " All schedules can tell whether there is one in others." }
                        }
                    </span>
                </p>
            }
            if let Some(found) = found {
                <p class="yp-head">{ "On all schedules" }</p>
                if others.is_empty() {
                    <p class="yp-soft">{ "The search has found no problem." }</p>
                }
                { for others.iter().map(|problem| {
                    elsewhere(state, act, problem, found.report.counts(problem.timing))
                }) }
            }
        </div>
    }
}

/// How many there are, for the tab.
pub fn count(state: &State) -> usize {
    let findings = state.film.as_ref().map_or(0, |film| film.findings().len());
    let found = state.search.found.as_ref().filter(|_| !state.found_is_old());
    let counted = found.map_or(0, |found| {
        let problems = problems_of(&found.report);
        problems.iter().filter(|problem| found.report.counts(problem.timing)).count()
    });
    findings + counted
}

/// What is wrong with the program on some schedule: what the search complains of, and each bad end
/// that is not for one of these reasons.
fn problems_of(report: &Report) -> Vec<Problem> {
    let known =
        |kind| kind == Kind::Ok || report.problems.iter().any(|problem| problem.kind == kind);
    let ends = report.outcomes.iter().filter(|outcome| !known(outcome.kind));
    let ends = ends.map(|outcome| Problem {
        kind: outcome.kind,
        message: outcome.detail.clone(),
        locations: Vec::new(),
        witness: outcome.witness.clone(),
        timing: outcome.timing,
    });
    ends.chain(report.problems.iter().cloned()).collect()
}

fn in_run(state: &State, act: &Callback<Action>, finding: &Finding) -> Html {
    let words = kinds::of_trouble(finding.kind);
    let old = state.film_is_old().then_some("true");
    html! {
        <article class="yp-card" data-yp-tone="bad" data-yp-role="finding" data-yp-old={old}>
            { heading(&words, "\u{2715}", "") }
            <p>{ &finding.text }</p>
            if !finding.parties.is_empty() {
                <ul class="yp-parties">
                    { for finding.parties.iter().map(|(text, place)| {
                        html! { <li>{ to_place(act, *place, text) }</li> }
                    }) }
                </ul>
            }
            <p class="yp-links">
                if finding.parties.is_empty() { { to_place(act, finding.place, "Show the moment") } }
                { chapter(&words) }
            </p>
        </article>
    }
}

fn elsewhere(state: &State, act: &Callback<Action>, problem: &Problem, counts: bool) -> Html {
    let words = kinds::of_kind(problem.kind);
    let old = state.found_is_old();
    let schedule: Rc<str> = problem.witness.to_string().into();
    let watch = act.reform(move |_: MouseEvent| Action::WatchSchedule(Rc::clone(&schedule)));
    let (tone, sign) = if counts { ("bad", "\u{2715}") } else { ("cut-short", "!") };
    html! {
        <article class="yp-card" data-yp-tone={tone} data-yp-role="problem"
            data-yp-old={old.then_some("true")}>
            { heading(&words, sign, if problem.timing == Timing::Loose { SLOW } else { "" }) }
            <p>{ &problem.message }</p>
            if !problem.locations.is_empty() {
                <ul class="yp-parties">
                    { for problem.locations.iter().map(|location| to_line(act, location, old)) }
                </ul>
            }
            <p class="yp-links">
                if !old {
                    <button type="button" class="yp-link" data-yp-role="watch" onclick={watch}>
                        { "Watch a run that shows it" }
                    </button>
                }
                { chapter(&words) }
            </p>
        </article>
    }
}

/// What is said of what needs late timers.
pub const SLOW: &str = "only if timers are late";

/// Sign and title of a card, and what qualifies it.
pub fn heading(words: &Words, sign: &'static str, but: &'static str) -> Html {
    html! {
        <p class="yp-card-head">
            <span class="yp-sign" aria-hidden="true">{ sign }</span>
            { words.title }
            if !but.is_empty() { <small>{ but }</small> }
        </p>
    }
}

fn to_place(act: &Callback<Action>, place: Place, text: &str) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::Show(place));
    html! {
        <button type="button" class="yp-link" data-yp-role="show" {onclick}>{ text }</button>
    }
}

fn to_line(act: &Callback<Action>, location: &Location, old: bool) -> Html {
    let text = [&location.who, " ", &location.what].concat();
    let line = location.line;
    let onclick = act.reform(move |_: MouseEvent| Action::ShowLine(line));
    let at = ["line ", &line.to_string()].concat();
    html! {
        <li>
            if line > 0 && !old {
                <button type="button" class="yp-link" {onclick}>{ at }</button>{ " " }
            }
            { text }
        </li>
    }
}

fn chapter(words: &Words) -> Html {
    if words.chapter.is_empty() {
        return Html::default();
    }
    let href = beside_shell(&["../course/", words.chapter].concat());
    html! { <a class="yp-link" {href}>{ "Read about it" }</a> }
}
