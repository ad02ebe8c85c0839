//! Whether the learner wants things to move.

use crate::state::Motion;
use gloo_events::EventListener;
use web_sys::MediaQueryList;
use yew::Callback;

/// Tells changes of the preference as long as it lives.
pub struct MotionWatch {
    _listener: Option<EventListener>,
}

impl MotionWatch {
    /// The preference now, and a watch that tells `changed` every other one.
    pub fn start(changed: Callback<Motion>) -> (Motion, MotionWatch) {
        let query = query();
        let now = query.as_ref().map_or(Motion::Gliding, read);
        let listener = query.map(|query| {
            let watched = query.clone();
            EventListener::new(&query, "change", move |_| changed.emit(read(&watched)))
        });
        (now, MotionWatch { _listener: listener })
    }
}

fn query() -> Option<MediaQueryList> {
    web_sys::window()?.match_media("(prefers-reduced-motion: reduce)").ok()?
}

fn read(query: &MediaQueryList) -> Motion {
    if query.matches() { Motion::Stepping } else { Motion::Gliding }
}
