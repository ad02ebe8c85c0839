//! Buttons, with the pictures on them.

use crate::state::Action;
use yew::prelude::*;

/// What a picture shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// A triangle.
    Play,
    /// Two bars.
    Pause,
    /// A square.
    Stop,
    /// An arrow in a circle, back to where it began.
    Reset,
    /// A triangle to the left of a bar.
    StepForward,
    /// A triangle to the right of a bar.
    StepBack,
    /// Two triangles to the left, to a bar.
    ToStart,
    /// Two triangles to the right, to a bar.
    ToEnd,
    /// A plus.
    Plus,
    /// A minus.
    Minus,
    /// Arrows to both sides.
    All,
    /// A box with an arrow out of it.
    Share,
    /// The corners of a frame.
    Full,
    /// Two triangles to the right.
    NextSwitch,
    /// Two triangles to the left.
    PrevSwitch,
    /// An arrow down, to a line.
    NextLine,
    /// An arrow up, to a line.
    PrevLine,
    /// A question mark.
    Keys,
    /// A tick.
    Check,
}

impl Icon {
    /// Its outline in a box of 16 by 16.
    fn path(self) -> &'static str {
        match self {
            Icon::Play => "M4 2.5v11l9.5-5.5z",
            Icon::Pause => "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
            Icon::Stop => "M3.5 3.5h9v9h-9z",
            Icon::Reset => {
                "M8 2.5a5.5 5.5 0 1 1-5.3 7l1.9-.5A3.5 3.5 0 1 0 5.5 5.6L7.4 7.5H2V2l2 2.1A5.5 5.5 0 0 1 8 2.5z"
            }
            Icon::StepForward => "M3 2.5v11l7-5.5zM11 2.5h2v11h-2z",
            Icon::StepBack => "M13 2.5v11l-7-5.5zM3 2.5h2v11H3z",
            Icon::ToStart => "M1.5 3h2v10h-2zM9 3v10L4 8zM14.5 3v10l-5-5z",
            Icon::ToEnd => "M12.5 3h2v10h-2zM7 3v10l5-5zM1.5 3v10l5-5z",
            Icon::Plus => "M7 3h2v4h4v2H9v4H7V9H3V7h4z",
            Icon::Minus => "M3 7h10v2H3z",
            Icon::Share => {
                "M8 1l3.5 3.5-1.3 1.3L9 4.6V10H7V4.6L5.8 5.8 4.5 4.5zM3 7h2v2H4.5v4.5h7V9H11V7h2.5v8h-11V7z"
            }
            Icon::Full => "M2 2h5v2H4v3H2zM9 2h5v5h-2V4H9zM2 9h2v3h3v2H2zM12 9h2v5H9v-2h3z",
            Icon::NextSwitch => "M2 3v10l6-5zM8 3v10l6-5z",
            Icon::PrevSwitch => "M14 3v10L8 8zM8 3v10L2 8z",
            Icon::NextLine => "M7 2h2v5.5h3.5L8 12 3.5 7.5H7zM3 13h10v1.6H3z",
            Icon::PrevLine => "M7 14h2V8.5h3.5L8 4 3.5 8.5H7zM3 1.4h10V3H3z",
            Icon::Keys => {
                "M7 11.5h2v2H7zM8 2.5a3.6 3.6 0 0 1 3.7 3.5c0 1.500-.9 2.200-1.700 2.800-.6.500-1 .800-1 1.600H7c0-1.700.9-2.400 1.700-3 .6-.5 1-.8 1-1.400A1.7 1.600 0 0 0 8 4.400 1.700 1.700 0 0 0 6.300 6.100h-2A3.600 3.600 0 0 1 8 2.500z"
            }
            Icon::Check => "M6.2 13.2L1.500 8.500 3.200 6.800l3 3L12.800 3l1.700 1.700z",
            Icon::All => "M1 8l3.5-3.5V7h7V4.5L15 8l-3.5 3.5V9h-7v2.5z",
        }
    }
}

/// The picture itself; what it stands next to or what labels it says it in words.
pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="yp-icon" viewBox="0 0 16 16" aria-hidden="true"><path d={icon.path()} /></svg>
    }
}

/// A button with a picture.
pub struct Button {
    /// Its name for tests.
    pub role: &'static str,
    /// What it says to a screen reader and, with the shortcut, in its tooltip.
    pub label: &'static str,
    /// The key that does the same; may be empty.
    pub shortcut: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// Words beside the picture; may be empty.
    pub text: &'static str,
    /// Whether it can be pressed now. Where not, it keeps the focus: the learner may wait there.
    pub use_of: Use,
}

/// Whether a button can be pressed now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// It is what one usually wants.
    First,
    /// It can.
    Ready,
    /// It would do nothing.
    Nothing,
}

impl Use {
    /// Ready if there is something it would do.
    pub fn when(does: bool) -> Use {
        if does { Use::Ready } else { Use::Nothing }
    }
}

impl Button {
    /// The button, saying `action` when it is pressed.
    pub fn says(self, act: &Callback<Action>, action: Action) -> Html {
        let act = (self.use_of != Use::Nothing).then(|| act.clone());
        let press = move |_: MouseEvent| act.iter().for_each(|act| act.emit(action.clone()));
        let title = match self.shortcut {
            "" => AttrValue::Static(self.label),
            key => AttrValue::from([self.label, " (", key, ")"].concat()),
        };
        html! {
            <button type="button" class="yp-press" data-yp-role={self.role} aria-label={self.label} {title}
                onclick={Callback::from(press)}
                data-yp-use={(self.use_of == Use::First).then_some("first")}
                aria-disabled={(self.use_of == Use::Nothing).then_some("true")}>
                { icon(self.icon) }
                if !self.text.is_empty() { <span>{ self.text }</span> }
            </button>
        }
    }
}
