//! How the axis runs, and how closely it is looked at.

use super::ZOOM_STEP;
use super::button::{Button, Icon, Use};
use crate::state::{Action, Follow, State};
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
                    title="This run is of the program or the settings as they were before your change">
                    { "From before your change" }
                </span>
            }
            <div class="yp-zoom" role="group" aria-label="View of the timeline">
                { follow(state, act) }
                { fold_all(state, act) }
                { zoom(state, act) }
            </div>
        </div>
    }
}

/// Whether the view goes with the playhead.
fn follow(state: &State, act: &Callback<Action>) -> Html {
    let onclick = act.reform(|_: MouseEvent| Action::ToggleFollow);
    let is_on = if state.look.follow == Follow::On { "true" } else { "false" };
    let title = "Keep the playhead in view while it moves; moving the view switches this off (F)";
    html! {
        <button type="button" class="yp-press yp-toggle" data-yp-role="follow" aria-pressed={is_on}
            {title} {onclick}>{ "Follow" }</button>
    }
}

/// Folds or unfolds every group of lanes; nothing where there is none.
fn fold_all(state: &State, act: &Callback<Action>) -> Html {
    if state.look.rows.heads.is_empty() {
        return html! {};
    }
    let onclick = act.reform(|_: MouseEvent| Action::FoldAll);
    let word = if state.look.can_fold() { "Fold all" } else { "Unfold all" };
    html! {
        <button type="button" class="yp-press yp-toggle" data-yp-role="fold-all" {onclick}
            title="Lanes of one kind in one row each, or each in a row of its own">{ word }</button>
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
