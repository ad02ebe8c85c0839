//! Play, step, scrub: where in the run the learner stands.

use super::Same;
use super::button::{Button, Icon, says};
use crate::state::{Action, Film, Speed};
use trace_view::format_ns;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What the transport shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TransportProps {
    /// The run, if there is one.
    pub film: Option<Same<Film>>,
    /// Events that have happened.
    pub cursor: u32,
    /// Whether it plays.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
    /// Hears what is pressed.
    pub act: Callback<Action>,
}

/// The row of buttons and the slider.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    html! {
        <div class="yp-transport" role="group" aria-label="Playback">
            { buttons(props) }
            { slider(props) }
            { clock(props) }
            { speeds(props) }
        </div>
    }
}

fn buttons(props: &TransportProps) -> Html {
    let (act, last) = (&props.act, props.film.as_ref().map_or(0, |film| film.0.events()));
    let (at_start, at_end) = (props.cursor == 0, props.cursor >= last);
    let (icon, label) =
        if props.playing { (Icon::Pause, "Pause") } else { (Icon::Play, "Play the run") };
    html! {
        <div class="yp-buttons">
            <Button role="to-start" icon={Icon::ToStart} label="To the start" shortcut="Home"
                disabled={at_start} act={says(act, Action::ToStart)} />
            <Button role="step-back" icon={Icon::StepBack} label="One event back" shortcut="\u{2190}"
                disabled={at_start} act={says(act, Action::StepBack)} />
            <Button role="play" class="yp-play" {icon} {label} shortcut="Space"
                disabled={last == 0} act={says(act, Action::TogglePlay)} />
            <Button role="step-forward" icon={Icon::StepForward} label="One event forward"
                shortcut="\u{2192}" disabled={at_end} act={says(act, Action::StepForward)} />
            <Button role="to-end" icon={Icon::ToEnd} label="To the end" shortcut="End"
                disabled={at_end} act={says(act, Action::ToEnd)} />
        </div>
    }
}

fn slider(props: &TransportProps) -> Html {
    let last = props.film.as_ref().map_or(0, |film| film.0.events());
    let oninput = props.act.reform(|event: InputEvent| {
        let slider = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Action::Seek(slider.map_or(0, |slider| slider.value_as_number() as u32))
    });
    let said = ["event ", &props.cursor.to_string(), " of ", &last.to_string(), ", ", &now(props)];
    html! {
        <input type="range" class="yp-scrub" data-yp-role="scrub" aria-label="Position in the run"
            min="0" max={last.to_string()} step="1" value={props.cursor.to_string()}
            aria-valuetext={said.concat()} disabled={last == 0} {oninput} />
    }
}

/// The virtual time there is now.
fn now(props: &TransportProps) -> String {
    props.film.as_ref().map_or_else(|| "0".into(), |film| format_ns(film.0.time(props.cursor).0))
}

fn clock(props: &TransportProps) -> Html {
    let whole = props.film.as_ref().map(|film| format_ns(film.0.duration().0));
    html! {
        <span class="yp-clock" data-yp-role="clock" title="Virtual time: now / the whole run">
            <b>{ now(props) }</b>
            if let Some(whole) = whole { <span>{ " / " }{ whole }</span> }
        </span>
    }
}

fn speeds(props: &TransportProps) -> Html {
    let onchange = props.act.reform(|event: Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let chosen = list.and_then(|list| Speed::ALL.get(list.selected_index() as usize).copied());
        Action::SetSpeed(chosen.unwrap_or(Speed::Normal))
    });
    let option = |&speed: &Speed| {
        html! { <option selected={speed == props.speed}>{ speed.label() }</option> }
    };
    html! {
        <select class="yp-select" data-yp-role="speed" aria-label="Speed" title="Speed" {onchange}>
            { for Speed::ALL.iter().map(option) }
        </select>
    }
}
