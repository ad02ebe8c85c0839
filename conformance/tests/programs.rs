//! Every program of the suite under the simulation: it has to print what the real runtime printed.
//!
//! Each program is a test of its own: `cargo test -p conformance select` runs those whose name
//! contains `select`.

use anyhow::{Result, anyhow, bail};
use conformance::{Language, Observed, Program, programs};
use lab::{Diagnostic, Scenario};
use libtest_mimic::{Arguments, Trial};

fn main() -> Result<()> {
    let arguments = Arguments::from_args();
    let mut trials = vec![];
    for language in Language::ALL {
        let found = programs(language)?;
        if found.is_empty() {
            bail!("there are no programs in conformance/{}", language.folder());
        }
        trials.extend(found.into_iter().map(trial));
    }
    libtest_mimic::run(&arguments, trials).exit()
}

fn trial(program: Program) -> Trial {
    Trial::test(program.name(), move || Ok(compare(&program).map_err(|e| format!("{e:#}"))?))
}

fn compare(program: &Program) -> Result<()> {
    let recorded = program.recorded()?;
    let observed = simulate(program, &program.source()?);
    observed.differences(&recorded).map_or(Ok(()), |difference| Err(anyhow!(difference)))
}

/// Runs the program under the simulation.
fn simulate(program: &Program, source: &str) -> Observed {
    let mut scenario = Scenario::new(language(program.language), source);
    scenario.config.file = program.file_name();
    match lab::run(&scenario) {
        Ok(run) => Observed {
            exit: run.outcome.exit_code,
            error: program.language.error_line(&run.stderr),
            stdout: run.stdout,
        },
        Err(diagnostics) => refused(program, &diagnostics[0]),
    }
}

/// What the real compiler or interpreter does with a program it refuses.
fn refused(program: &Program, first: &Diagnostic) -> Observed {
    let Diagnostic { line, column, code, message, .. } = first;
    let stderr = match program.language {
        Language::Go => format!("{}:{line}:{column}: {message}", program.file_name()),
        Language::Python => format!("{code}: {message}"),
    };
    Observed { stdout: String::new(), exit: 1, error: program.language.error_line(&stderr) }
}

fn language(language: Language) -> lab::Language {
    match language {
        Language::Go => lab::Language::Go,
        Language::Python => lab::Language::Python,
    }
}
