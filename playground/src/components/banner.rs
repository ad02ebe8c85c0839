//! That it is not the usual run that is watched, and the way back.

use crate::state::{Action, State};
use yew::prelude::*;

/// The banner; nothing where the usual run is watched.
pub fn banner(state: &State, act: &Callback<Action>) -> Html {
    let Some(schedule) = &state.schedule else { return Html::default() };
    let back = act.reform(|_: MouseEvent| Action::LeaveSchedule);
    html! {
        <div class="yp-banner" data-yp-role="banner" role="status">
            <span>{ "You are watching schedule " }<code>{ schedule.to_string() }</code></span>
            <button type="button" class="yp-press" data-yp-role="leave-schedule" onclick={back}>
                { "Back to the usual run" }
            </button>
        </div>
    }
}
