//! `cargo xtask bench web [PART]`: how fast schedules are explored in Chromium, beside native
//! code (`explore`), and how fast the timeline is with long traces (`timeline`).
//!
//! The site has been built before; `www/bench/PART.mjs` does the measuring.

use super::Options;
use super::measure::{processor, rustc};
use crate::shell::{cargo, quiet};
use crate::{chromium, serve};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// What can be measured.
const PARTS: [&str; 2] = ["explore", "timeline"];

/// Measures one part, or all, and prints a table of each.
pub fn compare(root: &Path, options: &Options) -> Result<()> {
    let dist = root.join("dist");
    if !dist.join("app/worker-go.js").is_file() {
        bail!("there is no site to measure: cargo xtask build");
    }
    let parts: Vec<&str> =
        PARTS.into_iter().filter(|part| options.only.is_empty() || *part == options.only).collect();
    if parts.is_empty() {
        bail!("there is no part {:?} of the web's benchmarks: {}", options.only, PARTS.join(", "));
    }
    let browser = chromium::find_or_install()?;
    if parts.contains(&"explore") {
        quiet(cargo(root).args(["build", "--release", "-p", "worker", "--example", "explore"]))?;
    }
    let running = serve::start(&dist, "/", 0)?;
    println!("{}; {}\n", processor(), rustc());
    for part in parts {
        let mut node = Command::new("node");
        node.arg(root.join("www/bench").join(part).with_extension("mjs"));
        node.env("YP_URL", &running.url).env("YP_CHROMIUM", &browser);
        node.env("YP_NATIVE", root.join("target/release/examples/explore"));
        node.env("YP_RUNS", options.runs.max(1).to_string());
        println!("{}", quiet(&mut node)?);
    }
    Ok(())
}
