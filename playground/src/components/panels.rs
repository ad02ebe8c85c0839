//! The panels beside the timeline: a strip of tabs, and what the chosen one opens.
//!
//! **Invariants:** the panel's height depends on the widget's width alone, and what is in it
//! scrolls in it, so nothing moves when another one is opened or the run goes on.

use super::check::check;
use super::events::EventTable;
use super::machine::machine;
use super::problems;
use super::schedules::schedules;
use super::settings::settings;
use crate::state::{Action, Panel, State};
use yew::prelude::*;

/// The strip and the open panel.
pub fn panels(state: &State, act: &Callback<Action>, events: &EventTable) -> Html {
    let id = panel_id(state);
    html! {
        <div class="yp-panels">
            <div class="yp-tabs" role="tablist" aria-label="Panels">
                { for state.panels().iter().map(|&panel| tab(state, act, panel, &id)) }
            </div>
            <div class="yp-panel" role="tabpanel" data-yp-role="panel" id={id.clone()} tabindex="0"
                aria-labelledby={tab_id(&id, state.panel)} key={state.panel.role()}>
                { open(state, act, events, &id) }
            </div>
        </div>
    }
}

fn tab(state: &State, act: &Callback<Action>, panel: Panel, id: &str) -> Html {
    let is_open = state.panel == panel;
    let onclick = act.reform(move |_: MouseEvent| Action::OpenPanel(panel));
    html! {
        <button type="button" role="tab" class="yp-tab" data-yp-role={panel.role()}
            id={tab_id(id, panel)} aria-controls={id.to_string()}
            aria-selected={if is_open { "true" } else { "false" }}
            tabindex={if is_open { "0" } else { "-1" }} {onclick}>
            <b data-yp-title={panel.title()}>{ panel.title() }</b>
            { badge(state, panel) }
        </button>
    }
}

/// How many problems there are, or that a search is under way.
fn badge(state: &State, panel: Panel) -> Html {
    let text = match panel {
        Panel::Problems => problems::count(state),
        _ => 0,
    };
    match text {
        0 => Html::default(),
        count => html! { <span class="yp-badge">{ count }</span> },
    }
}

fn open(state: &State, act: &Callback<Action>, events: &EventTable, id: &str) -> Html {
    match state.panel {
        Panel::Machine => machine(state, act),
        Panel::Events => events.view(state, act, id),
        Panel::Problems => problems::problems(state, act),
        Panel::Schedules => schedules(state, act),
        Panel::Settings => settings(state, act, id),
        Panel::Check => check(state, act),
    }
}

/// Unique on the page, which may have several widgets: ids may hold anything but spaces.
fn panel_id(state: &State) -> String {
    state.demo.key().replace(char::is_whitespace, "-")
}

fn tab_id(panel: &str, tab: Panel) -> String {
    [panel, ":", tab.role()].concat()
}
