//! A search by two threads: one has the states, the other the behaviours, and the first that comes
//! to its end has everything.
//!
//! **Invariants:** who wins does not depend on the machine. A search in one thread lets the two
//! have turns of so many moves; the same one wins here, though it may have to wait until the other
//! has had the turns that it would have had by then.

use super::progress::Progress;
use super::{MOVES, SLICE, Until, next_moves};
use lab::explore::{self, Exploration, Mode, Options, Part, Report};
use lab::{Diagnostic, Scenario};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

/// How many threads search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Threads {
    /// One, for everything.
    One,
    /// One for each part.
    Two,
}

/// How many there are for a search: only the automatic one has parts.
pub fn threads(asked: Option<u32>, options: &Options) -> Threads {
    let processors = || thread::available_parallelism().map_or(1, |number| number.get());
    let number = asked.map_or_else(processors, |number| number as usize);
    let has_parts = options.mode == Mode::Auto && options.bound.is_none();
    if has_parts && number > 1 { Threads::Two } else { Threads::One }
}

/// The parts, in the order of their turns.
const PARTS: [Part; 2] = [Part::States, Part::Behaviours];

/// What the threads tell each other.
struct Board {
    standing: Mutex<Standing>,
    changed: Condvar,
}

#[derive(Clone, Default)]
struct Standing {
    parts: [Option<Place>; 2],
    /// Whether time is short.
    is_short: bool,
    /// Whether time is over.
    is_over: bool,
    /// Threads that have told what they had to tell.
    left: u32,
}

/// How far a part is.
#[derive(Clone, Copy)]
struct Place {
    progress: explore::Progress,
    is_done: bool,
}

/// What a thread is to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    GoOn,
    Hurry,
    /// Nothing until the other one is further.
    Wait,
    /// It is over: tell what was found.
    Tell,
    /// It is over, and the other one has found everything.
    Leave,
}

/// Searches with two threads.
pub fn search(
    scenario: &Scenario, options: &Options, until: &Until,
) -> Result<Report, Vec<Diagnostic>> {
    let board = Board { standing: Mutex::default(), changed: Condvar::new() };
    let found = thread::scope(|scope| {
        let board = &board;
        let part = |at: usize| {
            move || -> Result<Option<Report>, Vec<Diagnostic>> {
                let exploration = Exploration::part(scenario, options, PARTS[at]);
                let told = exploration.map(|exploration| work(exploration, at, board, until));
                board.leave();
                told
            }
        };
        let threads = [0, 1].map(|at| scope.spawn(part(at)));
        board.watch(until, || threads.iter().all(|thread| thread.is_finished()));
        threads.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let [states, behaviours] = found;
    let mut report = match (states?, behaviours?) {
        (Some(states), Some(behaviours)) => both(states, behaviours),
        (Some(report), None) | (None, Some(report)) => report,
        (None, None) => unreachable!("yieldpoint bug: nobody has anything to tell"),
    };
    report.seconds = until.elapsed().as_secs_f64();
    Ok(report)
}

/// Of two searches whose time was over.
fn both(mut states: Report, behaviours: Report) -> Report {
    match (states.complete, behaviours.complete) {
        (true, _) => states,
        (false, true) => behaviours,
        (false, false) => {
            states.add(behaviours);
            states
        }
    }
}

fn work(mut exploration: Exploration, at: usize, board: &Board, until: &Until) -> Option<Report> {
    let mut moves = MOVES;
    loop {
        let began = Instant::now();
        let is_done = !exploration.advance(moves);
        moves = next_moves(moves, began.elapsed());
        match board.order(at, Place { progress: exploration.progress(), is_done }) {
            Order::GoOn | Order::Wait => {}
            Order::Hurry => exploration.hurry(),
            Order::Tell => return Some(exploration.finish(until.elapsed().as_secs_f64())),
            Order::Leave => return None,
        }
    }
}

impl Board {
    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Says how far a part is, and what it is to do next.
    fn order(&self, at: usize, place: Place) -> Order {
        let mut standing = self.standing();
        standing.parts[at] = Some(place);
        self.changed.notify_all();
        loop {
            match standing.order(at) {
                Order::Wait => {
                    let waited = self.changed.wait(standing);
                    standing = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
                }
                order => return order,
            }
        }
    }

    fn leave(&self) {
        self.standing().left += 1;
        self.changed.notify_all();
    }

    /// Looks at the clock and shows how far it is, until both are done.
    /// `is_finished` also tells of threads that could not say so.
    fn watch(&self, until: &Until, is_finished: impl Fn() -> bool) {
        let mut progress = Progress::on_stderr();
        let mut standing = self.standing();
        while standing.left < 2 && !is_finished() {
            standing.is_short |= until.is_short();
            standing.is_over |= until.is_over();
            self.changed.notify_all();
            if let Some(shown) = standing.progress() {
                progress.show(&shown, until.elapsed());
            }
            let waited = self.changed.wait_timeout(standing, SLICE);
            standing = waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0;
        }
        progress.clear();
    }
}

impl Standing {
    fn order(&self, at: usize) -> Order {
        let is_done = |at: usize| self.parts[at].is_some_and(|place| place.is_done);
        match self.winner() {
            Some(winner) if winner == at => Order::Tell,
            Some(_) => Order::Leave,
            None if self.is_over => Order::Tell,
            None if is_done(at) => Order::Wait,
            None if self.is_short => Order::Hurry,
            None => Order::GoOn,
        }
    }

    /// The part that is done in the first turn; none as long as the other one could be. Where time
    /// is over, one that is done.
    fn winner(&self) -> Option<usize> {
        let place =
            |at: usize| self.parts[at].map_or((0, false), |it| (it.progress.turn, it.is_done));
        let ((states_turn, states), (behaviours_turn, behaviours)) = (place(0), place(1));
        let is_first = states_turn <= behaviours_turn;
        match (states, behaviours) {
            (true, _) if is_first => Some(0),
            (_, true) if !is_first => Some(1),
            (true, false) if self.is_over => Some(0),
            (false, true) if self.is_over => Some(1),
            _ => None,
        }
    }

    /// The states of the one, the runs of the other.
    fn progress(&self) -> Option<explore::Progress> {
        let [states, behaviours] = self.parts;
        let (states, behaviours) = (states?.progress, behaviours?.progress);
        let executions = states.executions.max(behaviours.executions);
        Some(explore::Progress { executions, ..states })
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Place, Standing};
    use lab::explore::Progress;

    fn standing(parts: [(u32, bool); 2]) -> Standing {
        let part = |(turn, is_done)| {
            let progress = Progress { stage: "", states: 0, executions: 0, moves: 0, turn };
            Some(Place { progress, is_done })
        };
        Standing { parts: parts.map(part), ..Standing::default() }
    }

    #[test]
    fn the_winner_is_who_would_be_done_first_in_turns() {
        let winner = |parts| standing(parts).winner();
        assert_eq!(winner([(0, true), (0, false)]), Some(0));
        assert_eq!(winner([(0, true), (0, true)]), Some(0));
        assert_eq!(winner([(2, true), (1, false)]), None);
        assert_eq!(winner([(2, true), (1, true)]), Some(1));
        assert_eq!(winner([(2, true), (2, false)]), Some(0));
        assert_eq!(winner([(1, false), (1, true)]), None);
        assert_eq!(winner([(2, false), (1, true)]), Some(1));
        assert_eq!(winner([(5, false), (5, false)]), None);
    }

    #[test]
    fn when_time_is_over_everybody_tells_but_who_has_lost() {
        let mut standing = standing([(2, true), (1, false)]);
        assert_eq!([standing.order(0), standing.order(1)], [Order::Wait, Order::GoOn]);
        standing.is_short = true;
        assert_eq!(standing.order(1), Order::Hurry);
        standing.is_over = true;
        assert_eq!([standing.order(0), standing.order(1)], [Order::Tell, Order::Leave]);
        standing.parts[0] = None;
        assert_eq!([standing.order(0), standing.order(1)], [Order::Tell, Order::Tell]);
    }
}
