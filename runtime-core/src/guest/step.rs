//! What a fiber's step is given, and why it came back.

use super::{Access, Go, Op, Site, Watch};
use crate::id::{FiberId, FutureId, NameId};
use crate::time::Time;
use crate::trace::{EventKind, Finish, OutcomeKind, Recorder};
use alloc::string::String;
use alloc::vec::Vec;

/// Why a fiber came back to the machine.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// The budget is used up; call `step` again.
    Ran,
    /// It asks for something.
    Op(Op),
    /// Only while it is watched: it is about to do this, and does it at its next step.
    Access(Access),
    /// Only while it is watched: it stands where its thread may be switched.
    Poll(Site),
    /// Its outermost frame is finished.
    Done(Finish),
    /// The program as a whole ends here with an error.
    Fault(Fault),
}

/// Whose steps run a handle of the event loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Runs {
    /// Nobody's: there is nothing to do.
    Nothing,
    /// This fiber's: a task's, or that of the loop's thread.
    Fiber(FiberId),
}

/// What a collection left.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collected {
    /// Bytes of reachable objects, as the real runtime counts them.
    pub live_bytes: u64,
    /// Objects that are left.
    pub objects: u64,
    /// Fibers whose stacks were shrunk, with the new size in bytes.
    pub shrunk: Vec<(FiberId, u64)>,
}

/// The end of a program by an error of its own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fault {
    /// What kind of end.
    pub kind: OutcomeKind,
    /// Exactly what the real runtime writes to stderr, ending in a newline.
    pub stderr: String,
    /// The process's exit code: 2 for a Go panic, 1 for an uncaught Python exception.
    pub exit_code: i32,
}

/// What a step may use and whom it tells what is to be seen.
pub struct StepCx<'a> {
    /// Instructions the step may run; it comes back with [`Step::Ran`] when they are used up.
    pub budget: u64,
    /// Instructions run so far in this step; kept by the guest.
    pub spent: u64,
    /// When the step began.
    pub began: Time,
    /// What one instruction costs in nanoseconds of virtual time.
    pub instruction_ns: u64,
    /// Come back with [`Step::Ran`] at the next point where the language looks up, before the
    /// budget is used up: at a call in Go without asynchronous preemption, where `eval_breaker`
    /// is polled in Python.
    pub stop_at_poll: bool,
    /// Whether that is where it came back; set by the guest.
    pub polled: bool,
    /// The operating system's thread that runs the fiber: the fiber itself, or in Python that of
    /// the loop whose task it is.
    pub thread: FiberId,
    /// Come back with [`Step::Ran`] after the instruction with which `allocated` reaches this.
    pub allocation: u64,
    /// Bytes allocated in this step, as the real runtime would count them; kept by the guest.
    pub allocated: u64,
    /// Whom accesses to shared memory and switch points are told; none in an ordinary run.
    pub watch: Option<Watch<'a>>,
    /// Takes frames and lines.
    pub recorder: &'a mut Recorder,
}

impl StepCx<'_> {
    /// The moment of virtual time now.
    pub fn now(&self) -> Time {
        self.began.after(self.spent * self.instruction_ns)
    }

    /// The fiber is about to touch memory that others may reach. Told to come back, it gives
    /// [`Step::Access`] with nothing done yet, and asks again at its next step.
    #[inline]
    pub fn access(&mut self, access: Access) -> Go {
        self.watch.as_mut().map_or(Go::On, |watch| watch.access(access))
    }

    /// The fiber touches memory at a place where it is never stopped: under a GIL, or in the middle
    /// of what has been asked for already.
    #[inline]
    pub fn touched(&mut self, access: Access) {
        if let Some(watch) = &mut self.watch {
            watch.touched(access);
        }
    }

    /// The fiber stands where its thread may be switched. Told to come back, it gives
    /// [`Step::Poll`], and asks again at its next step.
    #[inline]
    pub fn poll(&mut self, site: Site) -> Go {
        self.watch.as_mut().map_or(Go::On, |watch| watch.poll(site))
    }

    /// The moment that is recorded for what happens now.
    fn moment(&self) -> Time {
        self.now().after(self.recorder.pace_of(self.spent))
    }

    /// The name's id in the trace.
    pub fn intern(&mut self, name: &str) -> NameId {
        self.recorder.intern(name)
    }

    /// Whether frames and lines are recorded at all; if not, the three calls below may be left out.
    pub fn records_lines(&self) -> bool {
        self.recorder.records_lines()
    }

    /// The fiber called `function` and stands at its first `line`.
    pub fn frame_entered(&mut self, fiber: FiberId, function: NameId, line: u32) {
        let at = self.moment();
        self.recorder.frame_entered(at, fiber, function, line);
    }

    /// The fiber's top frame moved to `line`.
    pub fn line_reached(&mut self, fiber: FiberId, line: u32) {
        let at = self.moment();
        self.recorder.line_reached(at, fiber, line);
    }

    /// The fiber's stack was copied to one of `bytes`.
    pub fn stack_grew(&mut self, fiber: FiberId, bytes: u64) {
        let at = self.moment();
        self.recorder.emit(at, EventKind::StackGrew { fiber, bytes });
    }

    /// `fiber` made a future.
    pub fn future_made(&mut self, fiber: FiberId, future: FutureId, name: NameId) {
        let at = self.moment();
        self.recorder.emit(at, EventKind::FutureMade { future, by: fiber, name });
    }

    /// The fiber's top frame is gone.
    pub fn frame_left(&mut self, fiber: FiberId) {
        let at = self.moment();
        self.recorder.frame_left(at, fiber);
    }
}
