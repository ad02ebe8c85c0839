//! The current event in a sentence.

use super::Same;
use crate::state::Film;
use yew::prelude::*;

/// What is told.
#[derive(Clone, PartialEq, Properties)]
pub struct NarrationProps {
    /// The run, if there is one.
    pub film: Option<Same<Film>>,
    /// Events that have happened.
    pub cursor: u32,
    /// Whether it plays: then a screen reader would never come to an end.
    pub playing: bool,
}

/// The sentence, spoken when the learner has stepped.
#[component]
pub fn Narration(props: &NarrationProps) -> Html {
    let said = match &props.film {
        None => "Run the program to see, event by event, what the scheduler does.".into(),
        Some(film) => film.0.narration(props.cursor),
    };
    let live = if props.playing { "off" } else { "polite" };
    html! {
        <p class="yp-narration" data-yp-role="narration" aria-live={live} aria-atomic="true">
            { said }
        </p>
    }
}
