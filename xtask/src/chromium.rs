//! Finds the browser for the browser tests, or installs Debian's.

use crate::shell::{on_path, quiet};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ADVICE: &str = "the browser tests need Chromium: install it (Debian: apt-get install \
                      chromium) or set CHROMIUM to its path";

/// Path of a Chromium.
pub fn find_or_install() -> Result<PathBuf> {
    match find() {
        Some(path) => Ok(path),
        None => install(),
    }
}

fn find() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| NAMES.iter().find_map(|name| on_path(name)))
}

fn install() -> Result<PathBuf> {
    let user = quiet(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() != "0" || on_path("apt-get").is_none() {
        bail!(ADVICE);
    }
    quiet(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    quiet(install.args(["install", "--yes", "--no-install-recommends", "chromium"]))?;
    find().context(ADVICE)
}
