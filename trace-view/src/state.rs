//! What a lane is doing, and how that is shown: by word, pattern and colour together.

use crate::ink::Ink;

/// What a lane is doing during a slice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// It runs.
    Running,
    /// It could run and waits for its turn.
    Runnable,
    /// It waits for somebody: a channel, a wait group, a future.
    Blocked,
    /// It is in the kernel.
    Syscall,
    /// It waits for a time.
    Sleeping,
    /// Its time has come, but it is not let run yet.
    Overdue,
    /// It stands still inside a blocking call and lets nobody else of its thread run.
    Frozen,
    /// The world is stopped: no P runs Go code.
    Stopped,
    /// The event loop itself works: it takes due timers, it takes the next handle.
    Loop,
    /// The P marks for the collector.
    Marking,
    /// Nothing to do.
    Idle,
    /// It has come to its end.
    Ended,
}

/// The second sign of a state beside its colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Pattern {
    /// Filled.
    Solid,
    /// Filled, with dots.
    Dots,
    /// Filled, with diagonal lines.
    Hatch,
    /// Filled, with crossed diagonal lines.
    Cross,
    /// Filled, with upright lines.
    Stripes,
    /// Filled, with level lines.
    Lines,
    /// Filled, with a dashed border.
    Dashed,
    /// Only a thin line in the middle.
    Thread,
    /// Nothing is drawn.
    Empty,
}

impl State {
    /// Every state, in the order of a legend.
    pub const ALL: [State; 12] = [
        State::Running,
        State::Runnable,
        State::Blocked,
        State::Syscall,
        State::Sleeping,
        State::Overdue,
        State::Frozen,
        State::Stopped,
        State::Loop,
        State::Marking,
        State::Idle,
        State::Ended,
    ];

    /// Word, fill, border and text of the state, its pattern, and its character in a terminal.
    fn look(self) -> (&'static str, [Ink; 3], Pattern, char) {
        use Ink::*;
        match self {
            State::Running => ("running", [Run, RunEdge, RunOn], Pattern::Solid, '█'),
            State::Runnable => ("runnable", [Ready, ReadyEdge, ReadyOn], Pattern::Dots, '░'),
            State::Blocked => ("blocked", [Blocked, BlockedEdge, BlockedOn], Pattern::Hatch, '╱'),
            State::Syscall => ("syscall", [Syscall, SyscallEdge, SyscallOn], Pattern::Lines, '≡'),
            State::Sleeping => ("sleeping", [Sleep, SleepEdge, SleepOn], Pattern::Dashed, '·'),
            State::Overdue => ("overdue", [Overdue, OverdueEdge, OverdueOn], Pattern::Stripes, '!'),
            State::Frozen => ("frozen", [Frozen, FrozenEdge, FrozenOn], Pattern::Cross, '╳'),
            State::Stopped => {
                ("world stopped", [Frozen, FrozenEdge, FrozenOn], Pattern::Cross, '▒')
            }
            State::Loop => ("loop at work", [Loop, LoopEdge, LoopOn], Pattern::Solid, '▄'),
            State::Marking => ("marks", [Loop, LoopEdge, LoopOn], Pattern::Solid, '▂'),
            State::Idle => ("idle", [Background, IdleEdge, TextSoft], Pattern::Thread, '─'),
            State::Ended => ("ended", [Background, IdleEdge, TextSoft], Pattern::Empty, ' '),
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        self.look().0
    }

    /// The colour it is filled with.
    pub fn fill(self) -> Ink {
        self.look().1[0]
    }

    /// The colour of its border and pattern.
    pub fn edge(self) -> Ink {
        self.look().1[1]
    }

    /// The colour of text on it.
    pub fn on(self) -> Ink {
        self.look().1[2]
    }

    /// Its pattern.
    pub fn pattern(self) -> Pattern {
        self.look().2
    }

    /// Its character in a terminal.
    pub fn character(self) -> char {
        self.look().3
    }

    /// A bit of its own, for sets of states.
    pub fn bit(self) -> u16 {
        1 << self as u16
    }

    /// The state a picture shows where several share one pixel: the rarest and most telling.
    pub fn most_telling(bits: u16) -> State {
        const ORDER: [State; 12] = [
            State::Frozen,
            State::Stopped,
            State::Running,
            State::Overdue,
            State::Loop,
            State::Marking,
            State::Syscall,
            State::Blocked,
            State::Runnable,
            State::Sleeping,
            State::Idle,
            State::Ended,
        ];
        ORDER.into_iter().find(|state| bits & state.bit() != 0).unwrap_or(State::Ended)
    }
}
