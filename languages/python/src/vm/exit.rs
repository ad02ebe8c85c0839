//! The end of the program: what still runs when the main thread is through.
//!
//! **Models:** `Py_FinalizeEx` and `finalize_modules`, CPython 3.13: `atexit`, a collection, then
//! the modules. A module and its functions hold each other, so it is the collector that finds
//! what is left: finalizers run in the order in which it reaches the objects from the module's
//! variables, all of them before any variable goes.

use super::Vm;
use crate::code::Program;
use crate::object::collect::ObjectsAlone;
use crate::object::{Handle, ModuleId, Value};

/// How far the end has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Exit {
    /// The program runs.
    #[default]
    NotYet,
    /// The other threads end.
    Threads,
    Callbacks,
    Cycles,
    Modules,
    Variables,
    Over,
}

/// What the end of the program has to wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Leaving {
    /// A frame that was pushed.
    Frame,
    /// Something to print.
    Print,
    Over,
}

impl Vm {
    /// Whether the program is over and only its last objects die.
    pub(crate) fn is_closing(&self) -> bool {
        matches!(self.exit, Exit::Variables | Exit::Over)
    }

    /// Goes on leaving the program.
    pub(super) fn leave(&mut self, program: &Program) -> Leaving {
        loop {
            let waits = self.exit == Exit::Threads && self.shutdown_of_threads().is_some();
            let has_more = waits || !self.heap.dying.is_empty() || !self.at_exit.is_empty();
            if has_more && !self.fault.is_empty() {
                // What runs now may print: the traceback was there first.
                self.stderr.insert_str(0, &std::mem::take(&mut self.fault));
            }
            if self.stderr.is_empty() && self.go_on_dying(program) {
                return Leaving::Frame;
            }
            if !self.stderr.is_empty() {
                return Leaving::Print;
            }
            match self.exit {
                Exit::NotYet => self.exit = Exit::Threads,
                Exit::Threads => {
                    self.exit = Exit::Callbacks;
                    if let Some(shutdown) = self.shutdown_of_threads() {
                        let shutdown = self.heap.keep(shutdown);
                        if self.finalizer_frame(shutdown, Vec::new()) {
                            return Leaving::Frame;
                        }
                    }
                }
                Exit::Callbacks => match self.at_exit.pop() {
                    Some((callable, arguments)) => {
                        if self.finalizer_frame(callable, arguments) {
                            return Leaving::Frame;
                        }
                    }
                    None => self.exit = Exit::Cycles,
                },
                Exit::Cycles => {
                    self.collect(2);
                    self.exit = Exit::Modules;
                }
                Exit::Modules => {
                    self.condemn_modules();
                    self.exit = Exit::Variables;
                }
                Exit::Variables => self.let_variables_go(),
                Exit::Over => return Leaving::Over,
            }
        }
    }

    /// `threading._shutdown`, if the program has it; borrowed.
    fn shutdown_of_threads(&self) -> Option<Value> {
        self.library_variable("threading", "_shutdown")
    }

    fn let_variables_go(&mut self) {
        for slot in self.binding_order() {
            let value = std::mem::replace(&mut self.globals[slot], Value::Undef);
            self.heap.release(value);
        }
        self.exit = Exit::Over;
    }

    /// The slots of the globals in the order in which they were bound, the program's first.
    fn binding_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.globals.len()).collect();
        let is_other = |slot: usize| self.program.owners[slot] != ModuleId::MAIN;
        order.sort_by_key(|&slot| (is_other(slot), self.bound_at[slot]));
        order
    }

    /// Finalizers of everything that only the module's variables hold.
    fn condemn_modules(&mut self) {
        let globals = self.binding_order();
        let globals: Vec<Value> = globals.into_iter().map(|slot| self.globals[slot]).collect();
        let mut of = self.heap.reachable(&globals);
        of.retain(|&handle: &Handle| self.heap.get(handle).is_container());
        let (_, lost) = self.heap.partition(of, &globals, &ObjectsAlone);
        let steps = self.heap.condemn(&lost);
        self.die_first(steps.into_iter());
    }
}
