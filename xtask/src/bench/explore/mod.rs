//! `cargo xtask bench explore`: how long it takes to see every schedule of a small program, here
//! and with loom and shuttle.
//!
//! The explorers run in turns, each in a process of its own on one core, and say themselves how
//! many executions they needed and how long. Ours is `lab`'s example `explore_rates`, theirs is the
//! package `bench/explore-peers`, which the workspace does not know. Three tables come out: ours
//! beside theirs, ours on more programs, and whether the goals are met.

mod explorer;
mod goals;
mod tables;

use super::Options;
use super::measure::{processor, rustc};
use crate::shell::{cargo, on_path, quiet};
use anyhow::Result;
use explorer::{Binaries, Explorer, Found, Guest};
use std::path::Path;

/// A run this long, in seconds, is not repeated: its own noise is small.
const LONG_SECONDS: f64 = 15.0;

/// A program every explorer knows by this name.
struct Program {
    name: &'static str,
    /// Who explores it besides us.
    peers: &'static [&'static str],
}

/// loom twice: sharing through an `Arc` of its own, as its documentation does, and through the
/// standard one, whose counting it does not explore.
const PEERS: &[&str] = &["loom", "loom-std-arc", "shuttle"];

const PROGRAMS: &[Program] = &[
    Program { name: "inc 3x1", peers: PEERS },
    Program { name: "inc 2x3", peers: PEERS },
    Program { name: "mutex 3x1", peers: PEERS },
    Program { name: "mutex 3x2", peers: PEERS },
    Program { name: "inc 3x3", peers: &[] },
    Program { name: "readers 13", peers: &[] },
    Program { name: "lastzero 10", peers: &[] },
];

/// Compares with loom and shuttle.
pub fn compare(root: &Path, options: &Options) -> Result<()> {
    let binaries = build(root)?;
    println!("{}; {}\n", processor(), rustc());
    let mut found = Vec::new();
    for program in PROGRAMS.iter().filter(|program| program.name.contains(&options.only)) {
        eprintln!("{} ...", program.name);
        found.extend(explore(program, &binaries, options));
    }
    println!("{}", tables::against_peers(&found));
    println!("{}", tables::ours(&found));
    println!("{}", goals::table(&found));
    Ok(())
}

fn build(root: &Path) -> Result<Binaries> {
    let target = root.join("target/explore-peers");
    let manifest = root.join("bench/explore-peers/Cargo.toml");
    let mut peers = cargo(root);
    peers.args(["build", "--release", "--locked"]);
    quiet(peers.arg("--manifest-path").arg(manifest).arg("--target-dir").arg(&target))?;
    quiet(cargo(root).args(["build", "--release", "-p", "lab", "--example", "explore_rates"]))?;
    Ok(Binaries {
        ours: root.join("target/release/examples/explore_rates"),
        peers: target.join("release/explore-peers"),
        taskset: on_path("taskset"),
    })
}

/// Lets everybody explore `program` in turns, `options.runs` times.
fn explore(program: &Program, binaries: &Binaries, options: &Options) -> Vec<Found> {
    let ours = Guest::ALL.into_iter().flat_map(Explorer::ours);
    let peers = program.peers.iter().map(|&name| Explorer::Peer(name));
    let mut found: Vec<Found> =
        ours.chain(peers).map(|explorer| Found::new(explorer, program.name)).collect();
    for _ in 0..options.runs.max(1) {
        for one in found.iter_mut().filter(|one| one.is_worth_repeating(LONG_SECONDS)) {
            one.runs.push(one.explorer.explore(program.name, binaries, options.time));
        }
    }
    found
}
