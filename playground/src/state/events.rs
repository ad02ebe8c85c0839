//! The table of events: which of them are listed, and where it is scrolled to.
//!
//! **Invariants:** what is listed is in the order of the run. A filter goes through the events by
//! [`SLICE`], so that the page stays alive with a million of them.

use super::{Effect, Film, State};
use runtime_core::id::FiberId;
use std::rc::Rc;

/// Events whose sentences are made in one go: some milliseconds.
const SLICE: u32 = 4096;

/// The table's state.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// Only those in which this fiber takes part.
    pub whose: Option<FiberId>,
    /// Only those whose sentence contains this, in whatever case.
    pub words: Rc<str>,
    /// What has been found so far, in pieces, each after the number of those before it.
    found: Vec<(u32, Rc<[u32]>)>,
    /// Events looked at so far.
    pub seen: u32,
    /// Pixels of rows that are scrolled away above.
    pub top: f64,
}

impl Events {
    /// Whether only some are listed.
    pub fn is_filtered(&self) -> bool {
        self.whose.is_some() || !self.words.is_empty()
    }

    /// How many rows there are, as far as is known.
    pub fn rows(&self, film: &Film) -> u32 {
        match self.found.last() {
            _ if !self.is_filtered() => film.events(),
            Some((before, last)) => before + last.len() as u32,
            None => 0,
        }
    }

    /// The event that a row shows.
    pub fn event(&self, row: u32) -> Option<u32> {
        if !self.is_filtered() {
            return Some(row);
        }
        let piece = self.found.partition_point(|(before, _)| *before <= row).checked_sub(1)?;
        let (before, piece) = &self.found[piece];
        piece.get((row - before) as usize).copied()
    }

    /// The row of the last listed event before a cursor.
    pub fn row_at(&self, film: &Film, cursor: u32) -> Option<u32> {
        let rows = self.rows(film);
        if !self.is_filtered() {
            return cursor.min(rows).checked_sub(1);
        }
        let piece = self.found.partition_point(|(_, piece)| piece[0] < cursor).checked_sub(1)?;
        let (before, piece) = &self.found[piece];
        Some(before + piece.partition_point(|&event| event < cursor) as u32 - 1)
    }

    fn look_at(&mut self, film: &Film) {
        let words = self.words.to_lowercase();
        let end = self.seen.saturating_add(SLICE).min(film.events());
        let events = &film.timeline.trace.events;
        let concerned = |&index: &u32| {
            self.whose.is_none_or(|whose| trace_view::concerns(&events[index as usize].kind, whose))
        };
        let mut found: Vec<u32> = (self.seen..end).filter(concerned).collect();
        if !words.is_empty() {
            let rows = trace_view::rows(&film.timeline, &found);
            let says = rows.into_iter().filter(|row| row.sentence.to_lowercase().contains(&words));
            found = says.map(|row| row.index).collect();
        }
        if !found.is_empty() {
            self.found.push((self.rows(film), found.into()));
        }
        self.seen = end;
    }
}

impl State {
    /// Lists only what concerns that fiber and contains those words.
    pub(super) fn filter(&mut self, whose: Option<FiberId>, words: Rc<str>) -> Vec<Effect> {
        self.events = Events { whose, words, ..Events::default() };
        self.look_on()
    }

    /// Goes on looking for what is listed; nothing is left over if nothing is filtered.
    pub(super) fn look_on(&mut self) -> Vec<Effect> {
        let Some(film) = self.film.clone() else { return Vec::new() };
        if !self.events.is_filtered() {
            return Vec::new();
        }
        self.events.look_at(&film);
        match self.events.seen < film.events() {
            true => vec![Effect::LookOn],
            false => Vec::new(),
        }
    }

    /// There is another film: what was found is not in it, and neither need be whom it was about.
    pub(super) fn list_anew(&mut self) -> Vec<Effect> {
        let Events { whose, words, .. } = std::mem::take(&mut self.events);
        let film = self.film.as_ref();
        let is_there =
            |whose: &FiberId| film.is_some_and(|film| film.scene.lane_of(*whose).is_some());
        self.filter(whose.filter(is_there), words)
    }

    /// Goes so many listed rows further.
    pub(super) fn go_rows(&mut self, by: i32) {
        let Some(film) = self.film.clone() else { return };
        let rows = self.events.rows(&film);
        let row = match self.events.row_at(&film, self.playback.cursor) {
            Some(row) => row.saturating_add_signed(by).min(rows.saturating_sub(1)),
            None => 0,
        };
        if let Some(event) = self.events.event(row).filter(|&event| event < film.events()) {
            self.playback.seek(&film, self.scale, event + 1);
        }
    }
}
