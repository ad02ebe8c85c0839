//! The runtime's queues and who is where, at the cursor.
//!
//! What moves is seen moving: a token that has gone from one place to another glides there, as a
//! copy above everything else, and one that appears comes from whoever brought it. Nothing glides
//! where motion is not wanted, and none where the cursor has gone far.
//!
//! **Invariants:** a row is one line high whatever is in it, so nothing below it moves; what finds
//! no room in it is counted at its end.

use crate::browser::glide::{Glide, Places};
use crate::state::{Action, Film, Motion, State};
use runtime_core::id::FiberId;
use std::rc::Rc;
use trace_view::machine::{Card, Group, Limits, Machine, Row, Token};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// So much is shown of what may be without end.
const LIMITS: Limits = Limits { tokens: 24, cards: 24, rows: 40 };
/// So many events at once are gone through slowly enough to see what moves.
const NEAR: u32 = 8;
/// So many places of a buffer are drawn one by one.
const SLOTS_MAX: u32 = 16;
/// A row of so few tokens has room for their whole names.
const FEW: usize = 2;

/// What the panel shows.
pub fn machine(state: &State, act: &Callback<Action>) -> Html {
    let Some(film) = state.film.clone() else {
        return html! { <p class="yp-hint">{ "Run the program to see its queues, threads and locks here." }</p> };
    };
    let (cursor, selected) = (state.playback.cursor, state.selected);
    let glides = state.playback.motion == Motion::Gliding;
    html! { <View {film} {cursor} {selected} {glides} act={act.clone()} /> }
}

#[derive(Clone, Properties)]
struct Props {
    film: Rc<Film>,
    cursor: u32,
    selected: Option<FiberId>,
    glides: bool,
    act: Callback<Action>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        let rest = |props: &Props| (Rc::as_ptr(&props.film), props.cursor, props.selected);
        rest(self) == rest(other)
    }
}

/// Rendered again only when the cursor or the selection has changed.
struct View {
    root: NodeRef,
    glide: Glide,
    /// Where everything was before the cursor went on; none where nothing is to glide.
    before: Option<Places>,
}

impl Component for View {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<View>) -> View {
        View { root: NodeRef::default(), glide: Glide::default(), before: None }
    }

    fn changed(&mut self, ctx: &Context<View>, old: &Props) -> bool {
        let new = ctx.props();
        let is_near = new.cursor.abs_diff(old.cursor) <= NEAR && new.cursor != old.cursor;
        let glides = new.glides && is_near && Rc::ptr_eq(&new.film, &old.film);
        let root = self.root.cast::<Element>().filter(|_| glides);
        self.before = root.map(|root| Places::of(&root));
        true
    }

    fn view(&self, ctx: &Context<View>) -> Html {
        let props = ctx.props();
        let act = props.act.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            pressed(&event).into_iter().for_each(|fiber| act.emit(Action::SelectFiber(fiber)));
        });
        let Machine { groups } = props.film.machine(props.cursor, LIMITS);
        html! {
            <div class="yp-machine" data-yp-role="machine" {onclick}>
                <div class="yp-cards" ref={&self.root}>
                    { for groups.iter().map(|it| group(it, props.selected)) }
                </div>
                <div class="yp-gliding" aria-hidden="true" inert={true}></div>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<View>, _: bool) {
        if let Some(root) = self.root.cast::<Element>() {
            self.glide.show(&root, self.before.take());
        }
    }
}

/// The fiber whose token was pressed.
fn pressed(event: &MouseEvent) -> Option<FiberId> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let token = target.closest("button[data-yp-fiber]").ok()??;
    token.get_attribute("data-yp-fiber")?.parse().ok().map(FiberId)
}

fn group(group: &Group, selected: Option<FiberId>) -> Html {
    html! {
        <section class="yp-group" aria-label={group.title}>
            { for group.cards.iter().map(|it| card(it, group.title, selected)) }
            if group.more > 0 {
                <p class="yp-hint">{ ["and ", &group.more.to_string(), " more"].concat() }</p>
            }
        </section>
    }
}

fn card(card: &Card, kind: &'static str, selected: Option<FiberId>) -> Html {
    html! {
        <div class="yp-card" data-yp-kind={kind} data-yp-absent={(!card.exists).then_some("")}>
            <p class="yp-card-head" title={card.note.clone()}>
                <b>{ &card.title }</b>
                <span>{ &card.note }</span>
            </p>
            <ul>{ for card.rows.iter().map(|it| row(it, selected)) }</ul>
        </div>
    }
}

fn row(row: &Row, selected: Option<FiberId>) -> Html {
    let count = row.tokens.len() + row.more;
    let note = match (count, row.note.is_empty()) {
        (FEW.., true) => count.to_string(),
        _ => row.note.clone(),
    };
    let style = (row.depth > 0).then(|| ["--yp-depth:", &row.depth.to_string()].concat());
    html! {
        <li class="yp-row" {style}>
            if !row.label.is_empty() { <span class="yp-row-label">{ &row.label }</span> }
            if let Some((used, all)) = row.buffer { { slots(used, all) } }
            <span class="yp-tokens" data-yp-few={(count <= FEW).then_some("")}>
                { for row.tokens.iter().enumerate().map(|(at, it)| token(at, it, selected)) }
            </span>
            <span class="yp-row-note" title={note.clone()}>{ &note }</span>
        </li>
    }
}

/// The buffer of a channel; how full it is stands in words above it.
fn slots(used: u32, all: u32) -> Html {
    let one = |at: u32| html! { <i data-yp-full={(at < used).then_some("")}></i> };
    html! {
        <span class="yp-slots" aria-hidden="true">{ for (0..all.min(SLOTS_MAX)).map(one) }</span>
    }
}

/// One that moves is the same element as long as it stays in its row.
fn token(at: usize, token: &Token, selected: Option<FiberId>) -> Html {
    let is_copy = token.key == 0;
    let key = (!is_copy).then(|| token.key.to_string());
    let origin = (token.origin != 0).then(|| token.origin.to_string());
    let element = if is_copy { at as u64 } else { token.key << 8 };
    let spoken = token.spoken();
    let style = token.left.map(|left| ["--yp-left:", &left.to_string(), "%"].concat());
    let inner = html! {
        <>
            <span>{ &token.label }</span>
            if !token.name.is_empty() { <em>{ [" ", &token.name].concat() }</em> }
            <i>{ [", ", &token.note].concat() }</i>
            if !token.extra.is_empty() { <small>{ &token.extra }</small> }
        </>
    };
    let tone = token.state.word();
    let (copy, timed) = (is_copy.then_some(""), token.left.map(|_| ""));
    if token.fiber.0 == 0 {
        return html! {
            <span class="yp-token" key={element} data-yp-key={key} data-yp-origin={origin} data-yp-tone={tone}
                title={spoken}>{ inner }</span>
        };
    }
    let pressed = if selected == Some(token.fiber) { "true" } else { "false" };
    html! {
        <button type="button" class="yp-token" key={element} data-yp-key={key} data-yp-origin={origin}
            data-yp-tone={tone} data-yp-copy={copy} data-yp-timed={timed} {style} title={spoken}
            data-yp-fiber={token.fiber.0.to_string()} aria-pressed={pressed}>{ inner }</button>
    }
}
