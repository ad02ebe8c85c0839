//! What the program has printed by now.
//!
//! The two streams differ by a bar and a word at the side as well as by colour.

use super::old;
use crate::state::{Passage, State};
use runtime_core::trace::Stream;
use yew::prelude::*;

/// The output so far; the widget scrolls it to its end.
pub fn console(state: &State, node: &NodeRef) -> Html {
    let film = state.film.as_ref();
    let (passages, is_cut) =
        film.map_or_else(Default::default, |film| film.console(state.playback.cursor));
    html! {
        <div ref={node} class="yp-console" data-yp-old={old(state)} data-yp-role="console" role="log" aria-live="off"
            aria-label="Output" tabindex="0">
            if state.film_is_old() {
                <p class="yp-cut">{ "Printed by the program before your edit:" }</p>
            }
            if is_cut { <p class="yp-cut">{ "Earlier output is not shown." }</p> }
            { for passages.into_iter().map(passage) }
        </div>
    }
}

fn passage(passage: Passage) -> Html {
    match passage.stream {
        Stream::Stdout => html! { <pre class="yp-stdout">{ passage.text }</pre> },
        Stream::Stderr => html! {
            <pre class="yp-stderr" aria-label="standard error">{ passage.text }</pre>
        },
    }
}
