//! Fewer context switches, with the same outcome.
//!
//! A run is a list of turns: who goes on, and for how many steps. Turns are left out, joined with
//! an earlier one of the same fiber, or cut off behind a place; whatever still has the outcome at
//! less cost is kept (the idea of delta debugging: Zeller and Hildebrandt, "Simplifying and
//! Isolating Failure-Inducing Input", 2002). What comes out need not be the least there is.

use super::Move;
use crate::guest::Guest;
use crate::id::FiberId;
use crate::machine::{Machine, Stop, Watching};
use crate::schedule::Schedule;
use crate::table::Table;
use crate::trace::ChoiceKind;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// What a schedule asks of who reads it; the first thing counts most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Cost {
    /// How often a fiber that could go on had to give way to another, or to a timer.
    pub preemptions: u32,
    /// How often another fiber went on than before.
    pub switches: u32,
    /// Its answers.
    pub answers: u32,
}

/// What the schedule costs on a machine about to start.
pub fn cost<G: Guest>(schedule: &Schedule, machine: Machine<G>) -> Cost {
    Tried::replay(machine, schedule).cost
}

/// A schedule of less cost after which the machine is as `wanted`, or the same one. Each time
/// `start` gives the same machine about to start; it is run at most `runs_max` times.
pub fn minimize<G: Guest>(
    schedule: &Schedule, start: impl Fn() -> Machine<G>, wanted: impl Fn(&Machine<G>) -> bool,
    runs_max: u32,
) -> Schedule {
    let mut best = Tried::replay(start(), schedule);
    let mut runs = 1;
    let mut at = 0;
    while at < best.turns.len() && runs < runs_max {
        let better = candidates(&best.turns, at).into_iter().find_map(|turns| {
            runs += 1;
            let tried = Tried::run(start(), &turns, &best.own);
            (tried.cost < best.cost && wanted(&tried.machine)).then_some(tried)
        });
        match better {
            // What was no help before may be now.
            Some(better) => (best, at) = (better, 0),
            None => at += 1,
        }
    }
    let options = best.machine.answers().to_vec();
    let whole = Schedule { control: schedule.control, options };
    let short = without_zeros(&whole);
    let mut machine = start();
    machine.answer_with(&short.options, 0);
    while let Stop::Paused = machine.run(u64::MAX) {}
    if wanted(&machine) { short } else { whole }
}

/// Behind its end a schedule is answered by option 0, unless it is a matter of luck.
fn without_zeros(schedule: &Schedule) -> Schedule {
    let used = schedule.options.iter().rposition(|&option| option != 0).map_or(0, |at| at + 1);
    Schedule { control: schedule.control, options: schedule.options[..used].to_vec() }
}

/// Some steps of one fiber in a row; fiber 0 is the clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Turn {
    fiber: FiberId,
    steps: u32,
}

/// What could be tried instead at this turn.
fn candidates(turns: &[Turn], at: usize) -> Vec<Vec<Turn>> {
    let cut = turns[..at].to_vec();
    let without = [&turns[..at], &turns[at + 1..]].concat();
    let mut candidates = Vec::from([cut, without]);
    let later = |turn: &Turn| turn.fiber == turns[at].fiber;
    if let Some(next) = turns[at + 1..].iter().position(later) {
        let mut joined = turns.to_vec();
        joined[at].steps += joined.remove(at + 1 + next).steps;
        candidates.push(joined);
    }
    candidates
}

/// How each fiber answered choices of its own, in their order.
type Own = Table<FiberId, VecDeque<u32>>;

/// A run, and what is known of it.
struct Tried<G> {
    machine: Machine<G>,
    turns: Vec<Turn>,
    own: Own,
    cost: Cost,
}

impl<G: Guest> Tried<G> {
    /// The run of a schedule.
    fn replay(machine: Machine<G>, schedule: &Schedule) -> Tried<G> {
        let mut given = schedule.options.iter().copied();
        Tried::drive(machine, |_, moves| {
            let option = if moves.len() < 2 { 0 } else { given.next().unwrap_or(0) };
            option.min(moves.len() as u32 - 1)
        })
    }

    /// The run of these turns. One whose fiber cannot go on is over.
    fn run(machine: Machine<G>, turns: &[Turn], own: &Own) -> Tried<G> {
        let (mut turns, mut own) = (turns.iter().copied().collect::<VecDeque<Turn>>(), own.clone());
        Tried::drive(machine, |kind, moves| {
            if kind != ChoiceKind::Next {
                let option = own.get_mut(&moves[0].fiber).and_then(VecDeque::pop_front);
                return option.unwrap_or(0).min(moves.len() as u32 - 1);
            }
            while let Some(turn) = turns.front_mut() {
                let option = moves.iter().position(|one| one.fiber == turn.fiber);
                match option.filter(|_| turn.steps > 0) {
                    Some(option) => {
                        turn.steps -= 1;
                        return option as u32;
                    }
                    None => drop(turns.pop_front()),
                }
            }
            0
        })
    }

    /// Runs to the end; `answer` is asked at every choice, with a move for each option.
    fn drive(
        mut machine: Machine<G>, mut answer: impl FnMut(ChoiceKind, &[Move]) -> u32,
    ) -> Tried<G> {
        machine.watch(Watching::Each);
        let (turns, own, cost) = (Vec::new(), Table::new(), Cost::default());
        let mut tried = Tried { machine, turns, own, cost };
        let mut moves = Vec::new();
        loop {
            let point = match tried.machine.run(u64::MAX) {
                Stop::Paused => continue,
                Stop::Ended(_) => break,
                Stop::Choice(point) => point,
            };
            moves.clear();
            tried.machine.options(&mut moves);
            let option = answer(point.kind, &moves);
            tried.note(point.kind, &moves, option);
            tried.machine.choose(option);
        }
        tried.cost.answers = tried.machine.answers().len() as u32;
        tried
    }

    fn note(&mut self, kind: ChoiceKind, moves: &[Move], option: u32) {
        let fiber = moves[option as usize].fiber;
        if kind != ChoiceKind::Next {
            return self.own.or_default(fiber).push_back(option);
        }
        match self.turns.last_mut() {
            Some(turn) if turn.fiber == fiber => turn.steps += 1,
            last => {
                let before = last.map(|turn| turn.fiber);
                let could = moves.iter().any(|one| Some(one.fiber) == before);
                self.cost.preemptions += u32::from(could && before != Some(FiberId(0)));
                self.cost.switches += u32::from(before.is_some());
                self.turns.push(Turn { fiber, steps: 1 });
            }
        }
    }
}
