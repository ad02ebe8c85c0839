//! Every program of the suite under the simulation: it has to print what the real runtime printed.
//!
//! Each program is a test of its own: `cargo test -p conformance select` runs those whose name
//! contains `select`.

mod simulated;

use anyhow::{Result, anyhow, bail};
use conformance::{Language, Program, programs};
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
    let observed = simulated::observe(program, &simulated::scenario(program)?);
    observed.differences(&recorded).map_or(Ok(()), |difference| Err(anyhow!(difference)))
}
