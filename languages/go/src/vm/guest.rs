//! The seam: what the machine sees of a Go program.

use super::Vm;
use super::fiber::{Fiber, Waiting};
use super::heap;
use super::native_sync::moment;
use runtime_core::guest::{Collected, Endpoint, Fingerprint, Guest, MemStats, Reply, Step, StepCx};
use runtime_core::id::{Addr, CallbackId, ChanId, FiberId};
use runtime_core::trace::Object;

impl Vm {
    fn fiber_mut(&mut self, id: FiberId) -> &mut Fiber {
        let fiber = self.fibers.get_mut(id.index().wrapping_sub(1)).and_then(Option::as_mut);
        fiber.unwrap_or_else(|| panic!("yieldpoint bug: no goroutine {}", id.0))
    }

    pub(super) fn fiber(&self, id: FiberId) -> Option<&Fiber> {
        self.fibers.get(id.index().wrapping_sub(1))?.as_deref()
    }

    /// Where a goroutine's operand or destination is in its stack.
    fn place(&self, end: Endpoint) -> Option<(FiberId, usize)> {
        let (id, at) = match end {
            Endpoint::Fiber(id) => match self.fiber(id)?.waiting {
                Waiting::Send { at, .. } | Waiting::Recv { at, .. } => (id, at),
                _ => panic!("yieldpoint bug: goroutine {} neither sends nor receives", id.0),
            },
            Endpoint::Case(id, case) => (id, self.fiber(id)?.cases[case as usize].at),
            _ => return None,
        };
        Some((id, at as usize))
    }

    /// The slots of a sender's operand.
    fn taken(&self, chan: ChanId, from: Endpoint) -> Vec<u64> {
        let slots = self.chan(chan).map_or(0, |chan| chan.slots as usize);
        if let Endpoint::Moment(now) = from {
            return moment(now).to_vec();
        }
        let fiber = self.place(from).and_then(|(id, at)| Some((self.fiber(id)?, at)));
        fiber.map_or_else(|| vec![0; slots], |(fiber, at)| fiber.stack[at..][..slots].to_vec())
    }
}

impl Guest for Vm {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let at = fiber.index().wrapping_sub(1);
        let taken = self.fibers.get_mut(at).and_then(Option::take);
        let mut running =
            taken.unwrap_or_else(|| panic!("yieldpoint bug: no goroutine {}", fiber.0));
        let step = self.run(&mut running, fiber, cx);
        cx.allocated += std::mem::take(&mut self.heap.allocated);
        running.forget(&self.code.live);
        match step {
            Step::Done(_) => self.live -= 1,
            _ => self.fibers[at] = Some(running),
        }
        step
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        let asking = self.fiber_mut(fiber);
        let waiting = std::mem::replace(&mut asking.waiting, Waiting::Nothing);
        match (reply, waiting) {
            (Reply::ClosedChan | Reply::NotLocked, _) => asking.refused = Some(reply),
            (Reply::Received { ok }, Waiting::Recv { at, n }) => {
                asking.stack[(at + n) as usize] = u64::from(ok)
            }
            (Reply::Selected { case, ok }, Waiting::Select { at }) => asking.selected(at, case, ok),
            (Reply::Count(count), Waiting::Word { at }) => {
                asking.stack[at as usize] = u64::from(count)
            }
            (Reply::Bool(yes), Waiting::Word { at }) => asking.stack[at as usize] = u64::from(yes),
            (Reply::Bool(pending), Waiting::Timer { at, callback, function }) => {
                asking.stack[at as usize] = u64::from(pending);
                if callback.0 != 0 && function != 0 {
                    self.callbacks.insert(callback, function);
                } else if pending {
                    self.callbacks.remove(&callback);
                }
            }
            (Reply::Timer(timer), Waiting::Word { at }) => {
                asking.stack[at as usize] = u64::from(timer.0)
            }
            (Reply::Mem(stats), Waiting::Mem { at }) => {
                asking.stack[at as usize..][..8].copy_from_slice(&figures(&stats))
            }
            (Reply::Chan(chan), Waiting::Chan { at, shape, cap }) => {
                let made = self.chan_made(chan, shape, cap);
                self.fiber_mut(fiber).stack[at as usize] = made;
            }
            _ => {}
        }
    }

    fn transfer(&mut self, chan: ChanId, from: Endpoint, to: Endpoint) {
        let values = match (from, self.chan_mut(chan)) {
            (Endpoint::Buffer, Some(chan)) => chan.values.drain(..chan.slots as usize).collect(),
            _ => self.taken(chan, from),
        };
        match to {
            Endpoint::Buffer => {
                self.chan_mut(chan).into_iter().for_each(|chan| chan.values.extend(&values))
            }
            _ => {
                if let Some((id, at)) = self.place(to) {
                    self.fiber_mut(id).stack[at..][..values.len()].copy_from_slice(&values);
                }
            }
        }
    }

    fn collect(&mut self) -> Collected {
        self.collections += 1;
        self.collect_garbage(None);
        let shrunk = self.shrink_stacks();
        Collected { live_bytes: self.heap.live, objects: self.heap.live_objects, shrunk }
    }

    fn leaked(&self, blocked: &[(FiberId, Object)]) -> Vec<FiberId> {
        self.unreachable(blocked)
    }

    fn word(&self, at: Addr) -> u64 {
        let cell = self.heap.cells(at.0).and_then(|cells| cells.first());
        *cell.unwrap_or_else(|| panic!("yieldpoint bug: no memory at {at}"))
    }

    fn set_word(&mut self, at: Addr, value: u64) {
        let cell = self.heap.cells_mut(at.0).and_then(|cells| cells.first_mut());
        *cell.unwrap_or_else(|| panic!("yieldpoint bug: no memory at {at}")) = value;
    }

    fn spawn(&mut self, callback: CallbackId, fiber: FiberId) {
        assert!(fiber.index() == self.fibers.len() + 1, "yieldpoint bug: {fiber} is out of order");
        let function = self.callbacks.remove(&callback);
        let function = function.unwrap_or_else(|| panic!("yieldpoint bug: no {callback}"));
        let number = self.function(function).unwrap_or(self.code.main);
        let callee = &self.code.funcs[number as usize];
        let closure = Some(function).filter(|&function| heap::handle(function) != 0);
        let (registers, results) = (callee.kinds.len(), callee.results as usize);
        let new = Fiber::new(number, registers, results, closure.as_slice());
        self.fibers.push(Some(Box::new(new)));
        self.live += 1;
    }

    fn stack_text(&self, fiber: FiberId) -> String {
        self.fiber(fiber).map(|fiber| self.traceback(fiber)).unwrap_or_default()
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        let frames = self.fiber(fiber).map_or(&[][..], |fiber| &fiber.frames);
        frames.iter().map(|frame| frame.line).filter(|&line| line != 0).collect()
    }

    fn line(&self, fiber: FiberId) -> u32 {
        self.fiber(fiber).map_or(0, |fiber| self.caller(&self.code, fiber).1)
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        self.hash(state);
    }
}

/// The figures in the order in which `runtime.readMem` gives them.
fn figures(stats: &MemStats) -> [u64; 8] {
    [
        stats.total_alloc,
        stats.heap_alloc,
        stats.heap_objects,
        stats.next_gc,
        stats.stack_inuse,
        u64::from(stats.num_gc),
        u64::from(stats.num_forced_gc),
        stats.pause_total_ns,
    ]
}
