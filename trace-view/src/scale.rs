//! Where a moment lies on the way from left to right.
//!
//! Three scales. [`ScaleKind::Time`] is the clock. [`ScaleKind::Steps`] gives every event the
//! same width. [`ScaleKind::Folded`], the usual one, shows a second of sleep and ten microseconds
//! of work in one picture: of the whole width, a part is shared equally by the moments at which
//! the picture changes, the rest by the square roots of the times between them. A stretch that
//! is much longer than it looks is a [`Fold`] and must be drawn with a break mark; ticks always
//! carry the true time.
//!
//! **Invariants:** `x` never falls; on Steps and Folded it rises with every event, so that
//! `cursor_at(x(c)) == c`. On Time, events of one moment share one place, and `cursor_at` gives
//! the last of them.

use crate::durations::format_ns;
use crate::scene::{Moment, Scene};

/// How far apart moments lie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum ScaleKind {
    /// Changes and time both have a share; long quiet stretches are folded.
    #[default]
    Folded,
    /// Linear in virtual time.
    Time,
    /// Every event is as wide as every other.
    Steps,
}

/// The part of a folded scale that changes share equally. At half of it, a run of a few dozen
/// changes with sleeps between them shows both at a glance.
const SHARE_OF_CHANGES: f64 = 0.45;

/// A stretch that lasts so many times the typical one is called a fold.
const FOLD_MIN: u64 = 30;

/// A scale for one scene. The whole run lies between 0 and 1.
#[derive(Clone, PartialEq, Debug)]
pub struct Scale {
    /// Which one.
    pub kind: ScaleKind,
    /// The folded stretches, from the left.
    pub folds: Vec<Fold>,
    /// The place of each cursor.
    xs: Vec<f64>,
    times: Vec<u64>,
}

/// A long stretch in which nothing changed, drawn shorter than it was.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fold {
    /// Its left edge.
    pub x0: f64,
    /// Its right edge.
    pub x1: f64,
    /// How long it really was, in nanoseconds.
    pub ns: u64,
}

/// A label on the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// Its place.
    pub x: f64,
    /// What it says: `100 ms`, or `step 40`.
    pub label: String,
}

impl Scale {
    /// The scale of that kind for `scene`.
    pub fn new(scene: &Scene, kind: ScaleKind) -> Scale {
        let mut scale =
            Scale { kind, folds: Vec::new(), xs: Vec::new(), times: scene.times.clone() };
        if scale.times.is_empty() {
            scale.times.push(0);
        }
        scale.xs = match kind {
            ScaleKind::Time => scale.times.iter().map(|&ns| ns as f64).collect(),
            ScaleKind::Steps => (0..scale.times.len()).map(|cursor| cursor as f64).collect(),
            ScaleKind::Folded => scale.folded(&scene.changes),
        };
        scale.normalize();
        scale
    }

    /// The place of a cursor.
    pub fn x(&self, cursor: usize) -> f64 {
        self.xs[cursor.min(self.xs.len() - 1)]
    }

    /// The place of a moment.
    pub fn x_of(&self, moment: Moment) -> f64 {
        let cursor = (moment.index as usize).min(self.xs.len() - 1);
        let since = moment.ns.saturating_sub(self.times[cursor]);
        match self.times.get(cursor + 1) {
            Some(&next) if since > 0 => {
                let lasts = next.saturating_sub(self.times[cursor]).max(since);
                let width = self.xs[cursor + 1] - self.xs[cursor];
                self.xs[cursor] + width * (since as f64 / lasts as f64)
            }
            _ => self.xs[cursor],
        }
    }

    /// The place of a time: of what happens last at it.
    pub fn x_of_time(&self, ns: u64) -> f64 {
        let cursor = self.times.partition_point(|&time| time <= ns).saturating_sub(1);
        self.x_of(Moment { index: cursor as u32, ns })
    }

    /// The cursor at a place: of everything that lies there or left of it, the last.
    pub fn cursor_at(&self, x: f64) -> usize {
        self.xs.partition_point(|&known| known <= x).saturating_sub(1)
    }

    /// The time at a place.
    pub fn time_at(&self, x: f64) -> u64 {
        let cursor = self.cursor_at(x);
        let (time, left) = (self.times[cursor], self.xs[cursor]);
        match (self.times.get(cursor + 1), self.xs.get(cursor + 1)) {
            (Some(&next), Some(&right)) if x > left && right > left => {
                time + ((next.saturating_sub(time)) as f64 * ((x - left) / (right - left))) as u64
            }
            _ => time,
        }
    }

    /// At most `count` ticks from `x0` to `x1`; no two say the same. On Time and Steps they are
    /// evenly spaced, on Folded each is at the roundest time near its place.
    pub fn ticks(&self, x0: f64, x1: f64, count: usize) -> Vec<Tick> {
        match self.kind {
            ScaleKind::Folded => self.round_ticks(x0, x1, count),
            ScaleKind::Time => self.even_ticks(self.time_at(x0), self.time_at(x1), count),
            ScaleKind::Steps => {
                self.even_ticks(self.cursor_at(x0) as u64, self.cursor_at(x1) as u64, count)
            }
        }
    }

    /// At the multiples of a round number from `low` to `high`.
    fn even_ticks(&self, low: u64, high: u64, count: usize) -> Vec<Tick> {
        let step = round_up((high - low).div_ceil(count.max(1) as u64).max(1));
        let first = low.div_ceil(step);
        let multiples = (first..=high / step).map(|multiple| multiple * step);
        let tick = |at: u64| match self.kind {
            ScaleKind::Steps => {
                Tick { x: self.x(at as usize), label: ["step ", &at.to_string()].concat() }
            }
            _ => Tick { x: self.x_of_time(at), label: format_ns(at) },
        };
        multiples.take(count).map(tick).collect()
    }

    fn round_ticks(&self, x0: f64, x1: f64, count: usize) -> Vec<Tick> {
        let mut ticks: Vec<Tick> = Vec::new();
        let slot = (x1 - x0) / count.max(1) as f64;
        for i in 0..count {
            let left = x0 + slot * i as f64;
            let tick = self.roundest(left, left + slot * 0.5);
            let last = ticks.last();
            let room =
                last.is_none_or(|last| tick.x - last.x > slot * 0.6 && tick.label != last.label);
            if room {
                ticks.push(tick);
            }
        }
        ticks
    }

    fn roundest(&self, left: f64, right: f64) -> Tick {
        let ns = roundest_in(self.time_at(left), self.time_at(right));
        Tick { x: self.x_of_time(ns).max(left).min(right), label: format_ns(ns) }
    }

    /// The unnormalized places of a folded scale.
    fn folded(&self, changes: &[u32]) -> Vec<f64> {
        let last = self.times.len() - 1;
        let mut knots: Vec<usize> = vec![0];
        knots.extend(changes.iter().map(|&cursor| cursor as usize).filter(|&c| c > 0 && c < last));
        knots.push(last);
        knots.dedup();
        let lasts = |pair: &[usize]| self.times[pair[1]].saturating_sub(self.times[pair[0]]);
        let roots: f64 = knots.windows(2).map(|pair| root(lasts(pair))).sum();
        let for_time = if roots > 0.0 { (1.0 - SHARE_OF_CHANGES) / roots } else { 0.0 };
        let for_change = SHARE_OF_CHANGES / knots.len() as f64;
        let mut xs = vec![0.0; self.times.len()];
        for pair in knots.windows(2) {
            let width = for_change + for_time * root(lasts(pair));
            self.spread(&mut xs, pair[0], pair[1], width);
        }
        xs
    }

    /// Places the cursors after `from` up to `to`, half by their number, half by their time.
    fn spread(&self, xs: &mut [f64], from: usize, to: usize, width: f64) {
        let time = self.times[to].saturating_sub(self.times[from]) as f64;
        for cursor in from + 1..=to {
            let by_number = (cursor - from) as f64 / (to - from) as f64;
            let since = self.times[cursor].saturating_sub(self.times[from]) as f64;
            let by_time = if time > 0.0 { since / time } else { by_number };
            xs[cursor] = xs[from] + width * (by_number + by_time) / 2.0;
        }
    }

    fn normalize(&mut self) {
        let whole = self.xs.last().copied().unwrap_or(0.0);
        if whole > 0.0 {
            self.xs.iter_mut().for_each(|x| *x /= whole);
        }
        if self.kind == ScaleKind::Folded {
            self.folds = self.find_folds();
        }
    }

    /// The stretches between two events that last much longer than the typical one.
    fn find_folds(&self) -> Vec<Fold> {
        let lasts = |pair: &[u64]| pair[1].saturating_sub(pair[0]);
        let typical = typical(self.times.windows(2).map(lasts));
        let long = |&(_, pair): &(usize, &[u64])| lasts(pair) > typical.saturating_mul(FOLD_MIN);
        let stretches = self.times.windows(2).enumerate().filter(long);
        let fold = |(c, pair): (usize, &[u64])| Fold {
            x0: self.xs[c],
            x1: self.xs[c + 1],
            ns: lasts(pair),
        };
        stretches.map(fold).collect()
    }
}

/// The next number of the form 1, 2 or 5 and zeros; the largest power of ten is its own.
fn round_up(n: u64) -> u64 {
    let unit = 10_u64.pow(n.max(1).ilog10());
    let steps = [1, 2, 5, 10].map(|digit| unit.saturating_mul(digit));
    steps.into_iter().find(|&step| step >= n).unwrap_or(n)
}

/// The median up to its highest binary digit, zeros left out.
fn typical(all: impl Iterator<Item = u64>) -> u64 {
    let mut counts = [0_u32; 64];
    all.filter(|&ns| ns > 0).for_each(|ns| counts[ns.ilog2() as usize] += 1);
    let half = counts.iter().sum::<u32>() / 2;
    let mut seen = 0;
    let digit = counts.iter().position(|count| {
        seen += count;
        seen > half
    });
    digit.map_or(0, |digit| 1 << digit)
}

fn root(ns: u64) -> f64 {
    (ns as f64).sqrt()
}

/// The number from `low` to `high` with the fewest digits before its zeros, 5s before others.
fn roundest_in(low: u64, high: u64) -> u64 {
    if low == 0 || high <= low {
        return low;
    }
    let mut unit = 10_u64.pow(high.ilog10());
    loop {
        for step in [unit.saturating_mul(5), unit.saturating_mul(2), unit] {
            let round = high / step * step;
            if round >= low {
                return round;
            }
        }
        unit /= 10;
    }
}
