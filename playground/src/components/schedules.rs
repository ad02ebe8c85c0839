//! All schedules: the search, how the program can end, and ways to watch each end.

use super::button::{Button, Icon, Use};
use super::kinds;
use super::problems::{SLOW, heading};
use crate::state::{Action, Found, Panel, Phase, State, UnderWay};
use lab::explore::{Kind, Mode, Outcome, Report, Timing};
use std::rc::Rc;
use yew::prelude::*;

/// So many characters of an output are shown.
const OUTPUT_MAX: usize = 400;

/// What the panel shows.
pub fn schedules(state: &State, act: &Callback<Action>) -> Html {
    let search = &state.search;
    html! {
        <div class="yp-cards">
            <div class="yp-search" role="group" aria-label="Search">
                { explore(state).says(act, Action::Explore) }
                { stop(search.under_way.as_ref()).says(act, Action::StopSearch) }
                <p class="yp-progress" data-yp-role="search" role="status"
                    data-yp-search={if search.under_way.is_some() { "searching" } else { "idle" }}>
                    { progress(state) }
                </p>
            </div>
            if let Some(found) = &search.found {
                { results(state, act, found) }
            }
        </div>
    }
}

fn explore(state: &State) -> Button {
    let is_free = state.phase == Phase::Idle && !state.is_searching();
    Button {
        role: "explore",
        label: "Search all schedules",
        shortcut: "A",
        icon: Icon::All,
        text: "All schedules",
        use_of: if is_free { Use::First } else { Use::Nothing },
    }
}

fn stop(search: Option<&UnderWay>) -> Button {
    let (label, text) = match search.is_some_and(|search| search.stops) {
        true => ("End now, and lose what the search has found", "End now"),
        false => ("Stop the search and show what it has found", "Stop"),
    };
    let use_of = Use::when(search.is_some());
    Button { role: "stop-search", label, shortcut: "", icon: Icon::Stop, text, use_of }
}

fn progress(state: &State) -> String {
    let Some(search) = &state.search.under_way else {
        return match (&state.search.found, state.found_is_old()) {
            (None, _) => {
                "Tries every order in which the program can go on, and shows each way it can end."
                    .into()
            }
            (Some(_), true) => "Of the program or the settings before your change.".into(),
            (Some(found), false) => coverage(&found.report),
        };
    };
    under_way(search)
}

/// How far a search or a grading is.
pub fn under_way(search: &UnderWay) -> String {
    let searched = &search.searched;
    let stage = match (search.stops, searched.stage.as_str()) {
        (true, _) => "Stopping",
        (false, "") => "Starting",
        (false, "states") => "Every state",
        (false, "behaviours") => "Every behaviour",
        (false, "few preemptions") => "Few preemptions",
        (false, "samples") => "Samples",
        (false, stage) => stage,
    };
    let seconds = seconds(f64::from(searched.ms) / 1000.0);
    [stage, ": ", &tried(searched.states, searched.executions), ", ", &seconds].concat()
}

fn results(state: &State, act: &Callback<Action>, found: &Found) -> Html {
    let report = &found.report;
    let is_old = state.found_is_old();
    let key = |outcome: &&Outcome| (!report.counts(outcome.timing), outcome.kind == Kind::Ok);
    let mut outcomes: Vec<&Outcome> = report.outcomes.iter().collect();
    outcomes.sort_by_key(key);
    let problems = report.problems.len();
    let to_problems = act.reform(|_: MouseEvent| Action::OpenPanel(Panel::Problems));
    html! {
        <div data-yp-old={is_old.then_some("true")} data-yp-role="outcomes">
            <p class="yp-head">{ headline(report) }</p>
            { for outcomes.into_iter().map(|outcome| card(state, act, report, outcome, is_old)) }
            if problems > 0 {
                <p>
                    <button type="button" class="yp-link" onclick={to_problems}>
                        { counted(problems as u64, "problem") }{ ": see Problems" }
                    </button>
                </p>
            }
            { for report.notes.iter().map(|note| html! { <p class="yp-soft">{ note }</p> }) }
        </div>
    }
}

fn card(
    state: &State, act: &Callback<Action>, report: &Report, outcome: &Outcome, is_old: bool,
) -> Html {
    let schedule: Rc<str> = outcome.witness.to_string().into();
    let is_watched = state.schedule.as_ref() == Some(&schedule);
    let watch = act.reform(move |_: MouseEvent| Action::WatchSchedule(Rc::clone(&schedule)));
    let (tone, sign) = match (outcome.kind, report.counts(outcome.timing)) {
        (Kind::Ok, _) => ("good", "\u{2713}"),
        (_, true) => ("bad", "\u{2715}"),
        (_, false) => ("cut-short", "!"),
    };
    let words = kinds::of_kind(outcome.kind);
    let shown: String = outcome.stdout.chars().take(OUTPUT_MAX).collect();
    html! {
        <article class="yp-card" data-yp-tone={tone} data-yp-role="ending"
            data-yp-kind={outcome.kind.word()} aria-current={is_watched.then_some("true")}>
            { heading(&words, sign, if outcome.timing == Timing::Loose { SLOW } else { "" }) }
            <p class="yp-soft">
                { counted(outcome.count, counts(report)) }{ ", " }
                { counted(outcome.switches.into(), "context switch") }
                if outcome.exit != 0 { { ", exit code " }{ outcome.exit } }
            </p>
            if !outcome.detail.is_empty() { <p>{ &outcome.detail }</p> }
            if shown.is_empty() {
                <p class="yp-soft">{ "Prints nothing." }</p>
            } else {
                <pre>{ &shown }if shown.len() < outcome.stdout.len() { { "\u{2026}" } }</pre>
            }
            if !is_old {
                <p class="yp-links">
                    <button type="button" class="yp-link" data-yp-role="watch" onclick={watch}>
                        { if is_watched { "Watch it again" } else { "Watch the shortest run that ends so" } }
                    </button>
                </p>
            }
        </article>
    }
}

/// What an outcome's count counts.
fn counts(report: &Report) -> &'static str {
    match report.mode {
        Mode::Dpor => "behaviour",
        Mode::Bound | Mode::Pct => "run",
        Mode::Auto | Mode::States | Mode::All => "schedule",
    }
}

/// `Every schedule: 2 outcomes, 1 of them bad.`
fn headline(report: &Report) -> String {
    let ends = || report.outcomes.iter().filter(|outcome| report.counts(outcome.timing));
    let bad = ends().filter(|outcome| outcome.kind != Kind::Ok).count();
    let all = ends().count();
    let verdict = match (all, bad) {
        (0, _) => String::new(),
        (1, 1) => ", and it is bad".into(),
        (all, bad) if all == bad => ", all of them bad".into(),
        (_, 0) if report.problems.iter().any(|problem| report.counts(problem.timing)) => {
            ", but see Problems".into()
        }
        (_, 0) => ", nothing is wrong".into(),
        (_, bad) => [", ", &bad.to_string(), " of them bad"].concat(),
    };
    let scope = if report.complete { "Every schedule: " } else { "Not every schedule: " };
    [scope, &counted(all as u64, "outcome"), &verdict].concat()
}

/// What was tried, and what that is worth.
fn coverage(report: &Report) -> String {
    let what = match (report.complete, report.mode, report.bound) {
        (true, ..) => "Every schedule was tried".into(),
        (false, Mode::Pct, _) => "A sample with random priorities was tried".into(),
        (false, _, Some(bound)) => {
            ["Every schedule with at most ", &counted(bound.into(), "preemption"), " was tried"]
                .concat()
        }
        (false, ..) => "The search was not finished".to_string(),
    };
    let tried = tried(report.states, report.executions);
    let rest = if report.complete { "." } else { ". On others there may be more." };
    [&what, ": ", &tried, ", ", &seconds(report.seconds), rest].concat()
}

fn tried(states: u64, runs: u64) -> String {
    match (states, runs) {
        (0, _) => counted(runs, "run"),
        (_, 0) => counted(states, "state"),
        _ => [&counted(states, "state"), ", ", &counted(runs, "run")].concat(),
    }
}

/// With one decimal.
fn seconds(seconds: f64) -> String {
    let tenths = (seconds * 10.0) as u64;
    if tenths == 0 {
        return "less than 0.1 s".into();
    }
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), " s"].concat()
}

/// `1 run`, `2 runs`, `3 context switches`.
pub fn counted(count: u64, what: &str) -> String {
    let end = match what {
        _ if count == 1 => "",
        what if what.ends_with("ch") => "es",
        _ => "s",
    };
    [&grouped(count), " ", what, end].concat()
}

/// `1 234 567`, with narrow spaces.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_words_are_counted() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(counted(1, "context switch"), "1 context switch");
        assert_eq!(counted(2, "context switch"), "2 context switches");
        assert_eq!(counted(0, "run"), "0 runs");
        assert_eq!(seconds(12.34), "12.3 s");
    }
}
