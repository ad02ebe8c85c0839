//! What the page and its worker say to each other.
//!
//! A message is the postcard bytes of one [`Request`] or [`Reply`], sent as an `ArrayBuffer`
//! that is transferred, not copied.
//!
//! **Invariants:** every reply carries the id of the request it answers, so that the page can
//! tell a late one from the one it waits for. Bytes that are no message decode to `None`, never
//! to a panic; so do bytes that are left over.

use crate::graded::{Report, Told};
use lab::explore::{self, Mode, Timing};
use runtime_core::source::Diagnostic;
use runtime_core::time::Time;
use runtime_core::trace::{Event, OutcomeKind, Trace};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The number the page gives a request; it never gives the same one twice.
pub type RequestId = u32;

/// From the page to the worker.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read and check the program, run nothing.
    Check {
        /// Of this request.
        id: RequestId,
        /// The text form of a scenario.
        scenario: String,
    },
    /// Run the program. A run or exploration still under way is given up.
    Run {
        /// Of this request.
        id: RequestId,
        /// The text form of a scenario.
        scenario: String,
    },
    /// End that run or exploration where it stands and send what it has done so far.
    Stop {
        /// Of the run or exploration.
        id: RequestId,
    },
    /// Run the program for a file of its run. A run or exploration still under way is given up.
    Save {
        /// Of this request.
        id: RequestId,
        /// The text form of a scenario.
        scenario: String,
        /// Which file.
        kind: FileKind,
    },
    /// Search the program's schedules. A run or exploration still under way is given up.
    Explore {
        /// Of this request.
        id: RequestId,
        /// The text form of a scenario; its schedule does not count.
        scenario: String,
        /// How to search.
        options: ExploreOptions,
    },
    /// Grade an answer to an exercise. Whatever is still under way is given up.
    Grade {
        /// Of this request.
        id: RequestId,
        /// The name of the exercise.
        exercise: String,
        /// The answer.
        program: String,
    },
}

/// A file made of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FileKind {
    /// The timeline as a picture.
    Svg,
    /// A trace for Perfetto and `chrome://tracing`.
    Perfetto,
}

/// How schedules are searched, and for how long.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExploreOptions {
    /// By which engine.
    pub mode: Mode,
    /// The most preemptions of a schedule; none for all schedules.
    pub bound: Option<u32>,
    /// When the search ends at the latest, in milliseconds. What cannot be searched completely is
    /// bounded before.
    pub time_ms: u32,
    /// The most states that are kept.
    pub states_max: u32,
    /// Only this timing; none for timers on time first, and then late.
    pub timing: Option<Timing>,
}

impl Default for ExploreOptions {
    /// What a learner waits for, and what a tab has memory for.
    fn default() -> ExploreOptions {
        let (time_ms, states_max) = (20_000, 1_000_000);
        ExploreOptions { mode: Mode::Auto, bound: None, time_ms, states_max, timing: None }
    }
}

/// How far a run has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Events recorded.
    pub events: u64,
    /// Instructions run.
    pub instructions: u64,
    /// Virtual time.
    pub at: Time,
}

/// A run that is over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finished {
    /// What happened.
    pub trace: Trace,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// The process's exit code.
    pub exit_code: i32,
}

/// How far a search has come.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Searched {
    /// What it is doing, in a word or two.
    pub stage: String,
    /// States visited.
    pub states: u64,
    /// Complete runs.
    pub executions: u64,
    /// Moves made.
    pub moves: u64,
    /// For how long it has searched, in ms.
    pub ms: u32,
}

/// From the worker to the page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The worker has loaded and listens; sent once, unasked.
    Ready,
    /// The program has been checked: nothing is wrong if the list is empty. Also the answer to a
    /// run or exploration that could not start.
    Checked {
        /// Of the request.
        id: RequestId,
        /// What is wrong.
        diagnostics: Vec<Diagnostic>,
    },
    /// The run goes on.
    Running {
        /// Of the request.
        id: RequestId,
        /// How far it is.
        progress: Progress,
    },
    /// The run is over.
    Finished {
        /// Of the request.
        id: RequestId,
        /// What came out.
        finished: Box<Finished>,
    },
    /// The file is there.
    Saved {
        /// Of the request.
        id: RequestId,
        /// Which file.
        kind: FileKind,
        /// What is in it.
        text: String,
    },
    /// The request is no scenario.
    Refused {
        /// Of the request.
        id: RequestId,
        /// Why, for people.
        why: String,
    },
    /// The exploration goes on.
    Exploring {
        /// Of the request.
        id: RequestId,
        /// How far it is.
        searched: Searched,
    },
    /// The exploration is over: by itself, because its time was, or because it was stopped.
    Explored {
        /// Of the request.
        id: RequestId,
        /// What it found.
        report: Box<explore::Report>,
    },
    /// The run is over, and these are the next of its events: of a long run they come in parts,
    /// so that the page has no long task with any of them. [`Reply::Finished`] brings the last.
    Recorded {
        /// Of the request.
        id: RequestId,
        /// How many there are in all.
        total: u32,
        /// The next of them.
        events: Vec<Event>,
    },
    /// Grading goes on: the schedules are searched.
    Grading {
        /// Of the request.
        id: RequestId,
        /// How far it is.
        searched: Searched,
    },
    /// The answer is graded.
    Graded {
        /// Of the request.
        id: RequestId,
        /// What is said about it.
        report: Box<Report>,
        /// The run that shows the first failure.
        account: Vec<Told>,
    },
}

impl Reply {
    /// The request it answers; `None` for [`Reply::Ready`].
    pub fn id(&self) -> Option<RequestId> {
        match self {
            Reply::Ready => None,
            Reply::Checked { id, .. }
            | Reply::Running { id, .. }
            | Reply::Recorded { id, .. }
            | Reply::Finished { id, .. }
            | Reply::Saved { id, .. }
            | Reply::Refused { id, .. }
            | Reply::Exploring { id, .. }
            | Reply::Explored { id, .. }
            | Reply::Grading { id, .. }
            | Reply::Graded { id, .. } => Some(*id),
        }
    }
}

/// The bytes of a message.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    match postcard::to_allocvec(message) {
        Ok(bytes) => bytes,
        Err(why) => panic!("yieldpoint bug: a message without a byte form: {why}"),
    }
}

/// The message in `bytes`, `None` if it is none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (message, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(message)
}
