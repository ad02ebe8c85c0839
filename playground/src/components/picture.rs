//! The timeline: a canvas on which the run is drawn, to be scrubbed, zoomed and moved.
//!
//! **Invariants:** its height depends on the number of lanes alone, and room
//! for it is kept before there is a run, so nothing below it jumps.

use super::Same;
use super::surface::use_surface;
use crate::paint;
use crate::state::{Action, Camera, Film};
use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use trace_view::paint::{AXIS, Area, Draw, Focus, LANE, OUTPUT, Viewport, gutter, legend};
use trace_view::{ScaleKind, format_ns};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement, WheelEvent};
use yew::prelude::*;

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

/// What the timeline shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PictureProps {
    /// The run, if there is one.
    pub film: Option<Same<Film>>,
    /// Whether it is of the program in the editor.
    pub is_current: bool,
    /// Events that have happened.
    pub cursor: u32,
    /// The playhead, 0 to 1.
    pub place: f64,
    /// The axis.
    pub scale: ScaleKind,
    /// What is in view of it.
    pub camera: Camera,
    /// Room to keep from the start, in CSS pixels; 0 where it is not known.
    pub room: f64,
    /// Hears what is done to it.
    pub act: Callback<Action>,
}

/// Everything that stands still while the playhead moves.
struct Still {
    view: Viewport,
    /// The height of all lanes, in sight or not.
    whole: f64,
    draws: Vec<Draw>,
    legend: Vec<Draw>,
    legend_height: f64,
}

/// The timeline.
#[component]
pub fn Picture(props: &PictureProps) -> Html {
    let (frame, canvas) = (use_node_ref(), use_node_ref());
    let lane = use_state_eq(|| None::<usize>);
    let top = use_state_eq(|| 0.0_f64);
    let width = use_surface(&frame);
    let known = (props.film.clone(), props.scale, props.camera, width, *top, *lane);
    let still = use_memo(known, |(film, scale, camera, width, top, lane)| {
        let mut still = Still::empty(*width, *camera, *top);
        film.iter().for_each(|film| still.show(&film.0, *scale, *lane));
        still
    });
    use_wheel(&canvas, &still, &props.act);
    let (shown, painted, on) = (props.clone(), Rc::clone(&still), canvas.clone());
    use_effect(move || paint_all(&shown, &painted, &on));
    let onscroll = Callback::from(move |event: Event| {
        let frame = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        top.set(frame.map_or(0.0, |frame| f64::from(frame.scroll_top())));
    });
    let points = pointer(&still, lane, &props.act);
    html! {
        <div class="yp-frame" ref={frame} {onscroll} style={still.frame_style(props.room)}>
            <div class="yp-reel" style={pixels("height", still.whole + still.legend_height)}>
                <canvas ref={canvas} class="yp-canvas" data-yp-role="timeline" tabindex="0"
                    role="img" aria-label={described(props)} style={pixels("height", still.height())}
                    onpointerdown={points.clone()} onpointermove={points} />
            </div>
        </div>
    }
}

impl Still {
    /// A picture of nothing, with the room that one of something is expected to need.
    fn empty(width: f64, camera: Camera, top: f64) -> Still {
        let height = AXIS + OUTPUT + LANE * LANES_EXPECTED;
        let (x0, x1) = (camera.start, camera.start + camera.span);
        let view = Viewport { width, height, x0, x1, top, gutter: 0.0, grain: 1.0 };
        let (draws, legend) = (Vec::new(), Vec::new());
        Still { view, whole: height, draws, legend, legend_height: LEGEND_EXPECTED }
    }

    fn show(&mut self, film: &Film, scale: ScaleKind, lane: Option<usize>) {
        let view = &mut self.view;
        self.whole = Viewport::whole(&film.scene, view.width).height;
        view.height = self.whole.min(AXIS + OUTPUT + LANE * LANES_IN_SIGHT);
        view.top = view.top.min(self.whole - view.height);
        view.gutter = gutter(&film.scene).min(view.width * GUTTER_SHARE);
        let focus = Focus { cursor: None, lane };
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

fn paint_all(props: &PictureProps, still: &Still, canvas: &NodeRef) {
    let view = &still.view;
    let Some(canvas) = canvas.cast::<HtmlCanvasElement>().filter(|_| view.width > 0.0) else {
        return;
    };
    let Some(painter) = paint::prepare(&canvas, view.width, still.height()) else { return };
    let (w, h) = (view.width, view.height);
    painter.all(&still.draws, &Area { x: 0.0, y: 0.0, w, h });
    let below = Area { x: 0.0, y: h + LEGEND_SPACE, w, h: still.legend_height - LEGEND_SPACE };
    painter.all(&still.legend, &below);
    let x = view.to_pixels(props.place);
    if let Some(film) = &props.film
        && x >= view.gutter - 0.5
        && x <= view.width
    {
        painter.playhead(x, &clock(props, &film.0), view.width, view.height);
    }
}

/// What the playhead says.
fn clock(props: &PictureProps, film: &Film) -> String {
    match props.scale {
        ScaleKind::Steps => ["step ", &props.cursor.to_string()].concat(),
        kind => format_ns(film.time_at(kind, props.place, props.cursor).0),
    }
}

/// What those are told who do not see it; the narration says the rest.
fn described(props: &PictureProps) -> String {
    let Some(film) = &props.film else { return "Timeline: nothing has run yet".into() };
    let names: Vec<&str> =
        film.0.scene.lanes.iter().take(20).map(|lane| lane.name.as_str()).collect();
    let before = if props.is_current { "" } else { " of the program before your edit" };
    let length = format_ns(film.0.duration().0);
    ["Timeline", before, ", ", &length, " of virtual time. Lanes: ", &names.join(", ")].concat()
}

/// A press or a drag moves the playhead, or with Shift the view; a press on a lane's name
/// chooses the lane.
fn pointer(
    still: &Rc<Still>, lane: UseStateHandle<Option<usize>>, act: &Callback<Action>,
) -> Callback<PointerEvent> {
    let (view, lanes, act) = (still.view, still.whole, act.clone());
    Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 0 {
            return;
        }
        let x = f64::from(event.offset_x());
        if event.type_() == "pointermove" && event.shift_key() {
            let by = f64::from(event.movement_x()) / view.width.max(1.0);
            return act.emit(Action::Pan(-by));
        }
        if event.type_() == "pointerdown" {
            capture(&event);
            if x < view.gutter {
                let y = f64::from(event.offset_y()) - AXIS + view.top;
                let chosen = (y >= 0.0 && y < lanes - AXIS - OUTPUT).then(|| (y / LANE) as usize);
                return lane.set(chosen.filter(|chosen| *lane != Some(*chosen)));
            }
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
#[hook]
fn use_wheel(canvas: &NodeRef, still: &Rc<Still>, act: &Callback<Action>) {
    let (canvas, act) = (canvas.clone(), act.clone());
    use_effect_with(still.view, move |view| {
        let view = *view;
        let options = EventListenerOptions::enable_prevent_default();
        let listener = canvas.cast::<Element>().map(|canvas| {
            EventListener::new_with_options(&canvas, "wheel", options, move |event| {
                let event: &WheelEvent = event.unchecked_ref();
                if let Some(action) = wheel(event, &view) {
                    event.prevent_default();
                    act.emit(action);
                }
            })
        });
        move || drop(listener)
    });
}

fn wheel(event: &WheelEvent, view: &Viewport) -> Option<Action> {
    let (across, along) = (event.delta_x(), event.delta_y());
    if event.ctrl_key() || event.meta_key() {
        let around = view.from_pixels(f64::from(event.offset_x()));
        return Some(Action::Zoom { around, factor: (along * 0.004).clamp(-0.7, 0.7).exp() });
    }
    let by = if event.shift_key() && across == 0.0 { along } else { across };
    (by != 0.0 && by.abs() >= along.abs()).then(|| Action::Pan(by / view.width.max(1.0)))
}
