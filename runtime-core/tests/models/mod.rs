//! The small programs that papers on partial-order reduction count the traces of, as scripts. In
//! most of them the goroutines that main starts do everything; see [`joined`].
#![allow(dead_code, reason = "each test uses some of them")]

pub mod chans;

use runtime_core::guest::LockOp::{Lock, Unlock};
use runtime_core::guest::{CondOp, Op};
use runtime_core::id::Addr;
use runtime_core::script::{Act, Cell, Test};

/// The shared variable of models that have one.
pub const X: u64 = 100;
/// Arrays of variables.
pub const A: u64 = 1000;
pub const INODE: u64 = 2000;
/// Arrays of mutexes, two words each.
pub const LOCK: u64 = 5000;
pub const LOCKI: u64 = 6000;
/// Slots of the channels on which threads say that they are done; models use smaller ones.
const DONE: u32 = 1000;

/// A main that starts all of them, does its own part and waits for each on a channel of its own,
/// which adds no traces.
pub fn joined(model: Model) -> Vec<Vec<Act>> {
    let Model { mut first, threads, meanwhile, last } = model;
    let done: Vec<u32> = (DONE..).take(threads.len()).collect();
    first.extend(done.iter().map(|&slot| Act::Make(slot, 1)));
    first.extend((1..=threads.len()).map(Act::Go));
    first.extend(meanwhile);
    first.extend(done.iter().map(|&slot| Act::Recv(slot)));
    first.extend(last);
    let tell = |(mut acts, &slot): (Vec<Act>, &u32)| {
        acts.push(Act::Send(slot, 0));
        acts
    };
    let threads = threads.into_iter().zip(&done).map(tell);
    std::iter::once(first).chain(threads).collect()
}

/// Threads, and what main does besides starting them and waiting for them.
#[derive(Clone, Default)]
pub struct Model {
    /// What main does first.
    pub first: Vec<Act>,
    /// The threads.
    pub threads: Vec<Vec<Act>>,
    /// What main does after it has started them.
    pub meanwhile: Vec<Act>,
    /// What main does when all are done.
    pub last: Vec<Act>,
}

impl From<Vec<Vec<Act>>> for Model {
    fn from(threads: Vec<Vec<Act>>) -> Model {
        Model { threads, ..Model::default() }
    }
}

/// One writes, n read.
pub fn readers(n: usize) -> Vec<Vec<Act>> {
    let writer = vec![Act::Value(42), Act::Write(Cell::at(X))];
    std::iter::once(writer).chain((0..n).map(|_| vec![Act::Read(Cell::at(X))])).collect()
}

/// A reader looks for the last zero of `a`; writer j sets `a[j]` to `a[j - 1] + 1`.
pub fn lastzero(n: u64) -> Vec<Vec<Act>> {
    let reader = vec![
        Act::Value(n as i64),
        Act::Keep(0),
        Act::Read(Cell::at(A).plus(0)),
        Act::JumpIf(Test::Is(0), 5),
        Act::Local(0),
        Act::Plus(-1),
        Act::Keep(0),
        Act::Jump(-5),
    ];
    let writer =
        |j| vec![Act::Read(Cell::at(A + j - 1)), Act::Plus(1), Act::Write(Cell::at(A + j))];
    std::iter::once(reader).chain((1..=n).map(writer)).collect()
}

/// n threads put four numbers each into a hash table of 128 entries, each entry with its lock.
pub fn indexer(n: i64) -> Vec<Vec<Act>> {
    let (w, h, lock) = (0, 1, 2);
    let entry = Cell::at(A).plus(h);
    let put = |t: i64, m: i64| {
        vec![
            Act::Value(m * 11 + t),
            Act::Keep(w),
            Act::Times(7),
            // Try the entry h.
            Act::Modulo(128),
            Act::Keep(h),
            Act::Times(2),
            Act::Keep(lock),
            Act::Mutex(Cell::at(LOCK).plus(lock), Lock),
            Act::Read(entry),
            Act::JumpIf(Test::Is(0), 5),
            // It is taken: the next one.
            Act::Mutex(Cell::at(LOCK).plus(lock), Unlock),
            Act::Local(h),
            Act::Plus(1),
            Act::Jump(-10),
            // It is free.
            Act::Local(w),
            Act::Write(entry),
            Act::Mutex(Cell::at(LOCK).plus(lock), Unlock),
        ]
    };
    (0..n).map(|t| (1..=4).flat_map(|m| put(t, m)).collect()).collect()
}

/// n threads give a block to their inode, unless it has one; each inode and block has its lock.
pub fn filesystem(n: i64) -> Vec<Vec<Act>> {
    let (b, lock) = (0, 1);
    let (inode_lock, block_lock) =
        (|i: i64| Cell::at(LOCKI + 2 * i as u64), Cell::at(LOCK).plus(lock));
    let thread = |t: i64| {
        let i = t % 32;
        let inode = Cell::at(INODE + i as u64);
        vec![
            Act::Mutex(inode_lock(i), Lock),
            Act::Read(inode),
            Act::JumpIf(Test::IsNot(0), 19),
            Act::Value(i * 2),
            // Try the block b.
            Act::Modulo(26),
            Act::Keep(b),
            Act::Times(2),
            Act::Keep(lock),
            Act::Mutex(block_lock, Lock),
            Act::Read(Cell::at(A).plus(b)),
            Act::JumpIf(Test::Is(0), 5),
            // It is busy: the next one.
            Act::Mutex(block_lock, Unlock),
            Act::Local(b),
            Act::Plus(1),
            Act::Jump(-10),
            // It is free.
            Act::Value(1),
            Act::Write(Cell::at(A).plus(b)),
            Act::Local(b),
            Act::Plus(1),
            Act::Write(inode),
            Act::Mutex(block_lock, Unlock),
            Act::Mutex(inode_lock(i), Unlock),
        ]
    };
    (0..n).map(thread).collect()
}

/// Each of `threads` adds 1 to x `times` times, without a lock.
pub fn inc(threads: usize, times: usize) -> Vec<Vec<Act>> {
    let once = [Act::Read(Cell::at(X)), Act::Plus(1), Act::Write(Cell::at(X))];
    vec![once.iter().cycle().take(3 * times).cloned().collect(); threads]
}

/// The same under a lock.
pub fn mutex(threads: usize, times: usize) -> Vec<Vec<Act>> {
    let at = Cell::at(LOCK);
    let add = [Act::Read(Cell::at(X)), Act::Plus(1), Act::Write(Cell::at(X))];
    let once = [vec![Act::Mutex(at, Lock)], add.to_vec(), vec![Act::Mutex(at, Unlock)]].concat();
    vec![once.iter().cycle().take(5 * times).cloned().collect(); threads]
}

/// n philosophers: each takes its fork and then the next one's. With `Forks::Ordered` the last
/// takes them the other way round.
pub fn phil(n: u64, forks: Forks) -> Vec<Vec<Act>> {
    let fork = |i: u64| Cell::at(LOCK + 2 * (i % n));
    let eat = |i: u64| {
        let (first, second) = match forks {
            Forks::Ordered if i == n - 1 => (fork(i + 1), fork(i)),
            _ => (fork(i), fork(i + 1)),
        };
        let lock = [Act::Mutex(first, Lock), Act::Mutex(second, Lock)];
        let unlock = [Act::Mutex(second, Unlock), Act::Mutex(first, Unlock)];
        [lock, unlock].concat()
    };
    (0..n).map(eat).collect()
}

/// How philosophers take their forks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Forks {
    /// Each its own first.
    Cyclic,
    /// Each the one with the smaller number first.
    Ordered,
}

/// Two add their variables to each other's, n times, and main reads both at any time.
pub fn fib(n: usize) -> Model {
    let add = |to: u64, from: u64| {
        let once = [
            Act::Read(Cell::at(to)),
            Act::Keep(0),
            Act::Read(Cell::at(from)),
            Act::PlusLocal(0),
            Act::Write(Cell::at(to)),
        ];
        once.iter().cycle().take(5 * n).cloned().collect()
    };
    let threads = vec![add(X, X + 1), add(X + 1, X)];
    let meanwhile = vec![Act::Read(Cell::at(X)), Act::Read(Cell::at(X + 1))];
    Model { threads, meanwhile, ..Model::default() }
}

/// n write to one variable.
pub fn writers(n: i64) -> Vec<Vec<Act>> {
    (1..=n).map(|value| vec![Act::Value(value), Act::Write(Cell::at(X))]).collect()
}

/// n write to a variable each.
pub fn apart(n: u64) -> Vec<Vec<Act>> {
    (0..n).map(|i| vec![Act::Write(Cell::at(A + i))]).collect()
}

/// Each of two writes its variable and reads the other's.
pub fn store_buffering() -> Vec<Vec<Act>> {
    let (x, y) = (Cell::at(X), Cell::at(X + 1));
    vec![vec![Act::Write(x), Act::Read(y)], vec![Act::Write(y), Act::Read(x)]]
}

/// Thread i of n makes an i of the variable an i + 1, if it finds one.
pub fn casrot(n: i64) -> Vec<Vec<Act>> {
    let thread = |i| vec![Act::Value(i + 1), Act::Keep(0), Act::Cas(Cell::at(X), i, 0)];
    (0..n).map(thread).collect()
}

/// A buffer for one item under a lock with two conditions: each of `producers` puts `items` into
/// it, one consumer takes all.
pub fn cond_buffer(producers: usize, items: usize) -> Vec<Vec<Act>> {
    let producer = buffer_turns(items, Test::IsNot(0), [NOT_FULL, NOT_EMPTY], 1);
    let consumer = buffer_turns(items * producers, Test::Is(0), [NOT_EMPTY, NOT_FULL], 0);
    std::iter::repeat_n(producer, producers).chain([consumer]).collect()
}

const NOT_EMPTY: u64 = 7000;
const NOT_FULL: u64 = 7010;

/// `times` times: lock; while the buffer is so, wait; set it; signal; unlock.
fn buffer_turns(times: usize, unfit: Test, [wait, signal]: [u64; 2], set: i64) -> Vec<Act> {
    let (lock, full) = (Cell::at(LOCK), Cell::at(X));
    let turn = [
        Act::Mutex(lock, Lock),
        Act::Read(full),
        Act::JumpIf(unfit, 6),
        Act::Value(set),
        Act::Write(full),
        Act::Ask(Op::Cond { at: Addr(signal), how: CondOp::Signal }),
        Act::Mutex(lock, Unlock),
        Act::Jump(6),
        // `Cond.Wait`: a ticket, unlock, wait, lock; then look again.
        Act::Ask(Op::Cond { at: Addr(wait), how: CondOp::Add }),
        Act::Mutex(lock, Unlock),
        Act::CondWait(wait),
        Act::Mutex(lock, Lock),
        Act::Jump(-11),
    ];
    turn.iter().cycle().take(turn.len() * times).cloned().collect()
}

/// Prints the shared variable.
pub fn tell_sum() -> Vec<Act> {
    vec![Act::Read(Cell::at(X)), Act::PrintReceived]
}
