//! How the program is run: the knobs.

use super::button::{Button, Icon, Use};
use crate::settings::{Knob, profiles};
use crate::state::{Action, Draft, State};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What the panel shows.
pub fn settings(state: &State, act: &Callback<Action>, id: &str) -> Html {
    let knobs = Knob::of(state.demo.language);
    let reset = Button {
        role: "reset-settings",
        label: "As the demo has it: every setting",
        shortcut: "",
        icon: Icon::Reset,
        text: "As the demo has it",
        use_of: Use::when(!state.settings.is_empty()),
    };
    html! {
        <div class="yp-form">
            <p class="yp-soft">{ "A change runs the program again." }</p>
            { for knobs.iter().map(|&knob| field(state, act, knob, id)) }
            <div>{ reset.says(act, Action::ResetSettings) }</div>
        </div>
    }
}

fn field(state: &State, act: &Callback<Action>, knob: Knob, id: &str) -> Html {
    let (label, about) = words(knob);
    let id = [id, ":", knob.key()].concat();
    let about_id = [&id, ":about"].concat();
    let draft = state.draft.as_ref().filter(|draft| draft.knob == knob);
    let why = draft.map_or("", |draft| draft.why);
    let next = Button {
        role: "next-seed",
        label: "Run with the next seed",
        shortcut: "",
        icon: Icon::Plus,
        text: "Next",
        use_of: Use::Ready,
    };
    html! {
        <div class="yp-field" data-yp-changed={state.settings.get(knob).map(|_| "true")}>
            <label for={id.clone()}>{ label }</label>
            <div class="yp-inputs">
                { match choices(state, knob) {
                    Some(choices) => select(state, act, knob, id, choices, about_id.clone()),
                    None => input(state, act, knob, id, draft, about_id.clone()),
                } }
                if knob == Knob::Seed { { next.says(act, Action::NextSeed) } }
            </div>
            <p id={about_id} class={if why.is_empty() { "yp-soft" } else { "yp-misfit" }}>
                { if why.is_empty() { about } else { why } }
            </p>
        </div>
    }
}

fn choices(state: &State, knob: Knob) -> Option<&'static [&'static str]> {
    match knob {
        Knob::Profile => Some(profiles(state.demo.language)),
        Knob::AsyncioDebug => Some(&["off", "on"]),
        _ => None,
    }
}

fn select(
    state: &State, act: &Callback<Action>, knob: Knob, id: String,
    choices: &'static [&'static str], about: String,
) -> Html {
    let onchange = act.reform(move |event: Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let chosen = list.and_then(|list| choices.get(list.selected_index() as usize));
        Action::Turn(knob, chosen.copied().unwrap_or_default().into())
    });
    let value = state.value(knob);
    html! {
        <select class="yp-select" {id} data-yp-role={knob.key()} aria-describedby={about} {onchange}>
            { for choices.iter().map(|&choice| {
                html! { <option selected={choice == value}>{ shown(choice) }</option> }
            }) }
        </select>
    }
}

/// Versions as people write them.
fn shown(choice: &'static str) -> String {
    match choice {
        "go-wasm" => "Go 1.27 in WebAssembly".into(),
        "go-1.13" => "Go 1.13: no asynchronous preemption".into(),
        "go-1.21" => "Go 1.21: one variable per loop".into(),
        "cpython-3.13t" => "CPython 3.13t: no GIL".into(),
        other => match other.split_once('-') {
            Some(("go", version)) => ["Go ", version].concat(),
            Some((_, version)) => ["CPython ", version].concat(),
            None => other.into(),
        },
    }
}

fn input(
    state: &State, act: &Callback<Action>, knob: Knob, id: String, draft: Option<&Draft>,
    about: String,
) -> Html {
    let text = |event: &web_sys::Event| -> Rc<str> {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        input.map_or_else(Default::default, |input| input.value().into())
    };
    let oninput = act.reform(move |event: InputEvent| Action::Draft(knob, text(&event)));
    let onchange = act.reform(move |event: Event| Action::Turn(knob, text(&event)));
    let value = draft.map_or_else(|| state.value(knob).to_string(), |draft| draft.text.to_string());
    let is_wrong = draft.is_some_and(|draft| !draft.why.is_empty());
    html! {
        <input type="text" class="yp-input" {id} data-yp-role={knob.key()} {value}
            inputmode={if matches!(knob, Knob::Seed | Knob::Procs) { "numeric" } else { "text" }}
            autocomplete="off" spellcheck="false" aria-describedby={about}
            aria-invalid={is_wrong.then_some("true")} {oninput} {onchange} />
    }
}

/// Its name, and what it does.
fn words(knob: Knob) -> (&'static str, &'static str) {
    match knob {
        Knob::Seed => (
            "Seed",
            "With 0 the machine is calm: only what the runtime draws by lot is drawn. Other seeds also vary what the operating system does.",
        ),
        Knob::Procs => ("GOMAXPROCS", "So many goroutines can run at the same moment."),
        Knob::Profile => ("Version", "Which runtime is simulated."),
        Knob::Interval => (
            "Switch interval",
            "A thread waits so long before it asks for the GIL: sys.setswitchinterval.",
        ),
        Knob::AsyncioDebug => {
            ("asyncio's debug mode", "PYTHONASYNCIODEBUG: asyncio warns of slow callbacks.")
        }
        Knob::Instruction => ("An instruction takes", "Virtual time: a model, not a promise."),
        Knob::Operation => {
            ("A call of the runtime takes", "On top of that: a send, a lock, a switch.")
        }
    }
}
