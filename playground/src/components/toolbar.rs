//! The head of the widget: what it is, and Run, Stop, Reset.

use super::button::{Button, Icon, says};
use crate::state::{Action, Arrival};
use yew::prelude::*;

/// What the toolbar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The demo's title.
    pub title: AttrValue,
    /// The language, as people write it.
    pub language: &'static str,
    /// Whether something runs.
    pub busy: bool,
    /// Whether there is an edit to throw away.
    pub edited: bool,
    /// Whether a reset can be undone.
    pub can_undo: bool,
    /// Hears what is pressed.
    pub act: Callback<Action>,
}

/// The head of the widget.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let act = &props.act;
    html! {
        <div class="yp-bar">
            <div class="yp-title">
                <span class="yp-language">{ props.language }</span>
                <span class="yp-name">{ &props.title }</span>
                if props.edited { <span class="yp-edited">{ "edited" }</span> }
            </div>
            <div class="yp-actions" role="group" aria-label="Program">
                <Button role="run" class="yp-primary" icon={Icon::Play} label="Run the program"
                    shortcut="Ctrl+Enter" text="Run" disabled={props.busy}
                    act={says(act, Action::Run(Arrival::Play))} />
                <Button role="stop" icon={Icon::Stop} label="Stop the run" text="Stop"
                    disabled={!props.busy} act={says(act, Action::Stop)} />
                { reset(props) }
            </div>
        </div>
    }
}

/// Reset, or the way back from one.
fn reset(props: &ToolbarProps) -> Html {
    if props.can_undo {
        return html! {
            <Button role="undo-reset" icon={Icon::Reset} text="Undo"
                label="Undo: bring my program back" act={says(&props.act, Action::UndoReset)} />
        };
    }
    html! {
        <Button role="reset" icon={Icon::Reset} text="Reset" disabled={!props.edited}
            label="Reset to the original program" act={says(&props.act, Action::Reset)} />
    }
}
