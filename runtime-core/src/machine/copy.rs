//! Copies of a machine, into the room of an old one where there is one: a search makes millions.

use super::{Machine, Runtime};

impl<G: Clone> Clone for Machine<G> {
    fn clone(&self) -> Self {
        Machine {
            guest: self.guest.clone(),
            config: self.config,
            recorder: self.recorder.clone(),
            now: self.now,
            fuel_used: self.fuel_used,
            fibers: self.fibers.clone(),
            runtime: self.runtime.clone(),
            pending: self.pending,
            answerer: self.answerer.clone(),
            answers: self.answers.clone(),
            output: self.output.clone(),
            notices: self.notices,
            outcome: self.outcome,
            watching: self.watching.clone(),
            log: self.log.clone(),
            footprint: self.footprint.clone(),
            accesses: self.accesses.clone(),
            knowledge: self.knowledge.clone(),
            died_of: self.died_of.clone(),
            last_words: self.last_words,
            printed: self.printed.clone(),
        }
    }

    fn clone_from(&mut self, source: &Self) {
        let Machine {
            guest,
            config,
            recorder,
            now,
            fuel_used,
            fibers,
            runtime,
            pending,
            answerer,
            answers,
            output,
            notices,
            outcome,
            watching,
            log,
            footprint,
            accesses,
            knowledge,
            died_of,
            last_words,
            printed,
        } = self;
        guest.clone_from(&source.guest);
        // In a search it is blank, and so it is on both sides.
        if !(recorder.is_blank() && source.recorder.is_blank()) {
            recorder.clone_from(&source.recorder);
        }
        fibers.clone_from(&source.fibers);
        runtime.clone_from(&source.runtime);
        answerer.clone_from(&source.answerer);
        answers.clone_from(&source.answers);
        output.clone_from(&source.output);
        watching.clone_from(&source.watching);
        log.clone_from(&source.log);
        footprint.clone_from(&source.footprint);
        accesses.clone_from(&source.accesses);
        knowledge.clone_from(&source.knowledge);
        died_of.clone_from(&source.died_of);
        printed.clone_from(&source.printed);
        (*config, *now, *fuel_used) = (source.config, source.now, source.fuel_used);
        *last_words = source.last_words;
        (*pending, *notices, *outcome) = (source.pending, source.notices, source.outcome);
    }
}

impl Clone for Runtime {
    fn clone(&self) -> Self {
        match self {
            #[cfg(feature = "go")]
            Runtime::Go(go) => Runtime::Go(go.clone()),
            #[cfg(feature = "python")]
            Runtime::Python(python) => Runtime::Python(python.clone()),
        }
    }

    fn clone_from(&mut self, source: &Self) {
        match (self, source) {
            #[cfg(feature = "go")]
            (Runtime::Go(own), Runtime::Go(go)) => own.clone_from(go),
            #[cfg(feature = "python")]
            (Runtime::Python(own), Runtime::Python(python)) => own.clone_from(python),
            #[cfg(all(feature = "go", feature = "python"))]
            (own, other) => *own = other.clone(),
        }
    }
}
