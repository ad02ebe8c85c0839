//! Fewer slices where many share a pixel: drawing a lane costs what it is wide, not what it holds.

use super::{Lane, Moment, Slice};
use crate::scale::Scale;
use crate::state::State;

/// Sets of states over any range of a lane's slices, in logarithmic time: an implicit binary
/// tree whose leaves are the slices' bits and whose inner nodes are their unions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct States {
    tree: Vec<u16>,
}

impl States {
    pub(super) fn new(slices: &[Slice]) -> States {
        let n = slices.len();
        let mut tree = vec![0; 2 * n];
        for (leaf, slice) in tree[n..].iter_mut().zip(slices) {
            *leaf = slice.state.bit();
        }
        for node in (1..n).rev() {
            tree[node] = tree[2 * node] | tree[2 * node + 1];
        }
        States { tree }
    }

    pub(super) fn all(&self) -> u16 {
        self.union(0, self.tree.len() / 2)
    }

    fn union(&self, from: usize, to: usize) -> u16 {
        let n = self.tree.len() / 2;
        let (mut from, mut to, mut bits) = (from + n, to + n, 0);
        while from < to {
            if from % 2 == 1 {
                bits |= self.tree[from];
                from += 1;
            }
            if to % 2 == 1 {
                to -= 1;
                bits |= self.tree[to];
            }
            from /= 2;
            to /= 2;
        }
        bits
    }
}

/// What is drawn of a lane in one place: a slice, or several too short to be told apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Piece {
    /// Left edge on the scale, 0 to 1.
    pub x0: f64,
    /// Right edge on the scale.
    pub x1: f64,
    /// When the first slice begins.
    pub start: Moment,
    /// When the last slice ends.
    pub end: Moment,
    /// The most telling of the states.
    pub state: State,
    /// The label if it is one slice, 0 otherwise.
    pub label: u32,
    /// How many slices it stands for.
    pub count: u32,
}

impl Lane {
    /// What to draw between `x0` and `x1` of `scale` on so many pixels: at most two pieces for
    /// each pixel, found in logarithmic time each, however many slices there are.
    pub fn visible<'a>(
        &'a self, scale: &'a Scale, x0: f64, x1: f64, pixels: f64,
    ) -> impl Iterator<Item = Piece> + 'a {
        let pixel = (x1 - x0) / pixels.max(1.0);
        let mut next = self.slices.partition_point(|slice| scale.x_of(slice.end) <= x0);
        core::iter::from_fn(move || {
            let first = self.slices.get(next)?;
            let start = scale.x_of(first.start);
            if start > x1 {
                return None;
            }
            let from = next;
            next = self.after(from, start.max(x0) + pixel, scale);
            Some(self.piece(from, next, scale))
        })
    }

    /// The first slice after `from` that does not end before `x`: those between share a pixel.
    fn after(&self, from: usize, x: f64, scale: &Scale) -> usize {
        let rest = &self.slices[from..];
        from + rest.partition_point(|slice| scale.x_of(slice.end) < x).max(1)
    }

    fn piece(&self, from: usize, to: usize, scale: &Scale) -> Piece {
        let (first, last) = (&self.slices[from], &self.slices[to - 1]);
        Piece {
            x0: scale.x_of(first.start),
            x1: scale.x_of(last.end),
            start: first.start,
            end: last.end,
            state: State::most_telling(self.states.union(from, to)),
            label: if to - from == 1 { first.label } else { 0 },
            count: (to - from) as u32,
        }
    }
}
