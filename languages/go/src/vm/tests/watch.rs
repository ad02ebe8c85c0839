//! What a watched program tells.

use super::{Driver, Watching};
use crate::code::Instr;
use Touch::{AtomicRead, AtomicWrite, Read, Write};
use runtime_core::guest::{Access, Site, Sites, Touch, Visible, Watch};
use runtime_core::id::FiberId;
use runtime_core::table::{Set, Table};

/// One who listens.
#[derive(Default)]
pub struct Watcher {
    /// Where fibers stop; everywhere if there are none.
    visible: Option<Sites>,
    granted: bool,
    step: Vec<Access>,
    log: Vec<(FiberId, Access)>,
    stops: usize,
}

impl Watcher {
    pub fn watch(&mut self) -> Watch<'_> {
        Watch {
            visible: self.visible.as_ref().map_or(Visible::All, Visible::Sites),
            granted: self.granted,
            passed: Site(0),
            log: &mut self.step,
        }
    }
}

impl Driver {
    fn watcher(source: &str, visible: Option<Sites>) -> Driver {
        let mut driver = Driver::of(source, 1 << 20, Watching::Yes);
        driver.watcher = Some(Watcher { visible, ..Watcher::default() });
        driver
    }

    /// Takes what a fiber has told in its step.
    pub(super) fn watched(&mut self, fiber: FiberId) {
        if let Some(watcher) = &mut self.watcher {
            watcher.granted = false;
            watcher.log.extend(watcher.step.drain(..).map(|access| (fiber, access)));
        }
    }

    /// Grants what a fiber has stopped before; it goes on at once.
    pub(super) fn stopped(&mut self, fiber: FiberId, access: Access) {
        let watcher = self.watcher.as_mut().expect("somebody who watches");
        let visible = watcher.visible.as_ref().is_none_or(|sites| sites.contains(access.site));
        assert!(visible || access.how.is_atomic(), "stopped before {access:?}");
        (watcher.granted, watcher.stops) = (true, watcher.stops + 1);
        self.ready.push_front(fiber);
    }
}

/// A program whose `main` has this body, from line 12 on.
fn program(declarations: &str, body: &str) -> String {
    let room = "\n".repeat(6 - declarations.matches('\n').count());
    let imports = "import (\"context\"; \"fmt\"; \"sort\"; \"strings\"; \"sync\"; \"sync/atomic\")";
    let uses = "_ = fmt.Sprint; _ = sort.Ints; var _ strings.Builder; var _ sync.Mutex; var _ atomic.Int32; _ = context.Background";
    format!(
        "package main\n\n{imports}\n{declarations}{room}\nfunc main() {{\n{body}\n\t{uses}\n}}\n"
    )
}

/// What the body tells: its own line, from 1, what is done, to how many slots.
fn told(declarations: &str, body: &str) -> Vec<(u32, Touch, u32)> {
    let mut driver = Driver::watcher(&program(declarations, body), Some(Sites::default()));
    driver.go_on();
    assert_eq!(driver.out, "");
    let log = driver.watcher.expect("a watcher").log;
    log.into_iter().map(|(_, access)| (access.line - 11, access.how, access.len)).collect()
}

#[test]
fn registers_are_not_told() {
    assert_eq!(told("", "\tx := 1\n\tx++\n\ty := struct{a, b int}{x, 2}\n\ty.a += y.b"), []);
}

#[test]
fn a_global_variable_is_told() {
    let log = [(1, Read, 1), (1, Write, 1), (2, Read, 1), (2, Read, 1), (2, Write, 1)];
    assert_eq!(told("var n int", "\tn++\n\tn = n + n"), log);
}

#[test]
fn values_are_told_with_their_slots() {
    let types = "type pair struct{ a, b int }\nvar p pair\nvar a any\nvar text string";
    let log = [(1, Write, 2), (2, Write, 1), (3, Read, 2), (3, Write, 2), (4, Read, 1)];
    assert_eq!(told(types, "\tp = pair{1, 2}\n\tp.b = 3\n\ta = p\n\tq := &text; _ = *q"), log);
}

#[test]
fn a_variable_that_a_closure_changes_is_told() {
    let log = [(1, Write, 1), (2, Read, 1), (2, Write, 1), (3, Read, 1)];
    assert_eq!(told("", "\tn := 1\n\tfunc() { n++ }()\n\t_ = n"), log);
}

#[test]
fn what_a_closure_only_reads_is_not_told() {
    assert_eq!(told("", "\tn := 1\n\tf := func() int { return n }\n\t_ = f()"), []);
}

#[test]
fn elements_of_slices_are_told() {
    let log = [
        (2, Write, 1),
        (3, Read, 1),
        (4, Read, 2),
        (5, Write, 2),
        (6, Read, 2),
        (6, Write, 2),
        (7, Read, 1),
        (7, Read, 1),
        (7, Read, 1),
        (7, Read, 1),
        (8, Write, 4),
    ];
    let body = "\ts := make([]int, 2)\n\ts[1] = 1\n\t_ = s[0]\n\ts = append(s, 5, 6)\n\t_ = append(s[:2], 7, 8)\n\tcopy(s, s[1:3])\n\tfor _, x := range s { _ = x }\n\tclear(s)";
    assert_eq!(told("", body), log);
}

#[test]
fn a_map_is_one_place() {
    let log = [(2, Write, 1), (3, Read, 1), (4, Read, 1), (6, Write, 1), (7, Write, 1)];
    let body = "\tm := map[string]int{\"a\": 1}\n\tm[\"b\"] = 2\n\t_ = m[\"a\"]\n\t_ = len(m)\n\tfor range m {}\n\tdelete(m, \"b\")\n\tclear(m)";
    let (range, others): (Vec<_>, Vec<_>) = told("", body).into_iter().partition(|row| row.0 == 5);
    assert_eq!(others, log);
    // It begins, meets two entries, and then none.
    assert_eq!(range, [(5, Read, 1); 4]);
}

#[test]
fn fields_behind_pointers_are_told_and_new_objects_are_not() {
    let types = "type node struct{ next *node; n int }";
    let log = [(2, Write, 1), (3, Read, 1), (3, Read, 1)];
    assert_eq!(told(types, "\tp := &node{n: 1}\n\tp.next = p\n\t_ = p.next.n"), log);
}

#[test]
fn atomic_operations_are_told_as_such() {
    let log = [
        (1, AtomicWrite, 1),
        (2, AtomicRead, 1),
        // One that fails changes nothing.
        (3, AtomicRead, 1),
        (4, AtomicWrite, 1),
        (5, AtomicWrite, 2),
        (6, AtomicRead, 2),
        (7, AtomicWrite, 1),
    ];
    let variables = "var n atomic.Int64\nvar m int32\nvar v atomic.Value";
    let body = "\tn.Add(1)\n\tn.Load()\n\tn.CompareAndSwap(5, 6)\n\tatomic.StoreInt32(&m, 1)\n\tv.Store(1)\n\tv.Load()\n\tn.CompareAndSwap(1, 6)";
    assert_eq!(told(variables, body), log);
}

#[test]
fn what_synchronizes_by_itself_is_told_as_atomic() {
    let variables = "var once sync.Once\nvar m sync.Map\nvar pool sync.Pool";
    let body =
        "\tonce.Do(func() {})\n\tonce.Do(func() {})\n\tm.Store(1, 2)\n\tm.Load(1)\n\tpool.Put(1)";
    let log = [
        (1, AtomicRead, 1),
        (1, AtomicWrite, 1),
        (2, AtomicRead, 1),
        (3, AtomicWrite, 1),
        (4, AtomicRead, 1),
        (5, AtomicWrite, 1),
    ];
    assert_eq!(told(variables, body), log);
}

#[test]
fn a_context_orders_those_who_ask_after_its_end() {
    let body = "\tctx, cancel := context.WithCancel(context.Background())\n\t_ = ctx.Err()\n\tcancel()\n\t_ = ctx.Err()";
    let log = [(2, AtomicRead, 1), (3, AtomicWrite, 1), (4, AtomicRead, 1)];
    assert_eq!(told("", body), log);
}

#[test]
fn a_builder_of_two_goroutines_is_their_own_affair() {
    let mut log = told("", "\tb := &strings.Builder{}\n\tb.WriteString(\"a\")\n\t_ = b.Len()");
    assert!(log.contains(&(2, Write, 3)) || log.contains(&(2, Write, 1)), "{log:?}");
    log.retain(|row| row.0 == 3);
    assert!(!log.is_empty() && log.iter().all(|row| row.1 == Read), "{log:?}");
}

#[test]
fn printing_reads_what_it_shows() {
    let types = "type pair struct{ a, b int }\ntype name struct{ text string }\nfunc (n *name) String() string { return \"n\" }";
    let log = [(2, Read, 3), (4, Read, 2), (6, Read, 1)];
    let body = "\ts := []int{1, 2, 3}\n\t_ = fmt.Sprint(s)\n\tp := &pair{}\n\t_ = fmt.Sprint(p, 1, \"x\")\n\tm := map[int]int{}\n\t_ = fmt.Sprint(m, &name{})";
    assert_eq!(told(types, body), log);
}

#[test]
fn sorting_writes_the_slice() {
    let log = told(
        "",
        "\ts := []int{2, 1}\n\tsort.Ints(s)\n\tsort.Slice(s, func(i, j int) bool { return s[i] > s[j] })",
    );
    assert!(log.contains(&(2, Write, 2)), "{log:?}");
    assert!(log.contains(&(3, Read, 1)) && log.contains(&(3, Write, 1)), "{log:?}");
}

/// Two goroutines and a slice; deterministic under the driver.
const COUNTING: &str = r#"package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var wg sync.WaitGroup
	var done atomic.Int32
	total, parts := 0, make([]int, 2)
	seen := map[int]string{}
	for i := range parts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 3 {
				total += j
				parts[i] += j
				copy(parts[i:], []int{parts[i] + 1})
			}
			seen[i] = fmt.Sprint(parts)
			done.Add(1)
		}()
	}
	wg.Wait()
	fmt.Println(total, parts, seen, done.Load())
}
"#;

fn counted(visible: Option<Sites>) -> (String, Watcher) {
    let mut driver = Driver::watcher(COUNTING, visible);
    driver.go_on();
    (driver.out, driver.watcher.expect("a watcher"))
}

#[test]
fn stopping_changes_nothing() {
    let plain = Driver::new(COUNTING, 1 << 20).run();
    let (free, hidden) = counted(Some(Sites::default()));
    let (stopped, everywhere) = counted(None);
    assert_eq!((&free, &stopped), (&plain, &plain));
    assert_eq!(hidden.log, everywhere.log);
    let atomic = hidden.log.iter().filter(|row| row.1.how.is_atomic()).count();
    assert_eq!((hidden.stops, atomic), (3, 3));
    // Each of six copies stops once and tells two accesses, and so does the last line.
    assert_eq!(everywhere.stops + 7, everywhere.log.len());
    for site in hidden.log.iter().map(|row| row.1.site) {
        let mut sites = Sites::default();
        sites.insert(site);
        let (out, some) = counted(Some(sites));
        assert_eq!((out, some.log), (plain.clone(), hidden.log.clone()));
        assert!(some.stops >= hidden.stops);
    }
}

#[test]
fn a_site_is_one_place_and_kind() {
    let (_, watcher) = counted(None);
    let mut sites: Table<(Site, Touch), Set<u32>> = Table::new();
    for (_, access) in &watcher.log {
        sites.or_default((access.site, access.how)).insert(access.line);
    }
    assert!(sites.keys().all(|row| row.0.0 > 0));
    assert!(sites.values().all(|lines| lines.len() == 1));
    assert!(sites.len() > 10);
}

#[test]
fn an_ordinary_build_has_none_of_it() {
    let sees = |watch| {
        let vm = Driver::of(COUNTING, 1, watch).vm;
        let code: Vec<_> = vm.code.funcs.iter().flat_map(|func| func.code.clone()).collect();
        let (sees, rest): (Vec<Instr>, Vec<Instr>) = code.into_iter().partition(|instr| {
            matches!(instr, Instr::See { .. } | Instr::GuardRead { .. } | Instr::GuardWrite { .. })
        });
        (sees.len(), rest.len(), vm.code.sites as usize)
    };
    let ((none, plain, _), (some, watched, sites)) = (sees(Watching::No), sees(Watching::Yes));
    assert_eq!((none, plain), (0, watched));
    assert_eq!(some, sites);
}
