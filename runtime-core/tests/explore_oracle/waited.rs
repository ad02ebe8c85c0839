//! Who is known to wait, because time has advanced since, is let go at once: the least programs
//! that tell.

use crate::brute::brute;
use crate::fifo::Fifo;
use crate::{INTERLEAVINGS_MAX, Parts, RUNS_MAX, Runs, difference, ends, everything, graph};
use crate::{found_bit_by_bit, text, world};
use runtime_core::guest::{CondOp, Op};
use runtime_core::id::Addr;
use runtime_core::script::{Act, Cell, Default};

/// Main, which begins with channels of capacity 0, 1 and 2 and one goroutine, and that goroutine.
fn two(main: &[Act], other: &[Act]) -> Vec<Vec<Act>> {
    let start = [Act::Make(0, 0), Act::Make(1, 1), Act::Make(2, 2), Act::Go(1), Act::Sleep(10)];
    vec![[&start, main].concat(), other.to_vec()]
}

/// The program has so many outcomes, whoever counts them.
fn comes_out(programs: &[Vec<Act>], outcomes: usize) {
    let mut runs = Runs::default();
    assert!(runs.walk(Fifo::new(programs), 0, RUNS_MAX));
    let shown = text(programs);
    let start = world(programs, everything());
    let ours = ends(graph(start.clone()).endings().iter());
    assert_eq!(ours, runs.ends, "{shown}");
    assert_eq!(ours.len(), outcomes, "{shown}");
    let all = brute(&start, INTERLEAVINGS_MAX).expect("few interleavings");
    assert_eq!(difference(&all, start, Parts::All), None, "{shown}");
    assert_eq!(found_bit_by_bit(programs), (runs.races, runs.ends), "{shown}");
}

/// Says so if it comes here.
fn told(text: &'static str) -> Act {
    Act::Print(text)
}

fn select(slots: &[u32], default: Default) -> Act {
    Act::Select(slots.iter().map(|&slot| (slot, false)).collect(), default)
}

#[test]
fn a_full_buffer_is_filled_again() {
    let sends = [Act::Send(1, 1), Act::Send(1, 2)];
    let looks = [Act::Recv(1), Act::Value(0), select(&[1], Default::Yes), Act::PrintReceived];
    comes_out(&two(&looks, &sends), 1);
    let closes = [Act::Recv(1), Act::Close(1), Act::Recv(1), Act::PrintReceived, Act::Sleep(10)];
    comes_out(&two(&closes, &sends), 1);
}

#[test]
fn a_value_goes_to_who_waits_for_it() {
    let receives = [select(&[1, 2], Default::No), Act::PrintReceived];
    comes_out(&two(&[Act::Send(1, 5), Act::Send(2, 6), Act::Sleep(10)], &receives), 1);
    // Nobody else can be quicker.
    let looks = [Act::Send(1, 5), Act::Value(0), select(&[1], Default::Yes), Act::PrintReceived];
    comes_out(&two(&looks, &[Act::Recv(1)]), 1);
}

#[test]
fn closing_lets_everybody_go() {
    let receives = [select(&[1, 2], Default::No), Act::PrintReceived];
    comes_out(&two(&[Act::Close(1), Act::Send(2, 6), Act::Sleep(10)], &receives), 1);
    // A sender dies of it, and main may come to its end before.
    let sends = [Act::Send(0, 1), told("sent")];
    comes_out(&two(&[Act::Close(0), told("closed")], &sends), 3);
}

#[test]
fn who_waits_for_a_group_is_let_go() {
    let waits = [Act::Wait(250), told("over")];
    let counts = [Act::Add(250, -1), Act::Add(250, 1), told("again"), Act::Sleep(10)];
    let mut programs = two(&counts, &waits);
    programs[0].insert(0, Act::Add(250, 1));
    comes_out(&programs, 2);
}

/// A condition passes on what the one knew who notified the waiter, not all who ever notified.
#[test]
fn a_condition_orders_two_and_no_more() {
    let (x, at) = (Cell::at(100), Addr(240));
    let signal = || Act::Ask(Op::Cond { at, how: CondOp::Signal });
    let main = vec![Act::Go(1), Act::Go(2), Act::Go(3), Act::Go(4), Act::Sleep(20)];
    let programs = [
        main,
        vec![Act::CondWait(at.0)],
        vec![Act::Sleep(1), Act::CondWait(at.0), Act::Read(x)],
        vec![Act::Sleep(5), Act::Write(x), signal()],
        vec![Act::Sleep(6), signal()],
    ];
    let mut runs = Runs::default();
    assert!(runs.walk(Fifo::new(&programs), 0, RUNS_MAX));
    assert_eq!(runs.races.len(), 1);
    assert_eq!(found_bit_by_bit(&programs), (runs.races, runs.ends));
}

/// Operations that Go's race detector takes for accesses: how often nothing orders two of them.
#[test]
fn operations_race_where_nothing_orders_them() {
    let races = |main: &[Act], other: &[Act]| {
        let programs = vec![[&[Act::Make(0, 1)], main].concat(), other.to_vec()];
        let graph = graph(world(&programs, everything()));
        let operations = graph.races().iter().filter(|at| at.race.first.1.how.is_operation());
        operations.count()
    };
    let (go, send, close) = (Act::Go(1), Act::Send(0, 1), Act::Close(0));
    let (add, wait) = (Act::Add(250, 1), Act::Wait(250));
    let sends = Act::Select(vec![(0, true)], Default::Yes);
    assert_eq!(races(&[go.clone(), close.clone()], std::slice::from_ref(&send)), 1);
    assert_eq!(races(&[go.clone(), close.clone()], &[sends]), 1);
    assert_eq!(races(&[send.clone(), go.clone(), Act::Recv(0)], std::slice::from_ref(&close)), 0);
    assert_eq!(races(&[go.clone(), Act::Recv(0), close], &[send]), 0);
    assert_eq!(races(&[go.clone(), wait.clone()], &[add.clone(), Act::Add(250, -1)]), 1);
    assert_eq!(races(&[add, go, wait], &[Act::Add(250, -1)]), 0);
}
