//! A program as its parts: what a search for the smallest program with a fault leaves out.

use lab::{Language, Scenario};

/// What a generator made.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub language: Language,
    pub profile: &'static str,
    /// The statements of each goroutine, thread or task; those of main come first.
    pub bodies: Vec<Vec<String>>,
    /// How they become a program.
    pub frame: Frame,
}

/// What stands around the bodies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Frame {
    /// Goroutines; the capacities of the two channels.
    Goroutines { caps: [u64; 2], end: End },
    /// Python's threads.
    Threads { by: By, end: End },
    /// Tasks of one loop.
    Tasks { end: End },
}

/// How a thread is started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// `threading.Thread`, which has many switch points of its own.
    Library,
    /// `_thread.start_new_thread`, which has none.
    Itself,
}

/// Whether main waits for the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Joined,
    NotJoined,
}

impl Sketch {
    pub fn scenario(&self) -> Scenario {
        let source = match self.frame {
            Frame::Goroutines { caps, end } => super::go::text(&self.bodies, caps, end),
            Frame::Threads { by, end } => super::threads::text(&self.bodies, by, end),
            Frame::Tasks { end } => super::tasks::text(&self.bodies, end),
        };
        let mut scenario = Scenario::new(self.language, &source);
        scenario.config.profile = self.profile.into();
        scenario
    }

    /// The program without one of its statements or bodies, each in turn.
    fn smaller(&self) -> impl Iterator<Item = Sketch> + '_ {
        let without_body = (1..self.bodies.len()).map(|at| {
            let mut sketch = self.clone();
            sketch.bodies.remove(at);
            sketch
        });
        let places = self.bodies.iter().enumerate();
        let places = places.flat_map(|(at, body)| (0..body.len()).map(move |line| (at, line)));
        let without_line = places.map(|(at, line)| {
            let mut sketch = self.clone();
            sketch.bodies[at].remove(line);
            sketch
        });
        without_body.chain(without_line)
    }

    /// The smallest program that can be had by leaving things out for which `fails` is still true.
    pub fn shrunk(self, fails: impl Fn(&Sketch) -> bool) -> Sketch {
        let mut sketch = self;
        loop {
            let smaller = sketch.smaller().find(|smaller| fails(smaller));
            match smaller {
                Some(smaller) => sketch = smaller,
                None => return sketch,
            }
        }
    }
}
