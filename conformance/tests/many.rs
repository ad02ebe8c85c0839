//! Every program with several possible outputs under the simulation: each output that the real
//! runtime was seen to print has to be reached by a seed.
//!
//! The seeds needed are printed: `cargo test -p conformance --test many -- --nocapture`.

mod simulated;

use anyhow::{Result, bail};
use conformance::outputs::{self, Outputs};
use conformance::{Header, Language, Program, many};
use lab::Scenario;
use libtest_mimic::{Arguments, Trial};

/// The processors that outputs of Go were recorded with.
const PROCESSORS: [u32; 3] = [1, 2, 4];

/// Seeds that are tried with each number of processors before an output counts as out of reach.
const SEEDS: u64 = 400;

fn main() -> Result<()> {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for language in Language::ALL {
        let found = many(language)?;
        if found.is_empty() {
            bail!("there are no programs in conformance/{}", language.many_folder());
        }
        trials.extend(found.into_iter().map(trial));
    }
    libtest_mimic::run(&arguments, trials).exit()
}

fn trial(program: Program) -> Trial {
    Trial::test(program.name(), move || Ok(search(&program).map_err(|e| format!("{e:#}"))?))
}

/// Tries seeds until every recorded output was seen.
fn search(program: &Program) -> Result<()> {
    let recorded = program.recorded_outputs()?;
    let scenario = simulated::scenario(program)?;
    let processors = match (program.language, Header::of(&scenario.source).processors) {
        (Language::Python, _) => vec![1],
        (Language::Go, Some(fixed)) => vec![fixed],
        (Language::Go, None) => PROCESSORS.to_vec(),
    };
    let mut seen = Outputs::new();
    for seed in 0..SEEDS {
        for &procs in &processors {
            let observed = simulated::observe(program, &with(&scenario, seed, procs));
            seen.insert(observed.listed());
        }
        if recorded.is_subset(&seen) {
            println!("{}: all of {} within {} seeds", program.name(), recorded.len(), seed + 1);
            return Ok(());
        }
    }
    let missing: Outputs = recorded.difference(&seen).cloned().collect();
    let others: Outputs = seen.difference(&recorded).cloned().collect();
    bail!(
        "{} of {} recorded outputs are out of reach:\n{}reached, but not recorded: {}\n{}",
        missing.len(),
        recorded.len(),
        outputs::to_text(&missing)?,
        others.len(),
        outputs::to_text(&others)?
    )
}

fn with(scenario: &Scenario, seed: u64, procs: u32) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.config.seed = seed;
    scenario.config.procs = procs;
    scenario
}
