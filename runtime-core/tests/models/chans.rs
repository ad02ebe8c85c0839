//! The programs of channels whose traces and matchings a brute force has counted. What receivers
//! get goes into cells of their own, so that a matching is told without one more trace.

use super::{A, Model};
use runtime_core::script::{Act, Cell, Default};

/// The channel that the models have one of, and the second one of those with two.
const C: u32 = 0;
const D: u32 = 1;

/// A model with two channels of this capacity.
fn with(cap: u32, threads: Vec<Vec<Act>>) -> Model {
    Model { first: vec![Act::Make(C, cap), Act::Make(D, cap)], threads, ..Model::default() }
}

/// Main says in the end what is in these cells.
fn told(model: Model, cells: impl Iterator<Item = u64>) -> Model {
    let tell = |cell| [Act::Read(Cell::at(cell)), Act::PrintReceived];
    Model { last: cells.flat_map(tell).collect(), ..model }
}

fn send(producer: usize, items: usize) -> Vec<Act> {
    (1..=items).map(|item| Act::Send(C, (10 * producer + item) as i64)).collect()
}

fn receive(into: u64) -> [Act; 2] {
    [Act::Recv(C), Act::Write(Cell::at(into))]
}

/// Each of `producers` sends `items` to one receiver that takes them all.
pub fn producers(producers: usize, items: usize, cap: u32) -> Model {
    let all = (producers * items) as u64;
    let receiver = (0..all).flat_map(|i| receive(A + i)).collect();
    let senders = (0..producers).map(|producer| send(producer, items));
    told(with(cap, senders.chain([receiver]).collect()), A..A + all)
}

/// As many receivers of one item each as senders.
pub fn meetings(pairs: usize, cap: u32) -> Model {
    let receivers = (0..pairs as u64).map(|i| receive(A + i).to_vec());
    let senders = (0..pairs).map(|producer| send(producer, 1));
    told(with(cap, senders.chain(receivers).collect()), A..A + pairs as u64)
}

/// The receiver takes one only: the other senders wait for ever.
pub fn leak(senders: usize) -> Model {
    let receiver = vec![Act::Recv(C), Act::PrintReceived];
    with(0, (0..senders).map(|producer| send(producer, 1)).chain([receiver]).collect())
}

/// A select over two channels, so many times, and a sender at each.
pub fn selects(times: usize) -> Model {
    let select = [Act::Select(vec![(C, false), (D, false)], Default::No), Act::PrintReceived];
    let selects = select.iter().cycle().take(2 * times).cloned().collect();
    with(0, vec![selects, vec![Act::Send(C, 1)], vec![Act::Send(D, 2)]])
}

/// Two pairs that have nothing to do with each other.
pub fn disjoint() -> Model {
    let pair = |chan| [vec![Act::Send(chan, 1)], vec![Act::Recv(chan)]];
    with(0, [pair(C), pair(D)].concat())
}

/// A producer sends three items and closes; two workers range over the channel.
pub fn pool(cap: u32) -> Model {
    let worker = |into: u64| {
        vec![
            Act::Value(0),
            Act::Keep(0),
            Act::Recv(C),
            Act::JumpIf(runtime_core::script::Test::Is(0), 6),
            Act::Write(Cell::at(into).plus(0)),
            Act::Local(0),
            Act::Plus(1),
            Act::Keep(0),
            Act::Jump(-6),
        ]
    };
    let producer = [send(0, 3), vec![Act::Close(C)]].concat();
    let model = with(cap, vec![producer, worker(A), worker(A + 3)]);
    told(model, A..A + 6)
}

/// Each of two sends to the other and then receives.
pub fn crossed(cap: u32) -> Model {
    let send_receive = |to, from| vec![Act::Send(to, 1), Act::Recv(from)];
    with(cap, vec![send_receive(C, D), send_receive(D, C)])
}
