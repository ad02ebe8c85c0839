//! Play, step, scrub: where in the run the learner stands.

use super::button::{Button, Icon, Use};
use crate::state::{Action, Film, Playback, Speed, State};
use trace_view::format_ns;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The row of buttons and the slider.
pub fn transport(state: &State, act: &Callback<Action>) -> Html {
    html! {
        <div class="yp-transport" role="group" aria-label="Playback">
            <div class="yp-buttons">{ buttons(state, act) }</div>
            { slider(state, act) }
            { clock(state) }
            { speeds(state, act) }
        </div>
    }
}

fn buttons(state: &State, act: &Callback<Action>) -> Html {
    let (cursor, last) = (state.playback.cursor, events(state));
    let (before, after) = (Use::when(cursor > 0), Use::when(cursor < last));
    let (icon, label) = match state.playback.playing {
        true => (Icon::Pause, "Pause"),
        false => (Icon::Play, "Play the run"),
    };
    let button = |role, icon, label, shortcut, use_of, action| {
        Button { role, label, shortcut, icon, text: "", use_of }.says(act, action)
    };
    html! { <>
        { button("to-start", Icon::ToStart, "To the start", "Home", before, Action::ToStart) }
        { button("prev-switch", Icon::PrevSwitch, "Back to where another task began to run", "P", before,
            Action::PrevSwitch) }
        { button("prev-line", Icon::PrevLine, "One line of this task back", ",", before, Action::PrevLine) }
        { button("step-back", Icon::StepBack, "One event back", "\u{2190}", before, Action::StepBack) }
        { button("play", icon, label, "Space", Use::when(last > 0), Action::TogglePlay) }
        { button("step-forward", Icon::StepForward, "One event forward", "\u{2192}", after,
            Action::StepForward) }
        { button("next-line", Icon::NextLine, "To the next line of this task", ".", after, Action::NextLine) }
        { button("next-switch", Icon::NextSwitch, "To where another task begins to run", "N", after,
            Action::NextSwitch) }
        { button("to-end", Icon::ToEnd, "To the end", "End", after, Action::ToEnd) }
    </> }
}

fn events(state: &State) -> u32 {
    state.film.as_ref().map_or(0, |film| film.events())
}

fn slider(state: &State, act: &Callback<Action>) -> Html {
    let (cursor, last) = (state.playback.cursor.to_string(), events(state).to_string());
    let oninput = act.reform(|event: InputEvent| {
        let slider = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Action::Seek(slider.map_or(0, |slider| slider.value_as_number() as u32))
    });
    let said = ["event ", &cursor, " of ", &last, ", ", &now(state)].concat();
    html! {
        <input type="range" class="yp-scrub" data-yp-role="scrub" aria-label="Position in the run"
            min="0" max={last} step="1" value={cursor} aria-valuetext={said}
            disabled={events(state) == 0} {oninput} />
    }
}

/// The virtual time there is now.
fn now(state: &State) -> String {
    let Playback { cursor, place, .. } = state.playback;
    let time = state.film.as_ref().map(|film| film.time_at(state.scale, place, cursor));
    format_ns(time.unwrap_or_default().0)
}

fn clock(state: &State) -> Html {
    let whole = |film: &std::rc::Rc<Film>| [" / ", &format_ns(film.duration().0)].concat();
    html! {
        <span class="yp-clock" data-yp-role="clock" title="Virtual time: now / the whole run">
            <b>{ now(state) }</b>
            <span>{ state.film.as_ref().map(whole) }</span>
        </span>
    }
}

fn speeds(state: &State, act: &Callback<Action>) -> Html {
    let onchange = act.reform(|event: Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let chosen = list.and_then(|list| Speed::ALL.get(list.selected_index() as usize).copied());
        Action::SetSpeed(chosen.unwrap_or(Speed::Normal))
    });
    let option = |&speed: &Speed| {
        html! { <option selected={speed == state.playback.speed}>{ speed.label() }</option> }
    };
    html! {
        <select class="yp-select" data-yp-role="speed" aria-label="Speed" title="Speed" {onchange}>
            { for Speed::ALL.iter().map(option) }
        </select>
    }
}
