//! The timeline: a canvas on which the run is drawn, to be scrubbed, zoomed and moved.
//!
//! **Invariants:** its height depends on the number of lanes alone, and room
//! for it is kept before there is a run, so nothing below it jumps.

use super::surface::Surface;
use crate::paint;
use crate::state::{Action, Camera, Film, Playback, Stand, State};
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;
use trace_view::paint::{AXIS, Area, Draw, Focus, LANE, OUTPUT, Viewport, gutter, legend};
use trace_view::{ScaleKind, format_ns};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement, WheelEvent};
use yew::prelude::*;

/// So many lanes are named to those who do not see them.
const LANES_NAMED: usize = 20;
/// So many lanes are in sight at once; more can be scrolled to.
const LANES_IN_SIGHT: f64 = 9.0;
/// Room is kept for so many lanes before anything is known.
const LANES_EXPECTED: f64 = 4.0;
/// Room for the legend before anything is known.
const LEGEND_EXPECTED: f64 = 44.0;
/// Between the picture and its legend.
const LEGEND_SPACE: f64 = 6.0;
/// The lanes' names take no more of a narrow page.
const GUTTER_SHARE: f64 = 0.3;

/// The timeline of one widget.
pub struct Picture {
    frame: NodeRef,
    canvas: NodeRef,
    /// Room kept for it from the start, in CSS pixels.
    room: f64,
    still: Still,
    /// For the wheel's listener, which lives longer than one rendering.
    view: Rc<Cell<Viewport>>,
    watches: Option<(Surface, EventListener)>,
}

/// Everything that stands still while the playhead moves.
struct Still {
    /// What it was made of.
    of: Option<Made>,
    view: Viewport,
    /// The height of all lanes, in sight or not.
    whole: f64,
    draws: Vec<Draw>,
    legend: Vec<Draw>,
    legend_height: f64,
}

/// What a picture is made of.
struct Made {
    film: Option<Rc<Film>>,
    scale: ScaleKind,
    camera: Camera,
    stand: Stand,
}

impl Made {
    fn of(state: &State) -> Made {
        let State { scale, camera, stand, .. } = *state;
        Made { film: state.film.clone(), scale, camera, stand }
    }

    fn is_same(&self, other: &Made) -> bool {
        let films = (self.film.as_ref().map(Rc::as_ptr), other.film.as_ref().map(Rc::as_ptr));
        let rest = |made: &Made| (made.scale, made.camera, made.stand);
        films.0 == films.1 && rest(self) == rest(other)
    }
}

impl Picture {
    /// A timeline for which so much room is kept; 0 where it is not known.
    pub fn new(room: f64) -> Picture {
        let still = Still::empty(Camera::default(), Stand::default());
        let view = Rc::new(Cell::new(still.view));
        let (frame, canvas) = (NodeRef::default(), NodeRef::default());
        Picture { frame, canvas, room, still, view, watches: None }
    }

    /// Draws anew what has changed, but the playhead.
    pub fn update(&mut self, state: &State) {
        let made = Made::of(state);
        if self.still.of.as_ref().is_some_and(|old| old.is_same(&made)) {
            return;
        }
        self.still = Still::empty(made.camera, made.stand);
        made.film.iter().for_each(|film| self.still.show(film, made.scale, made.stand));
        self.still.of = Some(made);
        self.view.set(self.still.view);
    }

    /// The elements it is painted on.
    pub fn view(&self, state: &State, act: &Callback<Action>) -> Html {
        let still = &self.still;
        let onscroll = act.reform(|event: Event| {
            let frame = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            Action::Scrolled(frame.map_or(0.0, |frame| f64::from(frame.scroll_top())))
        });
        let points = pointer(still, act);
        html! {
            <div class="yp-frame" ref={&self.frame} {onscroll} style={still.frame_style(self.room)}>
                <div class="yp-reel" style={pixels("height", still.whole + still.legend_height)}>
                    <canvas ref={&self.canvas} class="yp-canvas" data-yp-role="timeline"
                        tabindex="0" role="img" aria-label={described(state)}
                        style={pixels("height", still.height())}
                        onpointerdown={points.clone()} onpointermove={points} />
                </div>
            </div>
        }
    }

    /// Begins to listen; once, when the elements are there.
    pub fn attach(&mut self, act: &Callback<Action>) {
        let elements = (self.frame.cast::<Element>(), self.canvas.cast::<Element>());
        if let (Some(frame), Some(canvas)) = elements {
            let wheel = listen_to_wheel(&canvas, &self.view, act);
            self.watches = Some((Surface::watch(&frame, act), wheel));
        }
    }

    /// Paints everything.
    pub fn paint(&self, state: &State) {
        let (still, view) = (&self.still, &self.still.view);
        let canvas = self.canvas.cast::<HtmlCanvasElement>().filter(|_| view.width > 0.0);
        let painter = canvas.and_then(|canvas| paint::prepare(&canvas, view.width, still.height()));
        let Some(painter) = painter else { return };
        let (w, h) = (view.width, view.height);
        painter.all(&still.draws, &Area { x: 0.0, y: 0.0, w, h });
        let below = Area { x: 0.0, y: h + LEGEND_SPACE, w, h: still.legend_height - LEGEND_SPACE };
        painter.all(&still.legend, &below);
        let x = view.to_pixels(state.playback.place);
        if let Some(film) = &state.film
            && x >= view.gutter - 0.5
            && x <= w
        {
            painter.playhead(x, &clock(state, film), w, h);
        }
    }
}

impl Still {
    /// A picture of nothing, with the room that one of something is expected to need.
    fn empty(camera: Camera, stand: Stand) -> Still {
        let height = AXIS + OUTPUT + LANE * LANES_EXPECTED;
        let (x0, x1) = (camera.start, camera.start + camera.span);
        let (width, top) = (stand.width, stand.top);
        let view = Viewport { width, height, x0, x1, top, gutter: 0.0, grain: 1.0 };
        let (draws, legend, legend_height) = (Vec::new(), Vec::new(), LEGEND_EXPECTED);
        Still { of: None, view, whole: height, draws, legend, legend_height }
    }

    fn show(&mut self, film: &Film, scale: ScaleKind, stand: Stand) {
        let view = &mut self.view;
        self.whole = Viewport::whole(&film.scene, view.width).height;
        view.height = self.whole.min(AXIS + OUTPUT + LANE * LANES_IN_SIGHT);
        view.top = view.top.min(self.whole - view.height);
        view.gutter = gutter(&film.scene).min(view.width * GUTTER_SHARE);
        let focus = Focus { cursor: None, lane: stand.lane.map(|lane| lane as usize) };
        self.draws = trace_view::paint::paint(&film.scene, film.scale(scale), view, focus);
        let (legend, height) = legend(&film.scene, view.width);
        (self.legend, self.legend_height) = (legend, height + LEGEND_SPACE);
    }

    fn height(&self) -> f64 {
        self.view.height + self.legend_height
    }

    fn frame_style(&self, room: f64) -> String {
        let height = self.height();
        [pixels("max-height", height), pixels("min-height", room.max(height))].concat()
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
    let before = if state.film_is_old() { " of the program before your edit" } else { "" };
    let length = format_ns(film.duration().0);
    ["Timeline", before, ", ", &length, " of virtual time. Lanes: ", &names.join(", ")].concat()
}

/// A press or a drag moves the playhead, or with Shift the view; a press on a lane's name
/// chooses the lane.
fn pointer(still: &Still, act: &Callback<Action>) -> Callback<PointerEvent> {
    let (view, lanes, act) = (still.view, still.whole - AXIS - OUTPUT, act.clone());
    Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 0 {
            return;
        }
        let x = f64::from(event.offset_x());
        let is_move = event.type_() == "pointermove";
        if is_move && event.shift_key() {
            let by = f64::from(event.movement_x()) / view.width.max(1.0);
            return act.emit(Action::Pan(-by));
        }
        if !is_move && x < view.gutter {
            let y = f64::from(event.offset_y()) - AXIS + view.top;
            if y >= 0.0 && y < lanes {
                act.emit(Action::PressLane((y / LANE) as u32));
            }
            return;
        }
        if !is_move {
            capture(&event);
        }
        act.emit(Action::Scrub(view.from_pixels(x)));
    })
}

/// A drag goes on outside of the canvas.
fn capture(event: &PointerEvent) {
    if let Some(canvas) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = canvas.set_pointer_capture(event.pointer_id());
    }
}

/// Ctrl and the wheel zoom around the pointer, the wheel sideways (or with Shift) moves the view.
/// A plain wheel scrolls the page, as everywhere.
fn listen_to_wheel(
    canvas: &Element, view: &Rc<Cell<Viewport>>, act: &Callback<Action>,
) -> EventListener {
    let (act, view) = (act.clone(), Rc::clone(view));
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(canvas, "wheel", options, move |event| {
        let event: &WheelEvent = event.unchecked_ref();
        if let Some(action) = wheel(event, &view.get()) {
            event.prevent_default();
            act.emit(action);
        }
    })
}

fn wheel(event: &WheelEvent, view: &Viewport) -> Option<Action> {
    let (across, along) = (event.delta_x(), event.delta_y());
    if event.ctrl_key() || event.meta_key() {
        let factor = (along * 0.004).clamp(-0.7, 0.7).exp();
        let around = view.from_pixels(f64::from(event.offset_x()));
        return Some(Action::Zoom { around, factor });
    }
    let by = if event.shift_key() && across == 0.0 { along } else { across };
    (by != 0.0 && by.abs() >= along.abs()).then(|| Action::Pan(by / view.width.max(1.0)))
}
