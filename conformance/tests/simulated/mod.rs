//! A program of the suite under the simulation.

use anyhow::Result;
use conformance::{Header, Language, Observed, Program};
use lab::{Detail, Diagnostic, Scenario};

/// How the program has to be run: as its first lines ask.
pub fn scenario(program: &Program) -> Result<Scenario> {
    let source = program.source()?;
    let mut scenario = Scenario::new(language(program.language), &source);
    let Header { processors, profile } = Header::of(&source);
    let config = &mut scenario.config;
    config.file = program.file_name();
    config.detail = Detail::Scheduling;
    config.procs = processors.unwrap_or(config.procs);
    config.profile = profile.unwrap_or(std::mem::take(&mut config.profile));
    Ok(scenario)
}

/// Runs it.
pub fn observe(program: &Program, scenario: &Scenario) -> Observed {
    match lab::run(scenario) {
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
