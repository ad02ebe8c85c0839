//! The kinds of ends and problems: their words, and the chapter that tells about them.

use lab::explore::Kind;
use trace_view::Trouble;

/// A word for people, and the chapter as an address below the course; empty where there is none.
pub struct Words {
    /// What it is called.
    pub title: &'static str,
    /// The chapter's address below the course.
    pub chapter: &'static str,
}

const fn words(title: &'static str, chapter: &'static str) -> Words {
    Words { title, chapter }
}

const LOCK: &str = "pitfalls/wrong-lock.html";
const CHANNELS: &str = "memory/channels-and-queues.html";
const LEAK: &str = "pitfalls/goroutines-are-not-free.html";
const FAILURE: &str = "two-ways-to-wait/failure.html";
const UNAWAITED: &str = "pitfalls/never-awaited.html";
const OWNERS: &str = "pitfalls/owners.html";
const BLOCKING: &str = "pitfalls/blocking-in-async.html";
const NEVER_WAITS: &str = "two-ways-to-wait/never-waits.html";
const RACE: &str = "memory/happens-before.html";

/// The words of what was found in one run.
pub fn of_trouble(trouble: Trouble) -> Words {
    match trouble {
        Trouble::LockCycle => words("Deadlock", LOCK),
        Trouble::Deadlock => words("Deadlock", CHANNELS),
        Trouble::NeverRetrieved => words("Exception nobody looked at", FAILURE),
        Trouble::CutOff => words("Cut off", NEVER_WAITS),
        Trouble::Leak => of_kind(Kind::Leak),
        Trouble::Panic => of_kind(Kind::Panic),
        Trouble::Exception => of_kind(Kind::Exception),
        Trouble::Unawaited => of_kind(Kind::Unawaited),
        Trouble::DroppedTask => of_kind(Kind::DroppedTask),
        Trouble::BlockedLoop => of_kind(Kind::BlockedLoop),
    }
}

/// The words of what was found among all schedules.
pub fn of_kind(kind: Kind) -> Words {
    match kind {
        Kind::Ok => words("Ends well", ""),
        Kind::Deadlock => words("Deadlock", LOCK),
        Kind::Leak => words("Goroutine leak", LEAK),
        Kind::Panic => words("Panic", FAILURE),
        Kind::Exception => words("Uncaught exception", FAILURE),
        Kind::Race => words("Data race", RACE),
        Kind::Assertion => words("Broken promise", RACE),
        Kind::Unawaited => words("Never awaited", UNAWAITED),
        Kind::DroppedTask => words("Task dropped", OWNERS),
        Kind::BlockedLoop => words("Event loop blocked", BLOCKING),
        Kind::Livelock => words("Livelock", NEVER_WAITS),
        Kind::Fuel => words("Does not end", NEVER_WAITS),
    }
}
