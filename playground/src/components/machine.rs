//! The runtime's queues and who is where, at the cursor.

use crate::state::{Action, State};
use yew::prelude::*;

/// What the panel shows.
pub fn machine(_state: &State, _act: &Callback<Action>) -> Html {
    html! {}
}
