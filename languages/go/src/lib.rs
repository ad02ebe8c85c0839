//! Go: from source text to a guest of the machine.
//!
//! Text is parsed ([`syntax`]), checked ([`check`]) and lowered to bytecode ([`lower`], [`code`]),
//! which a virtual machine runs ([`vm`]). What gc refuses is refused in its words; what is not
//! simulated is refused by name, before anything runs.
//!
//! **Models:** the Go specification, and gc's, the runtime's and `fmt`'s words (Go 1.27).

mod case;
mod check;
mod code;
mod concurrency;
mod constant;
mod fmt;
mod known;
mod library;
mod lower;
mod natives;
mod packages;
mod shake;
mod syntax;
mod type_names;
mod type_params;
mod types;
mod unicode;
mod version;
mod vm;

pub use lower::Watching;
pub use version::Version;
pub use vm::Vm;

use runtime_core::source::Diagnostic;
use runtime_core::table::Table;
use syntax::Issue;

/// How a program is compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The file's name as tracebacks show it.
    pub file: String,
    /// Whether it tells of its accesses to memory.
    pub watch: Watching,
}

/// The longest program, in bytes.
const SOURCE_MAX: usize = 1 << 20;

/// Parses, checks and compiles a program; nothing has run yet. The diagnostics are in the order of
/// their lines.
pub fn compile(source: &str, options: &Options) -> Result<Vm, Vec<Diagnostic>> {
    compile_version(source, options, Version::NEWEST)
}

/// The same for the language of an older version.
pub fn compile_version(
    source: &str, options: &Options, version: Version,
) -> Result<Vm, Vec<Diagnostic>> {
    program(source, options, version).map_err(|issues| diagnostics(source, issues))
}

fn program(source: &str, options: &Options, version: Version) -> Result<Vm, Vec<Issue>> {
    if source.len() > SOURCE_MAX {
        let span = runtime_core::source::Span::default();
        return Err(vec![Issue::unsupported(span, "the program is too long to be simulated", "")]);
    }
    let (packages, issues) = packages::load(source, &options.file, version);
    if issues.iter().any(Issue::is_final) {
        return Err(issues);
    }
    let checked = check::check(&packages, issues)?;
    let code = lower::lower(&packages, checked, options).map_err(|issue| vec![issue])?;
    Ok(Vm::new(code))
}

/// Gives the issues their lines and columns, in order, each once.
fn diagnostics(source: &str, issues: Vec<Issue>) -> Vec<Diagnostic> {
    let numbered = issues.into_iter().enumerate();
    let placed: Table<_, _> =
        numbered.map(|(number, issue)| ((issue.span.start, number), issue)).collect();
    let mut issues: Vec<Issue> = placed.into_iter().map(|row| row.1).collect();
    issues.dedup();
    // Of the errors of grammar in one line, gc tells the first.
    let mut told = 0;
    issues
        .into_iter()
        .filter_map(|issue| {
            let (line, column) = packages::line_column(source, issue.span.start);
            if issue.message.starts_with(syntax::SYNTAX_ERROR) {
                if told == line {
                    return None;
                }
                told = line;
            }
            Some(Diagnostic {
                span: issue.span,
                line,
                column,
                code: issue.code.into(),
                message: issue.message,
                help: issue.help.into_owned(),
            })
        })
        .collect()
}
