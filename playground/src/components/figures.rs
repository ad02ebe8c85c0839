//! The run in figures, beside those of the run before.

use crate::state::State;
use runtime_core::trace::figures::Figures;
use trace_view::format_ns;
use yew::prelude::*;

/// A figure of a run, if it makes sense for it.
type Figure = fn(&Figures) -> Option<u64>;

/// Name, what it is exactly, whether it is a time, and which.
const FIGURES: [(&str, &str, bool, Figure); 7] = [
    ("Makespan", "The virtual time of the whole run", true, |figures| Some(figures.makespan_ns)),
    (
        "Longest loop block",
        "The longest time one callback kept the event loop to itself",
        true,
        |figures| figures.block_ns,
    ),
    (
        "Wake latency p50",
        "From when one could go on to when it did: half of them are faster",
        true,
        |figures| figures.wake_p50_ns,
    ),
    (
        "Wake latency p99",
        "From when one could go on to when it did: 99 of 100 are faster",
        true,
        |figures| figures.wake_p99_ns,
    ),
    ("GIL hand-overs", "How often the GIL went from one thread to another", false, |figures| {
        figures.hand_overs
    }),
    ("Steals", "How often a P took goroutines from another", false, |figures| figures.steals),
    (
        "Context switches",
        "How often another one began to run than had run before",
        false,
        |figures| Some(figures.switches),
    ),
];

/// The strip; empty before there is a run.
pub fn figures(state: &State) -> Html {
    let film = state.film.as_ref();
    let old = state.film_is_old().then_some("true");
    html! {
        <dl class="yp-figures" data-yp-role="figures" data-yp-old={old}>
            { for film.iter().flat_map(|film| {
                FIGURES.iter().filter_map(|figure| one(figure, film.figures(), state.before.as_ref()))
            }) }
        </dl>
    }
}

fn one(
    &(name, about, is_time, figure): &(&'static str, &'static str, bool, Figure), now: &Figures,
    before: Option<&Figures>,
) -> Option<Html> {
    let now = figure(now)?;
    let before = before.and_then(figure).filter(|before| *before != now);
    let shown = |value| if is_time { format_ns(value) } else { super::schedules::grouped(value) };
    Some(html! {
        <div title={about}>
            <dt>{ name }</dt>
            <dd>
                { shown(now) }
                if let Some(before) = before { <small>{ "was " }{ shown(before) }</small> }
            </dd>
        </div>
    })
}
