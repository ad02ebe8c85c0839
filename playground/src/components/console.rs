//! What the program has printed by now.
//!
//! The two streams differ by a bar and a word at the side as well as by colour.

use super::old;
use crate::state::{Action, Passage, State};
use runtime_core::trace::Stream;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

/// The output so far; the widget scrolls it to its end. A click goes to when it was printed.
pub fn console(state: &State, act: &Callback<Action>, node: &NodeRef) -> Html {
    let act = act.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        pressed().iter().for_each(|action| act.emit(action.clone()))
    });
    let (film, most) = (state.film.as_ref(), state.console_bytes());
    let (passages, is_cut) =
        film.map_or_else(Default::default, |film| film.console_end(state.playback.cursor, most));
    html! {
        <div ref={node} class="yp-console" data-yp-old={old(state)} data-yp-role="console" role="log" aria-live="off"
            aria-label="Output" tabindex="0" {onclick}
            title="A click on a line goes to the moment it was printed">
            if state.film_is_old() {
                <p class="yp-cut">{ "Printed before your change:" }</p>
            }
            if is_cut { <p class="yp-cut">{ "Earlier output is not shown." }</p> }
            { for passages.into_iter().enumerate().map(passage) }
        </div>
    }
}

fn passage((number, passage): (usize, Passage)) -> Html {
    let number = number.to_string();
    match passage.stream {
        Stream::Stdout => html! {
            <pre class="yp-stdout" data-yp-passage={number}>{ passage.text }</pre>
        },
        Stream::Stderr => html! {
            <pre class="yp-stderr" data-yp-passage={number} aria-label="standard error">
                { passage.text }
            </pre>
        },
    }
}

/// Where the click that has just been set the page's cursor: browsers do that also in text that
/// cannot be edited. Not if something is selected, to be copied.
fn pressed() -> Option<Action> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let node: Node = selection.anchor_node().filter(|_| selection.is_collapsed())?;
    let element = node.parent_element().or_else(|| node.dyn_ref::<Element>().cloned())?;
    let passage = element.closest("[data-yp-passage]").ok()??;
    let number = passage.get_attribute("data-yp-passage")?.parse().ok()?;
    Some(Action::ShowPrinted(number, selection.anchor_offset()))
}
