//! How the axis runs, and how closely it is looked at.

use super::ZOOM_STEP;
use super::button::{Button, Icon, Use};
use crate::state::{Action, State};
use trace_view::ScaleKind;
use yew::prelude::*;

/// Axis, its name for tests, its word and what it is good for.
const SCALES: [(ScaleKind, &str, &str, &str); 3] = [
    (ScaleKind::Folded, "scale-folded", "Folded", "Long waits are drawn shorter than they are"),
    (ScaleKind::Time, "scale-time", "Time", "Virtual time, to scale"),
    (ScaleKind::Steps, "scale-steps", "Steps", "Every event has the same width"),
];

/// The row above the timeline.
pub fn scales(state: &State, act: &Callback<Action>) -> Html {
    html! {
        <div class="yp-scales">
            <div class="yp-choice" role="group" aria-label="Scale of the timeline">
                { for SCALES.iter().map(|scale| choice(state, act, scale)) }
            </div>
            if state.film_is_old() {
                <span class="yp-stale" data-yp-role="stale"
                    title="This run is of the program as it was before your edit">
                    { "From before your edit" }
                </span>
            }
            <div class="yp-zoom" role="group" aria-label="Zoom of the timeline">
                { zoom(state, act) }
            </div>
        </div>
    }
}

fn zoom(state: &State, act: &Callback<Action>) -> Html {
    let closer = Use::when(state.film.is_some());
    let wider = Use::when(state.camera.span < 1.0);
    let button = |role, icon, label, shortcut, use_of, action| {
        Button { role, label, shortcut, icon, text: "", use_of }.says(act, action)
    };
    let (out, into) = (Action::ZoomHere(1.0 / ZOOM_STEP), Action::ZoomHere(ZOOM_STEP));
    html! { <>
        { button("zoom-out", Icon::Minus, "Zoom out", "-", wider, out) }
        { button("zoom-in", Icon::Plus, "Zoom in", "+", closer, into) }
        { button("zoom-all", Icon::All, "Show the whole run", "0", wider, Action::ShowAll) }
    </> }
}

fn choice(
    state: &State, act: &Callback<Action>,
    &(scale, role, word, about): &(ScaleKind, &'static str, &'static str, &'static str),
) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::SetScale(scale));
    let is_chosen = if state.scale == scale { "true" } else { "false" };
    html! {
        <button type="button" data-yp-role={role} aria-pressed={is_chosen} title={about} {onclick}>
            { word }
        </button>
    }
}
