//! What processes have in common: who they are, pipes, semaphores, shared memory.
//!
//! **Invariants:** `waiting` counts who is asking the machine to wait and has not been notified;
//! so a notification is asked for only where somebody waits, or is about to.

use crate::object::Value;
use runtime_core::guest::Fingerprint;
use runtime_core::id::FiberId;
use runtime_core::table::Table;
use std::collections::VecDeque;

/// A process, as the others know it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Its main thread.
    pub main: FiberId,
    /// How it ended, once that is known.
    pub exit: Option<i64>,
    /// The pipe that is told of its end; 0 for none.
    pub told: u32,
    pub is_reaped: bool,
}

/// A pipe (what is in it) or a semaphore (its value).
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    pub messages: VecDeque<Box<[u8]>>,
    pub value: i64,
    pub waiting: u32,
}

/// What all processes of a program have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    /// The processes by number, once there are any besides the first.
    pub processes: Vec<Known>,
    /// Pipes and semaphores by their number less 1.
    pub channels: Vec<Channel>,
    /// Numbers in shared memory.
    pub memory: Vec<Vec<Value>>,
    /// Who holds which end: the reading one of a pipe is twice its number, the other one more.
    pub open: Table<(u32, u32), ()>,
    /// Processes that have been waited for, until their memory is given back.
    pub reaped: Vec<usize>,
    /// What numbers lead to that no pipe has.
    pub nowhere: Channel,
    /// Bytes in pipes.
    pub bytes: u64,
}

impl Shared {
    /// The main thread of a process.
    pub(crate) fn main_of(&self, process: usize) -> FiberId {
        self.processes.get(process).map_or(FiberId(1), |known| known.main)
    }

    /// A new pipe or semaphore.
    pub(crate) fn new_channel(&mut self, value: i64) -> u32 {
        self.channels.push(Channel { value, ..Channel::default() });
        self.channels.len() as u32
    }

    pub(crate) fn channel(&mut self, number: i64) -> &mut Channel {
        let index = (number as usize).wrapping_sub(1);
        self.channels.get_mut(index).unwrap_or(&mut self.nowhere)
    }

    /// Whether anybody holds this end.
    pub(crate) fn is_open(&self, end: u32) -> bool {
        self.open.after(&(end, 0)).is_some_and(|((known, _), ())| *known == end)
            || self.open.contains_key(&(end, 0))
    }

    /// A process is gone: the pipes that nobody can write to any more.
    pub(crate) fn close_all(&mut self, process: u32) -> Vec<u32> {
        let mut ends = Vec::new();
        self.open.retain(|&(end, holder), ()| {
            if holder == process {
                ends.push(end);
            }
            holder != process
        });
        ends.retain(|&end| end % 2 == 1 && !self.is_open(end));
        ends.into_iter().map(|end| end / 2).collect()
    }

    /// A copy of a process holds what that holds.
    pub(crate) fn inherit(&mut self, parent: u32, child: u32) {
        let held: Vec<u32> =
            self.open.keys().filter(|&&(_, holder)| holder == parent).map(|key| key.0).collect();
        for end in held {
            self.open.insert((end, child), ());
        }
    }

    /// Whether somebody waits, who is to be told.
    pub(crate) fn take_waiter(&mut self, number: i64) -> bool {
        let channel = self.channel(number);
        let waits = channel.waiting > 0;
        channel.waiting -= u32::from(waits);
        waits
    }

    pub(crate) fn feed(&self, state: &mut Fingerprint) {
        for known in &self.processes {
            state.word(u64::from(known.main.0));
            state.word(known.exit.map_or(0, |exit| exit as u64 + 1));
        }
        for channel in &self.channels {
            state.word(channel.value as u64);
            state.word(u64::from(channel.waiting));
            state.word(channel.messages.len() as u64);
            channel.messages.iter().for_each(|message| state.bytes(message));
        }
        for &(end, holder) in self.open.keys() {
            state.word(u64::from(end) << 32 | u64::from(holder));
        }
        for cell in self.memory.iter().flatten() {
            match cell {
                Value::Float(float) => state.word(float.to_bits()),
                Value::Int(int) => state.word(*int as u64),
                _ => state.word(0),
            }
        }
    }
}
