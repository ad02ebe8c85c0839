//! Python: from source text to a guest of the machine.
//!
//! `parse` -> [`compile`] -> a [`Python`], which runs bytecode one instruction at a time and asks the
//! machine for everything that concerns others: printing, sleeping, tasks, futures.
//!
//! **Models:** CPython 3.13.

mod builtins;
mod code;
mod compile;
mod format;
mod interner;
mod library;
mod names;
mod object;
mod parse;
mod prelude;
mod process;
mod suggest;
mod version;
mod vm;

pub use process::Python;
pub use version::Version;
pub(crate) use vm::Vm;

use runtime_core::source::Diagnostic;

/// What a program may hold at once, in bytes of our own estimate.
pub(crate) const MEMORY_MAX: u64 = 256 << 20;

/// How to compile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The file's name as tracebacks show it.
    pub file: String,
    /// Which Python runs it.
    pub version: Version,
    /// Whether asyncio's loops are in debug mode from the start: PYTHONASYNCIODEBUG.
    pub asyncio_debug: bool,
    /// What `sys.getswitchinterval()` says at the start, in ns.
    pub switch_interval_ns: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            file: "main.py".into(),
            version: Version::default(),
            asyncio_debug: false,
            switch_interval_ns: 5_000_000,
        }
    }
}

/// Compiles a program: everything that is wrong with it is found here, nothing has run yet.
pub fn compile(source: &str, options: &Options) -> Result<Python, Vec<Diagnostic>> {
    let module = parse::parse(source)?;
    let mut builder = compile::Builder::new(&options.file, source);
    prelude::load(&mut builder);
    library::load(&mut builder, module.suite());
    let main = compile::module(&mut builder, source, module.suite(), compile::Author::Learner)?;
    builder.program.main = main.0;
    let (program, heap) = builder.finish();
    let mut vm = Vm::new(program, heap, options.version);
    vm.asyncio_debug = options.asyncio_debug;
    vm.switch_interval_us = options.switch_interval_ns / 1000;
    Ok(Python::new(vm))
}
