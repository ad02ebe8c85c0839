//! The machine under a driver of its own: one processor, first in, first out.

mod state;
mod watch;

use super::Vm;
use crate::{Options, Watching, compile};
use runtime_core::guest::{Endpoint, Fingerprint, Guest, Op, Reply, Step, StepCx};
use runtime_core::id::{ChanId, FiberId};
use runtime_core::table::{Set, Table};
use runtime_core::time::Time;
use runtime_core::trace::{Detail, Object, Recorder};
use std::collections::VecDeque;

#[derive(Default)]
struct Chan {
    cap: u32,
    len: u32,
    closed: bool,
    senders: VecDeque<FiberId>,
    receivers: VecDeque<FiberId>,
}

/// The smallest scheduler that programs with channels and wait groups need.
struct Driver {
    vm: Vm,
    ready: VecDeque<FiberId>,
    chans: Table<ChanId, Chan>,
    waiting: Vec<FiberId>,
    out: String,
    recorder: Recorder,
    budget: u64,
    allocated: u64,
    watcher: Option<watch::Watcher>,
}

impl Driver {
    fn new(source: &str, budget: u64) -> Driver {
        Driver::of(source, budget, Watching::No)
    }

    fn of(source: &str, budget: u64, watch: Watching) -> Driver {
        let options = Options { file: "prog.go".into(), watch };
        let vm = compile(source, &options).expect("a program that compiles");
        let recorder = Recorder::new(Detail::Lines, 1 << 20, 1 << 20);
        let ready = VecDeque::from([FiberId(1)]);
        Driver {
            vm,
            ready,
            chans: Table::new(),
            waiting: Vec::new(),
            out: String::new(),
            recorder,
            budget,
            allocated: 0,
            watcher: None,
        }
    }

    /// Runs to the end; what was printed, and the last words if it failed.
    fn run(mut self) -> String {
        self.go_on();
        self.out
    }

    fn go_on(&mut self) {
        while let Some(fiber) = self.ready.pop_front() {
            if self.turn(fiber) {
                return;
            }
        }
        self.out += "deadlock\n";
    }

    /// One step of a fiber; true at the program's end.
    fn turn(&mut self, fiber: FiberId) -> bool {
        let (began, budget) = (Time(0), self.budget);
        let mut cx = StepCx {
            budget,
            spent: 0,
            began,
            instruction_ns: 1,
            stop_at_poll: false,
            polled: false,
            thread: FiberId(1),
            allocation: u64::MAX,
            allocated: 0,
            watch: self.watcher.as_mut().map(watch::Watcher::watch),
            recorder: &mut self.recorder,
        };
        let step = self.vm.step(fiber, &mut cx);
        self.allocated += cx.allocated;
        self.watched(fiber);
        match step {
            Step::Ran => self.ready.push_back(fiber),
            Step::Done(_) => return fiber == FiberId(1),
            Step::Fault(fault) => {
                self.out += &fault.stderr;
                return true;
            }
            Step::Op(op) => return self.op(fiber, op),
            Step::Access(access) => self.stopped(fiber, access),
            Step::Poll(_) => panic!("Go has no such points"),
        }
        false
    }

    fn reply(&mut self, fiber: FiberId, reply: Reply) {
        self.vm.resume(fiber, reply);
        self.ready.push_back(fiber);
    }

    fn op(&mut self, fiber: FiberId, op: Op) -> bool {
        match op {
            Op::Print { text, .. } => self.out += &text,
            Op::Go { fiber: new, .. } => self.ready.push_back(new),
            Op::ChanMake { cap, .. } => {
                let chan = ChanId(self.chans.len() as u32 + 1);
                self.chans.insert(chan, Chan { cap, ..Chan::default() });
                self.reply(fiber, Reply::Chan(chan));
                return false;
            }
            Op::ChanSend(Some(chan)) => return self.send(fiber, chan),
            Op::ChanRecv(Some(chan)) => return self.receive(fiber, chan),
            Op::ChanClose(chan) => self.close(chan),
            Op::WaitGroupAdd { wg, delta } => {
                let count = self.vm.word(wg).wrapping_add(delta as u64);
                self.vm.set_word(wg, count);
                let waiting = if count == 0 { std::mem::take(&mut self.waiting) } else { vec![] };
                waiting.into_iter().for_each(|waiter| self.reply(waiter, Reply::Done));
            }
            Op::WaitGroupWait(wg) if self.vm.word(wg) > 0 => {
                self.waiting.push(fiber);
                return false;
            }
            Op::Choose { options, .. } => {
                self.reply(fiber, Reply::Count(options / 2));
                return false;
            }
            Op::Exit(_) => return true,
            Op::ChanSend(None) | Op::ChanRecv(None) => return false,
            _ => {}
        }
        self.reply(fiber, Reply::Done);
        false
    }

    fn chan(&mut self, chan: ChanId) -> &mut Chan {
        self.chans.get_mut(&chan).expect("a channel")
    }

    fn send(&mut self, fiber: FiberId, id: ChanId) -> bool {
        let chan = self.chan(id);
        if chan.closed {
            self.reply(fiber, Reply::ClosedChan);
        } else if let Some(receiver) = chan.receivers.pop_front() {
            self.vm.transfer(id, Endpoint::Fiber(fiber), Endpoint::Fiber(receiver));
            self.reply(receiver, Reply::Received { ok: true });
            self.reply(fiber, Reply::Done);
        } else if chan.len < chan.cap {
            chan.len += 1;
            self.vm.transfer(id, Endpoint::Fiber(fiber), Endpoint::Buffer);
            self.reply(fiber, Reply::Done);
        } else {
            chan.senders.push_back(fiber);
        }
        false
    }

    fn receive(&mut self, fiber: FiberId, id: ChanId) -> bool {
        let chan = self.chan(id);
        let sender = chan.senders.pop_front();
        let (from, ok) = match (chan.len, sender, chan.closed) {
            (0, Some(sender), _) => (Endpoint::Fiber(sender), true),
            (0, None, true) => (Endpoint::Zero, false),
            (0, None, false) => {
                chan.receivers.push_back(fiber);
                return false;
            }
            _ => (Endpoint::Buffer, true),
        };
        if from == Endpoint::Buffer && sender.is_none() {
            chan.len -= 1;
        }
        self.vm.transfer(id, from, Endpoint::Fiber(fiber));
        if let Some(sender) = sender {
            if from == Endpoint::Buffer {
                self.vm.transfer(id, Endpoint::Fiber(sender), Endpoint::Buffer);
            }
            self.reply(sender, Reply::Done);
        }
        self.reply(fiber, Reply::Received { ok });
        false
    }

    fn close(&mut self, id: ChanId) {
        let chan = self.chan(id);
        chan.closed = true;
        for receiver in std::mem::take(&mut chan.receivers) {
            self.vm.transfer(id, Endpoint::Zero, Endpoint::Fiber(receiver));
            self.reply(receiver, Reply::Received { ok: false });
        }
    }

    fn fingerprint(&self) -> u128 {
        let mut state = Fingerprint::default();
        self.vm.fingerprint(&mut state);
        state.finish()
    }
}

const BUSY: &str = include_str!("../../../../conformance/go/worker_pool.go");
const MAPS: &str = include_str!("../../../../conformance/go/maps_sorted.go");

/// A program that keeps little of the much it allocates, in every kind of object.
const GARBAGE: &str = r#"
package main

import "fmt"

type node struct {
	next *node
	name string
	any  any
}

func main() {
	var list *node
	kept := map[string][]int{}
	ch := make(chan *node, 10)
	for i := range 300 {
		s := fmt.Sprint("item ", i)
		n := &node{list, s, []int{i, i}}
		if i%50 == 0 {
			list = n
			kept[s] = append(kept[s], i)
			ch <- n
		}
		defer func() { _ = n.name + s }()
	}
	close(ch)
	for n := range ch {
		fmt.Print(n.name, " ", n.any, "; ")
	}
	fmt.Println(kept)
	for n := list; n != nil; n = n.next {
		fmt.Print(n.name, " ")
	}
	fmt.Println()
}
"#;

#[test]
fn a_budget_of_one_instruction_changes_nothing() {
    for source in [BUSY, MAPS, GARBAGE] {
        assert_eq!(Driver::new(source, 1).run(), Driver::new(source, 1 << 30).run());
    }
}

#[test]
fn collecting_at_every_chance_changes_nothing() {
    for source in [BUSY, MAPS, GARBAGE] {
        let expected = Driver::new(source, 1000).run();
        let mut eager = Driver::new(source, 1000);
        while let Some(fiber) = eager.ready.pop_front() {
            eager.vm.heap.due = 0;
            if eager.turn(fiber) {
                break;
            }
        }
        assert_eq!(eager.out, expected);
    }
}

#[test]
fn a_collection_frees_what_cannot_be_reached() {
    let loops = "package main\n\nfunc main() {\n\tfor i := range 1000000 {\n\t\t_ = make([]int, 100+i%2)\n\t}\n}\n";
    let mut driver = Driver::new(loops, 1 << 20);
    while let Some(fiber) = driver.ready.pop_front() {
        if driver.turn(fiber) {
            break;
        }
        assert!(driver.vm.heap.bytes < 200 << 20, "{} bytes", driver.vm.heap.bytes);
    }
}

#[test]
fn fingerprints_do_not_depend_on_handles() {
    let mut plain = Driver::new(GARBAGE, 500);
    let mut shifted = Driver::new(GARBAGE, 500);
    for _ in 0..1000 {
        shifted.vm.heap.add_str(b"in the way");
    }
    for _ in 0..40 {
        assert_eq!(plain.fingerprint(), shifted.fingerprint());
        let (Some(a), Some(b)) = (plain.ready.pop_front(), shifted.ready.pop_front()) else {
            break;
        };
        plain.turn(a);
        shifted.turn(b);
    }
}

#[test]
fn fingerprints_tell_states_apart() {
    let mut driver = Driver::new(GARBAGE, 100);
    let mut seen = Set::new();
    for _ in 0..40 {
        assert!(seen.insert(driver.fingerprint()));
        let Some(fiber) = driver.ready.pop_front() else { break };
        driver.turn(fiber);
    }
}

#[test]
fn a_clone_goes_its_own_way() {
    let mut driver = Driver::new(BUSY, 50);
    for _ in 0..50 {
        let fiber = driver.ready.pop_front().expect("something to run");
        driver.turn(fiber);
    }
    let before = driver.fingerprint();
    let mut copy = Driver { vm: driver.vm.clone(), ..Driver::new(BUSY, 50) };
    assert_eq!(copy.fingerprint(), before);
    let fiber = driver.ready.pop_front().expect("something to run");
    driver.turn(fiber);
    copy.vm.heap.add_str(b"x");
    assert_eq!(copy.fingerprint(), before);
    assert_ne!(driver.fingerprint(), before);
}

#[test]
fn memory_has_a_limit() {
    let hoard = "package main\n\nvar all [][]int\n\nfunc main() {\n\tfor {\n\t\tall = append(all, make([]int, 1<<20))\n\t}\n}\n";
    let said = Driver::new(hoard, 1 << 20).run();
    assert!(said.contains("more memory"), "{said}");
    let huge = "package main\n\nfunc main() {\n\tn := 1 << 39\n\t_ = make([]int, n)\n}\n";
    let said = Driver::new(huge, 1 << 20).run();
    assert!(said.starts_with("fatal error: runtime: out of memory\n"), "{said}");
}

/// Goroutines 2 and 3 wait for channels that others hold, 4 and 5 for each other's, 6 for nothing.
const LEAKS: &str = r#"
package main

import "runtime"

var global = make(chan int)

func main() {
	local := make(chan chan int)
	go func() { <-global }()
	go func() { local <- make(chan int) }()
	pair()
	go func() { var none chan int; <-none }()
	for i := 0; i < 100; i++ {
		runtime.Gosched()
	}
	<-local
}

func pair() {
	a, b := make(chan int), make(chan int)
	go func() { <-a; b <- 1 }()
	go func() { <-b; a <- 1 }()
}
"#;

#[test]
fn a_goroutine_leaks_when_nobody_can_reach_what_it_waits_for() {
    let mut driver = Driver::new(LEAKS, 1 << 20);
    for _ in 0..60 {
        let fiber = driver.ready.pop_front().expect("main is ready");
        assert!(!driver.turn(fiber));
    }
    let mut blocked = vec![(FiberId(6), Object::None)];
    for (&id, chan) in driver.chans.iter() {
        let waiting = chan.senders.iter().chain(&chan.receivers);
        blocked.extend(waiting.map(|&fiber| (fiber, Object::Chan(id))));
    }
    assert_eq!(blocked.len(), 5);
    assert_eq!(driver.vm.leaked(&blocked), [4, 5, 6].map(FiberId));
}

#[test]
fn allocation_is_counted_as_real_go_does() {
    let program = "package main\n\nfunc main() {\n\tvar keep []byte\n\tfor i := range 10 {\n\t\tkeep = make([]byte, 1000+i)\n\t}\n\tfor {\n\t\t_ = keep\n\t}\n}\n";
    let mut driver = Driver::new(program, 1000);
    assert!(!driver.turn(FiberId(1)));
    assert_eq!(driver.allocated, 10 * 1024);
    let left = driver.vm.collect();
    assert_eq!((left.live_bytes, left.objects), (1024, 1));
}

#[test]
fn endless_recursion_overflows_at_the_size_of_real_go() {
    let program = "package main\n\nfunc f(n int) int {\n\treturn f(n+1) + 1\n}\n\nfunc main() {\n\tprint(f(0))\n}\n";
    let mut driver = Driver::new(program, 1 << 40);
    driver.recorder = Recorder::new(Detail::Off, 0, 0);
    let said = driver.run();
    assert!(said.starts_with("runtime: goroutine stack exceeds 1000000000-byte limit\n"), "{said}");
    assert!(said.contains("fatal error: stack overflow"), "{said}");
}
