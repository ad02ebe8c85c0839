//! A program of the suite under the simulation.

use anyhow::Result;
use conformance::{Header, Language, Observed, Program};
use lab::{Detail, Diagnostic, Scenario};

/// How the program has to be run: as its first lines ask.
pub fn scenario(program: &Program) -> Result<Scenario> {
    let source = program.source()?;
    let mut scenario = Scenario::new(language(program.language), &source);
    let Header { processors, profile, .. } = Header::of(&source);
    let config = &mut scenario.config;
    config.file = program.file_name();
    config.detail = Detail::Scheduling;
    config.procs = processors.unwrap_or(config.procs);
    config.profile = profile.unwrap_or(std::mem::take(&mut config.profile));
    Ok(scenario)
}

/// Runs it.
pub fn observe(program: &Program, scenario: &Scenario) -> Observed {
    let (stdout, stderr, exit) = match lab::run(scenario) {
        Ok(run) => (run.stdout, run.stderr, run.outcome.exit_code),
        Err(diagnostics) => (String::new(), refusal(program, &diagnostics[0]), 1),
    };
    program.language.observed(&stdout, &stderr, exit, &program.file_name())
}

/// What the real compiler or interpreter says of a program it refuses.
fn refusal(program: &Program, first: &Diagnostic) -> String {
    let Diagnostic { line, column, code, message, .. } = first;
    match program.language {
        Language::Go => format!("{}:{line}:{column}: {message}", program.file_name()),
        Language::Python => format!("{code}: {message}"),
    }
}

fn language(language: Language) -> lab::Language {
    match language {
        Language::Go => lab::Language::Go,
        Language::Python => lab::Language::Python,
    }
}
