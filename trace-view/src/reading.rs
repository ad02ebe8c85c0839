//! Reads a trace in portions: a page stays responsive while a million events become a picture.
//!
//! **Invariants:** whatever the portions, what comes out equals [`Timeline::new`] and
//! [`Scene::new`] of the trace; its state is folded once for both.

use crate::names::{Names, Timers};
use crate::scene::{Builder, Scene, Unfinished};
use crate::timeline::{Index, Timeline};
use runtime_core::trace::Trace;

/// A trace that is being read.
pub struct Reading {
    trace: Trace,
    stage: Stage,
}

/// What is being made.
enum Stage {
    /// The names need all events before the first label can be written.
    Names {
        next: usize,
        names: Names,
        timers: Timers,
    },
    Events {
        next: usize,
        builder: Box<Builder>,
        index: Box<Index>,
    },
    Lanes {
        scene: Box<Unfinished>,
        names: Names,
        index: Box<Index>,
    },
}

impl Reading {
    /// Nothing has been read yet.
    pub fn new(trace: Trace) -> Reading {
        let stage = Stage::Names { next: 0, names: Names::default(), timers: Timers::default() };
        Reading { trace, stage }
    }

    /// Reads about `portion` events more; what came out when there are no more.
    pub fn advance(mut self, portion: usize) -> Result<Reading, (Timeline, Scene)> {
        let Trace { events, tables } = &self.trace;
        let end = |next: usize| (next + portion.max(1)).min(events.len());
        self.stage = match self.stage {
            Stage::Names { next, mut names, mut timers } if next < events.len() => {
                for event in &events[next..end(next)] {
                    names.read(event.at, event.kind, tables, &mut timers);
                }
                Stage::Names { next: end(next), names, timers }
            }
            Stage::Names { mut names, .. } => {
                names.tell_chans_apart();
                Stage::Events {
                    next: 0,
                    builder: Box::new(Builder::new(names)),
                    index: Box::default(),
                }
            }
            Stage::Events { next, mut builder, mut index } if next < events.len() => {
                for event in &events[next..end(next)] {
                    index.read(event, &builder.before);
                    builder.read(event, tables);
                }
                Stage::Events { next: end(next), builder, index }
            }
            Stage::Events { builder, index, .. } => {
                let (scene, names) = builder.finish();
                Stage::Lanes { scene: Box::new(scene), names, index }
            }
            Stage::Lanes { mut scene, names, index } => {
                if !scene.advance(portion) {
                    return Err((index.finish(self.trace, names), scene.finish()));
                }
                Stage::Lanes { scene, names, index }
            }
        };
        Ok(self)
    }
}
