//! What an explorer pays for each state of a small program: `copies` prints the times of a copy, of
//! a copy over an older one, and of a fingerprint, in microseconds.

use python::{Options, Python, compile};
use runtime_core::guest::{
    Endpoint, Fingerprint, Guest, Reply, Runs, Site, Sites, Step, StepCx, Visible, Watch,
};
use runtime_core::id::{Addr, ChanId, FiberId, LoopId};
use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::trace::{Detail, Handle};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

const THREADING: &str = "
import threading
counter, lock, seen = 0, threading.Lock(), []
def work(name):
    global counter
    for _ in range(3):
        with lock:
            counter += 1
        seen.append(name)
threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter, seen)
";

const ASYNCIO: &str = "
import asyncio
seen = []
async def work(name, queue):
    for i in range(3):
        await queue.put((name, i))
        await asyncio.sleep(0)
async def main():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(work(i, queue)) for i in range(2)]
    for _ in range(6):
        seen.append(await queue.get())
    await asyncio.gather(*tasks)
asyncio.run(main())
print(seen)
";

/// A watched program that keeps a copy of itself at every tenth step.
#[derive(Clone)]
struct Kept {
    vm: Python,
    copies: Rc<RefCell<Vec<Python>>>,
    steps: u32,
}

impl Guest for Kept {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let (sites, mut log) = (Sites::default(), Vec::new());
        let visible = Visible::Sites(&sites);
        let watch = Watch { visible, granted: false, passed: Site(0), log: &mut log };
        let mut inner = StepCx {
            budget: cx.budget,
            spent: cx.spent,
            began: cx.began,
            instruction_ns: cx.instruction_ns,
            stop_at_poll: cx.stop_at_poll,
            polled: cx.polled,
            thread: cx.thread,
            allocation: cx.allocation,
            allocated: cx.allocated,
            watch: Some(watch),
            recorder: &mut *cx.recorder,
        };
        let step = self.vm.step(fiber, &mut inner);
        (cx.spent, cx.polled, cx.allocated) = (inner.spent, inner.polled, inner.allocated);
        self.steps += 1;
        if self.steps.is_multiple_of(10) {
            self.copies.borrow_mut().push(self.vm.clone());
        }
        step
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        self.vm.resume(fiber, reply);
    }

    fn transfer(&mut self, chan: ChanId, from: Endpoint, to: Endpoint) {
        self.vm.transfer(chan, from, to);
    }

    fn begin_handle(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        self.vm.begin_handle(thread, event_loop, handle)
    }

    fn end_handle(
        &mut self, thread: FiberId, event_loop: LoopId, handle: Handle, took_ns: u64,
    ) -> Runs {
        self.vm.end_handle(thread, event_loop, handle, took_ns)
    }

    fn word(&self, at: Addr) -> u64 {
        self.vm.word(at)
    }

    fn set_word(&mut self, at: Addr, value: u64) {
        self.vm.set_word(at, value);
    }

    fn stack_text(&self, fiber: FiberId) -> String {
        self.vm.stack_text(fiber)
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        self.vm.lines(fiber)
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        self.vm.fingerprint(state);
    }
}

/// States of a run.
fn states(source: &str) -> Vec<Python> {
    let vm = compile(source, &Options::default()).expect("it compiles");
    let copies = Rc::new(RefCell::new(Vec::new()));
    let kept = Kept { vm, copies: copies.clone(), steps: 0 };
    let mut machine = Machine::python(kept, Config { detail: Detail::Off, ..Config::python() });
    while !matches!(machine.run(u64::MAX), Stop::Ended(_)) {
        machine.choose(0);
    }
    print!("{}", machine.output().stdout);
    copies.take()
}

/// The least time of several tries, in microseconds.
fn least_us(mut work: impl FnMut()) -> f64 {
    let mut once = || {
        let began = Instant::now();
        (0..20).for_each(|_| work());
        began.elapsed().as_secs_f64() * 1e6 / 20.0
    };
    (0..20).map(|_| once()).fold(f64::INFINITY, f64::min)
}

fn main() {
    for (name, source) in [("threading", THREADING), ("asyncio", ASYNCIO)] {
        let states = states(source);
        let middle = &states[states.len() / 2];
        let mut other = states[states.len() - 1].clone();
        let clone = least_us(|| drop(std::hint::black_box(middle.clone())));
        let over = least_us(|| other.clone_from(middle));
        let hash = least_us(|| {
            let mut state = Fingerprint::default();
            middle.fingerprint(&mut state);
            std::hint::black_box(state.finish());
        });
        println!(
            "{name}: {} states; clone {clone:.1}, clone_from {over:.1}, fingerprint {hash:.1} us",
            states.len()
        );
    }
}
