//! What the runtime complains of while the program goes on.
//!
//! **Models:** the texts that CPython 3.13 writes to stderr: `_PyErr_WarnUnawaitedCoroutine`
//! (`Python/_warnings.c`), `Task.__del__` and `Future.__del__` (`Modules/_asynciomodule.c`),
//! `threading.excepthook`.
//! **Departures:** a program that writes one of these texts to stderr itself is taken at its word.

/// One complaint.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Notice {
    /// A coroutine died that was never awaited.
    Unawaited,
    /// A task died while it was pending.
    DroppedTask,
    /// A future died whose exception nobody asked for.
    NeverRetrieved,
    /// A thread ended with an exception; the program went on.
    ThreadException,
    /// A handle kept its loop waiting for a tenth of a second or more in a call that blocks
    /// (`slow_callback_duration`). No text: CPython says it in debug mode only.
    BlockedLoop,
    /// A number was drawn out of more than a search tries: only the first was.
    Drawn,
}

/// What each is known by: in a line of stderr.
const TEXTS: [(&str, Notice); 4] = [
    ("' was never awaited", Notice::Unawaited),
    ("Task was destroyed but it is pending!", Notice::DroppedTask),
    (" exception was never retrieved", Notice::NeverRetrieved),
    ("Exception in thread ", Notice::ThreadException),
];

/// A set of complaints.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Notices {
    bits: u8,
}

impl Notices {
    /// Adds one.
    pub fn add(&mut self, notice: Notice) {
        self.bits |= 1 << notice as u8;
    }

    /// Whether it is one of them.
    pub fn contains(self, notice: Notice) -> bool {
        self.bits & (1 << notice as u8) != 0
    }

    /// As a number, for a hash.
    pub fn bits(self) -> u8 {
        self.bits
    }

    /// Adds those that were written to stderr as `text`.
    pub fn read(&mut self, text: &str) {
        for (known, notice) in TEXTS {
            if text.contains(known) {
                self.add(notice);
            }
        }
    }
}
