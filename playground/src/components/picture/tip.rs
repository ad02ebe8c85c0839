//! What is said of the slice under the pointer, or of the chosen one.

use crate::state::State;
use trace_view::paint::Area;
use trace_view::{Pick, Story};
use yew::prelude::*;

/// What is shown beside the slice: under the pointer, or where the chosen one is drawn.
pub(super) fn tip(state: &State, area: impl Fn(Pick) -> Option<Area>, height: f64) -> Html {
    let look = &state.look;
    let place = match (look.hover, look.pick.filter(|_| look.tells)) {
        (Some(hover), _) => Some((hover.pick, hover.at, 16.0)),
        (None, Some(pick)) => area(pick).map(|area| (pick, [area.x, area.y + area.h / 2.0], 18.0)),
        _ => None,
    };
    let Some((pick, [x, y], room)) = place.filter(|_| !state.playback.playing) else {
        return html! {};
    };
    let Some(Story { what, when, why }) = story(state, pick) else { return html! {} };
    let (edge, from) = match y < height / 2.0 {
        true => ("top", y + room),
        false => ("bottom", height - y + room),
    };
    let left = ["left:min(", &(x as i32).to_string(), "px, calc(100% - 21em));"].concat();
    html! {
        <div class="yp-tip" data-yp-role="tip" aria-hidden="true"
            style={[left, super::pixels(edge, from)].concat()}>
            <b>{ what }</b>
            <span>{ when }</span>
            { for why.into_iter().map(|why| html! { <span>{ why }</span> }) }
        </div>
    }
}

/// The same for those who hear it.
pub(super) fn said(state: &State) -> Html {
    let pick = state.look.pick.filter(|_| state.look.tells);
    let said = pick
        .and_then(|pick| story(state, pick))
        .map(|Story { what, when, why }| [&what, ". ", &when, ". ", &why.join(" ")].concat());
    html! { <div class="yp-visually-hidden" role="status" data-yp-role="slice">{ said }</div> }
}

fn story(state: &State, pick: Pick) -> Option<Story> {
    let film = state.film.as_ref()?;
    film.scene.story(pick, &film.timeline)
}
