//! The machine as a search sees it: the moves that could come next, what one touched, the end.
//!
//! A search stops at every [`ChoiceKind::Next`], also where only one can go on, so that each move
//! is that of one fiber. A move is the option of the pending choice that it stands for.

#[cfg(feature = "python")]
use super::python::fingerprint_controlled;
use super::{Machine, Runtime, Touches, Watching};
use crate::explore::{Dependence, Ending, Footprint, Move, Touched};
use crate::guest::{Fingerprint, Guest, Sites};
use crate::id::FiberId;
use crate::trace::{ChoiceKind, OutcomeKind};
use alloc::vec::Vec;

/// How many ways a search tries of one choice: of a random number that may be anything, only the
/// first ([`crate::explore::Notice::Drawn`]).
pub(super) const WAYS_MAX: u32 = 64;

/// The way of a fiber that stopped only because a search does not run it any further in one piece:
/// for a replay the move is a part of the one before.
pub(super) const COMPUTES: u16 = u16::MAX;

impl<G: Guest> Machine<G> {
    /// The moves that answer the pending choice, in the order of its options.
    pub(crate) fn options(&mut self, moves: &mut Vec<Move>) {
        let Some(point) = self.pending else { return };
        if point.kind == ChoiceKind::Next {
            return self.next_moves(moves);
        }
        let asker = self.asker();
        moves.extend((0..point.options).map(|way| Move::way(asker, way as u16)));
    }

    /// Who can go on, in the order of the options of [`ChoiceKind::Next`].
    fn next_moves(&mut self, moves: &mut Vec<Move>) {
        match self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(_) => self.next_moves_go(moves),
            #[cfg(feature = "python")]
            Runtime::Python(_) => self.next_moves_python(moves),
        }
    }

    /// The fiber whose thread a choice of another kind came up in.
    fn asker(&mut self) -> FiberId {
        match self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(_) => self.running().unwrap_or(FiberId(0)),
            #[cfg(feature = "python")]
            Runtime::Python(_) => self.asker_python(),
        }
    }

    /// Makes the move that is `option` of the pending choice, up to the next one or the end.
    pub(crate) fn move_on(&mut self, chosen: Move, option: u32, footprint: &mut Footprint) {
        core::mem::swap(&mut self.footprint, footprint);
        self.footprint.clear();
        self.footprint.fibers.push(chosen.fiber);
        self.footprint.fibers.extend(Some(chosen.with).filter(|with| with.0 != 0));
        // Time is a barrier: whoever moves could look at the clock.
        let clock = chosen.fiber == FiberId(0);
        let how = if clock { Dependence::Writes } else { Dependence::Reads };
        self.touch(Touches::World, how);
        self.choose(option);
        self.advance();
        if let Some(outcome) = self.outcome {
            self.touch(Touches::World, Dependence::Writes);
            self.ends(outcome.kind);
        }
        core::mem::swap(&mut self.footprint, footprint);
    }

    /// Follows who knows of visible accesses, too.
    pub(crate) fn remember_visible(&mut self) {
        self.knowledge.keep_visible();
    }

    /// Who ends the process keeps all others from doing anything: they are to be tried before.
    fn ends(&mut self, kind: OutcomeKind) {
        if !matches!(kind, OutcomeKind::Deadlock | OutcomeKind::Stuck) {
            let (object, how) = (Touched::PROCESS, Dependence::Writes);
            self.footprint.touched.push(Touched { object, len: 1, how });
        }
    }

    /// What has been noted since the last move, or since the start.
    pub(crate) fn take_footprint(&mut self) -> Footprint {
        core::mem::take(&mut self.footprint)
    }

    /// Up to the next choice or the end.
    pub(crate) fn advance(&mut self) {
        while self.outcome.is_none() && self.pending.is_none() {
            let _ = self.turn(u64::MAX);
        }
    }

    /// How the run ended, if it has.
    pub(crate) fn ending(&self) -> Option<Ending> {
        let outcome = self.outcome?;
        Some(Ending {
            kind: outcome.kind,
            exit_code: outcome.exit_code,
            stdout: self.printed.0.finish(),
            fault: self.died_of.as_deref().cloned(),
            leaked: Vec::new(),
            notices: self.notices,
            last_words: if outcome.kind == OutcomeKind::Exception { self.last_words } else { 0 },
            end_ns: None,
        })
    }

    /// Goes the way of a search that stopped at `sites`, as a new machine; the answers by which a
    /// replay, which stops everywhere, goes the same way. `None` if the way cannot be gone.
    pub(crate) fn retrace(mut self, sites: &Sites, way: &[Move]) -> Option<Vec<u32>> {
        self.watch(Watching::Each);
        let mut way = way.iter().filter(|chosen| chosen.way != COMPUTES);
        let mut options = Vec::new();
        self.advance();
        while let Some(point) = self.pending {
            let is_drawn = point.kind != ChoiceKind::Next && point.options > WAYS_MAX;
            let option = if is_drawn || (point.kind == ChoiceKind::Next && self.is_unseen(sites)) {
                0
            } else {
                let Some(next) = way.next() else { break };
                options.clear();
                self.options(&mut options);
                options.iter().position(|option| option == next)? as u32
            };
            self.choose(option);
            self.advance();
        }
        way.next().is_none().then_some(self.answers)
    }

    /// Whether a timer has been set, or somebody waits for a time: only then can time be late.
    pub(crate) fn is_timed(&self) -> bool {
        match &self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(_) => true,
            #[cfg(feature = "python")]
            Runtime::Python(python) => python.is_timed(),
        }
    }

    /// Whether the machine stands where a search that stops at `sites` does not.
    fn is_unseen(&self, sites: &Sites) -> bool {
        let stopped_at = match &self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(_) => None,
            #[cfg(feature = "python")]
            Runtime::Python(python) => python.stopped_at(),
        };
        stopped_at.is_some_and(|site| !sites.contains(site))
    }

    /// A hash of everything that can influence the rest of the run and its outcome.
    pub(crate) fn fingerprint_of_search(&self) -> u128 {
        let mut state = Fingerprint::default();
        let printed = self.printed.0.finish();
        state.word(printed as u64);
        state.word((printed >> 64) as u64);
        state.word(u64::from(self.notices.bits()));
        state.word(self.last_words);
        // What the guest has numbered is named before the runtime speaks of it.
        self.guest.fingerprint(&mut state);
        match &self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(_) => self.fingerprint_runtime(&mut state),
            #[cfg(feature = "python")]
            Runtime::Python(python) => fingerprint_controlled(python, self.now, &mut state),
        }
        state.finish()
    }
}
