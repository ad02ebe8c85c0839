//! Programs whose schedule decides which thread goes on: the laws hold for all of them, and small
//! ones come out in every way in which CPython's could come out, and in no other.

mod support;

use python::{Options, Python, Version, compile};
use runtime_core::explore::{Controlled, Footprint, Model, Move, Notice};
use runtime_core::guest::Sites;
use runtime_core::id::{Addr, FiberId};
use runtime_core::machine::{Config, Machine, fold_agrees};
use runtime_core::schedule::Control;
use runtime_core::trace::{Detail, check};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use support::{config, drive, program, programs, source};

#[test]
fn controlled_runs_of_all_programs_obey_the_laws() {
    for (number, path) in programs().iter().enumerate() {
        let Some(vm) = program(&source(path)) else { continue };
        for (seed, control) in [(0, Control::Virtual), (1 + number as u64, Control::Loose)] {
            let config = Config { control, ..config(Detail::Scheduling, 500_000) };
            let mut machine = Machine::python(vm.clone(), config);
            machine.answer_with(&[], seed);
            let mut slices = 0;
            drive(&mut machine, 1000, |machine| {
                slices += 1;
                if slices < 20 || slices % 97 == 0 {
                    fold_agrees(machine).unwrap_or_else(|text| panic!("{path:?}: {text}"));
                }
            });
            fold_agrees(&machine).unwrap_or_else(|text| panic!("{path:?}: {text}"));
            assert_eq!(check(machine.trace()), Ok(()), "{path:?}");
            let mut again = Machine::python(vm.clone(), config);
            again.answer_with(machine.answers(), 0);
            drive(&mut again, u64::MAX, |_| {});
            assert_eq!(again.misfit(), None, "{path:?}");
            assert!(again.trace() == machine.trace(), "{path:?}: the replay is another run");
        }
    }
}

/// Who has accessed a location, and whether somebody wrote.
type Accesses = BTreeMap<Addr, (BTreeSet<FiberId>, bool, Vec<runtime_core::guest::Site>)>;

/// A search over states. Whatever two threads touch and one writes is taken for a race: the switch
/// points before it become visible, and the search begins anew.
struct Search {
    vm: Python,
    config: Config,
    sites: Sites,
    states: usize,
    /// What was printed, how it ended, and what was complained of.
    endings: BTreeSet<String>,
    notices: Vec<Notice>,
}

impl Search {
    fn new(text: &str, version: Version, control: Control) -> Search {
        let options = Options { version, ..Options::default() };
        let vm = compile(text, &options).unwrap_or_else(|error| panic!("{error:?}"));
        let gil = version.has_gil();
        let config = Config { control, gil, ..config(Detail::Off, 1_000_000) };
        let (endings, notices) = (BTreeSet::new(), Vec::new());
        let mut search =
            Search { vm, config, sites: Sites::default(), states: 0, endings, notices };
        while search.grows() {}
        search
    }

    fn machine(&self) -> Machine<Python> {
        Machine::python(self.vm.clone(), self.config)
    }

    /// One search; whether it found sites that must be visible.
    fn grows(&mut self) -> bool {
        let visible = Arc::new(self.sites.clone());
        let mut todo = vec![(Controlled::new(self.machine(), visible.clone()), vec![])];
        let (mut known, mut accesses) = (HashSet::new(), Accesses::new());
        let mut found = BTreeSet::new();
        let (mut moves, mut footprint) = (Vec::new(), Footprint::default());
        let mut grown = false;
        self.endings.clear();
        while let Some((mut state, way)) = todo.pop() {
            if !known.insert(state.fingerprint()) {
                continue;
            }
            state.moves(&mut moves);
            if let Some(ending) = state.ending()
                && found.insert(format!("{ending:?}"))
            {
                self.show(&visible, &way);
            }
            for &chosen in &moves {
                let mut next = state.clone();
                next.make(chosen, &mut footprint);
                footprint.shows.iter().for_each(|&site| grown |= self.sites.insert(site));
                note(&mut accesses, chosen, &footprint);
                todo.push((next, [&way[..], &[chosen]].concat()));
            }
        }
        for (threads, written, sites) in accesses.values() {
            if threads.len() > 1 && *written {
                sites.iter().for_each(|&site| grown |= self.sites.insert(site));
            }
        }
        self.states = known.len();
        grown
    }

    fn show(&mut self, visible: &Sites, way: &[Move]) {
        let schedule = Controlled::schedule(self.machine(), visible, way).expect("a way");
        let mut machine = self.machine();
        machine.answer_with(&schedule.options, 0);
        let outcome = drive(&mut machine, u64::MAX, |_| {});
        assert_eq!(machine.misfit(), None);
        let text = machine.output().stdout.replace('\n', " ");
        let ending = format!("{}: {text}", outcome.kind.word());
        self.endings.insert(ending.trim_end().into());
        let all = [Notice::Unawaited, Notice::ThreadException, Notice::BlockedLoop];
        let said = |&notice: &Notice| machine.notices().contains(notice);
        self.notices.extend(all.into_iter().filter(said));
    }
}

fn note(accesses: &mut Accesses, chosen: Move, footprint: &Footprint) {
    for touched in &footprint.touched {
        let entry = accesses.entry(Addr(touched.object)).or_default();
        entry.0.insert(chosen.fiber);
        entry.1 |= touched.how != runtime_core::explore::Dependence::Reads;
    }
    for (thread, access) in &footprint.hidden {
        let entry = accesses.entry(access.at).or_default();
        entry.0.insert(*thread);
        entry.1 |= access.how.writes();
        entry.2.push(access.site);
    }
}

/// All that can come of the program, in order.
fn endings(text: &str, version: Version, control: Control) -> Vec<String> {
    let began = std::time::Instant::now();
    let search = Search::new(text, version, control);
    println!("{} states, {:?}", search.states, began.elapsed());
    search.endings.into_iter().collect()
}

fn two_threads(body: &str) -> String {
    format!(
        "import threading
x = 0
lock = threading.Lock()
def f():
    global x
{body}
a = threading.Thread(target=f)
b = threading.Thread(target=f)
a.start(); b.start(); a.join(); b.join()
print(x)
"
    )
}

#[test]
fn an_update_is_lost_only_where_the_loop_polls_in_between() {
    let plain = two_threads("    x += 1");
    assert_eq!(endings(&plain, Version::Py313, Control::Virtual), ["ok: 2"]);
    assert_eq!(endings(&plain, Version::Py39, Control::Virtual), ["ok: 1", "ok: 2"]);
    assert_eq!(endings(&plain, Version::Py313Free, Control::Virtual), ["ok: 1", "ok: 2"]);
    let with_call = two_threads("    t = x\n    t = int(t)\n    x = t + 1");
    assert_eq!(endings(&with_call, Version::Py313, Control::Virtual), ["ok: 1", "ok: 2"]);
}

#[test]
fn a_lock_keeps_every_update() {
    let locked =
        two_threads("    with lock:\n        t = x\n        t = int(t)\n        x = t + 1");
    for version in [Version::Py39, Version::Py313, Version::Py313Free] {
        assert_eq!(endings(&locked, version, Control::Virtual), ["ok: 2"], "{version:?}");
    }
}

/// Two threads that take two locks in two orders, with `between` in between.
fn two_locks(between: &str) -> String {
    format!(
        "import threading
a, b = threading.Lock(), threading.Lock()
def f(one, other):
    with one:
        {between}
        with other:
            pass
t = threading.Thread(target=f, args=(a, b))
u = threading.Thread(target=f, args=(b, a))
t.start(); u.start(); t.join(); u.join()
print('end')
"
    )
}

#[test]
fn two_locks_in_two_orders_end_in_a_deadlock_if_a_thread_can_be_switched_in_between() {
    let called = endings(&two_locks("int(1)"), Version::Py313, Control::Virtual);
    assert_eq!(called, ["ok: end", "stuck:"]);
    // Nothing is polled between two `with` of CPython 3.13: each thread takes both in one piece.
    let plain = endings(&two_locks("pass"), Version::Py313, Control::Virtual);
    assert_eq!(plain, ["ok: end"]);
}

#[test]
fn prints_come_in_any_order_and_a_join_keeps_it() {
    let text = "import threading
def f():
    print('a')
t = threading.Thread(target=f)
t.start()
print('b')
t.join()
print('c')
";
    let expected = ["ok: a b c", "ok: b a c"];
    assert_eq!(endings(text, Version::Py313, Control::Virtual), expected);
}

#[test]
fn tasks_are_deterministic_but_for_timers() {
    let text = "import asyncio
x = 0
async def f(delay):
    global x
    t = x
    await asyncio.sleep(delay)
    x = t + 1
async def main():
    await asyncio.gather(f(0), f(0.1))
    print(x)
asyncio.run(main())
";
    assert_eq!(endings(text, Version::Py313, Control::Virtual), ["ok: 1"]);
    let text = "import asyncio
async def quick():
    for _ in range(3): await asyncio.sleep(0)
    print('quick')
async def late():
    await asyncio.sleep(1)
    print('late')
async def main():
    await asyncio.gather(quick(), late())
asyncio.run(main())
";
    assert_eq!(endings(text, Version::Py313, Control::Virtual), ["ok: quick late"]);
    assert_eq!(endings(text, Version::Py313, Control::Loose), ["ok: late quick", "ok: quick late"]);
}

#[test]
fn complaints_are_noticed() {
    let blocked = "import asyncio, time
async def main():
    time.sleep(0.2)
asyncio.run(main())
";
    let search = Search::new(blocked, Version::Py313, Control::Virtual);
    assert_eq!(search.notices, [Notice::BlockedLoop]);
    let unawaited = "import asyncio, lesson
async def f(): pass
async def main():
    f()
    lesson.c_call(0.05)
asyncio.run(main())
";
    let search = Search::new(unawaited, Version::Py313, Control::Virtual);
    assert_eq!(search.notices, [Notice::Unawaited]);
    let raises = "import threading
t = threading.Thread(target=lambda: 1 / 0)
t.start(); t.join()
";
    let search = Search::new(raises, Version::Py313, Control::Virtual);
    assert!(search.notices.contains(&Notice::ThreadException));
}
