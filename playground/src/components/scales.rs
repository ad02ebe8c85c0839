//! How the axis runs, and how closely it is looked at.

use super::ZOOM_STEP;
use super::button::{Button, Icon, says};
use crate::state::Action;
use trace_view::ScaleKind;
use yew::prelude::*;

/// What the row shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ScalesProps {
    /// The axis.
    pub scale: ScaleKind,
    /// Whether the run is of an earlier program.
    pub is_old: bool,
    /// Whether the whole axis is in view.
    pub is_whole: bool,
    /// Hears what is pressed.
    pub act: Callback<Action>,
}

/// Axis, its name for tests, its word and what it is good for.
const SCALES: [(ScaleKind, &str, &str, &str); 3] = [
    (ScaleKind::Folded, "scale-folded", "Folded", "Long waits are drawn shorter than they are"),
    (ScaleKind::Time, "scale-time", "Time", "Virtual time, to scale"),
    (ScaleKind::Steps, "scale-steps", "Steps", "Every event has the same width"),
];

/// The row above the timeline.
#[component]
pub fn Scales(props: &ScalesProps) -> Html {
    let act = &props.act;
    html! {
        <div class="yp-scales">
            <div class="yp-choice" role="group" aria-label="Scale of the timeline">
                { for SCALES.iter().map(|scale| choice(props, scale)) }
            </div>
            if props.is_old {
                <span class="yp-stale" data-yp-role="stale">
                    { "This run is of the program before your edit." }
                </span>
            }
            <div class="yp-zoom" role="group" aria-label="Zoom of the timeline">
                <Button role="zoom-out" icon={Icon::Minus} label="Zoom out" shortcut="-"
                    disabled={props.is_whole} act={says(act, Action::ZoomHere(1.0 / ZOOM_STEP))} />
                <Button role="zoom-in" icon={Icon::Plus} label="Zoom in" shortcut="+"
                    act={says(act, Action::ZoomHere(ZOOM_STEP))} />
                <Button role="zoom-all" icon={Icon::All} label="Show the whole run" shortcut="0"
                    disabled={props.is_whole} act={says(act, Action::ShowAll)} />
            </div>
        </div>
    }
}

fn choice(
    props: &ScalesProps, &(scale, role, word, about): &(ScaleKind, &'static str, &str, &'static str),
) -> Html {
    let onclick = props.act.reform(move |_: MouseEvent| Action::SetScale(scale));
    let is_chosen = if props.scale == scale { "true" } else { "false" };
    html! {
        <button type="button" data-yp-role={role} aria-pressed={is_chosen} title={about} {onclick}>
            { word }
        </button>
    }
}
