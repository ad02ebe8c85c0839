//! Joins a guest, the synchronization objects and a scheduler, and records what happens.
//!
//! The machine is driven from outside: [`Machine::run`] goes on until the allowance is used up, a
//! choice has to be made or the program is over. Whoever holds it answers a [`ChoicePoint`] with
//! [`Machine::choose`]; there is no hidden randomness.
//!
//! **Invariants:** the only emitter of events. The same guest, config and answers give the same
//! trace, however the run is cut into slices. `fold(trace) == snapshot()` after every turn.

mod answer;
mod config;
mod copy;
#[cfg(feature = "go")]
mod go;
mod ops;
#[cfg(feature = "python")]
mod python;
mod search;
mod step;
mod touch;
mod view;

pub use view::fold_agrees;

pub use crate::trace::Outcome;
pub use config::{Config, Preemption};
#[cfg(feature = "go")]
pub use go::GoRuntime;
#[cfg(feature = "go")]
pub(crate) use go::{Due, Standing};
#[cfg(feature = "python")]
pub use python::PythonRuntime;
pub use step::Watching;

use answer::Answerer;
pub(crate) use answer::mix;
use step::{Limits, Stand, Stepped};
use touch::Touches;

use crate::explore::race::Knowledge;
use crate::explore::{Footprint, Notice, Notices};
use crate::guest::{Access, Fault, Fingerprint, Guest, Reply};
use crate::id::FiberId;
use crate::id::NameId;
use crate::schedule::Control;
use crate::time::Time;
use crate::trace::{
    ChoiceKind, EventKind, FiberKind, FiberState, Finish, OutcomeKind, Recorder, Stream, Trace,
};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// One run under way: a program, its scheduler and its clock.
#[derive(Debug)]
pub struct Machine<G> {
    guest: G,
    config: Config,
    recorder: Recorder,
    now: Time,
    fuel_used: u64,
    fibers: Vec<Fiber>,
    runtime: Runtime,
    pending: Option<ChoicePoint>,
    answerer: Answerer,
    answers: Vec<u32>,
    output: Output,
    notices: Notices,
    outcome: Option<Outcome>,
    /// Who is told what the fibers do, where the schedule decides.
    watching: Option<Watching>,
    /// What the last step touched; empty between two of them.
    log: Vec<Access>,
    /// What has been touched since whoever searches last looked.
    footprint: Footprint,
    /// In a replay: what was touched, and by which thread.
    accesses: Vec<(FiberId, Access)>,
    /// In a search: which accesses are ordered.
    knowledge: Knowledge,
    /// The error that ended the program, if one did.
    died_of: Option<Box<Fault>>,
    /// In a search: a hash of the last line of stderr.
    last_words: u64,
    /// In a search, what stands for the text: a hash of standard output, and its length.
    printed: (Fingerprint, u64),
}

/// Which real runtime is simulated, with its state.
#[derive(Debug)]
enum Runtime {
    #[cfg(feature = "go")]
    Go(Box<GoRuntime>),
    #[cfg(feature = "python")]
    Python(Box<PythonRuntime>),
}

/// What the machine knows of a fiber.
#[derive(Clone, Copy, Debug)]
struct Fiber {
    kind: FiberKind,
    name: NameId,
    by: FiberId,
    line: u32,
    state: FiberState,
}

/// What the program has printed, kept whether or not a trace is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Output {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// In which order the two were written to: so many bytes to each in turn.
    pub order: Vec<(Stream, usize)>,
}

/// A point where the real runtime could go on in several ways.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ChoicePoint {
    /// What is to be chosen.
    pub kind: ChoiceKind,
    /// How many ways there are: at least 2, but for [`ChoiceKind::Next`] in a search. Option 0 is what the real runtime does by rule.
    pub options: u32,
}

/// Why [`Machine::run`] came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The allowance is used up; call `run` again.
    Paused,
    /// Answer with [`Machine::choose`], then call `run` again.
    Choice(ChoicePoint),
    /// The run is over.
    Ended(Outcome),
}

/// Whether the current turn goes on. `Break` is used to leave a turn early.
type Turn = core::ops::ControlFlow<()>;
const GO_ON: Turn = Turn::Continue(());
const LEAVE: Turn = Turn::Break(());

/// The fiber that stands for "nobody": the runtime itself.
const NOBODY: FiberId = FiberId(0);
/// `main` in Go, the main thread in Python.
const MAIN: FiberId = FiberId(1);

impl<G: Guest> Machine<G> {
    #[cfg(feature = "go")]
    /// A Go program about to start: fiber 1 of `guest` is `main.main`.
    pub fn go(guest: G, config: Config) -> Machine<G> {
        let procs = if config.control == Control::Scheduler { config.procs.max(1) } else { 1 };
        let runtime = Runtime::Go(Box::new(GoRuntime::new(procs)));
        let mut machine = Machine::new(guest, config, runtime);
        machine.start_main_goroutine();
        machine
    }

    #[cfg(feature = "python")]
    /// A Python program about to start: fiber 1 of `guest` is the main thread.
    pub fn python(guest: G, config: Config) -> Machine<G> {
        let mut machine = Machine::new(guest, config, Runtime::Python(Box::default()));
        machine.start_main_thread();
        machine
    }

    fn new(guest: G, config: Config, runtime: Runtime) -> Machine<G> {
        let controlled = config.control != Control::Scheduler;
        let recorder = Recorder::new(config.detail, config.lines_max, config.events_max);
        Machine {
            guest,
            recorder: recorder.paced(if controlled { config.instruction_ns } else { 0 }),
            config,
            now: Time::default(),
            fuel_used: 0,
            fibers: Vec::new(),
            runtime,
            pending: None,
            answerer: Answerer::default(),
            answers: Vec::new(),
            output: Output::default(),
            notices: Notices::default(),
            outcome: None,
            watching: controlled.then_some(Watching::All),
            log: Vec::new(),
            footprint: Footprint::default(),
            accesses: Vec::new(),
            knowledge: Knowledge::default(),
            died_of: None,
            last_words: 0,
            printed: (Fingerprint::default(), 0),
        }
    }

    /// Runs on for about `instructions` more instructions.
    pub fn run(&mut self, instructions: u64) -> Stop {
        let target = self.fuel_used.saturating_add(instructions.max(1));
        while self.outcome.is_none() {
            if let Some(point) = self.pending {
                return Stop::Choice(point);
            }
            if self.fuel_used >= target {
                return Stop::Paused;
            }
            let _ = self.turn(target - self.fuel_used);
        }
        self.outcome.map_or(Stop::Paused, Stop::Ended)
    }

    /// Answers the choice that `run` stopped at. An option that does not exist is taken as the
    /// last one; without a pending choice nothing happens.
    pub fn choose(&mut self, option: u32) {
        if self.pending.take().is_some() {
            self.answerer.put_first(option);
        }
    }

    /// Lets `schedule` answer the choices, and after its end the stream of each kind of choice
    /// that `seed` begins. The machine then stops at no choice any more.
    pub fn answer_with(&mut self, schedule: &[u32], seed: u64) {
        self.answerer = Answerer::new(schedule, seed);
    }

    /// Where the schedule decides who goes on: which points are choices from here on. Nothing is
    /// recorded in a search.
    pub fn watch(&mut self, watching: Watching) {
        assert!(self.is_controlled(), "yieldpoint bug: a scheduler is at work");
        self.watching = Some(watching);
        if self.asks_always() {
            self.recorder = Recorder::blank();
            self.knowledge.begin(MAIN, NOBODY);
        }
    }

    /// The place of the first answer given by [`Machine::answer_with`] that does not fit: it named
    /// an option that did not exist, or the run was over before it was asked for.
    pub fn misfit(&self) -> Option<u32> {
        self.answerer.misfit(self.outcome.is_some())
    }

    /// Who decides which fiber runs.
    pub fn control(&self) -> Control {
        self.config.control
    }

    /// What the runtime has complained of so far.
    pub fn notices(&self) -> Notices {
        self.notices
    }

    /// Ends the run where it stands; what was printed and recorded so far is kept.
    pub fn stop(&mut self) {
        let _ = self.end(OutcomeKind::Stopped, 130);
    }

    /// In a replay that watches everything: what was touched, in order, and by whom.
    pub fn accesses(&self) -> &[(FiberId, Access)] {
        &self.accesses
    }

    /// The answers given so far: with them the run can be repeated.
    pub fn answers(&self) -> &[u32] {
        &self.answers
    }

    /// The program under way.
    pub fn guest(&self) -> &G {
        &self.guest
    }

    /// What has been printed so far.
    pub fn output(&self) -> &Output {
        &self.output
    }

    /// What has been recorded so far.
    pub fn trace(&self) -> &Trace {
        self.recorder.trace()
    }

    /// How the run ended, if it has.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Virtual time now.
    pub fn now(&self) -> Time {
        self.now
    }

    /// Instructions run so far.
    pub fn fuel_used(&self) -> u64 {
        self.fuel_used
    }

    /// The trace and the output of a run, taken out.
    pub fn into_parts(self) -> (Trace, Output, Vec<u32>) {
        (self.recorder.into_trace(), self.output, self.answers)
    }

    /// A hash of everything that can influence the rest of the run.
    pub fn fingerprint(&self) -> u128 {
        let mut state = Fingerprint::default();
        self.guest.fingerprint(&mut state);
        self.fingerprint_runtime(&mut state);
        state.finish()
    }

    /// One turn: the scheduler decides, or the running fiber runs until it must come back.
    fn turn(&mut self, allowance: u64) -> Turn {
        if self.fuel_used >= self.config.fuel {
            return self.fail(OutcomeKind::Fuel, "the program used up the instructions allowed");
        }
        if self.recorder.is_full() {
            return self.fail(OutcomeKind::Limit, "the run has more events than can be recorded");
        }
        let allowance = allowance.min(self.config.fuel - self.fuel_used);
        match self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(_) => self.turn_go(allowance),
            #[cfg(feature = "python")]
            Runtime::Python(_) => self.turn_python(allowance),
        }
    }

    fn emit(&mut self, kind: EventKind) {
        self.recorder.emit(self.now, kind);
    }

    fn reply(&mut self, fiber: FiberId, reply: Reply) -> Turn {
        self.guest.resume(fiber, reply);
        GO_ON
    }

    /// Stops at a choice. `None` when it has to be made first: leave the turn.
    fn decide(&mut self, kind: ChoiceKind, options: u32) -> Option<u32> {
        // A search is asked at every step, so that each move is one fiber's.
        if options < 2 && !(kind == ChoiceKind::Next && self.asks_always()) {
            return Some(0);
        }
        if options > search::WAYS_MAX && kind != ChoiceKind::Next && self.is_searched() {
            self.notices.add(Notice::Drawn);
            return Some(0);
        }
        let answer = self.answerer.answer(kind, options);
        match answer {
            Some(option) => self.record_choice(kind, options, option),
            None => self.pending = Some(ChoicePoint { kind, options }),
        }
        answer
    }

    /// A choice in the middle of what cannot be left: whoever is to be asked is not asked, and
    /// option 0 is taken. What only the machine around the runtime could decide is no choice at
    /// all unless [`Config::noise`] is on.
    fn draw(&mut self, kind: ChoiceKind, options: u32) -> u32 {
        let is_quiet = self.is_controlled() || !self.config.noise;
        if options < 2 || (kind.is_noise() && is_quiet) {
            return 0;
        }
        let option = self.answerer.answer(kind, options).unwrap_or(0);
        self.record_choice(kind, options, option);
        option
    }

    fn record_choice(&mut self, point: ChoiceKind, options: u32, option: u32) {
        if self.is_searched() || options < 2 {
            return;
        }
        self.answers.push(option);
        // That the operating system did nothing is not worth an event, nor that a fiber went on.
        if !matches!(point, ChoiceKind::ThreadDelay | ChoiceKind::Next) || option != 0 {
            self.emit(EventKind::ChoiceTaken { point, options, option });
        }
    }

    // ---- fibers

    /// Fiber `id`, which the guest has just made, becomes known.
    fn add_fiber(&mut self, id: FiberId, fiber: Fiber) -> Turn {
        assert!(id.index() == self.fibers.len() + 1, "yieldpoint bug: fiber {id} is out of order");
        if self.fibers.len() as u64 >= self.config.fibers_max {
            return self.fail(OutcomeKind::Limit, "the program has more fibers than are simulated");
        }
        self.fibers.push(fiber);
        GO_ON
    }

    fn set_state(&mut self, id: FiberId, state: FiberState) {
        match &mut self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(go) if id.is_system() => {
                go.system[(id.0 - FiberId::SYSTEM) as usize].state = state;
            }
            _ => self.fibers[id.index() - 1].state = state,
        }
    }

    #[cfg(feature = "go")]
    fn state(&self, id: FiberId) -> FiberState {
        self.fibers[id.index() - 1].state
    }

    fn end_fiber(&mut self, id: FiberId, how: Finish) {
        self.set_state(id, FiberState::Ended(how));
        self.emit(EventKind::FiberEnded { fiber: id, how });
    }

    // ---- output and the end

    /// Prints. Reaching the output limit ends the run with everything before it kept.
    fn print(&mut self, fiber: FiberId, stream: Stream, text: &str) -> Turn {
        let printed = self.output.stdout.len() + self.output.stderr.len() + text.len();
        if printed as u64 + self.printed.1 > self.config.output_bytes_max {
            return self.fail(OutcomeKind::Limit, "the program printed more than is kept");
        }
        self.keep(fiber, stream, text);
        GO_ON
    }

    fn keep(&mut self, fiber: FiberId, stream: Stream, text: &str) {
        if stream == Stream::Stderr {
            self.notices.read(text);
        }
        if self.is_searched() {
            return self.count(stream, text);
        }
        match stream {
            Stream::Stdout => self.output.stdout.push_str(text),
            Stream::Stderr => self.output.stderr.push_str(text),
        }
        match self.output.order.last_mut() {
            Some((last, bytes)) if *last == stream => *bytes += text.len(),
            _ => self.output.order.push((stream, text.len())),
        }
        self.recorder.printed(self.now, fiber, stream, text);
    }

    /// What a search keeps of the text: the same for the same text, however it came.
    fn count(&mut self, stream: Stream, text: &str) {
        self.printed.1 += text.len() as u64;
        let last = text.lines().rfind(|line| !line.trim().is_empty());
        if let (Stream::Stderr, Some(line)) = (stream, last) {
            let mut hash = Fingerprint::default();
            hash.bytes(line.as_bytes());
            self.last_words = hash.finish() as u64;
        }
        if stream == Stream::Stdout {
            text.bytes().for_each(|byte| self.printed.0.word(u64::from(byte)));
        }
    }

    fn fault(&mut self, fiber: FiberId, fault: &Fault) -> Turn {
        self.keep(fiber, Stream::Stderr, &fault.stderr);
        self.died_of = Some(Box::new(fault.clone()));
        self.end(fault.kind, fault.exit_code)
    }

    /// Ends the run because a limit of ours was reached.
    fn fail(&mut self, kind: OutcomeKind, what: &str) -> Turn {
        self.keep(NOBODY, Stream::Stderr, &format!("yieldpoint: stopped: {what}\n"));
        self.end(kind, 3)
    }

    fn exit(&mut self, code: i32) -> Turn {
        self.end(if code == 0 { OutcomeKind::Ok } else { OutcomeKind::Exit }, code)
    }

    fn end(&mut self, kind: OutcomeKind, exit_code: i32) -> Turn {
        if self.outcome.is_none() {
            self.outcome = Some(Outcome { kind, exit_code });
            self.pending = None;
            self.emit(EventKind::RunEnded { outcome: kind, exit_code });
        }
        LEAVE
    }
}
