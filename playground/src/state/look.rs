//! What of the timeline the learner looks at: which groups are folded, which slice, and whether the
//! view follows the playhead.

use super::film::{CONSOLE_BYTES_MAX, CONSOLE_BYTES_PASSING};
use super::{Effect, Film, State};
use std::rc::Rc;
use trace_view::paint::{Row, Rows};
use trace_view::{Pick, Scene};

/// A group of more lanes than this is folded at first.
const LANES_UNFOLDED: usize = 24;

/// What of the timeline the learner looks at.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Look {
    /// The rows, with some groups folded.
    pub rows: Rc<Rows>,
    /// The slice that was chosen.
    pub pick: Option<Pick>,
    /// Whether what can be said of it is shown.
    pub tells: bool,
    /// The slice under the pointer.
    pub hover: Option<Hover>,
    /// Whether the view follows the playhead while it plays.
    pub follow: Follow,
}

/// The slice under the pointer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hover {
    /// Which.
    pub pick: Pick,
    /// Where the pointer came upon it, in pixels of the picture.
    pub at: [f64; 2],
}

/// Whether the view follows the playhead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Follow {
    /// It does.
    #[default]
    On,
    /// The learner has moved it elsewhere.
    Off,
}

/// From one slice to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the lane above, at the same moment.
    Up,
    /// To the lane below.
    Down,
    /// To the slice before.
    Before,
    /// To the slice after.
    After,
}

impl Look {
    /// A film has come: large groups are folded, nothing is chosen.
    pub(super) fn of(scene: &Scene, follow: Follow) -> Look {
        let is_large = |group: usize| scene.groups[group].lanes.len() > LANES_UNFOLDED;
        Look { rows: Rc::new(Rows::new(scene, is_large)), follow, ..Look::default() }
    }

    /// Whether a group is folded.
    pub fn is_folded(&self, group: u32) -> bool {
        self.rows.all.contains(&Row::Group(group))
    }

    /// Whether any group is not folded.
    pub fn can_fold(&self) -> bool {
        self.rows.heads.iter().any(|&(row, _)| matches!(self.rows.all[row as usize], Row::Lane(_)))
    }

    pub(super) fn toggle_fold(&mut self, scene: &Scene, group: u32) {
        let is_folded = |other| self.is_folded(other as u32) != (other as u32 == group);
        self.rows = Rc::new(Rows::new(scene, is_folded));
        self.hover = None;
    }

    /// Folds every group, or unfolds them if all are.
    pub(super) fn fold_all(&mut self, scene: &Scene) {
        let fold = self.can_fold();
        self.rows = Rc::new(Rows::new(scene, |_| fold));
        self.hover = None;
    }

    /// The slice one step away; the one at `cursor` of the lane `lane` if none is chosen yet.
    fn stepped(&self, scene: &Scene, step: Step, cursor: usize, lane: Option<u32>) -> Option<Pick> {
        let Some(pick) = self.pick else {
            let first = || self.lanes(0).next();
            return slice_at(scene, lane.or_else(first)?, cursor);
        };
        let row = self.rows.of(pick.lane as usize);
        let start = scene.slice(pick)?.start.index as usize;
        match step {
            Step::Before => Some(Pick { slice: pick.slice.checked_sub(1)?, ..pick }),
            Step::After => Some(Pick { slice: pick.slice + 1, ..pick }),
            Step::Down => slice_at(scene, self.lanes(row + 1).next()?, start),
            Step::Up => slice_at(
                scene,
                self.lanes(0).take_while(|&lane| self.rows.of(lane as usize) < row).last()?,
                start,
            ),
        }
        .filter(|&pick| scene.slice(pick).is_some())
    }

    /// The lanes shown by themselves from a row on.
    fn lanes(&self, from: usize) -> impl Iterator<Item = u32> + '_ {
        self.rows.all.iter().skip(from).filter_map(|row| match row {
            Row::Lane(lane) => Some(*lane),
            Row::Group(_) => None,
        })
    }
}

/// The lane's slice at a cursor, its first if it begins later.
fn slice_at(scene: &Scene, lane: u32, cursor: usize) -> Option<Pick> {
    let slices = &scene.lanes.get(lane as usize)?.slices;
    let after = slices.partition_point(|slice| slice.start.index as usize <= cursor);
    (!slices.is_empty()).then(|| Pick { lane, slice: after.saturating_sub(1) as u32 })
}

impl State {
    /// Chooses the slice one step away and brings it into view.
    pub(super) fn step_pick(&mut self, step: Step) -> Vec<Effect> {
        let Some(film) = self.film.clone() else { return Vec::new() };
        let cursor = self.playback.cursor as usize;
        let next = self.look.stepped(&film.scene, step, cursor, self.stand.lane);
        let Some(pick) = next else { return Vec::new() };
        self.look.pick = Some(pick);
        (self.look.tells, self.look.hover) = (true, None);
        self.bring_into_view(&film, pick);
        vec![Effect::ShowRow(self.look.rows.of(pick.lane as usize) as u32)]
    }

    fn bring_into_view(&mut self, film: &Film, pick: Pick) {
        let scale = film.scale(self.scale);
        let Some(slice) = film.scene.slice(pick) else { return };
        let (left, right) = (scale.x_of(slice.start), scale.x_of(slice.end));
        let (from, to) = (self.camera.start, self.camera.start + self.camera.span);
        if right < from || left > to {
            self.camera = self.camera.following(left);
        }
    }

    /// To the moment at which a slice begins, and to the line of the program where that is.
    pub(super) fn go_to(&mut self, pick: Pick) -> Vec<Effect> {
        let Some(film) = self.film.clone() else { return Vec::new() };
        let Some(slice) = film.scene.slice(pick) else { return Vec::new() };
        let cursor = slice.start.index;
        self.playback.seek(&film, self.scale, cursor);
        self.bring_into_view(&film, pick);
        (self.look.pick, self.look.tells) = (Some(pick), true);
        let fiber = film.scene.fiber_of(pick, &film.timeline);
        self.select(fiber);
        self.stand.lane = Some(pick.lane);
        let line = fiber.and_then(|fiber| film.line_of(fiber, cursor));
        line.filter(|_| self.film_is_current()).map(Effect::ShowLine).into_iter().collect()
    }

    /// So much output is shown: while it changes all the time, no more than can be seen.
    pub fn console_bytes(&self) -> usize {
        if self.playback.playing { CONSOLE_BYTES_PASSING } else { CONSOLE_BYTES_MAX }
    }

    /// The view begins at this place from now on.
    pub(super) fn look_from(&mut self, start: f64) {
        self.camera = self.camera.starting(start);
        self.look.follow = Follow::Off;
    }

    pub(super) fn toggle_follow(&mut self) {
        self.look.follow = match self.look.follow {
            Follow::On => Follow::Off,
            Follow::Off => Follow::On,
        };
        if self.look.follow == Follow::On {
            self.camera = self.camera.following(self.playback.place);
        }
    }
}
