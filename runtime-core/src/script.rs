//! The smallest guest: a fiber is a list of acts. For unit tests, and for models of systems that
//! have no language here.
//!
//! **Invariants:** as for every guest: plain data, no addresses. Running past a limit of its own
//! (a slot that was never made) is a bug of the script and panics.

use crate::guest::{Endpoint, Fingerprint, Guest, Op, Reply, Step, StepCx};
use crate::id::{Addr, CallbackId, ChanId, FiberId, FutureId, TimerId};
use crate::table::Table;
use crate::trace::{Finish, Handle, Stream};
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;

/// One thing a script does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Runs so many instructions.
    Work(u64),
    /// Stands at this line from here on.
    Line(u32),
    /// Prints this and a newline.
    Print(&'static str),
    /// Prints the value received last and a newline.
    PrintReceived,
    /// Go: starts the program with this number.
    Go(usize),
    /// Go: `runtime.Gosched()`.
    Gosched,
    /// Go: makes the channel of this slot with this capacity.
    Make(u32, u32),
    /// Go: sends this value on the slot's channel.
    Send(u32, i64),
    /// Go: receives from the slot's channel.
    Recv(u32),
    /// Go: closes the slot's channel.
    Close(u32),
    /// Go: adds to the wait group of this number.
    Add(u64, i64),
    /// Go: waits for the wait group of this number.
    Wait(u64),
    /// Go: sleeps so many ns.
    Sleep(i64),
    /// Python: `asyncio.run` of the program with this number.
    Run(usize),
    /// Python: `create_task` of the program with this number; tasks are numbered from 0.
    Spawn(usize),
    /// Python: awaits the task of this number.
    AwaitTask(usize),
    /// Python: `asyncio.sleep` of so many ns, `sleep(0)` for 0.
    AsyncSleep(u64),
    /// Python: `time.sleep` of so many ns.
    ThreadSleep(u64),
    /// Python: cancels the task of this number.
    Cancel(usize),
}

/// A set of programs, of which the first one runs first, and the state of their fibers.
#[derive(Clone, Debug)]
pub struct Script {
    programs: Vec<Vec<Act>>,
    fibers: Vec<Fiber>,
    chans: Table<u32, ChanId>,
    buffers: Table<ChanId, VecDeque<i64>>,
    counts: Table<u64, i64>,
    tasks: Vec<(FiberId, FutureId)>,
    done: Table<FutureId, Finish>,
}

#[derive(Clone, Debug, Default)]
struct Fiber {
    program: usize,
    pc: usize,
    worked: u64,
    line: Option<u32>,
    value: i64,
    sleep: Sleep,
    finished: Option<Finish>,
}

/// How far an `asyncio.sleep` is: make a future, set a timer on it, await it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Sleep {
    #[default]
    No,
    Made(FutureId),
    Set(FutureId, TimerId),
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
            programs,
            fibers: Vec::from([Fiber::default()]),
            chans: Table::new(),
            buffers: Table::new(),
            counts: Table::new(),
            tasks: Vec::new(),
            done: Table::new(),
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
        self.programs[fiber.program].get(fiber.pc).cloned()
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
            Act::Run(program) => {
                let name = cx.intern(&alloc::format!("p{program}"));
                Next::Op(Op::LoopRun { main: self.start(program), name, line })
            }
            Act::Spawn(program) => {
                let name = cx.intern(&alloc::format!("p{program}"));
                let fiber = self.start(program);
                self.tasks.push((fiber, FutureId(0)));
                Next::Op(Op::TaskCreate { fiber, name, line })
            }
            Act::AwaitTask(task) => self.await_task(task),
            Act::AsyncSleep(ns) => self.async_sleep(id, ns),
            Act::Make(_, cap) => {
                let name = cx.intern("ch");
                Next::Op(Op::ChanMake { cap, name })
            }
            act => Next::Op(self.plain_op(id, act)),
        }
    }

    fn plain_op(&mut self, id: FiberId, act: Act) -> Op {
        match act {
            Act::Gosched => Op::Gosched,
            Act::Send(slot, value) => {
                self.fiber(id).value = value;
                Op::ChanSend(self.chans.get(&slot).copied())
            }
            Act::Recv(slot) => Op::ChanRecv(self.chans.get(&slot).copied()),
            Act::Close(slot) => Op::ChanClose(self.chans[&slot]),
            Act::Add(wg, delta) => {
                let count = self.counts.or_default(wg);
                *count += delta;
                Op::WaitGroupAdd { wg: Addr(wg), delta, count: *count }
            }
            Act::Wait(wg) => Op::WaitGroupWait(Addr(wg)),
            Act::Sleep(ns) => Op::Sleep { ns },
            Act::ThreadSleep(ns) => Op::ThreadSleep { ns },
            Act::Cancel(task) => Op::TaskCancel(self.tasks[task].0),
            other => panic!("yieldpoint bug: {other:?} is no plain act"),
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

    fn await_task(&mut self, task: usize) -> Next {
        let future = self.tasks[task].1;
        let done = self.done.contains_key(&future);
        if done { Next::Ran } else { Next::Op(Op::Await(future)) }
    }

    fn async_sleep(&mut self, id: FiberId, ns: u64) -> Next {
        if ns == 0 {
            return Next::Op(Op::YieldOnce);
        }
        let fiber = self.fiber(id);
        match fiber.sleep {
            Sleep::No => {
                fiber.pc -= 1;
                Next::Op(Op::FutureNew)
            }
            Sleep::Made(future) => {
                fiber.pc -= 1;
                Next::Op(Op::CallLater { delay_ns: ns, handle: Handle::SetResult(future) })
            }
            Sleep::Set(future, _) => {
                fiber.sleep = Sleep::No;
                Next::Op(Op::Await(future))
            }
        }
    }

    fn ended(&mut self, id: FiberId, how: Finish) -> Step {
        self.fiber(id).finished = Some(how);
        self.fiber(id).line = None;
        if let Some(&(_, future)) = self.tasks.iter().find(|task| task.0 == id) {
            self.done.insert(future, how);
        }
        Step::Done(how)
    }
}

fn print(text: String) -> Next {
    let text = text + "\n";
    Next::Op(Op::Print { stream: Stream::Stdout, text })
}

impl Guest for Script {
    fn word(&self, at: Addr) -> u64 {
        self.counts.get(&at.0).copied().unwrap_or(0) as u64
    }

    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        if let Some(how) = self.fiber(fiber).finished {
            return self.ended(fiber, how);
        }
        while cx.spent < cx.budget {
            let Some(act) = self.current(fiber) else {
                return self.ended(fiber, Finish::Returned);
            };
            if !matches!(act, Act::Work(_)) {
                cx.spent += 1;
            }
            if let Next::Op(op) = self.act(fiber, act, cx) {
                return Step::Op(op);
            }
        }
        Step::Ran
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        match reply {
            Reply::Chan(chan) => {
                let fiber = &self.fibers[fiber.index() - 1];
                if let Act::Make(slot, _) = self.programs[fiber.program][fiber.pc - 1] {
                    self.chans.insert(slot, chan);
                }
            }
            Reply::Future(future) => match self.tasks.last_mut() {
                Some(task) if task.1 == FutureId(0) => task.1 = future,
                _ => self.fiber(fiber).sleep = Sleep::Made(future),
            },
            Reply::Timer(timer) => {
                if let Sleep::Made(future) = self.fiber(fiber).sleep {
                    self.fiber(fiber).sleep = Sleep::Set(future, timer);
                }
            }
            Reply::Cancelled => self.fiber(fiber).finished = Some(Finish::Cancelled),
            Reply::Awaited(future) if self.done.get(&future) == Some(&Finish::Cancelled) => {
                self.fiber(fiber).finished = Some(Finish::Cancelled);
            }
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

    fn begin_callback(&mut self, _: FiberId, callback: CallbackId) {
        panic!("yieldpoint bug: a script has no callback {callback}");
    }

    fn future_done(&mut self, future: FutureId, how: Finish) {
        self.done.insert(future, how);
    }

    fn stack_text(&self, _: FiberId) -> String {
        String::new()
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        self.fibers[fiber.index() - 1].line.into_iter().collect()
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        for fiber in &self.fibers {
            state.word(fiber.program as u64);
            state.word(fiber.pc as u64);
            state.word(fiber.worked);
            state.word(fiber.value as u64);
        }
        self.counts.values().for_each(|&count| state.word(count as u64));
        for buffer in self.buffers.values() {
            state.word(buffer.len() as u64);
            buffer.iter().for_each(|&value| state.word(value as u64));
        }
    }
}
