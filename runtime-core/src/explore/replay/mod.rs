//! A path of the explorer as a schedule of the machine.
//!
//! The explorer's world has no queues: a fiber that would block is not there yet. On the machine
//! goroutines do arrive, wait and are woken. So each arrives as late as it can: of the two sides of
//! a rendezvous one goes to wait and the other comes at once; who takes a lock comes when it is
//! free. Where time goes on because nobody can, and where the process ends, everybody who waits
//! arrives, whoever is served first in front: the rest of the path says who that is.
//!
//! **Invariants:** the schedule that comes out ends as the path does, with the same output: that is
//! checked, and where the two part is an error of ours.

mod plan;
mod twins;

use super::Move;
use super::world::{Before, World};
use crate::guest::{Guest, Op};
use crate::id::{FiberId, TimerId};
use crate::machine::{Due, Machine, Standing, Stop, Watching};
use crate::schedule::Schedule;
use crate::table::{Set, Table};
use crate::trace::ChoiceKind;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use plan::{Plan, Planned};

/// The schedule of `machine` that goes the same way as `path` in `world`. Both are the same
/// program about to start, under the same control.
pub fn schedule<G: Guest>(
    world: World<G>, machine: Machine<G>, path: &[Move],
) -> Result<Schedule, String> {
    let plan = Plan::new(world, path)?;
    let fibers = twins::numbered(plan.end.creators());
    let mut replay = Replay::new(plan, machine, fibers);
    replay.run()?;
    for (at, chosen) in path.iter().enumerate() {
        replay.at = at;
        replay.follow().map_err(|why| format!("at move {at}, {chosen:?}: {why}"))?;
    }
    replay.at = path.len();
    replay.end()?;
    let control = replay.machine.control();
    Ok(Schedule { control, options: replay.machine.answers().to_vec() })
}

/// A replay under way. Fibers are those of the world unless they are called goroutines.
struct Replay<G> {
    plan: Plan<G>,
    machine: Machine<G>,
    /// The move that is made next.
    at: usize,
    /// All fibers of the world, each with who started it.
    fibers: Vec<(FiberId, FiberId)>,
    /// Who has arrived where it waits.
    arrived: Set<FiberId>,
    /// How many choices of its own each fiber has been answered.
    answered: Table<FiberId, usize>,
    /// Who can go on, where the machine stands.
    options: Vec<Move>,
}

type Done = Result<(), String>;

impl<G: Guest> Replay<G> {
    fn new(plan: Plan<G>, mut machine: Machine<G>, fibers: Vec<(FiberId, FiberId)>) -> Replay<G> {
        machine.watch(Watching::Each);
        let (arrived, answered) = (Set::default(), Table::new());
        Replay { plan, machine, at: 0, fibers, arrived, answered, options: Vec::new() }
    }

    fn now(&self) -> Option<&Planned> {
        self.plan.moves.get(self.at)
    }

    // ---- moves

    fn follow(&mut self) -> Done {
        let planned = self.plan.moves[self.at].clone();
        self.everybody_arrives(&planned.arrive)?;
        if planned.idle {
            self.nobody_is_left()?;
        }
        let Move { fiber, with, .. } = planned.chosen;
        if fiber.0 == 0 && self.machine.outcome().is_some() {
            // For a timer whose channel nobody waits for the machine does not wait.
            return Ok(());
        }
        match planned.before {
            _ if fiber.0 == 0 => self.pick(FiberId(0)),
            Before::Slice | Before::Choice => Ok(()),
            _ if with.0 != 0 => self.meet(&planned),
            _ => self.make(fiber, planned.after),
        }?;
        planned.others.iter().try_for_each(|&other| self.goes_on(other))
    }

    /// Who waited goes on with somebody else's move.
    fn goes_on(&mut self, fiber: FiberId) -> Done {
        if !self.arrived.remove(&fiber) {
            return Ok(());
        }
        let g = self.goroutine(fiber)?;
        match self.machine.standing(g) {
            Standing::Waiting => Err(format!("{fiber} still waits")),
            Standing::Woken => self.pick(g),
            _ => Ok(()),
        }
    }

    /// The fiber makes its step alone.
    fn make(&mut self, fiber: FiberId, after: Before) -> Done {
        let g = self.goroutine(fiber)?;
        if self.arrived.remove(&fiber) {
            match self.machine.standing(g) {
                Standing::Waiting => return Err(format!("{fiber} still waits")),
                Standing::Woken => self.pick(g)?,
                // Somebody else has done it for it.
                _ => return Ok(()),
            }
        } else {
            self.bring(fiber)?;
            self.pick(g)?;
        }
        if after == Before::Readers {
            self.arrived.insert(fiber);
        } else if after != Before::Nothing && self.machine.standing(g) == Standing::Waiting {
            return Err(format!("{fiber} waits, but it was to go on"));
        }
        Ok(())
    }

    /// A rendezvous: one waits, the other comes.
    fn meet(&mut self, planned: &Planned) -> Done {
        let Move { fiber, with, .. } = planned.chosen;
        let (first, second) = match (self.arrived.contains(&fiber), self.arrived.contains(&with)) {
            (true, _) => (fiber, with),
            (false, true) => (with, fiber),
            (false, false) => self.who_waits(fiber, with)?,
        };
        if !self.arrived.contains(&first) {
            self.arrive(first)?;
        }
        self.arrived.remove(&first);
        let g = self.goroutine(second)?;
        self.bring(second)?;
        self.pick(g)?;
        let first = self.goroutine(first)?;
        for g in [g, first] {
            // It may wait again already only if it went on from here; it cannot have.
            if self.machine.standing(g) == Standing::Waiting {
                return Err(format!("goroutine {} was to meet somebody, and waits", g.0));
            }
        }
        Ok(())
    }

    /// Which side of a rendezvous can wait: it has no `default`, and no other case is ready. The
    /// one that runs, if both can, for it has to make room anyway.
    fn who_waits(&mut self, a: FiberId, b: FiberId) -> Result<(FiberId, FiberId), String> {
        self.bring(a)?;
        self.bring(b)?;
        let runs = self.machine.running();
        let (a_waits, b_waits) = (self.can_wait(a)?, self.can_wait(b)?);
        let b_runs = runs == Some(self.goroutine(b)?);
        match (a_waits, b_waits) {
            (true, true) if b_runs => Ok((b, a)),
            (true, _) => Ok((a, b)),
            (false, true) => Ok((b, a)),
            (false, false) => Err(format!("neither {a} nor {b} would wait for the other")),
        }
    }

    fn can_wait(&mut self, fiber: FiberId) -> Result<bool, String> {
        let g = self.goroutine(fiber)?;
        Ok(match self.machine.standing(g) {
            Standing::Before(Op::Select { cases, default }) => {
                !default && self.machine.ready_cases(&cases).is_empty()
            }
            _ => true,
        })
    }

    // ---- arriving

    /// Those who wait arrive, in the order in which they are served.
    fn everybody_arrives(&mut self, waiting: &[FiberId]) -> Done {
        let mut waiting = waiting.to_vec();
        waiting.sort_by_key(|&fiber| (self.plan.next_of(fiber, self.at), fiber));
        for &fiber in &waiting {
            let g = self.goroutine(fiber)?;
            // What it was woken for is somebody else's now: it goes back to its place.
            if self.arrived.contains(&fiber) && self.machine.standing(g) == Standing::Woken {
                self.pick(g)?;
            }
        }
        for fiber in waiting {
            if !self.arrived.contains(&fiber) {
                self.arrive(fiber)?;
            }
        }
        Ok(())
    }

    /// Those who are on their way to their end come there.
    fn nobody_is_left(&mut self) -> Done {
        while let Some(g) = self.options.iter().map(|option| option.fiber).find(|g| g.0 != 0) {
            match self.machine.standing(g) {
                Standing::OnTheWay => self.pick(g)?,
                Standing::Touching(access) if !self.plan.end.is_seen(&access) => self.pick(g)?,
                standing => return Err(format!("goroutine {} can go on: {standing:?}", g.0)),
            }
        }
        Ok(())
    }

    fn arrive(&mut self, fiber: FiberId) -> Done {
        self.bring(fiber)?;
        let g = self.goroutine(fiber)?;
        self.pick(g)?;
        if self.machine.standing(g) != Standing::Waiting {
            return Err(format!("{fiber} was to wait, and went on"));
        }
        self.arrived.insert(fiber);
        Ok(())
    }

    /// Lets the fiber come to before its next step.
    fn bring(&mut self, fiber: FiberId) -> Done {
        match self.walk(fiber)? {
            Standing::Waiting | Standing::Ended => Err(format!("{fiber} is not before its step")),
            _ => Ok(()),
        }
    }

    /// Lets the fiber go on as far as it comes without a step, and says where it stands then.
    fn walk(&mut self, fiber: FiberId) -> Result<Standing, String> {
        let g = self.goroutine(fiber)?;
        loop {
            match self.machine.standing(g) {
                Standing::OnTheWay => self.pick(g)?,
                Standing::Touching(access) if !self.plan.end.is_seen(&access) => self.pick(g)?,
                standing => return Ok(standing),
            }
        }
    }

    /// The goroutine that is this fiber. It may be that who starts it has not come so far yet: then
    /// that one goes on up to its own next step, or to its end if it makes no more.
    fn goroutine(&mut self, fiber: FiberId) -> Result<FiberId, String> {
        let there = twins::numbered(self.machine.creators());
        if let Some(g) = twins::twin(&self.fibers, &there, fiber) {
            return Ok(g);
        }
        let by = self.fibers.get(fiber.index().wrapping_sub(1)).map(|&(_, by)| by);
        let by = by.filter(|by| by.0 != 0).ok_or_else(|| format!("nobody starts {fiber}"))?;
        self.walk(by)?;
        let there = twins::numbered(self.machine.creators());
        let twin = twins::twin(&self.fibers, &there, fiber);
        twin.ok_or_else(|| format!("{fiber} does not exist on the machine"))
    }

    // ---- the machine

    /// The goroutine goes on; nobody stands for the clock.
    fn pick(&mut self, g: FiberId) -> Done {
        let option = self.options.iter().position(|&option| option == Move::of(g));
        let option = option.ok_or_else(|| format!("goroutine {} cannot go on", g.0))?;
        self.check_select(g)?;
        self.machine.choose(option as u32);
        self.run()
    }

    /// A select that has just one case ready takes it without asking.
    fn check_select(&mut self, g: FiberId) -> Done {
        if g.0 == 0 {
            return Ok(());
        }
        let Standing::Before(Op::Select { cases, .. }) = self.machine.standing(g) else {
            return Ok(());
        };
        let ready = self.machine.ready_cases(&cases);
        match (self.way_of(g)?, &ready[..]) {
            (None, []) => Ok(()),
            (Some(way), ready) if ready.contains(&way) => Ok(()),
            // It is on its way to wait.
            (Some(_), []) => Ok(()),
            (way, ready) => Err(format!("a select is to take {way:?}, and {ready:?} are ready")),
        }
    }

    /// The case that the goroutine's select takes in the move under way; none for `default` and
    /// for who only arrives.
    fn way_of(&mut self, g: FiberId) -> Result<Option<u32>, String> {
        let Some(planned) = self.now() else { return Ok(None) };
        let Move { fiber, with, way, with_way } = planned.chosen;
        let way_of = |way: u16| (!World::<G>::is_default(way)).then_some(u32::from(way));
        let there = twins::numbered(self.machine.creators());
        let is = |fiber| twins::twin(&self.fibers, &there, fiber) == Some(g) && fiber.0 != 0;
        Ok(match (is(fiber), is(with)) {
            (true, _) => way_of(way),
            (_, true) => way_of(with_way),
            _ => None,
        })
    }

    /// Runs on to where somebody is picked, and answers every other choice as the path does.
    fn run(&mut self) -> Done {
        self.options.clear();
        loop {
            let point = match self.machine.run(u64::MAX) {
                Stop::Paused => continue,
                Stop::Ended(_) => return Ok(()),
                Stop::Choice(point) => point,
            };
            let option = match point.kind {
                ChoiceKind::Next => {
                    self.machine.options(&mut self.options);
                    return Ok(());
                }
                ChoiceKind::Select => self.select_option()?,
                ChoiceKind::TimerTie => self.timer_option()?,
                _ => self.own_choice()?,
            };
            self.machine.choose(option);
        }
    }

    fn select_option(&mut self) -> Result<u32, String> {
        let g = self.machine.running().ok_or("nobody runs a select")?;
        let way = self.way_of(g)?.ok_or("a select was not to be made")?;
        let Standing::Before(Op::Select { cases, .. }) = self.machine.standing(g) else {
            return Err("there is no select".into());
        };
        let ready = self.machine.ready_cases(&cases);
        let option = ready.iter().position(|&case| case == way);
        option.map(|option| option as u32).ok_or_else(|| format!("case {way} is not ready"))
    }

    fn timer_option(&mut self) -> Result<u32, String> {
        let planned = self.now().ok_or("no timer was to fire")?;
        let (timer, sleeper) = (TimerId(u32::from(planned.chosen.way)), planned.sleeper);
        let wanted = match sleeper {
            Some(fiber) => Err(self.goroutine(fiber)?),
            None => Ok(self.timer(timer).ok_or("the timer is not set on the machine")?),
        };
        let due = self.machine.due();
        let is_wanted = |due: &Due| match *due {
            Due::Timer(timer) => wanted == Ok(timer),
            Due::Sleep(_, g) | Due::Network(g) => wanted == Err(g),
        };
        let option = due.iter().position(is_wanted).ok_or("the timer is not due")?;
        Ok(option as u32)
    }

    /// The machine's timer that is this one of the world.
    fn timer(&mut self, timer: TimerId) -> Option<TimerId> {
        let made: Vec<(TimerId, FiberId)> = self.plan.end.timers().collect();
        let (by, nth) = twins::place(&made, timer)?;
        let there = twins::numbered(self.machine.creators());
        let by = twins::twin(&self.fibers, &there, by)?;
        twins::nth(self.machine.timers_made(), by, nth)
    }

    fn own_choice(&mut self) -> Result<u32, String> {
        let g = self.machine.running().ok_or("nobody makes a choice")?;
        let there = twins::numbered(self.machine.creators());
        let fiber = twins::twin(&there, &self.fibers, g).ok_or("nobody knows who chooses")?;
        let nth = self.answered.or_default(fiber);
        *nth += 1;
        Ok(self.plan.choice_of(fiber, *nth - 1))
    }

    // ---- the end

    /// Where the path has ended the program, the machine has ended it too, in the same way.
    fn end(&mut self) -> Done {
        let Some(ending) = super::Model::ending(&self.plan.end).cloned() else { return Ok(()) };
        let dead = core::mem::take(&mut self.plan.dead);
        if ending.kind == crate::trace::OutcomeKind::Deadlock {
            self.everybody_arrives(&dead)?;
            self.nobody_is_left()?;
        }
        let outcome = self.machine.outcome().ok_or("the machine's program goes on")?;
        if (outcome.kind, outcome.exit_code) != (ending.kind, ending.exit_code) {
            let (is, was) = (outcome.kind.word(), ending.kind.word());
            return Err(format!("the machine's program ends with {is}, not {was}"));
        }
        let (is, was) = (&self.machine.output().stdout, self.plan.end.output());
        if was != Some(is.as_str()) {
            return Err(format!("the machine's program prints {is:?}, not {was:?}"));
        }
        Ok(())
    }
}
