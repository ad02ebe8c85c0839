//! What a watched program says it touches, and that watching it changes nothing.

mod support;

use python::{Options, Python, Version, compile};
use runtime_core::guest::{
    Access, Endpoint, Fingerprint, Guest, Reply, Runs, Site, Sites, Step, StepCx, Touch, Visible,
    Watch,
};
use runtime_core::id::{Addr, ChanId, FiberId, LoopId};
use runtime_core::machine::{Config, Machine};
use runtime_core::trace::{Detail, Handle};
use std::cell::RefCell;
use std::rc::Rc;
use support::{config, drive, programs, source};

/// Where a watched fiber is stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stops {
    Nowhere,
    Everywhere,
}

/// A guest that is watched; wherever it comes back it is told to go on.
#[derive(Clone, Debug)]
struct Watched {
    vm: Python,
    stops: Stops,
    seen: Rc<RefCell<Seen>>,
}

/// What it has said.
#[derive(Debug, Default)]
struct Seen {
    touched: Vec<(FiberId, Access)>,
    stopped: Vec<Step>,
}

impl Guest for Watched {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let (sites, mut granted) = (Sites::default(), false);
        loop {
            let mut log = Vec::new();
            let visible = match self.stops {
                Stops::Nowhere => Visible::Sites(&sites),
                Stops::Everywhere => Visible::All,
            };
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
                watch: Some(Watch { visible, granted, passed: Site(0), log: &mut log }),
                recorder: &mut *cx.recorder,
            };
            let step = self.vm.step(fiber, &mut inner);
            (cx.spent, cx.polled, cx.allocated) = (inner.spent, inner.polled, inner.allocated);
            let mut seen = self.seen.borrow_mut();
            seen.touched.extend(log.into_iter().map(|access| (fiber, access)));
            if !matches!(step, Step::Poll(_) | Step::Access(_)) {
                return step;
            }
            granted = true;
            seen.stopped.push(step);
        }
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

fn compiled(source: &str, version: Version) -> Option<Python> {
    compile(source, &Options { version, ..Options::default() }).ok()
}

fn limits(version: Version) -> Config {
    Config { gil: version.has_gil(), ..config(Detail::Off, 20_000_000) }
}

/// A run to its end, watched: what it printed, and what it said.
fn run(source: &str, version: Version, stops: Stops) -> (String, Seen) {
    let vm = compiled(source, version).unwrap_or_else(|| panic!("it compiles: {source}"));
    let seen = Rc::new(RefCell::new(Seen::default()));
    let watched = Watched { vm, stops, seen: seen.clone() };
    let mut machine = Machine::python(watched, limits(version));
    drive(&mut machine, u64::MAX, |_| {});
    let printed = format!("{}{}", machine.output().stdout, machine.output().stderr);
    let seen = std::mem::take(&mut *seen.borrow_mut());
    (printed, seen)
}

/// What is touched in these lines: the line, `r` or `w`, and a letter for each location, in the
/// order of their coming.
fn told(source: &str, version: Version, lines: std::ops::RangeInclusive<u32>) -> String {
    let (_, seen) = run(source, version, Stops::Nowhere);
    let mut known: Vec<u64> = Vec::new();
    let mut told = Vec::new();
    for (_, access) in seen.touched.iter().filter(|(_, one)| lines.contains(&one.line)) {
        assert_eq!(access.len, 1);
        let at = known.iter().position(|&one| one == access.at.0).unwrap_or_else(|| {
            known.push(access.at.0);
            known.len() - 1
        });
        let how = if access.how == Touch::Write { 'w' } else { 'r' };
        told.push(format!("{}{how}{}", access.line, (b'a' + at as u8) as char));
    }
    told.join(" ")
}

const SHARED: &str = "\
import threading
class Box: total = 0
n, box, items, table = 0, Box(), [], {'a': 1, 'b': 2}
box.v = 1
def work():
    global n
    seen = 0
    def add():
        nonlocal seen
        seen += 1
    n += 1
    box.v += 1
    Box.total += 1
    items.append(n)
    table['a'] += 1
    table['new'] = table.get('b')
    len(table)
    add()
t = threading.Thread(target=work)
t.start()
t.join()
work()
for key, value in table.items(): pass
print(items, max(items), n in items)
";

#[test]
fn reads_and_writes_have_their_lines() {
    let wanted = [
        // `seen += 1`: each call has a cell of its own.
        (10, "10ra 10wa 10rb 10wb"),
        (11, "11ra 11wa 11ra 11wa"),
        // The variable is read, then the attribute changed.
        (12, "12ra 12rb 12wb 12ra 12rb 12wb"),
        (13, "13ra 13rb 13wb 13ra 13rb 13wb"),
        (14, "14ra 14rb 14wc 14ra 14rb 14wc"),
        (15, "15ra 15rb 15wb 15ra 15rb 15wb"),
        // A new key changes which keys there are.
        (16, "16ra 16rb 16ra 16wc 16wd 16ra 16rb 16ra 16wc"),
        (17, "17ra 17rb 17ra 17rb"),
        // At each step which keys there are, and the value of the next one.
        (23, "23ra 23rb 23rc 23wd 23we 23rb 23rf 23wd 23we 23rb 23rg 23wd 23we 23rb"),
        (24, "24ra 24ra 24rb 24rc 24ra 24rb 24rb"),
    ];
    for (line, wanted) in wanted {
        assert_eq!(told(SHARED, Version::Py313, line..=line), wanted);
    }
}

/// The sites of what is touched in these lines.
fn sites(source: &str, version: Version, lines: std::ops::RangeInclusive<u32>) -> Vec<u32> {
    let (_, seen) = run(source, version, Stops::Nowhere);
    let touched = seen.touched.iter().filter(|(_, one)| lines.contains(&one.line));
    touched.map(|(_, access)| access.site.0).collect()
}

#[test]
fn a_poll_between_a_read_and_a_write_tells_them_apart() {
    let source =
        |middle: &str| format!("x = 0\ndef f():\n global x\n t = x\n{middle} x = t\n\n\nf()\n");
    let differ = |middle: &str, version| {
        let sites = sites(&source(middle), version, 4..=7);
        assert_eq!(sites.len(), 2, "{sites:?}");
        sites[0] != sites[1]
    };
    for version in [Version::Py311, Version::Py313] {
        assert!(!differ("", version));
        assert!(!differ(" t = len('a')\n", version));
        assert!(differ(" t = int(t)\n", version));
        assert!(differ(" while t < 1: t += 1\n", version));
    }
    assert!(differ("", Version::Py39));
    assert!(differ("", Version::Py313Free));
}

#[test]
fn without_a_gil_each_access_is_a_stop_and_with_one_only_polls_are() {
    let (_, free) = run(SHARED, Version::Py313Free, Stops::Everywhere);
    let accesses = free.stopped.iter().filter_map(|step| match step {
        Step::Access(access) => Some(*access),
        _ => None,
    });
    let stops: Vec<_> = accesses.filter(|access| access.line == 11).collect();
    let how: Vec<_> = stops.iter().map(|access| access.how).collect();
    assert_eq!(how, [Touch::Read, Touch::Write, Touch::Read, Touch::Write]);
    assert_eq!(stops[0].site, stops[2].site);
    assert_ne!(stops[0].site, stops[1].site);
    assert!(free.stopped.iter().all(|step| matches!(step, Step::Access(_))));
    let (_, locked) = run(SHARED, Version::Py313, Stops::Everywhere);
    assert!(locked.stopped.len() > 20);
    assert!(locked.stopped.iter().all(|step| matches!(step, Step::Poll(_))));
}

#[test]
fn what_the_library_keeps_for_itself_is_not_told() {
    let source = "\
import threading, queue, collections, heapq
q, lock, done = queue.Queue(), threading.Lock(), threading.Event()
words, heap = collections.Counter(), []
def work():
    with lock: q.put(1)
    done.set()
    words.update(['a', 'b'])
    heapq.heappush(heap, 3)
    words['a'] += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
done.wait(); q.get()
for t in threads: t.join()
";
    // Only the variables are read.
    for line in 5..=6 {
        assert!(!told(source, Version::Py313, line..=line).contains('w'), "line {line}");
    }
    for line in 7..=9 {
        assert!(told(source, Version::Py313, line..=line).contains('w'), "line {line}");
    }
}

#[test]
fn being_watched_and_stopped_changes_nothing() {
    for version in [Version::Py39, Version::Py313, Version::Py313Free] {
        for path in programs() {
            let text = source(&path);
            let Some(plain) = compiled(&text, version) else { continue };
            let mut machine = Machine::python(plain, limits(version));
            drive(&mut machine, u64::MAX, |_| {});
            let wanted = format!("{}{}", machine.output().stdout, machine.output().stderr);
            let (printed, _) = run(&text, version, Stops::Everywhere);
            assert_eq!(printed, wanted, "{version:?}, {}", path.display());
        }
    }
}
