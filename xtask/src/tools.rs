//! Finds out whether what a build needs is there, and says what to install when it is not.

use crate::shell::{capture, on_path, quiet};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The oldest Node.js that the scripts in `www/` are written for.
const NODE_MAJOR_MIN: u32 = 20;

/// Checks Node.js and npm.
pub fn node() -> Result<()> {
    let advice = format!("install Node.js {NODE_MAJOR_MIN} or newer, which brings npm");
    let version = capture(Command::new("node").arg("--version"))
        .with_context(|| format!("there is no Node.js: {advice}"))?
        .output;
    match node_major(&version) {
        Some(major) if major >= NODE_MAJOR_MIN => {}
        _ => bail!("Node.js {} is too old: {advice}", version.trim()),
    }
    match on_path("npm") {
        Some(_) => Ok(()),
        None => bail!("Node.js is there but npm is not: {advice} (Debian: apt-get install npm)"),
    }
}

/// `20` of `v20.11.1`.
fn node_major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Adds the compiler's target `name` if it is missing.
pub fn rust_target(root: &Path, name: &str) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).args(["--print", "target-libdir", "--target", name]);
    let folder =
        quiet(&mut rustc).context("there is no rustc: install Rust from https://rustup.rs")?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        bail!(
            "rustc cannot compile for {name}: install Rust from https://rustup.rs, which can add it"
        );
    }
    quiet(Command::new("rustup").current_dir(root).args(["target", "add", name])).map(drop)
}

/// Installs the packages of `www/` unless those of this lockfile are there already.
pub fn node_packages(www: &Path) -> Result<()> {
    let wanted = fs::read_to_string(www.join("package-lock.json"))?;
    let stamp = www.join("node_modules/.installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(www).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    quiet(&mut npm)?;
    Ok(fs::write(&stamp, wanted)?)
}

#[cfg(test)]
mod tests {
    use super::node_major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(node_major("v20.11.1\n"), Some(20));
        assert_eq!(node_major("nonsense"), None);
    }
}
