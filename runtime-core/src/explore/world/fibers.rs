//! Fibers between two visible operations: what they do by themselves.

use super::super::Footprint;
use super::super::race::{Race, conflict};
use super::{CLOCK, Fiber, Granted, MAIN, NUMBERS, PROCESS, Pending, World, found, touch};
use crate::explore::{Dependence, Ending, Notices};
use crate::guest::{Access, Guest, Op, Reply, Site, Step, StepCx, Visible, Watch};
use crate::id::{ChanId, FiberId};
use crate::trace::{Finish, OutcomeKind};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// The exit code of a Go program that the runtime ends.
const EXIT_OF_FAULT: i32 = 2;

impl<G: Guest> World<G> {
    pub(super) fn add_fiber(&mut self, fiber: FiberId, by: FiberId) {
        assert!(fiber.index() == self.fibers.len() + 1, "yieldpoint bug: {fiber} is out of order");
        self.fibers.push(Fiber { pending: Pending::Slice, by, ticket: None, rank: 0 });
        self.knowledge.begin(fiber, by);
    }

    /// Runs `fiber` up to its next visible operation.
    pub(super) fn run(&mut self, id: FiberId, granted: Granted, footprint: &mut Footprint) {
        let mut granted = granted;
        loop {
            let logged = footprint.hidden.len();
            let step = self.step(id, granted, footprint);
            self.learn(id, logged, footprint);
            if self.spent > self.setting.fuel {
                return self.end(OutcomeKind::Fuel, 3);
            }
            granted = Granted::No;
            let pending = match step {
                Step::Ran => Pending::Slice,
                Step::Op(Op::Exit(code)) => Pending::Exit(code),
                Step::Op(op) => match self.by_itself(id, op, footprint) {
                    None => continue,
                    Some(op) => Pending::Op(op),
                },
                Step::Access(access) => Pending::Access(access),
                Step::Poll(_) => continue,
                Step::Done(how) => self.done(id, how),
                Step::Fault(fault) => Pending::Fault(Box::new(fault)),
            };
            let fiber = self.fiber(id);
            (fiber.pending, fiber.rank) = (pending, 0);
            return self.meet_pending(id, footprint);
        }
    }

    /// A fiber that waits has what it waited for: it goes on in the same move.
    pub(super) fn let_go(&mut self, id: FiberId, reply: Reply, footprint: &mut Footprint) {
        self.fiber(id).pending = Pending::Slice;
        self.guest.resume(id, reply);
        if !footprint.fibers.contains(&id) {
            footprint.fibers.push(id);
        }
    }

    /// Runs everybody who takes part in the move.
    pub(super) fn run_all(&mut self, footprint: &mut Footprint) {
        for at in 0..footprint.fibers.len() {
            let id = footprint.fibers[at];
            if id != CLOCK && self.ending.is_none() {
                self.run(id, Granted::No, footprint);
            }
        }
    }

    fn step(&mut self, id: FiberId, granted: Granted, footprint: &mut Footprint) -> Step {
        let setting = self.setting.clone();
        let mut recorder = setting.recorder.borrow_mut();
        let mut log = core::mem::take(&mut footprint.log);
        log.clear();
        let mut cx = StepCx {
            budget: setting.slice,
            spent: 0,
            began: self.now,
            instruction_ns: 0,
            stop_at_poll: false,
            polled: false,
            thread: id,
            allocation: u64::MAX,
            allocated: 0,
            watch: Some(Watch {
                visible: Visible::Sites(&setting.visible),
                granted: granted != Granted::No,
                passed: Site(0),
                log: &mut log,
            }),
            recorder: &mut recorder,
        };
        let step = self.guest.step(id, &mut cx);
        self.spent += cx.spent;
        let mut hidden = &log[..];
        if let Granted::To(access) = granted {
            let made = hidden.split_off_first().copied().unwrap_or(access);
            // A compare-and-swap may have come to nothing but a read.
            self.visible(id, Access { how: made.how, ..access }, footprint);
        }
        footprint.hidden.extend(hidden.iter().map(|&access| (id, access)));
        footprint.log = log;
        step
    }

    /// Accesses that were not visible: are they ordered?
    fn learn(&mut self, id: FiberId, from: usize, footprint: &mut Footprint) {
        for at in from..footprint.hidden.len() {
            let (_, access) = footprint.hidden[at];
            self.knowledge.touch(id, access, &mut footprint.races);
            self.against_pending(id, access, footprint);
        }
    }

    /// Two accesses of two fibers that both come next are not ordered, nor is one that comes next
    /// with one of which the fiber does not know.
    fn meet_pending(&mut self, id: FiberId, footprint: &mut Footprint) {
        if let Pending::Access(access) = self.fiber(id).pending {
            if !access.how.is_atomic() {
                self.knowledge.against(id, access, &mut footprint.races);
            }
            self.against_pending(id, access, footprint);
        }
        self.operations_against(id, footprint);
    }

    fn against_pending(&self, id: FiberId, access: Access, footprint: &mut Footprint) {
        for (other, fiber) in self.living().filter(|&(other, _)| other != id) {
            if let Pending::Access(pending) = fiber.pending
                && conflict(&pending, &access)
            {
                found(footprint, Race { first: (other, pending), second: (id, access) });
            }
        }
    }

    fn done(&mut self, id: FiberId, how: Finish) -> Pending {
        if id == MAIN && how != Finish::Exited {
            return Pending::Exit(0);
        }
        self.knowledge.end(id);
        Pending::Ended
    }

    /// Carries out what nobody else can tell; gives back what they can.
    fn by_itself(&mut self, id: FiberId, op: Op, footprint: &mut Footprint) -> Option<Op> {
        let reply = match op {
            Op::Go { fiber, .. } => return self.start(id, fiber, footprint),
            Op::ChanMake { cap, .. } => {
                self.chans.push(super::Chan { cap, ..Default::default() });
                touch(footprint, NUMBERS, Dependence::Writes);
                Reply::Chan(ChanId(self.chans.len() as u32))
            }
            Op::Gosched | Op::LockThread(_) | Op::Gc => Reply::Done,
            Op::Sleep { ns } if ns <= 0 => Reply::Done,
            Op::Procs(_) => Reply::Count(1),
            Op::CpuCount => Reply::Count(4),
            Op::GcPercent(_) => Reply::Count(100),
            Op::MemStats => Reply::Mem(Default::default()),
            op => return Some(op),
        };
        self.guest.resume(id, reply);
        None
    }

    /// `go f()`: the new fiber runs up to its first visible operation at once; nobody could tell.
    fn start(&mut self, by: FiberId, fiber: FiberId, footprint: &mut Footprint) -> Option<Op> {
        touch(footprint, NUMBERS, Dependence::Writes);
        if self.fibers.len() >= self.setting.fibers_max {
            self.end(OutcomeKind::Limit, 3);
        }
        self.add_fiber(fiber, by);
        self.guest.resume(by, Reply::Done);
        if self.ending.is_none() {
            self.run(fiber, Granted::No, footprint);
        }
        None
    }

    // ---- the end

    pub(super) fn end(&mut self, kind: OutcomeKind, exit_code: i32) {
        let stdout = self.stdout.finish();
        let (fault, leaked, notices) = (None, Vec::new(), Notices::default());
        let (last_words, end_ns) = (0, self.setting.clock.end_ns(self.now));
        self.ending =
            Some(Ending { kind, exit_code, stdout, fault, leaked, notices, last_words, end_ns });
    }

    pub(super) fn exit(&mut self, code: i32, footprint: &mut Footprint) {
        touch(footprint, PROCESS, Dependence::Writes);
        self.end(if code == 0 { OutcomeKind::Ok } else { OutcomeKind::Exit }, code);
        let leaked = self.leaked();
        if let Some(ending) = &mut self.ending {
            ending.leaked = leaked;
        }
    }

    pub(super) fn die(&mut self, fault: crate::guest::Fault, footprint: &mut Footprint) {
        touch(footprint, PROCESS, Dependence::Writes);
        self.end(fault.kind, fault.exit_code);
        if let Some(ending) = &mut self.ending {
            ending.fault = Some(fault);
        }
    }

    /// `checkdead`: nobody can go on and no timer will change that.
    pub(super) fn deadlock(&mut self) {
        self.end(OutcomeKind::Deadlock, EXIT_OF_FAULT);
    }
}
