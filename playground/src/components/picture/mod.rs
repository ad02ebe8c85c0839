//! The timeline: a canvas on which the run is drawn, to be scrubbed, zoomed and moved.
//!
//! Two canvases lie on each other. On the lower one is everything that stands still while the
//! playhead moves; it is painted again only when one of the things it is made of has changed. On
//! the upper one are the playhead and the frame of the chosen slice.
//!
//! **Invariants:** its height depends on the number of rows alone, and room
//! for it is kept before there is a run, so nothing below it jumps.

mod gestures;
mod map;
mod still;
mod tip;

use super::surface::Surface;
use crate::paint::{self, Palette};
use crate::state::{Action, Film, Playback, State};
use gestures::{Gestures, Ground, key, listen_to_wheel};
use gloo_events::EventListener;
use map::Map;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use still::{LEGEND_SPACE, Made, Still};
use trace_view::paint::{AXIS, Area, LANE, area_of};
use trace_view::{Pick, ScaleKind, format_ns};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

/// So many lanes are named to those who do not see them.
const LANES_NAMED: usize = 20;

/// How the timeline is used without a pointer.
const HELP: &str = "Up and Down choose a lane, Left and Right a slice of it, Enter goes there, \
                    Escape lets go. Without a choice Left and Right step the run.";

/// The timeline of one widget.
pub struct Picture {
    frame: NodeRef,
    canvas: NodeRef,
    over: NodeRef,
    /// Room kept for it from the start, in CSS pixels.
    room: f64,
    still: Still,
    map: Map,
    /// For listeners that live longer than one rendering.
    ground: Rc<RefCell<Ground>>,
    gestures: Rc<RefCell<Gestures>>,
    watches: Option<(Surface, EventListener)>,
    palette: RefCell<Option<Rc<Palette>>>,
    /// Whether the lower canvas shows what `still` says, at which pixel ratio.
    painted: Cell<Option<f64>>,
    /// What was painted on the upper canvas.
    touched: RefCell<Vec<Area>>,
}

impl Picture {
    /// A timeline for which so much room is kept; 0 where it is not known.
    pub fn new(room: f64) -> Picture {
        let still = Still::empty();
        let ground = Rc::new(RefCell::new(Ground { view: still.view, ..Ground::default() }));
        Picture {
            frame: NodeRef::default(),
            canvas: NodeRef::default(),
            over: NodeRef::default(),
            room,
            still,
            map: Map::default(),
            ground,
            gestures: Rc::default(),
            watches: None,
            palette: RefCell::default(),
            painted: Cell::default(),
            touched: RefCell::default(),
        }
    }

    /// Draws anew what has changed, but the playhead.
    pub fn update(&mut self, state: &State) {
        if self.still.update(Made::of(state)) {
            self.painted.set(None);
            *self.ground.borrow_mut() = Ground {
                view: self.still.view,
                rows: Rc::clone(&state.look.rows),
                film: state.film.clone(),
                scale: state.scale,
            };
        }
        self.map.update(state, &self.still.view);
    }

    /// The page has other colours now.
    pub fn recolour(&mut self) {
        *self.palette.borrow_mut() = None;
        self.painted.set(None);
        self.map.repaint();
    }

    /// Scrolls until a row is in sight.
    pub fn show_row(&self, row: u32) {
        let Some(frame) = self.frame.cast::<Element>() else { return };
        let room = self.still.view.height - AXIS - LANE;
        let (top, now) = (f64::from(row) * LANE, f64::from(frame.scroll_top()));
        let wanted = now.min(top).max(top - room + LANE);
        if wanted != now {
            frame.set_scroll_top(wanted as i32);
        }
    }

    /// The elements it is painted on.
    pub fn view(&self, state: &State, act: &Callback<Action>) -> Html {
        let still = &self.still;
        let onscroll = act.reform(|event: Event| {
            let frame = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            Action::Scrolled(frame.map_or(0.0, |frame| f64::from(frame.scroll_top())))
        });
        let points = Gestures::listener(&self.gestures, &self.ground, act);
        let onkeydown = key(state, act);
        html! { <>
            { self.map.view(state, &still.view, act) }
            <div class="yp-lens">
                <div class="yp-frame" ref={&self.frame} {onscroll} style={still.frame_style(self.room)}>
                    <div class="yp-reel" style={pixels("height", still.whole + still.legend_height)}>
                        <div class="yp-stage" style={pixels("height", still.height())}>
                            <canvas ref={&self.canvas} class="yp-canvas" data-yp-role="timeline"
                                tabindex="0" role="application" aria-roledescription="timeline"
                                aria-label={described(state)} aria-description={HELP}
                                onpointerdown={points.clone()} onpointermove={points.clone()}
                                onpointerup={points.clone()} onpointercancel={points.clone()}
                                onpointerleave={points} {onkeydown} />
                            <canvas ref={&self.over} class="yp-over" aria-hidden="true" />
                            // In an element of their own: as neighbours of the canvases,
                            // which have listeners, they could take their places.
                            <div>{ for self.folds(state, act) }</div>
                        </div>
                    </div>
                </div>
                { tip::tip(state, |pick| self.area(state, pick), still.height()) }
            </div>
            { tip::said(state) }
        </> }
    }

    /// What folds each group in sight.
    fn folds<'a>(
        &'a self, state: &'a State, act: &'a Callback<Action>,
    ) -> impl Iterator<Item = Html> + 'a {
        let view = &self.still.view;
        let groups = state.film.as_ref().map_or(&[][..], |film| &film.scene.groups);
        state.look.rows.heads.iter().filter_map(move |&(row, group)| {
            let top = view.middle(row as usize) - LANE / 2.0;
            let name = groups.get(group as usize)?.title();
            if top < AXIS - LANE / 2.0 || top + LANE > view.height {
                return None;
            }
            let is_open = !state.look.is_folded(group);
            let label = [if is_open { "Fold " } else { "Unfold " }, &name].concat();
            let onclick = act.reform(move |_: MouseEvent| Action::ToggleFold(group));
            let style = pixels("top", top);
            Some(html! {
                <button type="button" class="yp-fold" data-yp-role="fold" {onclick} {style}
                    aria-label={label.clone()} title={label}
                    aria-expanded={if is_open { "true" } else { "false" }}></button>
            })
        })
    }

    /// Begins to listen; once, when the elements are there.
    pub fn attach(&mut self, act: &Callback<Action>) {
        let elements = (self.frame.cast::<Element>(), self.canvas.cast::<Element>());
        if let (Some(frame), Some(canvas)) = elements {
            let wheel = listen_to_wheel(&canvas, &self.ground, act);
            self.watches = Some((Surface::watch(&frame, act), wheel));
        }
    }

    /// Paints what has changed.
    pub fn paint(&self, state: &State) {
        let (still, view) = (&self.still, &self.still.view);
        let canvases = (self.canvas.cast::<HtmlCanvasElement>(), self.over.cast());
        let (Some(canvas), Some(over)) = canvases else { return };
        if view.width <= 0.0 {
            return;
        }
        let known = self.palette.borrow().clone();
        let palette = known.unwrap_or_else(|| Rc::new(Palette::of(&canvas)));
        *self.palette.borrow_mut() = Some(Rc::clone(&palette));
        self.map.paint(&palette);
        if self.painted.get() != Some(paint::ratio()) {
            self.paint_still(&canvas, &palette);
        }
        self.paint_over(state, &over, palette, still.height());
    }

    fn paint_still(&self, canvas: &HtmlCanvasElement, palette: &Rc<Palette>) {
        let (still, view) = (&self.still, &self.still.view);
        let (w, h) = (view.width, view.height);
        let Some(painter) = paint::prepare(canvas, w, still.height(), palette) else { return };
        painter.clear(&Area { x: 0.0, y: 0.0, w, h: still.height() });
        painter.all(&still.draws(), &Area { x: 0.0, y: 0.0, w, h });
        let below = Area { x: 0.0, y: h + LEGEND_SPACE, w, h: still.legend_height - LEGEND_SPACE };
        painter.all(&still.legend, &below);
        self.painted.set(Some(paint::ratio()));
    }

    fn paint_over(
        &self, state: &State, canvas: &HtmlCanvasElement, palette: Rc<Palette>, height: f64,
    ) {
        let view = &self.still.view;
        let Some(painter) = paint::prepare(canvas, view.width, height, &palette) else { return };
        let mut touched = self.touched.borrow_mut();
        touched.drain(..).for_each(|area| painter.clear(&area));
        let Some(film) = &state.film else { return };
        let hover = state.look.hover.map(|hover| hover.pick);
        for (pick, width) in
            hover.map(|pick| (pick, 1.0)).into_iter().chain(state.look.pick.map(|pick| (pick, 2.0)))
        {
            touched.extend(self.area(state, pick).map(|area| painter.frame(&area, width)));
        }
        let x = view.to_pixels(state.playback.place);
        if x >= view.gutter - 0.5 && x <= view.width {
            touched.push(painter.playhead(x, &clock(state, film), view.width, view.height));
        }
    }

    /// Where a slice is drawn, as far as it is in view.
    fn area(&self, state: &State, pick: Pick) -> Option<Area> {
        let (film, view) = (state.film.as_ref()?, &self.still.view);
        let area = area_of(&film.scene, &state.look.rows, film.scale(state.scale), view, pick)?;
        let left = area.x.max(view.gutter);
        let right = (area.x + area.w).min(view.width);
        (right > left && area.y > AXIS - 8.0).then_some(Area { x: left, w: right - left, ..area })
    }
}

fn pixels(property: &str, length: f64) -> String {
    [property, ":", &(length.ceil() as i32).to_string(), "px;"].concat()
}

/// What the playhead says.
fn clock(state: &State, film: &Film) -> String {
    let Playback { place, cursor, .. } = state.playback;
    match state.scale {
        ScaleKind::Steps => ["step ", &cursor.to_string()].concat(),
        kind => format_ns(film.time_at(kind, place, cursor).0),
    }
}

/// What those are told who do not see it; the narration says the rest.
fn described(state: &State) -> String {
    let Some(film) = &state.film else { return "Timeline: nothing has run yet".into() };
    let lanes = film.scene.lanes.iter().take(LANES_NAMED);
    let names: Vec<&str> = lanes.map(|lane| lane.name.as_str()).collect();
    let before = if state.film_is_old() { " from before your change" } else { "" };
    let length = format_ns(film.duration().0);
    ["Timeline", before, ", ", &length, " of virtual time. Lanes: ", &names.join(", ")].concat()
}
