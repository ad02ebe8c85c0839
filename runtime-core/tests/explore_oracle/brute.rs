//! Every interleaving of a model by plain recursion, and the traces that they fall into.
//!
//! Two interleavings are one trace if their Foata normal forms are equal: each move in the first
//! layer where nothing that it depends on is left in a later one.

use runtime_core::explore::{Dependence, Footprint, Model, Move, Touched};
use runtime_core::id::FiberId;
use runtime_core::trace::OutcomeKind;
use std::collections::{BTreeSet, HashSet};

/// How a run ended: the kind, the exit code and the hash of what was printed.
pub type End = (OutcomeKind, i32, u128);

/// What all interleavings come to.
#[derive(Default)]
pub struct Brute {
    pub interleavings: u64,
    /// The normal forms, in their layers.
    pub forms: HashSet<Vec<(u32, Move)>>,
    pub ends: BTreeSet<String>,
    limit: u64,
}

/// Moves of one run; a ticker that nobody stops has no end.
const MOVES_MAX: usize = 100;

/// A move of the present run.
struct Event {
    name: Move,
    fibers: Vec<FiberId>,
    touched: Vec<Touched>,
    layer: u32,
}

/// All interleavings from `start`; none if there are more than `limit`.
pub fn brute<M: Model>(start: &M, limit: u64) -> Option<Brute> {
    let mut brute = Brute { limit, ..Brute::default() };
    brute.walk(start.clone(), &mut Vec::new());
    (brute.interleavings <= limit).then_some(brute)
}

impl Brute {
    fn walk<M: Model>(&mut self, mut state: M, run: &mut Vec<Event>) {
        if self.interleavings > self.limit || run.len() > MOVES_MAX {
            self.interleavings = u64::MAX;
            return;
        }
        let mut moves = Vec::new();
        state.moves(&mut moves);
        if moves.is_empty() {
            return self.ended(&state, run);
        }
        for by in moves {
            let mut next = state.clone();
            let mut footprint = Footprint::default();
            next.make(by, &mut footprint);
            let fibers = footprint.fibers.to_vec();
            let mut event = Event { name: by, fibers, touched: footprint.touched, layer: 0 };
            let before = run.iter().filter(|earlier| depend(earlier, &event));
            event.layer = before.map(|earlier| earlier.layer + 1).max().unwrap_or(0);
            run.push(event);
            self.walk(next, run);
            run.pop();
        }
    }

    fn ended<M: Model>(&mut self, state: &M, run: &[Event]) {
        self.interleavings += 1;
        let ending = state.ending().expect("nobody moves, so it is the end");
        self.ends.insert(end_text((ending.kind, ending.exit_code, ending.stdout)));
        let mut form: Vec<(u32, Move)> =
            run.iter().map(|event| (event.layer, event.name)).collect();
        form.sort_unstable();
        self.forms.insert(form);
    }
}

/// An end to be compared and shown.
pub fn end_text((kind, exit_code, stdout): End) -> String {
    format!("{kind:?} {exit_code} {stdout:032x}")
}

/// Whether two moves do not commute: one fiber takes part in both, or they touch one thing and not
/// both only look. Who ends the process does not commute with anything.
fn depend(a: &Event, b: &Event) -> bool {
    const PROCESS: u64 = 7 << 61;
    let same_fiber = a.fibers.iter().any(|fiber| fiber.0 != 0 && b.fibers.contains(fiber));
    let ends = |event: &Event| event.touched.iter().any(|touched| touched.object == PROCESS);
    let clash = |x: &Touched, y: &Touched| {
        let common =
            x.object.max(y.object) < (x.object + u64::from(x.len)).min(y.object + u64::from(y.len));
        let looks = x.how == Dependence::Reads && y.how == Dependence::Reads;
        let passes = x.how == Dependence::Passes || y.how == Dependence::Passes;
        common && !looks && !passes
    };
    let clashes = a.touched.iter().any(|x| b.touched.iter().any(|y| clash(x, y)));
    same_fiber || clashes || ends(a) || ends(b)
}
