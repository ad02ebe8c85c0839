//! `cargo xtask bench web [PART]`: how fast schedules are explored in Chromium, beside native
//! code (`explore`), how fast the timeline is with long traces (`timeline`), and how long a reader
//! waits for a page and for a demo (`load`).
//!
//! The site has been built before; `www/bench/PART.mjs` does the measuring. What is served is a copy
//! with its files compressed, as a static host serves them.

use super::Options;
use super::measure::{processor, rustc};
use crate::shell::{cargo, quiet};
use crate::{browser, serve};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What can be measured.
const PARTS: [&str; 3] = ["explore", "timeline", "load"];

/// Files that are sent as they are: compressed already.
const AS_THEY_ARE: &[&str] = &["png", "woff2"];

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
    let browser = browser::CHROMIUM.find_or_install()?;
    if parts.contains(&"explore") {
        quiet(cargo(root).args(["build", "--release", "-p", "worker", "--example", "explore"]))?;
    }
    let copy = root.join("target/bench-site");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    compress(&dist, &copy)?;
    let running = serve::start(&copy, "/", 0)?;
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

/// Copies a folder; beside each file that shrinks lies its compressed form.
fn compress(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            compress(&path, &target)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        fs::write(&target, &bytes)?;
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if !AS_THEY_ARE.contains(&ending.as_str()) {
            let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
            let mut packed = Vec::new();
            brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
            fs::write(format!("{}.br", target.display()), packed)?;
        }
    }
    Ok(())
}
