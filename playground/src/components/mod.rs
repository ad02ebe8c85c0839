//! Renders a [`State`](crate::state::State) and says [`Action`](crate::state::Action)s.
//!
//! A component knows the parts of the state it shows and nothing else; it is rendered again only
//! when they change.
//!
//! **Hooks for tests:** the attribute `data-yp-role` names `widget`, `run`, `stop`, `reset`,
//! `undo-reset`, `retry`, `editor` (the host), `editor-text` (what takes the keys),
//! `diagnostics`, `console`, `outcome`, `timeline` (the canvas), `narration`, `to-start`,
//! `step-back`, `play`, `step-forward`, `to-end`, `scrub`, `speed`, `clock`, `scale-folded`,
//! `scale-time`, `scale-steps`, `zoom-in`, `zoom-out`, `zoom-all`, `follow`, `fold-all`, `fold`,
//! `map`, `map-window`, `tip`, `slice` (what a screen reader is told) and `stale`, the tabs
//! `tab-machine`, `tab-events`, `tab-problems`, `tab-schedules`, `tab-settings` and `tab-check`, and what they
//! open `panel`; in an exercise `check`, `stop-check`, `grading`, `verdict`, `judged`, `account`, `watch-failure`,
//! `hint` and `passed`. The element of role `widget` carries `data-yp-phase` (`idle`,
//! `running`, `stopping`) and `data-yp-cursor`; that of `outcome` carries `data-yp-outcome`, the
//! outcome's word in the trace, while it shows one.

mod banner;
mod button;
mod check;
mod console;
mod darkroom;
mod diagnostics;
mod events;
mod figures;
mod help;
mod keys;
mod kinds;
mod machine;
mod narration;
mod outcome;
mod panels;
mod picture;
mod problems;
mod scales;
mod schedules;
mod settings;
mod surface;
mod toolbar;
mod transport;
mod widget;

pub use widget::{Exercise, Widget, WidgetProps};

/// One press of a zoom button shows so much of what was in view.
pub(crate) const ZOOM_STEP: f64 = 0.6;

/// The attribute of what belongs to the run of an earlier program.
fn old(state: &crate::state::State) -> Option<&'static str> {
    state.film_is_old().then_some("true")
}
