//! Every event in words: a table of which only the rows in sight are made.
//!
//! **Invariants:** all rows are equally high. Where there are too many for a browser's longest
//! element, the scrollbar stands for more than its length.

use crate::state::{Action, Film, Panel, State};
use runtime_core::id::FiberId;
use std::cell::Cell;
use std::rc::Rc;
use trace_view::{EventRow, format_ns, rows};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// So many rows are made, more than are in sight.
const ROWS_MADE: u32 = 36;
/// So many of them above those in sight.
const ROWS_ABOVE: u32 = 4;
/// The height of the longest element; browsers differ in what more they can do.
const HEIGHT_MAX: f64 = 8_000_000.0;
/// Rows are so high before they have been measured.
const ROW_EXPECTED: f64 = 44.0;
/// So many fibers can be chosen from the list; others by filtering for their names.
const FIBERS_MAX: usize = 200;

/// The table of one widget.
#[derive(Default)]
pub struct EventTable {
    scroller: NodeRef,
    /// The height of a row, once measured.
    row: Cell<f64>,
    /// The cursor that was brought into sight last, with the number of rows there were.
    followed: Cell<Option<(u32, u32)>>,
}

/// Where the rows stand.
struct Stand {
    count: u32,
    row: f64,
    /// Pixels of the table for one of the scroller.
    factor: f64,
    top: f64,
}

impl EventTable {
    fn stand(&self, state: &State, film: &Film) -> Stand {
        let count = state.events.rows(film);
        let row = if self.row.get() > 0.0 { self.row.get() } else { ROW_EXPECTED };
        let factor = (f64::from(count) * row / HEIGHT_MAX).max(1.0);
        Stand { count, row, factor, top: state.events.top }
    }

    /// The filters and the rows.
    pub fn view(&self, state: &State, act: &Callback<Action>, id: &str) -> Html {
        let Some(film) = &state.film else {
            return html! { <p class="yp-none">{ "Run the program to see its events." }</p> };
        };
        let stand = self.stand(state, film);
        html! {
            <div class="yp-events">
                { filters(state, act, film, &stand) }
                { self.rows(state, act, film, &stand, id) }
            </div>
        }
    }

    fn rows(
        &self, state: &State, act: &Callback<Action>, film: &Film, stand: &Stand, id: &str,
    ) -> Html {
        let first = stand.first();
        let made = first..stand.count.min(first + ROWS_MADE);
        let indexes: Vec<u32> = made.filter_map(|row| state.events.event(row)).collect();
        let current = state.events.row_at(film, state.playback.cursor);
        let row_id = |row: u32| [id, ":row:", &row.to_string()].concat();
        let in_sight = current.filter(|row| (first..first + ROWS_MADE).contains(row));
        let listed = rows(&film.timeline, &indexes);
        let onscroll = act.reform(|event: Event| {
            let scroller = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            Action::ScrolledEvents(
                scroller.map_or(0.0, |scroller| f64::from(scroller.scroll_top())),
            )
        });
        let act = act.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            if let Some(index) = pressed(&event) {
                act.emit(Action::Seek(index + 1));
            }
        });
        let height = ["height:", &(stand.height().ceil()).to_string(), "px"].concat();
        let place = ["transform:translateY(", &stand.place_of(first).round().to_string(), "px)"];
        html! {
            <div ref={&self.scroller} class="yp-rows" data-yp-role="events" role="grid" tabindex="0"
                aria-label="Events" aria-rowcount={stand.count.to_string()}
                aria-activedescendant={in_sight.map(row_id)} {onscroll} {onclick}>
                <div role="presentation" style={height}>
                    <div role="rowgroup" class="yp-window" style={place.concat()}>
                        { for listed.iter().zip(first..).map(|(event, row)| {
                            let is_current = current == Some(row);
                            line(state, film, event, row, row_id(row), is_current)
                        }) }
                    </div>
                </div>
            </div>
        }
    }

    /// Measures the rows, and brings the current one into sight if the cursor has moved; whether
    /// the rows have to be made again.
    pub fn rendered(&self, state: &State) -> bool {
        let scroller = self.scroller.cast::<Element>().filter(|_| state.panel == Panel::Events);
        let (Some(scroller), Some(film)) = (scroller, &state.film) else {
            self.followed.set(None);
            return false;
        };
        let first = scroller.query_selector("[role=row]").ok().flatten();
        let height = first.map_or(0.0, |row| row.get_bounding_client_rect().height());
        let is_new = height > 0.0 && self.row.replace(height) != height;
        let stand = self.stand(state, film);
        let cursor = state.playback.cursor;
        if is_new {
            // The scroller is not as long as it will be yet.
            self.followed.set(None);
        } else if self.followed.replace(Some((cursor, stand.count))) != Some((cursor, stand.count))
        {
            let row = state.events.row_at(film, cursor).unwrap_or(0);
            follow(&scroller, &stand, row);
        }
        is_new
    }
}

impl Stand {
    fn height(&self) -> f64 {
        f64::from(self.count) * self.row / self.factor
    }

    fn first(&self) -> u32 {
        let at = (self.top * self.factor / self.row) as u32;
        at.saturating_sub(ROWS_ABOVE).min(self.count.saturating_sub(1))
    }

    /// Where a row stands in the scroller, now that it is scrolled so far.
    fn place_of(&self, row: u32) -> f64 {
        f64::from(row) * self.row - self.top * self.factor + self.top
    }
}

/// The event whose row was pressed.
fn pressed(event: &MouseEvent) -> Option<u32> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let row = target.closest("[data-yp-event]").ok()??;
    row.get_attribute("data-yp-event")?.parse().ok()
}

/// Scrolls as little as possible.
fn follow(scroller: &Element, stand: &Stand, row: u32) {
    let seen = f64::from(scroller.client_height());
    let at = f64::from(row) * stand.row / stand.factor;
    let top = f64::from(scroller.scroll_top());
    let wanted = top.min(at).max(at + stand.row - seen);
    if wanted != top {
        scroller.set_scroll_top(wanted.ceil() as i32);
    }
}

fn line(
    state: &State, film: &Film, event: &EventRow, row: u32, id: String, is_current: bool,
) -> Html {
    let who = match event.fiber {
        FiberId(0) => String::new(),
        fiber => film.timeline.names.lane(fiber),
    };
    let is_selected = state.selected.is_some_and(|selected| selected == event.fiber);
    html! {
        <div role="row" class="yp-event" key={row} {id} data-yp-event={event.index.to_string()}
            aria-rowindex={(row + 1).to_string()} aria-selected={if is_current { "true" } else { "false" }}
            data-yp-selected={is_selected.then_some("true")}>
            <span role="gridcell" class="yp-when">{ format_ns(event.at.0) }</span>
            <span role="gridcell" class="yp-who">{ who }</span>
            <span role="gridcell" class="yp-what">{ &event.sentence }</span>
            <span role="gridcell" class="yp-line-number">
                if event.line > 0 { { "line " }{ event.line } }
            </span>
        </div>
    }
}

fn filters(state: &State, act: &Callback<Action>, film: &Film, stand: &Stand) -> Html {
    let fibers: Rc<[(FiberId, String)]> = fibers(film, state.events.whose).into();
    let (ids, words) = (Rc::clone(&fibers), Rc::clone(&state.events.words));
    let whose = state.events.whose;
    let onchange = act.reform(move |event: Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let chosen =
            list.and_then(|list| ids.get((list.selected_index() as usize).checked_sub(1)?));
        Action::Filter(chosen.map(|(fiber, _)| *fiber), Rc::clone(&words))
    });
    let oninput = act.reform(move |event: InputEvent| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Action::Filter(whose, input.map_or_else(Default::default, |input| input.value().into()))
    });
    html! {
        <div class="yp-filters">
            <select class="yp-select" data-yp-role="events-whose" aria-label="Whose events" {onchange}>
                <option selected={whose.is_none()}>{ "Everybody" }</option>
                { for fibers.iter().map(|(fiber, name)| {
                    html! { <option selected={whose == Some(*fiber)}>{ name }</option> }
                }) }
            </select>
            <input type="search" class="yp-input" data-yp-role="events-words" placeholder="Filter"
                aria-label="Only events that contain" value={state.events.words.to_string()} {oninput} />
            <span class="yp-soft" role="status">{ counted(state, film, stand.count) }</span>
        </div>
    }
}

fn fibers(film: &Film, chosen: Option<FiberId>) -> Vec<(FiberId, String)> {
    let mut fibers: Vec<(FiberId, String)> = film
        .timeline
        .names
        .fibers()
        .filter(|(fiber, _)| !fiber.is_system())
        .take(FIBERS_MAX)
        .collect();
    if let Some(chosen) = chosen.filter(|chosen| fibers.iter().all(|(fiber, _)| fiber != chosen)) {
        fibers.push((chosen, film.timeline.names.lane(chosen)));
    }
    fibers
}

/// `120 of 3 000`, or how far the search for them is.
fn counted(state: &State, film: &Film, rows: u32) -> String {
    let grouped = |count: u32| super::schedules::grouped(count.into());
    if !state.events.is_filtered() {
        return [&grouped(rows), " events"].concat();
    }
    let share = u64::from(state.events.seen) * 100 / u64::from(film.events().max(1));
    match share {
        100.. => [&grouped(rows), " of ", &grouped(film.events())].concat(),
        share => [&grouped(rows), " so far (", &share.to_string(), " %)"].concat(),
    }
}
