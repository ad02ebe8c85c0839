//! Python: from source text to a guest of the machine.
use runtime_core::source::{Diagnostic, Span};

/// How a program is compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The file's name as tracebacks show it.
    pub file: String,
}

/// The virtual machine.
pub type Vm = runtime_core::script::Script;

/// Compiles a program.
pub fn compile(source: &str, options: &Options) -> Result<Vm, Vec<Diagnostic>> {
    let message = format!("{} cannot be run yet", options.file);
    Err(vec![Diagnostic::new(source, Span::default(), "unsupported", message)])
}
