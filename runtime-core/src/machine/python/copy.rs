//! Copies of Python's runtime state, into the room of an old one where there is one.

use super::{PythonRuntime, Thread};

impl Clone for PythonRuntime {
    fn clone(&self) -> Self {
        let mut copy = PythonRuntime::default();
        copy.clone_from(self);
        copy
    }

    fn clone_from(&mut self, source: &Self) {
        let PythonRuntime {
            gils,
            threads,
            loops,
            locks,
            pipes,
            alarms,
            alarms_set,
            timers_set,
            cut,
            goes,
            last,
            stopped_at,
            computes,
        } = self;
        gils.clone_from(&source.gils);
        threads.clone_from(&source.threads);
        loops.clone_from(&source.loops);
        locks.clone_from(&source.locks);
        pipes.clone_from(&source.pipes);
        alarms.clone_from(&source.alarms);
        (*alarms_set, *timers_set) = (source.alarms_set, source.timers_set);
        (*cut, *goes) = (source.cut, source.goes);
        (*last, *stopped_at) = (source.last, source.stopped_at);
        *computes = source.computes;
    }
}

impl Clone for Thread {
    fn clone(&self) -> Self {
        Thread { tasks: self.tasks.clone(), came_back: self.came_back.clone(), ..*self }
    }

    fn clone_from(&mut self, source: &Self) {
        let mut tasks = core::mem::take(&mut self.tasks);
        tasks.clone_from(&source.tasks);
        *self = Thread { tasks, came_back: source.came_back.clone(), ..*source };
    }
}
