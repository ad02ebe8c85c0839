//! How things stand: not run, running, or how the run ended.

use crate::state::{Action, Arrival, Failure, Film, Keeping, Phase, State, WorkerState};
use runtime_core::trace::OutcomeKind;
use trace_view::format_ns;
use worker::protocol::Progress;
use yew::prelude::*;

/// What the strip shows, in the order it is read.
struct Said {
    /// What kind of thing it is, for the style.
    tone: &'static str,
    /// A sign beside the colour.
    sign: &'static str,
    /// The word.
    headline: String,
    /// The rest.
    details: String,
    /// The outcome's word in the trace.
    outcome: Option<&'static str>,
}

/// The strip.
pub fn outcome(state: &State, act: &Callback<Action>) -> Html {
    let said = say(state);
    let retry = act.reform(|_: MouseEvent| Action::Run(Arrival::Play));
    html! {
        <div class="yp-outcome" data-yp-tone={said.tone} data-yp-role="outcome"
            data-yp-outcome={said.outcome} role="status">
            <span class="yp-sign" aria-hidden="true">{ said.sign }</span>
            <span class="yp-said">
                <b>{ said.headline }</b>
                <span class="yp-details">{ said.details }</span>
                if state.keeping == Keeping::Refused {
                    <span class="yp-details">
                        { "This browser does not keep your edit: it lasts as long as this page." }
                    </span>
                }
            </span>
            if state.failure.is_some() && state.phase == Phase::Idle {
                <button type="button" class="yp-press" data-yp-role="retry" onclick={retry}>
                    { "Retry" }
                </button>
            }
        </div>
    }
}

fn say(state: &State) -> Said {
    if state.veiled {
        return plain("calm", "\u{25cb}", "Not run yet", "Make your prediction, then press Run.");
    }
    match (&state.phase, &state.failure, &state.film) {
        (Phase::Running { progress, .. }, ..) => running(state, progress.as_ref()),
        (Phase::Stopping { .. }, ..) => plain("busy", "\u{25d4}", "Stopping\u{2026}", ""),
        (Phase::Idle, Some(failure), _) => failed(state, failure),
        (Phase::Idle, None, _) if !state.diagnostics.is_empty() => {
            problems(state.diagnostics.len())
        }
        (Phase::Idle, None, Some(film)) => ended(film, state),
        (Phase::Idle, None, None) => plain("calm", "\u{25cb}", "Not run yet", "Press Run."),
    }
}

fn plain(tone: &'static str, sign: &'static str, headline: &str, details: &str) -> Said {
    Said { tone, sign, headline: headline.into(), details: details.into(), outcome: None }
}

fn running(state: &State, progress: Option<&Progress>) -> Said {
    if state.worker == WorkerState::Away {
        let headline = ["Loading the ", state.demo.language.name(), " simulation\u{2026}"].concat();
        return plain("busy", "\u{25d4}", &headline, "");
    }
    let details = progress.map_or_else(String::new, |progress| {
        let (count, unit) = match progress.instructions {
            small @ ..1_000_000 => (small / 1_000, " thousand"),
            large => (large / 1_000_000, " million"),
        };
        let time = format_ns(progress.at.0);
        [&count.to_string(), unit, " instructions, ", &time, " of virtual time"].concat()
    });
    plain("busy", "\u{25d4}", "Running\u{2026}", &details)
}

fn failed(state: &State, failure: &Failure) -> Said {
    let (headline, details) = match failure {
        Failure::Worker(why) => (
            ["The ", state.demo.language.name(), " simulation did not start"].concat(),
            why.as_str(),
        ),
        Failure::Silent => (
            "Ended".into(),
            "The simulation did not answer within a second, so what it had done is lost.",
        ),
        Failure::Refused(why) => ("This cannot be run".into(), why.as_str()),
    };
    plain("bad", "\u{2715}", &headline, details)
}

fn problems(count: usize) -> Said {
    let headline = match count {
        1 => "Not run: 1 problem".into(),
        _ => ["Not run: ", &count.to_string(), " problems"].concat(),
    };
    plain("bad", "\u{2715}", &headline, "Mend it and run it again.")
}

fn ended(film: &Film, state: &State) -> Said {
    let is_current = state.film_is_current();
    let (tone, sign, headline) = words(film.outcome);
    let (tone, sign) = if is_current { (tone, sign) } else { ("calm", "\u{21ba}") };
    let before = if is_current { "" } else { "Before your change: " };
    let code = match film.outcome {
        OutcomeKind::Stopped | OutcomeKind::Fuel | OutcomeKind::Limit => String::new(),
        _ => ["exit code ", &film.exit_code.to_string(), ", "].concat(),
    };
    let details = [&code, &format_ns(film.duration().0), " of virtual time"].concat();
    let headline = [before, headline].concat();
    Said { tone, sign, headline, details, outcome: Some(film.outcome.word()) }
}

/// Tone, sign and words of an outcome.
fn words(outcome: OutcomeKind) -> (&'static str, &'static str, &'static str) {
    const GOOD: (&str, &str) = ("good", "\u{2713}");
    const BAD: (&str, &str) = ("bad", "\u{2715}");
    const CUT: (&str, &str) = ("cut-short", "\u{25a0}");
    let ((tone, sign), words) = match outcome {
        OutcomeKind::Ok => (GOOD, "Finished"),
        OutcomeKind::Exit => (BAD, "Exited"),
        OutcomeKind::Panic => (BAD, "Panic"),
        OutcomeKind::Exception => (BAD, "Uncaught exception"),
        OutcomeKind::Deadlock => (BAD, "Deadlock: all goroutines are asleep"),
        OutcomeKind::Stuck => (BAD, "Stuck: the event loop waits for ever"),
        OutcomeKind::Fuel => (CUT, "Cut off: all instructions allowed were used up"),
        OutcomeKind::Limit => (CUT, "Cut off: a limit was reached"),
        OutcomeKind::Stopped => (CUT, "Stopped"),
    };
    (tone, sign, words)
}
