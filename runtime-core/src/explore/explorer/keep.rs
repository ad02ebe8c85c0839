//! What a search keeps of what an engine has found.

use super::{Explorer, Found, LIVELOCKS_MAX, Livelock, Mode, RaceFound, Start, Way};
use crate::explore::dpor::Dpor;
use crate::explore::graph::Graph;
use crate::explore::race::Race;
use crate::explore::{Ending, Model, Move};
use crate::schedule::Control;
use alloc::vec::Vec;

impl<S: Start> Explorer<S> {
    pub(super) fn keep_graph<M: Model>(&mut self, graph: &Graph<M>, mode: Mode) {
        self.timed |= graph.is_timed();
        let races: Vec<u32> = graph.races().iter().map(|at| at.state).collect();
        let livelocks = graph.livelocks().into_iter().take(LIVELOCKS_MAX);
        let states: Vec<u32> = races.iter().copied().chain(livelocks).collect();
        let (paths, mut others) = graph.shortest(&states);
        let circles = others.split_off(races.len());
        for ((ending, count), path) in graph.endings().iter().zip(graph.counts()).zip(paths) {
            self.keep(ending.clone(), count, path);
        }
        self.keep_livelocks(circles);
        for (at, path) in graph.races().iter().zip(others.drain(..)) {
            let path = path.into_iter().chain(at.by).collect();
            self.keep_race(at.race, path);
        }
        self.count(mode, graph.executions(), 0, graph.states(), graph.bytes());
    }

    /// A circle in a program with timers, searched with these on time, is none of its own: while
    /// it turns, time goes on. What the search with late timers then finds is no matter of a slow
    /// machine; and whether the circle is one for ever, that search can tell.
    fn keep_livelocks(&mut self, circles: Vec<Vec<Move>>) {
        if circles.is_empty() || !self.report.livelocks.is_empty() {
            return;
        }
        if self.control != Control::Loose && self.options.control.is_none() && self.timed {
            self.turns_meanwhile = true;
        } else {
            let is_late = self.control == Control::Loose && !self.turns_meanwhile;
            let ways = circles.into_iter().map(|path| self.way(path));
            self.report.livelocks = ways.map(|way| Livelock { way, is_late }).collect();
        }
    }

    pub(super) fn keep_dpor(&mut self, dpor: &Dpor<S::Model>) {
        self.timed |= dpor.is_timed();
        for found in dpor.found() {
            self.keep(found.ending.clone(), found.count, found.path.clone());
        }
        for (race, path) in dpor.races() {
            self.keep_race(*race, path.clone());
        }
        self.count(Mode::Dpor, dpor.executions(), dpor.blocked(), 0, 0);
    }

    fn count(&mut self, mode: Mode, executions: u64, blocked: u64, states: u64, bytes: u64) {
        // The figures are those of the search on time; a late one only adds what it finds.
        if self.control == Control::Loose && self.options.control.is_none() {
            return;
        }
        let report = &mut self.report;
        report.mode = mode;
        (report.executions, report.blocked) = (executions, blocked);
        (report.states, report.bytes) = (states, bytes);
    }

    pub(super) fn keep(&mut self, ending: Ending, count: u64, path: Vec<Move>) {
        let control = self.control;
        // Only the search on time tells when a run ends.
        let anyway = |known: &Found| {
            known.way.control != control
                && known.ending.end_ns.is_some()
                && Ending { end_ns: None, ..known.ending.clone() } == ending
        };
        if ending.end_ns.is_none() && self.report.found.iter().any(anyway) {
            return;
        }
        match self.report.found.iter_mut().find(|found| found.ending == ending) {
            // What happens on time anyway is no finding of the late timing.
            Some(known) if known.way.control != control => {}
            Some(known) => known.count = known.count.max(count),
            None => {
                let is_late = control == Control::Loose && !self.turns_meanwhile;
                let way = self.way(path);
                self.report.found.push(Found { ending, count, way, is_late });
            }
        }
    }

    fn keep_race(&mut self, race: Race, path: Vec<Move>) {
        if !self.report.races.iter().any(|known| known.race.places() == race.places()) {
            let way = self.way(path);
            self.report.races.push(RaceFound { race, way });
        }
    }

    fn way(&self, path: Vec<Move>) -> Way {
        Way { path, control: self.control, visible: self.visible.clone() }
    }
}
