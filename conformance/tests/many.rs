//! Every program with several possible outputs under the simulation: each output that the real Go
//! was seen to print has to be reached by a seed.
//!
//! The seeds needed are printed: `cargo test -p conformance --test many -- --nocapture`.

mod simulated;

use anyhow::{Result, bail};
use conformance::outputs::{self, Outputs};
use conformance::{Header, Observed, Program, many};
use lab::Scenario;
use libtest_mimic::{Arguments, Trial};

/// The processors that outputs were recorded with.
const PROCESSORS: [u32; 3] = [1, 2, 4];

/// Seeds that are tried with each number of processors before an output counts as out of reach.
const SEEDS: u64 = 400;

fn main() -> Result<()> {
    let arguments = Arguments::from_args();
    let found = many()?;
    if found.is_empty() {
        bail!("there are no programs in conformance/go-many");
    }
    libtest_mimic::run(&arguments, found.into_iter().map(trial).collect()).exit()
}

fn trial(program: Program) -> Trial {
    Trial::test(program.name(), move || Ok(search(&program).map_err(|e| format!("{e:#}"))?))
}

/// Tries seeds until every recorded output was seen.
fn search(program: &Program) -> Result<()> {
    let recorded = program.recorded_outputs()?;
    let scenario = simulated::scenario(program)?;
    let processors = match Header::of(&scenario.source).processors {
        Some(fixed) => vec![fixed],
        None => PROCESSORS.to_vec(),
    };
    let mut seen = Outputs::new();
    for seed in 0..SEEDS {
        for &procs in &processors {
            let observed = simulated::observe(program, &with(&scenario, seed, procs));
            seen.insert(Observed { goroutines: String::new(), ..observed });
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
