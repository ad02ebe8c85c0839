//! How things stand: not run, running, or how the run ended.

use super::Same;
use crate::state::{Action, Arrival, Failure, Film, Keeping, Phase, State, WorkerState};
use runtime_core::trace::OutcomeKind;
use trace_view::format_ns;
use worker::protocol::Progress;
use yew::prelude::*;

/// What the strip says.
#[derive(Clone, PartialEq, Properties)]
pub struct OutcomeProps {
    /// Whether something runs.
    pub phase: Phase,
    /// Whether the worker listens.
    pub worker: WorkerState,
    /// The last run.
    pub film: Option<Same<Film>>,
    /// Whether it is of the program in the editor.
    pub is_current: bool,
    /// How many things are wrong with the program.
    pub problems: usize,
    /// What prevents running.
    pub failure: Option<Failure>,
    /// Whether edits are kept.
    pub keeping: Keeping,
    /// The language, as people write it.
    pub language: &'static str,
    /// Hears Retry.
    pub act: Callback<Action>,
}

impl OutcomeProps {
    /// What `state` has to say.
    pub fn of(state: &State, act: Callback<Action>) -> OutcomeProps {
        OutcomeProps {
            phase: state.phase.clone(),
            worker: state.worker,
            film: state.film.clone().map(Same),
            is_current: state.film_is_current(),
            problems: state.diagnostics.len(),
            failure: state.failure.clone(),
            keeping: state.keeping,
            language: state.demo.language_name(),
            act,
        }
    }
}

/// What the strip shows, in the order it is read.
struct Said {
    /// The style class: what kind of thing it is.
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
#[component]
pub fn Outcome(props: &OutcomeProps) -> Html {
    let said = say(props);
    let retry = props.act.reform(|_: MouseEvent| Action::Run(Arrival::Play));
    html! {
        <div class={classes!("yp-outcome", said.tone)} data-yp-role="outcome"
            data-yp-outcome={said.outcome} role="status">
            <span class="yp-sign" aria-hidden="true">{ said.sign }</span>
            <span class="yp-said">
                <b>{ said.headline }</b>
                <span class="yp-details">{ said.details }</span>
                if props.keeping == Keeping::Refused {
                    <span class="yp-details">
                        { "This browser does not keep your edit: it lasts as long as this page." }
                    </span>
                }
            </span>
            if props.failure.is_some() && props.phase == Phase::Idle {
                <button type="button" class="yp-button" data-yp-role="retry" onclick={retry}>
                    { "Retry" }
                </button>
            }
        </div>
    }
}

fn say(props: &OutcomeProps) -> Said {
    match (&props.phase, &props.failure, &props.film) {
        (Phase::Running { progress, .. }, ..) => running(props, progress.as_ref()),
        (Phase::Stopping { .. }, ..) => plain("yp-busy", "\u{25d4}", "Stopping\u{2026}", ""),
        (Phase::Idle, Some(failure), _) => failed(props, failure),
        (Phase::Idle, None, _) if props.problems > 0 => problems(props.problems),
        (Phase::Idle, None, Some(film)) => ended(&film.0, props.is_current),
        (Phase::Idle, None, None) => plain("yp-calm", "\u{25cb}", "Not run yet", "Press Run."),
    }
}

fn plain(tone: &'static str, sign: &'static str, headline: &str, details: &str) -> Said {
    Said { tone, sign, headline: headline.into(), details: details.into(), outcome: None }
}

fn running(props: &OutcomeProps, progress: Option<&Progress>) -> Said {
    if props.worker == WorkerState::Away {
        let headline = ["Loading the ", props.language, " simulation\u{2026}"].concat();
        return plain("yp-busy", "\u{25d4}", &headline, "");
    }
    let details = progress.map_or_else(String::new, |progress| {
        let millions = (progress.instructions / 1_000_000).to_string();
        [&millions, " M instructions, ", &format_ns(progress.at.0), " of virtual time"].concat()
    });
    plain("yp-busy", "\u{25d4}", "Running\u{2026}", &details)
}

fn failed(props: &OutcomeProps, failure: &Failure) -> Said {
    let (headline, details) = match failure {
        Failure::Worker(why) => {
            (["The ", props.language, " simulation did not start"].concat(), why.as_str())
        }
        Failure::Silent => (
            "Ended".into(),
            "The simulation did not answer within a second, so what it had done is lost.",
        ),
        Failure::Refused(why) => ("This cannot be run".into(), why.as_str()),
    };
    plain("yp-bad", "\u{2715}", &headline, details)
}

fn problems(count: usize) -> Said {
    let headline = match count {
        1 => "Not run: 1 problem".into(),
        _ => ["Not run: ", &count.to_string(), " problems"].concat(),
    };
    plain("yp-bad", "\u{2715}", &headline, "Mend the program, then run it again.")
}

fn ended(film: &Film, is_current: bool) -> Said {
    let (tone, sign, headline) = words(film.outcome);
    let (tone, sign) = if is_current { (tone, sign) } else { ("yp-calm", "\u{21ba}") };
    let before = if is_current { "" } else { "The program before your edit: " };
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
    const GOOD: (&str, &str) = ("yp-good", "\u{2713}");
    const BAD: (&str, &str) = ("yp-bad", "\u{2715}");
    const CUT: (&str, &str) = ("yp-cut-short", "\u{25a0}");
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
