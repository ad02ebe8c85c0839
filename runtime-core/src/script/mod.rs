//! The smallest guest: a fiber is a list of acts. For unit tests, and for models of systems that
//! have no language here.
//!
//! **Invariants:** as for every guest: plain data, no addresses. Running past a limit of its own
//! (a slot that was never made) is a bug of the script and panics.

mod act;
mod asyncio;
mod code;
mod copy;
mod memory;

pub use act::{Act, Cell, Default, Test};

use code::Code;

use crate::guest::{
    Collected, CondOp, Endpoint, Fault, Fingerprint, Firing, Guest, Op, Reply, Runs, SelectCase,
    Step, StepCx,
};
use crate::id::{Addr, CallbackId, ChanId, FiberId, FutureId, LoopId, ProcId, TimerId};
use crate::sync::future::Futures;
use crate::table::Table;
use crate::trace::{Finish, Handle, OutcomeKind, Stream};
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A set of programs, of which the first one runs first, and the state of their fibers.
#[derive(Debug)]
pub struct Script {
    code: Arc<Code>,
    fibers: Vec<Fiber>,
    /// What fibers ask for before their next acts.
    todo: Table<FiberId, VecDeque<Op>>,
    chans: Table<u32, ChanId>,
    buffers: Table<ChanId, VecDeque<i64>>,
    tasks: Vec<(FiberId, FutureId)>,
    threads: Vec<FiberId>,
    futures: Futures,
    loops: u32,
    /// How many of the tasks that a closing loop cancelled are not done.
    leftovers: u32,
    words: Table<Addr, u64>,
    live_bytes: u64,
}

#[derive(Clone, Copy, Debug, core::default::Default)]
struct Fiber {
    program: usize,
    pc: usize,
    worked: u64,
    line: Option<u32>,
    value: i64,
    locals: [i64; code::LOCALS_MAX],
    ticket: Option<u32>,
    /// Whether it has asked for a ticket.
    queues: bool,
    fatal: bool,
    run: Run,
    /// The timer that it set last.
    timer: TimerId,
    finished: Option<Finish>,
    /// Whether its future has been ended.
    told: bool,
}

/// How far an `asyncio.run` is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, core::default::Default)]
enum Run {
    #[default]
    No,
    /// The loop runs the main task.
    Main,
    /// It runs what was left over, cancelled.
    Leftovers,
}

/// What an act comes to.
enum Next {
    Op(Op),
    Ran,
}

impl Script {
    /// Fiber 1 runs `programs[0]`.
    pub fn new(programs: Vec<Vec<Act>>) -> Script {
        Script {
            code: Arc::new(Code::new(programs)),
            fibers: Vec::from([Fiber::default()]),
            todo: Table::new(),
            chans: Table::new(),
            buffers: Table::new(),
            tasks: Vec::new(),
            threads: Vec::new(),
            futures: Futures::default(),
            loops: 0,
            leftovers: 0,
            words: Table::new(),
            live_bytes: 0,
        }
    }

    fn fiber(&mut self, id: FiberId) -> &mut Fiber {
        &mut self.fibers[id.index() - 1]
    }

    fn start(&mut self, program: usize) -> FiberId {
        self.fibers.push(Fiber { program, ..Fiber::default() });
        FiberId(self.fibers.len() as u32)
    }

    fn current(&self, id: FiberId) -> Option<Act> {
        let fiber = &self.fibers[id.index() - 1];
        self.code.act(fiber.program, fiber.pc).cloned()
    }

    /// The fiber's current act. The pc moves on before an op is asked for, except in the middle
    /// of an `asyncio.sleep`.
    fn act(&mut self, id: FiberId, act: Act, cx: &mut StepCx<'_>) -> Next {
        let line = self.fiber(id).line.unwrap_or(1);
        self.fiber(id).pc += 1;
        match act {
            Act::Work(n) => self.work(id, n, cx),
            Act::Line(line) => self.line(id, line, cx),
            Act::Print(text) => print(text.into()),
            Act::PrintReceived => print(alloc::format!("{}", self.fiber(id).value)),
            Act::Go(program) => {
                let function = cx.intern(&alloc::format!("main.p{program}"));
                Next::Op(Op::Go { fiber: self.start(program), function, line })
            }
            Act::Run(program) => self.asyncio_run(id, program, line, cx),
            Act::Spawn(program) => self.spawn_task(program, line, cx),
            Act::Thread(program) => {
                let name = cx.intern(&alloc::format!("Thread-{program}"));
                let fiber = self.start(program);
                self.threads.push(fiber);
                Next::Op(Op::ThreadStart { fiber, name, line, interpreter: ProcId(0) })
            }
            Act::AwaitTask(task) => self.await_future(id, self.tasks[task].1),
            Act::AsyncSleep(ns) => self.async_sleep(id, ns, cx),
            Act::Cancel(task) => {
                self.cancel(id, self.tasks[task].1);
                self.next_todo(id)
            }
            Act::Make(_, cap) => {
                let name = cx.intern("ch");
                Next::Op(Op::ChanMake { cap, name })
            }
            Act::Allocate(bytes) => {
                cx.allocated += bytes;
                self.live_bytes += bytes / 2;
                Next::Ran
            }
            Act::After(ns, program) => {
                let function = cx.intern(&alloc::format!("main.p{program}"));
                let callback = CallbackId(program as u32);
                let what = Firing::Call { callback, function, line };
                Next::Op(Op::GoTimerNew { ns, period_ns: 0, what })
            }
            act => match self.compute(id, &act) {
                Some(next) => next,
                None => Next::Op(self.plain_op(id, act)),
            },
        }
    }

    fn plain_op(&mut self, id: FiberId, act: Act) -> Op {
        match act {
            Act::Gosched => Op::Gosched,
            Act::Send(slot, value) => {
                self.fiber(id).value = value;
                Op::ChanSend(self.chans.get(&slot).copied())
            }
            Act::SendValue(slot) => Op::ChanSend(self.chans.get(&slot).copied()),
            Act::Recv(slot) => Op::ChanRecv(self.chans.get(&slot).copied()),
            Act::Close(slot) => Op::ChanClose(self.chans[&slot]),
            Act::Add(wg, delta) => Op::WaitGroupAdd { wg: Addr(wg), delta },
            Act::Wait(wg) => Op::WaitGroupWait(Addr(wg)),
            Act::Select(cases, default) => self.select(&cases, default),
            Act::CondWait(at) => self.cond_wait(id, Addr(at)),
            Act::Timer(slot, ns, period_ns) => {
                let what = Firing::Send(self.chans[&slot]);
                Op::GoTimerNew { ns, period_ns, what }
            }
            Act::StopTimer => Op::GoTimerStop(self.fiber(id).timer),
            Act::Ask(op) => op,
            Act::Sleep(ns) => Op::Sleep { ns },
            Act::ThreadSleep(ns) => Op::ThreadSleep { ns },
            Act::Join(thread) => Op::ThreadJoin { thread: self.threads[thread], timeout_ns: None },
            other => panic!("yieldpoint bug: {other:?} is no plain act"),
        }
    }

    fn select(&self, cases: &[(u32, bool)], default: Default) -> Op {
        let case = |&(slot, sends)| SelectCase { chan: self.chans.get(&slot).copied(), sends };
        Op::Select { cases: cases.iter().map(case).collect(), default: default == Default::Yes }
    }

    /// First a ticket, then, with that in hand, the wait.
    fn cond_wait(&mut self, id: FiberId, at: Addr) -> Op {
        let fiber = self.fiber(id);
        match core::mem::take(&mut fiber.ticket) {
            Some(ticket) => Op::Cond { at, how: CondOp::Wait { ticket } },
            None => {
                fiber.pc -= 1;
                fiber.queues = true;
                Op::Cond { at, how: CondOp::Add }
            }
        }
    }

    fn work(&mut self, id: FiberId, n: u64, cx: &mut StepCx<'_>) -> Next {
        let fiber = self.fiber(id);
        let now = (n - fiber.worked).min(cx.budget - cx.spent);
        cx.spent += now;
        fiber.worked += now;
        if fiber.worked < n {
            fiber.pc -= 1;
        } else {
            fiber.worked = 0;
        }
        Next::Ran
    }

    fn line(&mut self, id: FiberId, line: u32, cx: &mut StepCx<'_>) -> Next {
        if cx.records_lines() {
            let known = self.fiber(id).line.replace(line);
            match known {
                Some(_) => cx.line_reached(id, line),
                None => {
                    let function = cx.intern("script");
                    cx.frame_entered(id, function, line);
                }
            }
        }
        Next::Ran
    }

    fn later(&mut self, id: FiberId) -> &mut VecDeque<Op> {
        self.todo.or_default(id)
    }

    fn next_todo(&mut self, id: FiberId) -> Next {
        let Some(todo) = self.todo.get_mut(&id) else { return Next::Ran };
        let op = todo.pop_front();
        if todo.is_empty() {
            self.todo.remove(&id);
        }
        op.map_or(Next::Ran, Next::Op)
    }

    fn ended(&mut self, id: FiberId, how: Finish) -> Step {
        self.fiber(id).finished = Some(how);
        if !core::mem::replace(&mut self.fiber(id).told, true)
            && let Some(future) = self.futures.tasks.get(&id).map(|task| task.future)
        {
            self.finish(id, future, how);
        }
        match self.next_todo(id) {
            Next::Op(op) => Step::Op(op),
            Next::Ran => {
                self.fiber(id).line = None;
                Step::Done(how)
            }
        }
    }
}

fn panicked(text: &str) -> Fault {
    let stderr = alloc::format!("panic: {text}\n");
    Fault { kind: OutcomeKind::Panic, stderr, exit_code: 2 }
}

fn print(text: String) -> Next {
    let text = text + "\n";
    Next::Op(Op::Print { stream: Stream::Stdout, text })
}

impl Guest for Script {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        if let Next::Op(op) = self.next_todo(fiber) {
            return Step::Op(op);
        }
        if let Some(how) = self.fiber(fiber).finished {
            return self.ended(fiber, how);
        }
        if self.fiber(fiber).fatal {
            let stderr = "fatal error: unlock of unlocked mutex\n".into();
            return Step::Fault(Fault { kind: OutcomeKind::Panic, stderr, exit_code: 2 });
        }
        while cx.spent < cx.budget {
            if cx.stop_at_poll {
                cx.polled = true;
                break;
            }
            let Some(act) = self.current(fiber) else {
                return self.ended(fiber, Finish::Returned);
            };
            if let Some(step) = self.watched(fiber, &act, cx) {
                return step;
            }
            if let Act::Panic(text) = act {
                return Step::Fault(panicked(text));
            }
            if !matches!(act, Act::Work(_)) {
                cx.spent += 1;
            }
            if let Next::Op(op) = self.act(fiber, act, cx) {
                return Step::Op(op);
            }
            if cx.allocated >= cx.allocation {
                break;
            }
        }
        Step::Ran
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        match reply {
            Reply::Chan(chan) => {
                let fiber = &self.fibers[fiber.index() - 1];
                if let Some(&Act::Make(slot, _)) = self.code.act(fiber.program, fiber.pc - 1) {
                    self.chans.insert(slot, chan);
                }
            }
            Reply::Count(count) => {
                let at = fiber.index() - 1;
                let Fiber { program, pc, .. } = self.fibers[at];
                let asked = pc.checked_sub(1).and_then(|before| self.code.act(program, before));
                let adds = matches!(asked, Some(Act::Ask(Op::Cond { how: CondOp::Add, .. })));
                if core::mem::take(&mut self.fibers[at].queues) || adds {
                    self.fibers[at].ticket = Some(count);
                }
            }
            Reply::Timer(timer) => self.fiber(fiber).timer = timer,
            Reply::NotLocked => self.fiber(fiber).fatal = true,
            _ => {}
        }
    }

    fn transfer(&mut self, chan: ChanId, from: Endpoint, to: Endpoint) {
        let value = match from {
            Endpoint::Fiber(fiber) | Endpoint::Case(fiber, _) => self.fiber(fiber).value,
            Endpoint::Buffer => self.buffers.or_default(chan).pop_front().unwrap_or(0),
            Endpoint::Moment(at) => at.0 as i64,
            Endpoint::Zero => 0,
        };
        match to {
            Endpoint::Fiber(fiber) | Endpoint::Case(fiber, _) => self.fiber(fiber).value = value,
            Endpoint::Buffer => self.buffers.or_default(chan).push_back(value),
            Endpoint::Zero | Endpoint::Moment(_) => {}
        }
    }

    fn word(&self, at: Addr) -> u64 {
        self.words.get(&at).copied().unwrap_or(0)
    }

    fn set_word(&mut self, at: Addr, value: u64) {
        self.words.insert(at, value);
    }

    fn spawn(&mut self, callback: CallbackId, fiber: FiberId) {
        let made = self.start(callback.index());
        assert!(made == fiber, "yieldpoint bug: {fiber} is not the next fiber");
    }

    fn collect(&mut self) -> Collected {
        self.live_bytes /= 2;
        Collected { live_bytes: self.live_bytes, ..Collected::default() }
    }

    fn begin_handle(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        self.begin(thread, event_loop, handle)
    }

    fn stack_text(&self, _: FiberId) -> String {
        String::new()
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        self.fibers[fiber.index() - 1].line.into_iter().collect()
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        self.fibers.iter().for_each(|fiber| fiber.fingerprint(state));
        // What was never written and what holds 0 is the same.
        for (at, &word) in self.words.iter().filter(|&(_, &word)| word != 0) {
            state.word(at.0);
            state.word(word);
        }
        state.word(self.live_bytes);
        for buffer in self.buffers.values() {
            state.word(buffer.len() as u64);
            buffer.iter().for_each(|&value| state.word(value as u64));
        }
    }
}
