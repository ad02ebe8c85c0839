//! What keys do inside of a widget.
//!
//! **Invariants:** a key that means something to the element it is pressed in keeps that meaning:
//! the editor gets every key but the ones that run and stop, a button its Space, a list its
//! arrows.

use crate::state::{Action, Arrival, Panel};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

/// Listens to the keys of `widget` as long as it lives.
pub struct Keys {
    _listeners: [EventListener; 2],
}

impl Keys {
    /// Says to `act` what the keys mean.
    pub fn listen(widget: &Element, act: &Callback<Action>) -> Keys {
        let (early, late) = (act.clone(), act.clone());
        // Before the editor, which has a use of its own for Ctrl+Enter.
        let first = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        let capture = EventListener::new_with_options(widget, "keydown", first, move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                event.stop_propagation();
                early.emit(match event.shift_key() {
                    true => Action::Check,
                    false => Action::Run(Arrival::Play),
                });
            }
        });
        let then = EventListenerOptions::enable_prevent_default();
        let bubble = EventListener::new_with_options(widget, "keydown", then, move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if let Some(action) = meaning(event) {
                event.prevent_default();
                late.emit(action);
            }
        });
        Keys { _listeners: [capture, bubble] }
    }
}

/// What the widget does with a key that nobody else wanted.
fn meaning(event: &KeyboardEvent) -> Option<Action> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let is_free = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    if event.default_prevented() || !is_free {
        return None;
    }
    let shift = if event.shift_key() { Shift::Down } else { Shift::Up };
    key_meaning(&event.key(), shift, Place::of(&element))
}

/// Where a key is pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Where text is written or something is chosen with the arrows.
    Text,
    /// In the table of events, where up and down go from row to row.
    Rows,
    /// On a tab, whose arrows go to the next one.
    Tab,
    /// On a button or a link, which Space and Enter press.
    Button,
    /// On the slider, which the arrows move by themselves.
    Slider,
    /// Anywhere else.
    Free,
}

impl Place {
    fn of(element: &Element) -> Place {
        let is_in = |selector| element.closest(selector).ok().flatten().is_some();
        if is_in("textarea, select, [contenteditable], .yp-editor, input:not([type=range])") {
            Place::Text
        } else if is_in("input[type=range]") {
            Place::Slider
        } else if is_in("dialog.yp-keys") {
            Place::Text
        } else if is_in("[role=grid]") {
            Place::Rows
        } else if is_in("[role=tab]") {
            Place::Tab
        } else if is_in("button, a, summary") {
            Place::Button
        } else {
            Place::Free
        }
    }
}

/// The Shift key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shift {
    Up,
    Down,
}

fn key_meaning(key: &str, shift: Shift, place: Place) -> Option<Action> {
    match (key, shift, place) {
        (_, _, Place::Text) | (" ", _, Place::Button | Place::Tab) => None,
        ("ArrowRight", _, Place::Tab) => Some(Action::TurnPanel(1)),
        ("ArrowLeft", _, Place::Tab) => Some(Action::TurnPanel(-1)),
        (" ", ..) => Some(Action::TogglePlay),
        ("ArrowDown", _, Place::Rows) => Some(Action::GoRows(1)),
        ("ArrowUp", _, Place::Rows) => Some(Action::GoRows(-1)),
        ("PageDown", _, Place::Rows) => Some(Action::GoRows(8)),
        ("PageUp", _, Place::Rows) => Some(Action::GoRows(-8)),
        ("Enter", _, Place::Rows) => Some(Action::GoRows(0)),
        ("ArrowLeft" | "ArrowRight" | "Home" | "End", _, Place::Slider) => None,
        ("ArrowRight", Shift::Up, _) => Some(Action::StepForward),
        ("ArrowLeft", Shift::Up, _) => Some(Action::StepBack),
        ("ArrowRight", Shift::Down, _) => Some(Action::Pan(0.2)),
        ("ArrowLeft", Shift::Down, _) => Some(Action::Pan(-0.2)),
        ("Home", ..) => Some(Action::ToStart),
        ("End", ..) => Some(Action::ToEnd),
        ("+" | "=", ..) => Some(Action::ZoomHere(super::ZOOM_STEP)),
        ("-" | "_", ..) => Some(Action::ZoomHere(1.0 / super::ZOOM_STEP)),
        ("0", ..) => Some(Action::ShowAll),
        ("f", ..) => Some(Action::ToggleFollow),
        ("n" | "N", ..) => Some(Action::NextSwitch),
        ("p" | "P", ..) => Some(Action::PrevSwitch),
        (".", ..) => Some(Action::NextLine),
        (",", ..) => Some(Action::PrevLine),
        ("o", ..) => Some(Action::NextPrint),
        ("O", ..) => Some(Action::PrevPrint),
        (">", ..) => Some(Action::TurnSpeed(1)),
        ("<", ..) => Some(Action::TurnSpeed(-1)),
        ("Escape", ..) => Some(Action::ClearSelection),
        ("?", ..) => Some(Action::ShowKeys),
        ("r" | "R", ..) => Some(Action::Run(Arrival::Play)),
        ("s" | "S", ..) => Some(Action::Stop),
        ("a" | "A", ..) => Some(Action::Explore),
        ("e" | "E", ..) => Some(Action::ToEditor),
        ("1" | "2" | "3" | "4" | "5" | "6", ..) => {
            let number = key.parse::<usize>().unwrap_or(1);
            Some(Action::GoToPanel(Panel::ALL[number - 1]))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(key: &str, place: Place) -> String {
        format!("{:?}", key_meaning(key, Shift::Up, place))
    }

    #[test]
    fn the_editor_keeps_its_keys() {
        for key in [" ", "ArrowLeft", "Home", "+", "0"] {
            assert_eq!(says(key, Place::Text), "None", "{key}");
        }
    }

    #[test]
    fn a_button_keeps_space_and_gives_the_arrows() {
        assert_eq!(says(" ", Place::Button), "None");
        assert_eq!(says("ArrowLeft", Place::Button), "Some(StepBack)");
    }

    #[test]
    fn arrows_on_a_tab_go_to_the_next_one() {
        assert_eq!(says("ArrowLeft", Place::Tab), "Some(TurnPanel(-1))");
        assert_eq!(says("ArrowRight", Place::Tab), "Some(TurnPanel(1))");
        assert_eq!(says(" ", Place::Tab), "None");
    }

    #[test]
    fn the_slider_moves_itself_and_space_plays() {
        assert_eq!(says("ArrowRight", Place::Slider), "None");
        assert_eq!(says(" ", Place::Slider), "Some(TogglePlay)");
    }
}
