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
}

impl Icon {
    /// Its outline in a box of 16 by 16.
    fn path(self) -> &'static str {
        match self {
            Icon::Play => "M4 2.5v11l9.5-5.5z",
            Icon::Pause => "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
            Icon::Stop => "M3.5 3.5h9v9h-9z",
            Icon::Reset => "M8 2.2a5.8 5.8 0 1 1-5.6 7.3l1.7-.5A4 4 0 1 0 5 5.3L6.8 7H2V2.200l1.700 1.700A5.800 5.800 0 0 1 8 2.200z",
            Icon::StepForward => "M3 2.500v11l7-5.500zM11 2.500h2v11h-2z",
            Icon::StepBack => "M13 2.500v11l-7-5.500zM3 2.500h2v11H3z",
            Icon::ToStart => "M1.500 3h2v10h-2zM9 3v10L4 8zM14.500 3v10l-5-5z",
            Icon::ToEnd => "M12.500 3h2v10h-2zM7 3v10l5-5zM1.500 3v10l5-5z",
            Icon::Plus => "M7 3h2v4h4v2H9v4H7V9H3V7h4z",
            Icon::Minus => "M3 7h10v2H3z",
            Icon::All => "M1 8l3.500-3.500V7h7V4.500L15 8l-3.500 3.500V9h-7v2.500z",
        }
    }
}

/// The picture itself; what it stands next to or what labels it says it in words.
pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="yp-icon" viewBox="0 0 16 16" aria-hidden="true"><path d={icon.path()} /></svg>
    }
}

/// What a button needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// Its name for tests.
    pub role: &'static str,
    /// What it says to a screen reader and, with the shortcut, in its tooltip.
    pub label: AttrValue,
    /// The key that does the same.
    #[prop_or_default]
    pub shortcut: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// Words beside the picture, if there are any.
    #[prop_or_default]
    pub text: AttrValue,
    /// Style classes besides `yp-button`.
    #[prop_or_default]
    pub class: &'static str,
    /// Whether it does nothing now. It keeps the focus: the learner may wait for it there.
    #[prop_or_default]
    pub disabled: bool,
    /// Says what it does.
    pub act: Callback<()>,
}

/// A button with a picture.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let act = (!props.disabled).then(|| props.act.clone());
    let onclick = Callback::from(move |_: MouseEvent| act.iter().for_each(|act| act.emit(())));
    let title = match props.shortcut {
        "" => props.label.clone(),
        key => AttrValue::from([&props.label, " (", key, ")"].concat()),
    };
    html! {
        <button type="button" class={classes!("yp-button", props.class)} data-yp-role={props.role}
            aria-label={props.label.clone()} {title} {onclick}
            aria-disabled={props.disabled.then_some("true")}>
            { icon(props.icon) }
            if !props.text.is_empty() { <span>{ &props.text }</span> }
        </button>
    }
}

/// A callback that says one action.
pub fn says(act: &Callback<Action>, action: Action) -> Callback<()> {
    act.reform(move |()| action.clone())
}
