//! Fewer slices where many share a pixel: drawing a lane costs what it is wide, not what it holds.

use super::{Lane, Moment, Slice};
use crate::scale::Scale;
use crate::state::State;

/// What any range of a lane's slices amounts to, in logarithmic time: an implicit binary tree
/// whose leaves are the slices and whose inner nodes sum up their two children.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct States {
    tree: Vec<Sum>,
}

/// Which states occur, and which has the longest slice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Sum {
    bits: u16,
    longest_bit: u16,
    longest_ns: u64,
}

impl Sum {
    fn of(slice: &Slice) -> Sum {
        let bit = slice.state.bit();
        Sum { bits: bit, longest_bit: bit, longest_ns: slice.end.ns - slice.start.ns }
    }

    fn plus(self, other: Sum) -> Sum {
        let bits = self.bits | other.bits;
        let mine = self.bits != 0 && self.longest_ns >= other.longest_ns;
        let longest = if mine { self } else { other };
        Sum { bits, ..longest }
    }
}

impl States {
    pub(super) fn new(slices: &[Slice]) -> States {
        let n = slices.len();
        let mut tree = vec![Sum::default(); n];
        tree.extend(slices.iter().map(Sum::of));
        for node in (1..n).rev() {
            tree[node] = tree[2 * node].plus(tree[2 * node + 1]);
        }
        States { tree }
    }

    pub(super) fn all(&self) -> u16 {
        self.sum(0, self.tree.len() / 2).bits
    }

    fn sum(&self, from: usize, to: usize) -> Sum {
        let n = self.tree.len() / 2;
        let (mut from, mut to, mut sum) = (from + n, to + n, Sum::default());
        while from < to {
            if from % 2 == 1 {
                sum = sum.plus(self.tree[from]);
                from += 1;
            }
            if to % 2 == 1 {
                to -= 1;
                sum = sum.plus(self.tree[to]);
            }
            from /= 2;
            to /= 2;
        }
        sum
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
    /// The state of the longest slice.
    pub state: State,
    /// The most telling of all their states: the same for one slice.
    pub also: State,
    /// The label if it is one slice, 0 otherwise.
    pub label: u32,
    /// How many slices it stands for.
    pub count: u32,
}

impl Piece {
    /// Whether both are several slices that look the same, the other one behind this.
    pub(crate) fn looks_like(&self, next: &Piece) -> bool {
        let look = |piece: &Piece| (piece.state, piece.also);
        self.count > 1 && next.count > 1 && look(self) == look(next)
    }
}

impl Lane {
    /// What to draw between `x0` and `x1` of `scale` on so many pixels: at most two pieces for
    /// each pixel, found in logarithmic time each, however many slices there are.
    pub fn visible<'a>(
        &'a self, scale: &'a Scale, x0: f64, x1: f64, pixels: f64,
    ) -> impl Iterator<Item = Piece> + 'a {
        let pixel = (x1 - x0) / pixels.max(1.0);
        let is_left = |slice: &Slice| {
            let end = scale.x_of(slice.end);
            end < x0 || end == x0 && scale.x_of(slice.start) < x0
        };
        let mut next = self.slices.partition_point(is_left);
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

    /// The first slice after `from` that does not end before `x`: those between share a pixel. It
    /// is near, so the search begins with small strides and reads only memory that is near too.
    fn after(&self, from: usize, x: f64, scale: &Scale) -> usize {
        let before = |slice: &Slice| scale.x_of(slice.end) < x;
        let mut stride = 1;
        while self.slices.get(from + stride).is_some_and(before) {
            stride *= 2;
        }
        let start = from + stride / 2;
        let end = (from + stride).min(self.slices.len());
        (start + self.slices[start..end].partition_point(before)).max(from + 1)
    }

    fn piece(&self, from: usize, to: usize, scale: &Scale) -> Piece {
        let (first, last) = (&self.slices[from], &self.slices[to - 1]);
        let sum = self.states.sum(from, to);
        Piece {
            x0: scale.x_of(first.start),
            x1: scale.x_of(last.end),
            start: first.start,
            end: last.end,
            state: State::most_telling(sum.longest_bit),
            also: State::most_telling(sum.bits),
            label: if to - from == 1 { first.label } else { 0 },
            count: (to - from) as u32,
        }
    }
}
