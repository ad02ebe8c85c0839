//! `cargo xtask bench web load`: how long a reader waits for a page and for a demo.
//!
//! The site has been built before. A copy of it is served with its files compressed, as a static host
//! serves them; `www/bench/load.mjs` does the measuring.

use super::Options;
use super::measure::{processor, rustc};
use crate::shell::quiet;
use crate::{chromium, serve};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Files that are sent as they are: compressed already.
const AS_THEY_ARE: &[&str] = &["png", "woff2", "br"];

/// Measures and prints two tables.
pub fn compare(root: &Path, options: &Options) -> Result<()> {
    let (dist, copy) = (root.join("dist"), root.join("target/bench-site"));
    if !dist.join("app/worker-go.js").is_file() {
        bail!("there is no site to measure: cargo xtask build");
    }
    let browser = chromium::find_or_install()?;
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    compress(&dist, &copy)?;
    let running = serve::start(&copy, "/", 0)?;
    println!("{}; {}\n", processor(), rustc());
    let mut node = Command::new("node");
    node.arg(root.join("www/bench/load.mjs")).env("YP_URL", &running.url);
    node.env("YP_CHROMIUM", browser).env("YP_RUNS", options.runs.max(1).to_string());
    print!("{}", quiet(&mut node)?);
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
