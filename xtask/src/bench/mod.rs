//! `cargo xtask bench go | python | explore | web`: how fast programs run here and in the real
//! runtime, and how fast their schedules are explored here, elsewhere and in a browser.

mod explore;
mod go;
mod measure;
mod python;
mod web;

use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub struct Options {
    /// What to compare: `go`, `python`, `explore` or `web`
    what: String,
    /// Only programs whose name contains this
    #[arg(default_value = "")]
    only: String,
    /// How often each program is run
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Seconds after which loom and shuttle are given up
    #[arg(long, default_value_t = 20.0)]
    time: f64,
}

/// `cargo xtask bench`.
pub fn command(root: &Path, options: &Options) -> Result<()> {
    match options.what.as_str() {
        "explore" => explore::compare(root, options),
        "go" => go::compare(root, options),
        "python" => python::compare(root, options),
        "web" => web::compare(root, options),
        _ => bail!("there are benchmarks of go, of python, of explore and of web"),
    }
}

/// The programs in a folder, in the order of their names.
fn programs(folder: &Path, extension: &str, only: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ext| ext == extension) && name.contains(only) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
