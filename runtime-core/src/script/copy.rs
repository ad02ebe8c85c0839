//! Copies of a script into the room of an old one: a search makes millions.

use super::Script;
use alloc::sync::Arc;

impl Clone for Script {
    fn clone(&self) -> Script {
        Script {
            code: self.code.clone(),
            fibers: self.fibers.clone(),
            todo: self.todo.clone(),
            chans: self.chans.clone(),
            buffers: self.buffers.clone(),
            tasks: self.tasks.clone(),
            threads: self.threads.clone(),
            futures: self.futures.clone(),
            loops: self.loops,
            leftovers: self.leftovers,
            words: self.words.clone(),
            live_bytes: self.live_bytes,
        }
    }

    fn clone_from(&mut self, from: &Script) {
        let Script { code, fibers, todo, chans, buffers, tasks, threads, futures, words, .. } =
            self;
        if !Arc::ptr_eq(code, &from.code) {
            code.clone_from(&from.code);
        }
        fibers.clone_from(&from.fibers);
        todo.clone_from(&from.todo);
        chans.clone_from(&from.chans);
        buffers.clone_from(&from.buffers);
        tasks.clone_from(&from.tasks);
        threads.clone_from(&from.threads);
        if !(futures.is_empty() && from.futures.is_empty()) {
            futures.clone_from(&from.futures);
        }
        words.clone_from(&from.words);
        (self.loops, self.leftovers) = (from.loops, from.leftovers);
        self.live_bytes = from.live_bytes;
    }
}
