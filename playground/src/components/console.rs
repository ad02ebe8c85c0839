//! What the program has printed by now.
//!
//! The two streams differ by a bar and a word at the side as well as by colour.

use super::Same;
use crate::state::{Film, Passage};
use runtime_core::trace::Stream;
use web_sys::Element;
use yew::prelude::*;

/// What the console shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ConsoleProps {
    /// The run, if there is one.
    pub film: Option<Same<Film>>,
    /// Events that have happened.
    pub cursor: u32,
}

/// The output so far, scrolled to its end.
#[component]
pub fn Console(props: &ConsoleProps) -> Html {
    let node = use_node_ref();
    let (passages, is_cut) =
        props.film.as_ref().map_or_else(Default::default, |film| film.0.console(props.cursor));
    let bytes: usize = passages.iter().map(|passage| passage.text.len()).sum();
    let scrolled = node.clone();
    use_effect_with(bytes, move |_| {
        if let Some(console) = scrolled.cast::<Element>() {
            console.set_scroll_top(console.scroll_height());
        }
    });
    html! {
        <div ref={node} class="yp-console" data-yp-role="console" role="log" aria-live="off"
            aria-label="Output" tabindex="0">
            if is_cut { <p class="yp-cut">{ "Earlier output is not shown." }</p> }
            { for passages.iter().map(passage) }
        </div>
    }
}

fn passage(passage: &Passage) -> Html {
    match passage.stream {
        Stream::Stdout => html! { <pre class="yp-stdout">{ &passage.text }</pre> },
        Stream::Stderr => html! {
            <pre class="yp-stderr" aria-label="standard error">{ &passage.text }</pre>
        },
    }
}
