//! The queues of the second reading of Go: channels, mutexes, RW mutexes.

use crate::fifo::{Clock, Fifo, Stands, Took, join};
use std::collections::VecDeque;

/// Who waits at a channel.
#[derive(Clone, Copy)]
pub struct Waiter {
    pub id: usize,
    /// Void if the fiber has been let go since.
    pub turn: u32,
}

#[derive(Clone)]
pub struct Chan {
    cap: usize,
    pub buffer: VecDeque<i64>,
    closed: Option<Clock>,
    senders: VecDeque<Waiter>,
    receivers: VecDeque<Waiter>,
    /// The buffer's slots, through which who fills and who empties one know of each other.
    slots: Vec<Clock>,
    sent: usize,
    received: usize,
}

impl Chan {
    pub fn new(cap: usize) -> Chan {
        Chan {
            cap,
            buffer: VecDeque::new(),
            closed: None,
            senders: VecDeque::new(),
            receivers: VecDeque::new(),
            slots: vec![Clock::new(); cap],
            sent: 0,
            received: 0,
        }
    }

    pub fn queue(&mut self, sends: bool) -> &mut VecDeque<Waiter> {
        if sends { &mut self.senders } else { &mut self.receivers }
    }

    /// Whether an operation would not wait.
    pub fn ready(&self, fifo: &Fifo<'_>, sends: bool) -> bool {
        let waits = |waiter: &Waiter| fifo.fibers[waiter.id].turn == waiter.turn;
        self.closed.is_some()
            || match sends {
                true => self.buffer.len() < self.cap || self.receivers.iter().any(waits),
                false => !self.buffer.is_empty() || self.senders.iter().any(waits),
            }
    }
}

impl Fifo<'_> {
    fn first(&mut self, chan: usize, sends: bool, but: usize) -> Option<Waiter> {
        loop {
            let waiter = self.chans[chan].queue(sends).pop_front()?;
            let fiber = &self.fibers[waiter.id];
            if fiber.turn == waiter.turn && fiber.stands == Stands::Waits && waiter.id != but {
                return Some(waiter);
            }
        }
    }

    /// The fiber fills or empties a slot.
    fn pass_slot(&mut self, id: usize, chan: usize, slot: usize) {
        let slot = &mut self.chans[chan].slots[slot];
        join(&mut self.fibers[id].clock, slot);
        join(slot, &self.fibers[id].clock);
    }

    fn fill(&mut self, id: usize, chan: usize) {
        let slot = self.chans[chan].sent % self.chans[chan].cap;
        self.chans[chan].sent += 1;
        self.pass_slot(id, chan, slot);
    }

    fn empty(&mut self, id: usize, chan: usize) {
        let slot = self.chans[chan].received % self.chans[chan].cap;
        self.chans[chan].received += 1;
        self.pass_slot(id, chan, slot);
    }

    fn meet(&mut self, a: usize, b: usize) {
        let known = self.fibers[a].clock.clone();
        join(&mut self.fibers[b].clock, &known);
        let known = self.fibers[b].clock.clone();
        join(&mut self.fibers[a].clock, &known);
    }

    /// Whether the value is gone, or the channel closed.
    pub fn send(&mut self, id: usize, chan: usize) -> bool {
        if self.chans[chan].closed.is_some() {
            return true;
        }
        let value = self.fibers[id].value;
        if let Some(Waiter { id: receiver, .. }) = self.first(chan, false, id) {
            self.fibers[receiver].value = value;
            if self.chans[chan].cap == 0 {
                self.meet(id, receiver);
            } else {
                self.fill(id, chan);
                self.empty(receiver, chan);
            }
            self.release(receiver);
            return true;
        }
        if self.chans[chan].buffer.len() < self.chans[chan].cap {
            self.fill(id, chan);
            self.chans[chan].buffer.push_back(value);
            return true;
        }
        false
    }

    /// What a timer sends: nobody's value, dropped where there is no room.
    pub fn send_moment(&mut self, chan: usize, moment: i64) {
        if self.chans[chan].closed.is_some() {
            return;
        }
        if let Some(Waiter { id: receiver, .. }) = self.first(chan, false, usize::MAX) {
            self.fibers[receiver].value = moment;
            self.release(receiver);
        } else if self.chans[chan].buffer.is_empty() {
            self.chans[chan].buffer.push_back(moment);
        }
    }

    /// Whether a value came, or the channel is closed.
    pub fn receive(&mut self, id: usize, chan: usize) -> bool {
        if let Some(value) = self.chans[chan].buffer.pop_front() {
            self.empty(id, chan);
            self.fibers[id].value = value;
            if let Some(Waiter { id: sender, .. }) = self.first(chan, true, id) {
                let next = self.fibers[sender].value;
                self.fill(sender, chan);
                self.chans[chan].buffer.push_back(next);
                self.release(sender);
            }
            return true;
        }
        if let Some(closed) = self.chans[chan].closed.clone() {
            join(&mut self.fibers[id].clock, &closed);
            self.fibers[id].value = 0;
            return true;
        }
        let Some(Waiter { id: sender, .. }) = self.first(chan, true, id) else { return false };
        self.fibers[id].value = self.fibers[sender].value;
        self.meet(sender, id);
        self.release(sender);
        true
    }

    pub fn close(&mut self, id: usize, chan: usize) {
        if self.chans[chan].closed.is_some() {
            return;
        }
        let clock = self.fibers[id].clock.clone();
        self.chans[chan].closed = Some(clock.clone());
        for sends in [false, true] {
            while let Some(waiter) = self.first(chan, sends, usize::MAX) {
                join(&mut self.fibers[waiter.id].clock, &clock);
                if !sends {
                    self.fibers[waiter.id].value = 0;
                }
                self.release(waiter.id);
            }
        }
    }
}

/// A mutex in its normal mode: whoever is woken competes with whoever comes along, and goes back
/// to the front of the queue if it loses; until it has tried, nobody else is woken.
#[derive(Clone, Default)]
pub struct Mutex {
    held: bool,
    woken: bool,
    queue: VecDeque<usize>,
}

impl Mutex {
    /// Whether it has it now; else it waits.
    pub fn lock(&mut self, id: usize, again: bool) -> bool {
        if again {
            self.woken = false;
        }
        if !std::mem::replace(&mut self.held, true) {
            return true;
        }
        if again {
            self.queue.push_front(id)
        } else {
            self.queue.push_back(id)
        }
        false
    }

    /// Who is woken.
    pub fn unlock(&mut self) -> Option<usize> {
        self.held = false;
        let woken = if self.woken { None } else { self.queue.pop_front() };
        self.woken |= woken.is_some();
        woken
    }
}

/// A writer that has announced itself keeps new readers out and waits for the present ones.
#[derive(Clone, Default)]
pub struct RwMutex {
    writers: Mutex,
    announced: bool,
    readers: usize,
    waiting: VecDeque<usize>,
    /// The announced writer, and how many readers it waits for.
    writer: Option<(usize, usize)>,
}

impl RwMutex {
    pub fn read(&mut self, id: usize) -> bool {
        if self.announced {
            self.waiting.push_back(id);
        } else {
            self.readers += 1;
        }
        !self.announced
    }

    /// The writer that has it now.
    pub fn stop_reading(&mut self) -> Option<usize> {
        self.readers -= 1;
        let (writer, left) = self.writer.as_mut()?;
        *left -= 1;
        let writer = *writer;
        if *left > 0 {
            return None;
        }
        self.writer = None;
        Some(writer)
    }

    pub fn write(&mut self, id: usize, again: bool) -> Took {
        if !self.writers.lock(id, again) {
            return Took::WaitsBefore;
        }
        self.announced = true;
        self.writer = (self.readers > 0).then_some((id, self.readers));
        if self.readers == 0 { Took::On } else { Took::WaitsBehind }
    }

    /// The readers that read now, and the writer that is woken.
    pub fn stop_writing(&mut self) -> (Vec<usize>, Option<usize>) {
        self.announced = false;
        let reading: Vec<usize> = self.waiting.drain(..).collect();
        self.readers += reading.len();
        (reading, self.writers.unlock())
    }
}
