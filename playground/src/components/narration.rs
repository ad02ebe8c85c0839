//! The current event in a sentence.

use crate::state::State;
use yew::prelude::*;

/// The sentence, spoken when the learner has stepped: while the run plays, a screen reader would
/// never come to an end.
pub fn narration(state: &State) -> Html {
    let said = match &state.film {
        None if !state.diagnostics.is_empty() => {
            "Nothing runs while the program has problems: they are listed below it.".into()
        }
        None => "Run the program to see, event by event, what the scheduler does.".into(),
        Some(film) => film.narration(state.playback.cursor),
    };
    let live = if state.playback.playing { "off" } else { "polite" };
    html! {
        <p class="yp-narration" data-yp-role="narration" aria-live={live} aria-atomic="true">
            { said }
        </p>
    }
}
