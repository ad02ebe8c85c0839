//! The whole run at a glance, with the part that is in view: a window that can be dragged.

use super::pixels;
use crate::paint::{self, Palette};
use crate::state::{Action, Film, State};
use std::cell::Cell;
use std::rc::Rc;
use trace_view::paint::{Area, Viewport, overview};
use trace_view::{ScaleKind, format_ns};
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

/// Its height in CSS pixels.
const HEIGHT: f64 = 26.0;

/// The map of one timeline.
#[derive(Default)]
pub(super) struct Map {
    root: NodeRef,
    canvas: NodeRef,
    of: Option<(Rc<Film>, ScaleKind, f64)>,
    painted: Cell<bool>,
    /// Where in the window it was taken hold of, as a part of the axis.
    grip: Rc<Cell<Option<f64>>>,
}

impl Map {
    /// Takes in what it shows.
    pub(super) fn update(&mut self, state: &State, view: &Viewport) {
        let of = state.film.clone().map(|film| (film, state.scale, view.room()));
        let key = |of: &Option<(Rc<Film>, ScaleKind, f64)>| {
            of.as_ref().map(|(film, scale, room)| (Rc::as_ptr(film), *scale, *room))
        };
        if key(&of) != key(&self.of) {
            (self.of, self.painted) = (of, Cell::new(false));
        }
    }

    pub(super) fn repaint(&self) {
        self.painted.set(false);
    }

    pub(super) fn paint(&self, palette: &Rc<Palette>) {
        let (Some((film, scale, width)), Some(canvas)) =
            (&self.of, self.canvas.cast::<HtmlCanvasElement>())
        else {
            return;
        };
        if self.painted.replace(true) {
            return;
        }
        let Some(painter) = paint::prepare(&canvas, *width, HEIGHT, palette) else { return };
        let all = Area { x: 0.0, y: 0.0, w: *width, h: HEIGHT };
        painter.clear(&all);
        painter.all(&overview(&film.scene, film.scale(*scale), *width, HEIGHT), &all);
    }

    pub(super) fn view(&self, state: &State, view: &Viewport, act: &Callback<Action>) -> Html {
        let camera = state.camera;
        let (left, width) = (percent(camera.start), percent(camera.span));
        let window = ["left:", &left, ";width:max(", &width, ",6px)"].concat();
        let head = ["left:", &percent(state.playback.place)].concat();
        let points = self.pointer(state, act);
        let seen = said(state);
        let gutter = (view.gutter as i32).to_string();
        let place =
            ["margin-left:calc(0.4em + ", &gutter, "px);", &pixels("height", HEIGHT)].concat();
        html! {
            <div ref={&self.root} class="yp-map" style={place}
                data-yp-role="map" onpointerdown={points.clone()} onpointermove={points.clone()}
                onpointerup={points.clone()} onpointercancel={points}>
                <canvas ref={&self.canvas} aria-hidden="true" />
                <div class="yp-map-head" style={head}></div>
                <div class="yp-map-window" data-yp-role="map-window" role="slider" tabindex="0"
                    aria-label="Part of the run in view" aria-valuemin="0" aria-valuemax="100"
                    aria-valuenow={((camera.start * 100.0) as i32).to_string()} aria-valuetext={seen}
                    style={window} onkeydown={keys(state, act)}></div>
            </div>
        }
    }

    /// A press beside the window brings it there; a drag takes it along.
    fn pointer(&self, state: &State, act: &Callback<Action>) -> Callback<PointerEvent> {
        let (grip, act, camera) = (Rc::clone(&self.grip), act.clone(), state.camera);
        let root = self.root.clone();
        Callback::from(move |event: PointerEvent| {
            let Some(map) = root.cast::<Element>() else { return };
            let bounds = map.get_bounding_client_rect();
            let at = (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0);
            match event.type_().as_str() {
                "pointerdown" => {
                    let inside = at >= camera.start && at <= camera.start + camera.span;
                    grip.set(Some(if inside { at - camera.start } else { camera.span / 2.0 }));
                    let _ = map.set_pointer_capture(event.pointer_id());
                    if inside {
                        return;
                    }
                }
                "pointermove" => {}
                _ => return grip.set(None),
            }
            grip.get().iter().for_each(|grip| act.emit(Action::LookFrom(at - grip)));
        })
    }
}

/// A part of the whole as CSS: the code that prints any number would be larger than all of this.
fn percent(part: f64) -> String {
    let thousandths = (part * 100_000.0).round() as u32;
    let digits = (1000 + thousandths % 1000).to_string();
    [&(thousandths / 1000).to_string(), ".", &digits[1..], "%"].concat()
}

fn keys(state: &State, act: &Callback<Action>) -> Callback<KeyboardEvent> {
    let (act, span) = (act.clone(), state.camera.span);
    Callback::from(move |event: KeyboardEvent| {
        let action = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => Action::Pan(-0.1),
            "ArrowRight" | "ArrowUp" => Action::Pan(0.1),
            "PageUp" => Action::Pan(1.0),
            "PageDown" => Action::Pan(-1.0),
            "Home" => Action::LookFrom(0.0),
            "End" => Action::LookFrom(1.0 - span),
            _ => return,
        };
        event.prevent_default();
        act.emit(action);
    })
}

/// From when to when the view reaches.
fn said(state: &State) -> String {
    let Some(film) = &state.film else { return "nothing has run yet".into() };
    let (scale, camera) = (film.scale(state.scale), state.camera);
    let time = |place: f64| format_ns(scale.time_at(place));
    ["from ", &time(camera.start), " to ", &time(camera.start + camera.span)].concat()
}
