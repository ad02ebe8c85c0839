//! `cargo xtask bench web`: how fast schedules are explored in Chromium, beside native code.
//!
//! The site has been built before; `www/bench/explore.mjs` has the programs and does the measuring.

use super::Options;
use super::measure::{processor, rustc};
use crate::shell::{cargo, quiet};
use crate::{chromium, serve};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// Compares and prints a table.
pub fn compare(root: &Path, options: &Options) -> Result<()> {
    let dist = root.join("dist");
    if !dist.join("app/worker-go.js").is_file() {
        bail!("there is no site to measure: cargo xtask build");
    }
    let browser = chromium::find_or_install()?;
    quiet(cargo(root).args(["build", "--release", "-p", "worker", "--example", "explore"]))?;
    let running = serve::start(&dist, "/", 0)?;
    println!("{}; {}\n", processor(), rustc());
    let mut node = Command::new("node");
    node.arg(root.join("www/bench/explore.mjs")).env("YP_URL", &running.url);
    node.env("YP_NATIVE", root.join("target/release/examples/explore"));
    node.env("YP_CHROMIUM", browser).env("YP_RUNS", options.runs.max(1).to_string());
    print!("{}", quiet(&mut node)?);
    Ok(())
}
