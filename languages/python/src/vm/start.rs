//! A program about to start.

use super::Vm;
use super::fibers::Fibers;
use super::frame::{Fiber, Frame};
use crate::Version;
use crate::code::Program;
use crate::interner::Names;
use crate::object::{Heap, Value};
use runtime_core::id::FiberId;
use runtime_core::table::Table;
use runtime_core::time::Time;
use std::sync::Arc;

impl Vm {
    pub(crate) fn new(mut program: Program, heap: Heap, version: Version) -> Vm {
        finish_codes(&mut program);
        let methods = crate::builtins::methods(&program.names);
        let mut vm = Vm {
            version,
            methods: Arc::new(methods),
            heap,
            lookups: super::lookup::Lookups::default(),
            shown_names: Vec::new(),
            globals: program.initial.clone(),
            stdout_slot: None,
            imported: vec![false; program.modules.len()],
            module_attrs: Vec::new(),
            bound_at: vec![0; program.globals.len()],
            bindings: 0,
            fibers: Fibers::default(),
            run: Fiber::default(),
            at: FiberId(1),
            names: Names::default(),
            patterns: Vec::new(),
            raised: Value::Undef,
            touches: Vec::new(),
            wanted: Default::default(),
            ask: None,
            held: Value::Undef,
            asyncgen_hooks: [Value::None; 2],
            call_names: Vec::new(),
            ask_name: None,
            stderr: String::new(),
            warned: Vec::new(),
            futures_made: 0,
            futures_unseen: Vec::new(),
            tasks: Table::default(),
            callbacks: Table::default(),
            sleepers: Table::default(),
            next_callback: 1,
            numbers_settled: [0; 2],
            tasks_named: 0,
            extensions: Table::default(),
            queue_class: Value::Undef,
            origin_depth: 0,
            asyncio_debug: false,
            loops: Vec::new(),
            thread: FiberId(1),
            exit: super::exit::Exit::default(),
            locals_of: FiberId(1),
            at_exit: Vec::new(),
            fault: String::new(),
            collect_asked: None,
            unawaited_hook: Value::Undef,
            log_hook: Value::Undef,
            exit_code: None,
            recursion_max: 1000,
            switch_interval_us: 5000,
            stack_size: 0,
            locks_made: 0,
            threads_live: 0,
            process_main: FiberId(1),
            shared: Box::default(),
            output: crate::process::Output::default(),
            inherited: Vec::new(),
            serial: 0,
            spent: 0,
            began: Time(0),
            instruction_ns: 0,
            program: Arc::new(program),
        };
        vm.start_main();
        vm
    }

    fn start_main(&mut self) {
        self.stdout_slot = self.library_slot("sys", "stdout");
        let program = self.program.clone();
        for (slot, &name) in program.globals.iter().enumerate() {
            match program.names.text(name) {
                "__name__" => {
                    let module = &program.modules[program.owners[slot].index()];
                    self.globals[slot] = self.heap.str(&*module.name);
                }
                "__file__" => self.globals[slot] = self.heap.str(program.file.as_str()),
                "__doc__" => self.globals[slot] = Value::None,
                _ => {}
            }
        }
        let main = crate::object::CodeId(program.main);
        self.fibers.push(Fiber::default());
        let fiber = &mut self.fibers[0];
        fiber.top = Frame { code: main, ..Frame::NONE };
        fiber.stack = vec![Value::Undef; program.code(main).locals.len()];
        fiber.depth = 1;
    }
}

/// Fills in what is known of codes once all are there.
fn finish_codes(program: &mut Program) {
    program.codes.iter_mut().for_each(super::fuse::fuse);
    super::sites::number(program);
}
