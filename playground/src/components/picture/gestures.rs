//! What fingers, mouse, wheel and keys do to the timeline.
//!
//! A press on a slice goes there; a drag moves the view, one that begins on the axis the playhead.
//! Two fingers zoom. One finger that moves up or down scrolls the page: the browser takes the
//! pointer away then.

use crate::state::{Action, Film, Hover, State, Step};
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use trace_view::ScaleKind;
use trace_view::paint::{AXIS, Hit, Row, Rows, Viewport, hit};
use wasm_bindgen::JsCast;
use web_sys::{Element, WheelEvent};
use yew::prelude::*;

/// A press becomes a drag after so many pixels.
const DRAG_MIN: f64 = 4.0;

/// What is under the pointer.
pub(super) struct Ground {
    pub(super) view: Viewport,
    pub(super) rows: Rc<Rows>,
    pub(super) film: Option<Rc<Film>>,
    pub(super) scale: ScaleKind,
}

impl Default for Ground {
    fn default() -> Ground {
        let (rows, scale) = Default::default();
        let [width, height, x0, top, gutter] = [0.0; 5];
        let view = Viewport { width, height, x0, x1: 1.0, top, gutter, grain: 1.0 };
        Ground { view, rows, film: None, scale }
    }
}

impl Ground {
    fn hit(&self, at: [f64; 2]) -> Option<Hit> {
        let film = self.film.as_ref()?;
        hit(&film.scene, &self.rows, film.scale(self.scale), &self.view, at)
    }

    /// What a press means.
    fn press(&self, at: [f64; 2]) -> Option<Action> {
        if at[0] < self.view.gutter {
            return match self.view.row_at(&self.rows, at[1])? {
                Row::Lane(lane) => Some(Action::PressLane(lane)),
                Row::Group(group) => Some(Action::ToggleFold(group)),
            };
        }
        match self.hit(at) {
            Some(Hit::Slice(pick)) => Some(Action::GoTo(pick)),
            Some(Hit::Group(group)) => Some(Action::ToggleFold(group)),
            None => Some(Action::Scrub(self.view.from_pixels(at[0]))),
        }
    }

    /// Moved by so many pixels, the view moves by this part of itself.
    fn pan(&self, by: f64) -> Action {
        Action::Pan(-by / self.view.room())
    }
}

/// The pointers that are down, and what they are doing.
#[derive(Default)]
pub(super) struct Gestures {
    down: Vec<(i32, [f64; 2])>,
    drag: Drag,
    /// Where a mouse hovers, if on a slice.
    hover: Option<Hover>,
}

#[derive(Clone, Copy, PartialEq, Default)]
enum Drag {
    #[default]
    Nothing,
    /// A press that may become a drag, and where it began.
    Press([f64; 2]),
    Pan,
    Scrub,
    /// Two fingers, or what is left of them.
    Pinch,
}

impl Gestures {
    /// Hears every pointer event of the canvas.
    pub(super) fn listener(
        gestures: &Rc<RefCell<Gestures>>, ground: &Rc<RefCell<Ground>>, act: &Callback<Action>,
    ) -> Callback<PointerEvent> {
        let (gestures, ground, act) = (Rc::clone(gestures), Rc::clone(ground), act.clone());
        Callback::from(move |event: PointerEvent| {
            let actions = gestures.borrow_mut().hear(&event, &ground.borrow());
            actions.into_iter().flatten().for_each(|action| act.emit(action));
        })
    }

    fn hear(&mut self, event: &PointerEvent, ground: &Ground) -> [Option<Action>; 2] {
        let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
        let id = event.pointer_id();
        match event.type_().as_str() {
            "pointerdown" if event.button() == 0 => {
                [self.pressed(event, id, at, ground), self.left()]
            }
            "pointermove" => match self.down.iter().position(|(known, _)| *known == id) {
                Some(which) => self.moved(which, at, ground),
                None => [self.hovers(event, at, ground), None],
            },
            "pointerup" => [self.lifted(id, at, ground), None],
            "pointercancel" => {
                self.down.clear();
                self.drag = Drag::Nothing;
                [None, None]
            }
            "pointerleave" => [self.left(), None],
            _ => [None, None],
        }
    }

    fn pressed(
        &mut self, event: &PointerEvent, id: i32, at: [f64; 2], ground: &Ground,
    ) -> Option<Action> {
        capture(event);
        self.down.retain(|(known, _)| *known != id);
        self.down.push((id, at));
        let on_axis = at[1] < AXIS && at[0] >= ground.view.gutter;
        self.drag = match self.down.len() {
            1 if on_axis => Drag::Scrub,
            1 => Drag::Press(at),
            _ => Drag::Pinch,
        };
        (self.drag == Drag::Scrub).then(|| Action::Scrub(ground.view.from_pixels(at[0])))
    }

    fn moved(&mut self, which: usize, at: [f64; 2], ground: &Ground) -> [Option<Action>; 2] {
        let before = std::mem::replace(&mut self.down[which].1, at);
        if let Drag::Press(from) = self.drag
            && (at[0] - from[0]).abs() > DRAG_MIN
        {
            self.drag = Drag::Pan;
            return [Some(ground.pan(at[0] - from[0])), None];
        }
        match (self.drag, &self.down[..]) {
            (Drag::Scrub, _) => [Some(Action::Scrub(ground.view.from_pixels(at[0]))), None],
            (Drag::Pan, _) => [Some(ground.pan(at[0] - before[0])), None],
            (Drag::Pinch, [_, _]) => self.pinched(which, before, ground),
            _ => [None, None],
        }
    }

    /// What was between the fingers stays between them.
    fn pinched(&self, which: usize, before: [f64; 2], ground: &Ground) -> [Option<Action>; 2] {
        let (at, other) = (self.down[which].1, self.down[1 - which].1);
        let apart = |one: [f64; 2]| (one[0] - other[0]).hypot(one[1] - other[1]).max(8.0);
        let around = ground.view.from_pixels((before[0] + other[0]) / 2.0);
        let factor = apart(before) / apart(at);
        [Some(Action::Zoom { around, factor }), Some(ground.pan((at[0] - before[0]) / 2.0))]
    }

    fn lifted(&mut self, id: i32, at: [f64; 2], ground: &Ground) -> Option<Action> {
        self.down.retain(|(known, _)| *known != id);
        let was_press = matches!(self.drag, Drag::Press(_));
        if self.down.is_empty() {
            self.drag = Drag::Nothing;
        }
        was_press.then(|| ground.press(at)).flatten()
    }

    fn hovers(&mut self, event: &PointerEvent, at: [f64; 2], ground: &Ground) -> Option<Action> {
        let pick = match ground.hit(at) {
            Some(Hit::Slice(pick)) if event.pointer_type() == "mouse" => Some(pick),
            _ => None,
        };
        if self.hover.map(|hover| hover.pick) == pick {
            return None;
        }
        self.hover = pick.map(|pick| Hover { pick, at });
        Some(Action::Hover(self.hover))
    }

    fn left(&mut self) -> Option<Action> {
        self.hover.take().map(|_| Action::Hover(None))
    }
}

/// A drag goes on outside of the canvas.
fn capture(event: &PointerEvent) {
    if let Some(canvas) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = canvas.set_pointer_capture(event.pointer_id());
    }
}

/// Keys that mean something here and nowhere else in the widget.
pub(super) fn key(state: &State, act: &Callback<Action>) -> Callback<KeyboardEvent> {
    let (act, pick) = (act.clone(), state.look.pick);
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
            return;
        }
        let action = match (event.key().as_str(), pick) {
            ("ArrowUp", _) => Action::StepPick(Step::Up),
            ("ArrowDown", _) => Action::StepPick(Step::Down),
            ("ArrowLeft", Some(_)) => Action::StepPick(Step::Before),
            ("ArrowRight", Some(_)) => Action::StepPick(Step::After),
            ("Enter", Some(pick)) => Action::GoTo(pick),
            ("Escape", Some(_)) => Action::Unpick,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        act.emit(action);
    })
}

/// Ctrl and the wheel zoom around the pointer, the wheel sideways (or with Shift) moves the view.
/// A plain wheel scrolls the page, as everywhere.
pub(super) fn listen_to_wheel(
    canvas: &Element, ground: &Rc<RefCell<Ground>>, act: &Callback<Action>,
) -> EventListener {
    let (act, ground) = (act.clone(), Rc::clone(ground));
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(canvas, "wheel", options, move |event| {
        let event: &WheelEvent = event.unchecked_ref();
        let action = wheel(event, &ground.borrow().view);
        if let Some(action) = action {
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
