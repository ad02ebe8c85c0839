//! One step of a fiber: how far it may go, who watches it, and what it costs.

use super::{Machine, Touches};
use crate::guest::{Guest, Site, Sites, Step, StepCx, Visible, Watch};
use crate::id::FiberId;
use crate::schedule::Control;
use alloc::sync::Arc;

/// Which accesses and switch points are choices, where the schedule decides who goes on
/// ([`Control`]).
#[derive(Clone, Debug)]
pub enum Watching {
    /// All of them: the schedule says everything.
    All,
    /// The same, for whoever makes such a schedule: the machine stops also where only one can go
    /// on, or only time. That is no answer of the schedule.
    Each,
    /// These, in a search: the machine stops even where only one can go on, says what each move
    /// touched, and keeps neither answers nor text.
    Sites(Arc<Sites>),
}

impl Watching {
    fn visible(&self) -> Visible<'_> {
        match self {
            Watching::All | Watching::Each => Visible::All,
            Watching::Sites(sites) => Visible::Sites(sites),
        }
    }
}

/// Accesses that a replay keeps, to tell of updates that were lost.
const ACCESSES_MAX: usize = 200_000;

/// How far a fiber may run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Instructions.
    pub budget: u64,
    /// To the next point where the language looks up.
    pub stop_at_poll: bool,
    /// Bytes allocated.
    pub allocation: u64,
    /// Whose thread runs it.
    pub thread: FiberId,
    /// Where it stands for whoever watches.
    pub stand: Stand,
}

/// Where a watched fiber stands between two steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Stand {
    /// Whether it came back before something that it may do now.
    pub granted: bool,
    /// The last switch point that was passed without a stop.
    pub passed: Site,
}

/// What a step came to.
#[derive(Debug)]
pub(super) struct Stepped {
    /// Why the fiber came back.
    pub step: Step,
    /// Instructions run.
    pub spent: u64,
    /// Bytes allocated: Go's collector asks.
    #[cfg_attr(not(feature = "go"), expect(dead_code))]
    pub allocated: u64,
    /// Whether it stands at a poll point.
    #[cfg_attr(not(feature = "python"), expect(dead_code, reason = "Python's loop looks at it"))]
    pub polled: bool,
    /// Where it stands for whoever watches.
    pub stand: Stand,
}

impl<G: Guest> Machine<G> {
    /// Whether the schedule decides who goes on.
    pub(super) fn is_controlled(&self) -> bool {
        self.config.control != Control::Scheduler
    }

    /// Whether a search asks for every step.
    pub(super) fn is_searched(&self) -> bool {
        matches!(self.watching, Some(Watching::Sites(_)))
    }

    /// Whether somebody asks to be asked who goes on where there is nothing to choose.
    pub(super) fn asks_always(&self) -> bool {
        matches!(self.watching, Some(Watching::Each | Watching::Sites(_)))
    }

    /// Lets `fiber` run within several limits.
    pub(super) fn step(&mut self, fiber: FiberId, limits: Limits) -> Stepped {
        let instruction_ns = if self.is_controlled() { 0 } else { self.config.instruction_ns };
        let watch = self.watching.as_ref().map(|watching| Watch {
            visible: watching.visible(),
            granted: limits.stand.granted,
            passed: limits.stand.passed,
            log: &mut self.log,
        });
        let mut cx = StepCx {
            budget: limits.budget,
            spent: 0,
            began: self.now,
            instruction_ns,
            stop_at_poll: limits.stop_at_poll,
            polled: false,
            thread: limits.thread,
            allocation: limits.allocation,
            allocated: 0,
            watch,
            recorder: &mut self.recorder,
        };
        let step = self.guest.step(fiber, &mut cx);
        let (spent, allocated, polled) = (cx.spent, cx.allocated, cx.polled);
        let stand = cx.watch.as_ref().map_or(Stand::default(), |watch| Stand {
            // A leave that was not used is still good if only the budget was used up.
            granted: watch.granted && step == Step::Ran,
            passed: watch.passed,
        });
        self.pass(spent.saturating_mul(self.config.instruction_ns));
        // A step that costs nothing must not make the run endless.
        self.fuel_used += spent.max(1);
        if self.watching.is_some() {
            self.file_log(limits.thread);
        }
        Stepped { step, spent, allocated, polled, stand }
    }

    /// Running takes time. Where the schedule decides who goes on, the clock stands meanwhile, and
    /// only what is recorded moves on.
    pub(super) fn pass(&mut self, ns: u64) {
        match self.config.control {
            Control::Scheduler => self.now = self.now.after(ns),
            Control::Virtual | Control::Loose => self.recorder.run_ahead(ns),
        }
    }

    /// What was touched in the last step is noted for the search.
    fn file_log(&mut self, thread: FiberId) {
        let Some(Watching::Sites(sites)) = &self.watching else {
            let room = ACCESSES_MAX.saturating_sub(self.accesses.len());
            let told = self.log.drain(..).take(room);
            return self.accesses.extend(told.map(|access| (thread, access)));
        };
        for access in self.log.drain(..) {
            let was_stop = access.site == Site(0) || sites.contains(access.site);
            let races = &mut self.footprint.races;
            if was_stop || access.how.is_atomic() {
                self.footprint.touched.push(Touches::access(access));
                // Another order of the two has this one first and the other one look for it.
                self.knowledge.touch_visibly(thread, access, races);
            } else {
                self.footprint.hidden.push((thread, access));
                self.knowledge.touch(thread, access, races);
            }
        }
    }
}
