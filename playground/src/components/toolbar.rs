//! The head of the widget: what it is, and Run, Stop, Reset.

use super::button::{Button, Icon, Use};
use crate::state::{Action, Arrival, Phase, State};
use yew::prelude::*;

/// The head of the widget.
pub fn toolbar(state: &State, act: &Callback<Action>) -> Html {
    html! {
        <div class="yp-bar">
            <div class="yp-title">
                <span class="yp-language">{ state.demo.language.name() }</span>
                <span class="yp-name">{ &state.demo.title }</span>
                if state.is_edited() { <span class="yp-edited">{ "edited" }</span> }
            </div>
            <div class="yp-program" role="group" aria-label="Program">
                { run(state).says(act, Action::Run(Arrival::Play)) }
                if state.grade.is_some() { { check(state).says(act, Action::Check) } }
                { stop(state).says(act, Action::Stop) }
                { reset(state, act) }
                { quiet("share", "Share or save this run", Icon::Share, "Share").says(act, Action::Share) }
                { quiet("full", "Full size, or back", Icon::Full, "").says(act, Action::ToggleFull) }
                { keys().says(act, Action::ShowKeys) }
            </div>
        </div>
    }
}

fn run(state: &State) -> Button {
    Button {
        role: "run",
        label: "Run the program",
        shortcut: "Ctrl+Enter",
        icon: Icon::Play,
        text: "Run",
        use_of: match (&state.phase, &state.grade) {
            (Phase::Idle, None) => Use::First,
            (Phase::Idle, _) => Use::Ready,
            _ => Use::Nothing,
        },
    }
}

fn check(state: &State) -> Button {
    Button {
        role: "check",
        label: "Check the answer on every schedule",
        shortcut: "Ctrl+Shift+Enter",
        icon: Icon::Check,
        text: "Check",
        use_of: if state.grading().is_none() { Use::First } else { Use::Nothing },
    }
}

fn stop(state: &State) -> Button {
    Button {
        role: "stop",
        label: "Stop the run",
        shortcut: "",
        icon: Icon::Stop,
        text: "Stop",
        use_of: Use::when(
            matches!(state.phase, Phase::Running { .. }) || state.grading().is_some(),
        ),
    }
}

fn keys() -> Button {
    Button { shortcut: "?", ..quiet("show-keys", "Keys", Icon::Keys, "") }
}

/// A button that can always be pressed.
fn quiet(role: &'static str, label: &'static str, icon: Icon, text: &'static str) -> Button {
    Button { role, label, shortcut: "", icon, text, use_of: Use::Ready }
}

/// Reset, or the way back from one.
fn reset(state: &State, act: &Callback<Action>) -> Html {
    let is_back = state.before_reset.is_some();
    let (role, text, label, action) = match is_back {
        true => ("undo-reset", "Undo", "Undo the reset: bring my program back", Action::UndoReset),
        false => ("reset", "Reset", "Reset to the original program", Action::Reset),
    };
    let use_of = Use::when(is_back || state.is_edited());
    Button { role, label, shortcut: "", icon: Icon::Reset, text, use_of }.says(act, action)
}
