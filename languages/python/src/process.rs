//! Processes: each is an interpreter of its own, with memory and a GIL of its own.
//!
//! A new process is a copy of the one that starts it, in which only a new main thread goes on.
//! What all of them have in common (pipes, semaphores, shared memory, who has ended how) is
//! [`Shared`]; whoever is stepped has it. Numbers of fibers, futures, callbacks and loops run
//! through all processes: a process knows those of the others as empty places.
//!
//! **Models:** `fork` as `multiprocessing` uses it on Linux; a child's output stays in its buffer
//! until that is full, flushed, or the process ends, as with a standard output that is a pipe.
//! **Departures:** with one process only, output is seen at once.

mod shared;

use crate::vm::Vm;
use runtime_core::guest::{Endpoint, Fingerprint, Guest, Op, Reply, Runs, Step, StepCx};
use runtime_core::id::{Addr, ChanId, FiberId, LoopId};
use runtime_core::trace::{Finish, Handle, Stream};
pub(crate) use shared::{Known, Shared};

/// Above the handles in the address of what is touched: the process.
const TOUCHED_BITS: u32 = 56;
/// Where a process keeps its locks: its number stands in front of their own.
const PROCESS_BITS: u32 = 40;
/// What Python's buffer for an output that is no terminal holds, in bytes.
const BUFFER_BYTES: usize = 8192;

/// A Python program under way: a guest of the machine.
#[derive(Clone, Debug)]
pub struct Python {
    /// The processes by number; those that have ended and been waited for are gone.
    processes: Vec<Option<Box<Vm>>>,
    /// The one that was stepped last: it has what is shared.
    current: usize,
    /// The process of each fiber, once there are several.
    homes: Vec<u16>,
}

impl Python {
    pub(crate) fn new(vm: Vm) -> Python {
        Python { processes: vec![Some(Box::new(vm))], current: 0, homes: Vec::new() }
    }

    /// Objects whose count is not the number of references to them, of all processes: handle,
    /// count, references.
    pub fn miscounted(&self) -> Vec<(u32, u32, u32)> {
        self.processes.iter().flatten().flat_map(|vm| vm.miscounted()).collect()
    }

    /// What an object looks like, for a failed recount.
    pub fn describe(&self, handle: u32) -> String {
        let vms = self.processes.iter().flatten();
        vms.map(|vm| vm.describe(handle)).collect::<Vec<_>>().join("; ")
    }

    fn home(&self, fiber: FiberId) -> usize {
        self.homes.get(fiber.index() - 1).map_or(self.current, |&home| usize::from(home))
    }

    fn vm(&mut self, process: usize) -> &mut Vm {
        match self.processes.get_mut(process) {
            Some(Some(vm)) => vm,
            _ => panic!("yieldpoint bug: process {process} is gone"),
        }
    }

    /// The process of a fiber, which has what is shared from here on.
    #[inline]
    fn enter(&mut self, fiber: FiberId) -> &mut Vm {
        if self.processes.len() > 1 {
            let to = self.home(fiber);
            if to != self.current {
                self.switch(to);
            }
        }
        let current = self.current;
        self.vm(current)
    }

    fn switch(&mut self, to: usize) {
        let from = self.current;
        let left = self.vm(from).leave_process();
        self.vm(to).enter_process(left);
        self.current = to;
    }

    /// Steps a process of several.
    fn step_many(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        loop {
            let logged = cx.watch.as_ref().map_or(0, |watch| watch.log.len());
            let vm = self.enter(fiber);
            let mut step = match vm.output.after_flush.take() {
                Some((whose, step)) if whose == fiber => step,
                other => {
                    vm.output.after_flush = other;
                    vm.step(fiber, cx)
                }
            };
            self.tell_apart(&mut step, logged, cx);
            let fibers = self.enter(fiber).fibers.len();
            let home = self.current as u16;
            self.homes.resize(fibers, home);
            let Some(step) = self.passed_on(fiber, step) else {
                self.enter(fiber).resume(fiber, Reply::Done);
                if cx.spent >= cx.budget {
                    return Step::Ran;
                }
                continue;
            };
            self.bury();
            return step;
        }
    }

    /// What is touched has the number of its process in front.
    fn tell_apart(&self, step: &mut Step, logged: usize, cx: &mut StepCx<'_>) {
        let Some(watch) = &mut cx.watch else { return };
        let waits = match step {
            Step::Access(access) => Some(access),
            _ => None,
        };
        for access in watch.log[logged..].iter_mut().chain(waits) {
            access.at.0 |= (self.current as u64) << TOUCHED_BITS;
        }
    }

    /// What the machine is told of a step; `None` for an output that stays in the buffer.
    fn passed_on(&mut self, fiber: FiberId, step: Step) -> Option<Step> {
        let process = self.current;
        let vm = self.enter(fiber);
        Some(match step {
            Step::Op(Op::Print { stream: Stream::Stdout, text }) => {
                vm.output.buffer += &text;
                let flushes = std::mem::take(&mut vm.output.flushes);
                let is_full = vm.output.buffer.len() >= BUFFER_BYTES;
                if vm.output.buffer.is_empty() || !(flushes || is_full) {
                    return None;
                }
                let text = std::mem::take(&mut vm.output.buffer);
                Step::Op(Op::Print { stream: Stream::Stdout, text })
            }
            Step::Op(Op::ThreadLock { at, how, timeout_ns }) => {
                let at = Addr(at.0 | (process as u64) << PROCESS_BITS);
                Step::Op(Op::ThreadLock { at, how, timeout_ns })
            }
            Step::Op(Op::Exit(_)) if process > 0 => {
                let thread = vm.shared.main_of(process);
                Step::Op(Op::ProcessKill { thread })
            }
            step if process == 0 && ends_program(fiber, &step) && !vm.output.buffer.is_empty() => {
                vm.output.after_flush = Some((fiber, step));
                let text = std::mem::take(&mut vm.output.buffer);
                Step::Op(Op::Print { stream: Stream::Stdout, text })
            }
            step => step,
        })
    }

    /// `fiber`, whose first frame the current process has made, is the main thread of a copy.
    fn fork(&mut self, fiber: FiberId) {
        let process = self.processes.len();
        let current = self.current;
        let parent = self.vm(current);
        let shared = std::mem::take(&mut parent.shared);
        let mut child = Box::new(parent.clone());
        parent.shared = shared;
        parent.abandon(fiber);
        child.become_child(fiber);
        let made = child.futures_made;
        parent.futures_made = made;
        let fibers = parent.fibers.len();
        self.homes.resize(fibers, current as u16);
        self.homes[fiber.index() - 1] = process as u16;
        self.processes.push(Some(child));
    }

    /// Processes that have been waited for need no memory any more.
    fn bury(&mut self) {
        let current = self.current;
        for process in std::mem::take(&mut self.vm(current).shared.reaped) {
            self.processes[process] = None;
        }
    }
}

/// Whether the program is over when the machine has been told of this.
fn ends_program(fiber: FiberId, step: &Step) -> bool {
    match step {
        Step::Op(Op::Exit(_)) | Step::Fault(_) => true,
        Step::Done(_) => fiber == FiberId(1),
        _ => false,
    }
}

impl Guest for Python {
    #[inline]
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let step = match self.processes.len() {
            1 => self.vm(0).step(fiber, cx),
            _ => self.step_many(fiber, cx),
        };
        if let Step::Op(Op::ThreadStart { fiber: started, interpreter, .. }) = &step
            && interpreter.0 as usize == self.processes.len()
        {
            self.fork(*started);
        }
        step
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        let vm = self.enter(fiber);
        // The step that waits for its output is still to come.
        let is_left = vm.output.after_flush.as_ref().is_some_and(|(whose, _)| *whose == fiber);
        if !is_left {
            vm.resume(fiber, reply);
        }
    }

    fn transfer(&mut self, chan: ChanId, _from: Endpoint, _to: Endpoint) {
        panic!("yieldpoint bug: Python has no {chan}");
    }

    fn begin_handle(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        self.enter(thread).begin_handle(thread, event_loop, handle)
    }

    fn end_handle(
        &mut self, thread: FiberId, event_loop: LoopId, handle: Handle, took_ns: u64,
    ) -> Runs {
        self.enter(thread).end_handle(thread, event_loop, handle, took_ns)
    }

    fn word(&self, at: Addr) -> u64 {
        let process = (at.0 >> PROCESS_BITS) as usize;
        match self.processes.get(process) {
            Some(Some(vm)) => vm.word(Addr(at.0 & ((1 << PROCESS_BITS) - 1))),
            _ => 0,
        }
    }

    fn set_word(&mut self, at: Addr, value: u64) {
        let process = (at.0 >> PROCESS_BITS) as usize;
        if let Some(Some(vm)) = self.processes.get_mut(process) {
            vm.set_word(Addr(at.0 & ((1 << PROCESS_BITS) - 1)), value);
        }
    }

    fn stack_text(&self, _fiber: FiberId) -> String {
        String::new()
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        match self.processes.get(self.home(fiber)) {
            Some(Some(vm)) => vm.lines(fiber),
            _ => Vec::new(),
        }
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        for vm in self.processes.iter().flatten() {
            vm.fingerprint(state);
        }
        if let Some(Some(vm)) = self.processes.get(self.current) {
            vm.shared.feed(state);
        }
    }
}

/// What a process has written and nobody has seen yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Output {
    pub buffer: String,
    /// Whether the output being written is flushed.
    pub flushes: bool,
    /// What its main thread came back with, once what it wrote before is seen.
    pub after_flush: Option<(FiberId, Step)>,
}

/// What goes from the process that ran to the one that runs.
pub(crate) struct Left {
    pub shared: Box<Shared>,
    pub fibers: usize,
    pub loops: usize,
    pub futures: u32,
    pub callbacks: u32,
}

/// How a thread that was left behind ended.
pub(crate) const LEFT_BEHIND: Finish = Finish::Exited;
