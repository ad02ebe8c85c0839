//! Which lanes are shown in which row: lanes of one kind can be folded into a row of their own.
//!
//! **Invariants:** every lane has a row. Folding a group changes the rows of no other lane but
//! their places; unfolding it gives the rows from before.

use super::{LaneKind, Scene};

/// Lanes of one kind: Go's Ps, or goroutines of one function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// What they are called together: `Ps`, `worker`.
    pub name: String,
    /// Its lanes, as indices into [`Scene::lanes`]; two at least.
    pub lanes: Vec<u32>,
    /// How many of them do what.
    pub crowd: super::Crowd,
}

impl Group {
    /// `worker × 8`.
    pub fn title(&self) -> String {
        [&self.name, " × ", &self.lanes.len().to_string()].concat()
    }
}

/// What a row shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// A lane.
    Lane(u32),
    /// A folded group.
    Group(u32),
}

/// The rows from the top.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rows {
    /// What each shows.
    pub all: Vec<Row>,
    /// The row of each lane.
    of_lane: Vec<u32>,
    /// The first row of each group that can be folded or unfolded, with the group.
    pub heads: Vec<(u32, u32)>,
}

/// What lanes of the same kind have in common: a goroutine's function, a thread's name up to its
/// number. `None` for Ps.
pub(super) fn kind_of(kind: LaneKind, name: &str) -> Option<&str> {
    match kind {
        LaneKind::Proc(_) => None,
        // No function is called so.
        LaneKind::Gc => Some("the collector"),
        LaneKind::Fiber(_) => Some(match name.split_once(' ') {
            Some((_, function)) => function.trim_matches(['(', ')']),
            None => match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "" => name,
                stem => stem,
            },
        }),
    }
}

impl Rows {
    /// Every lane in its order.
    pub fn plain(scene: &Scene) -> Rows {
        let lanes = 0..scene.lanes.len() as u32;
        Rows {
            all: lanes.clone().map(Row::Lane).collect(),
            of_lane: lanes.collect(),
            heads: vec![],
        }
    }

    /// The lanes of a group stand together, where its first one is; `is_folded` says which are
    /// one row.
    pub fn new(scene: &Scene, is_folded: impl Fn(usize) -> bool) -> Rows {
        let mut group_of = vec![None; scene.lanes.len()];
        for (at, group) in scene.groups.iter().enumerate() {
            group.lanes.iter().for_each(|&lane| group_of[lane as usize] = Some(at));
        }
        let mut rows = Rows { of_lane: vec![0; scene.lanes.len()], ..Rows::default() };
        let mut is_placed = vec![false; scene.groups.len()];
        for lane in 0..scene.lanes.len() as u32 {
            let Some(group) = group_of[lane as usize] else {
                rows.add(&[lane], Row::Lane);
                continue;
            };
            if std::mem::replace(&mut is_placed[group], true) {
                continue;
            }
            rows.heads.push((rows.all.len() as u32, group as u32));
            let lanes = &scene.groups[group].lanes;
            if is_folded(group) {
                lanes.iter().for_each(|&lane| rows.of_lane[lane as usize] = rows.all.len() as u32);
                rows.all.push(Row::Group(group as u32));
            } else {
                rows.add(lanes, Row::Lane);
            }
        }
        rows
    }

    /// The row in which a lane is shown, by itself or with its group.
    pub fn of(&self, lane: usize) -> usize {
        self.of_lane.get(lane).map_or(0, |&row| row as usize)
    }

    fn add(&mut self, lanes: &[u32], row: fn(u32) -> Row) {
        for &lane in lanes {
            self.of_lane[lane as usize] = self.all.len() as u32;
            self.all.push(row(lane));
        }
    }
}
