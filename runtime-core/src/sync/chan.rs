//! A Go channel: a buffer and two queues of goroutines that wait.
//!
//! **Models:** `runtime/chan.go`, Go 1.27: `chansend`, `chanrecv`, `closechan`.
//!
//! A send first looks for a *waiting receiver* and hands the value over directly, past the
//! buffer; only then does it use the buffer; only then does it wait. A receive from a full buffer
//! takes the head and lets the first waiting sender fill the tail. Both queues are first in,
//! first out.
//!
//! **Invariants:** nobody waits to receive while the buffer holds a value; nobody waits to send
//! while the buffer has room; nobody waits at all on a closed channel.

use crate::id::FiberId;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// The state of one channel.
#[derive(Clone, Debug, Default)]
pub struct Chan {
    /// Its capacity, 0 for unbuffered.
    pub cap: u32,
    /// Values in the buffer.
    pub len: u32,
    /// Whether it is closed.
    pub closed: bool,
    /// Waiting senders.
    pub sendq: VecDeque<FiberId>,
    /// Waiting receivers.
    pub recvq: VecDeque<FiberId>,
}

/// What became of a send.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// Handed to this receiver, who is to be readied.
    Direct(FiberId),
    /// Put into the buffer.
    Buffered,
    /// The sender waits.
    Park,
    /// The channel is closed: Go panics.
    Closed,
}

/// What became of a receive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Received {
    /// Taken from this sender, who is to be readied.
    Direct(FiberId),
    /// Taken from the buffer.
    Buffered,
    /// Taken from the full buffer, whose tail this sender, who is to be readied, has filled.
    Refilled(FiberId),
    /// The zero value of a closed channel.
    Closed,
    /// The receiver waits.
    Park,
}

impl Chan {
    /// An open, empty channel.
    pub fn new(cap: u32) -> Chan {
        Chan { cap, ..Chan::default() }
    }

    /// Whether a send would not wait; on a closed channel it panics.
    pub fn can_send(&self) -> bool {
        self.closed || !self.recvq.is_empty() || self.len < self.cap
    }

    /// Whether a receive would not wait.
    pub fn can_receive(&self) -> bool {
        self.closed || self.len > 0 || !self.sendq.is_empty()
    }

    /// The fiber no longer waits here: another case of its select was taken.
    pub fn dequeue(&mut self, fiber: FiberId) {
        self.sendq.retain(|&waiter| waiter != fiber);
        self.recvq.retain(|&waiter| waiter != fiber);
    }

    /// `chansend` by `fiber`.
    pub fn send(&mut self, fiber: FiberId) -> Sent {
        if self.closed {
            return Sent::Closed;
        }
        if let Some(receiver) = self.recvq.pop_front() {
            return Sent::Direct(receiver);
        }
        if self.len < self.cap {
            self.len += 1;
            return Sent::Buffered;
        }
        self.sendq.push_back(fiber);
        Sent::Park
    }

    /// `chanrecv` by `fiber`.
    pub fn recv(&mut self, fiber: FiberId) -> Received {
        if self.closed && self.len == 0 {
            return Received::Closed;
        }
        if let Some(sender) = self.sendq.pop_front() {
            return if self.cap == 0 {
                Received::Direct(sender)
            } else {
                Received::Refilled(sender)
            };
        }
        if self.len > 0 {
            self.len -= 1;
            return Received::Buffered;
        }
        self.recvq.push_back(fiber);
        Received::Park
    }

    /// `closechan`: everybody who waits, in the order in which Go readies them. It collects all
    /// receivers and then all senders on a stack (`glist`) and pops them: last in, first readied.
    /// `None` if the channel is closed already.
    pub fn close(&mut self) -> Option<Vec<FiberId>> {
        if self.closed {
            return None;
        }
        self.closed = true;
        let receivers = self.recvq.drain(..);
        let mut woken: Vec<FiberId> = receivers.chain(self.sendq.drain(..)).collect();
        woken.reverse();
        Some(woken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiting_receiver_gets_the_value_past_the_buffer() {
        let mut chan = Chan::new(1);
        assert_eq!(chan.recv(FiberId(2)), Received::Park);
        assert_eq!(chan.send(FiberId(1)), Sent::Direct(FiberId(2)));
        assert_eq!(chan.len, 0);
    }

    #[test]
    fn a_full_buffer_is_refilled_by_the_first_waiting_sender() {
        let mut chan = Chan::new(1);
        assert_eq!(chan.send(FiberId(1)), Sent::Buffered);
        assert_eq!(chan.send(FiberId(2)), Sent::Park);
        assert_eq!(chan.send(FiberId(3)), Sent::Park);
        assert_eq!(chan.recv(FiberId(4)), Received::Refilled(FiberId(2)));
        assert_eq!(chan.recv(FiberId(4)), Received::Refilled(FiberId(3)));
        assert_eq!(chan.recv(FiberId(4)), Received::Buffered);
    }

    #[test]
    fn close_readies_the_last_waiter_first() {
        let mut chan = Chan::new(0);
        for fiber in 1..=3 {
            chan.recv(FiberId(fiber));
        }
        assert_eq!(chan.close(), Some(Vec::from([FiberId(3), FiberId(2), FiberId(1)])));
        assert_eq!(chan.close(), None);
        assert_eq!(chan.send(FiberId(1)), Sent::Closed);
        assert_eq!(chan.recv(FiberId(1)), Received::Closed);
    }
}
