//! Finds a browser for the tests that need a real one, or installs Debian's.

use crate::shell::{on_path, quiet};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// A browser, by the names under which it may be installed.
pub struct Browser {
    name: &'static str,
    /// The variable that may hold its path.
    variable: &'static str,
    programs: &'static [&'static str],
    package: &'static str,
}

/// Drives the browser tests.
pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
};

/// The extended support release comes first: what works there works in what is newer.
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
};

impl Browser {
    /// Path of the browser.
    pub fn find_or_install(&self) -> Result<PathBuf> {
        match self.find() {
            Some(path) => Ok(path),
            None => self.install(),
        }
    }

    fn find(&self) -> Option<PathBuf> {
        let named = std::env::var_os(self.variable).map(PathBuf::from);
        named.or_else(|| self.programs.iter().find_map(|name| on_path(name)))
    }

    fn install(&self) -> Result<PathBuf> {
        let user = quiet(Command::new("id").arg("-u")).unwrap_or_default();
        if user.trim() != "0" || on_path("apt-get").is_none() {
            bail!(self.advice());
        }
        quiet(Command::new("apt-get").arg("update")).with_context(|| self.advice())?;
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        install.args(["install", "--yes", "--no-install-recommends", self.package]);
        quiet(&mut install).with_context(|| self.advice())?;
        self.find().with_context(|| self.advice())
    }

    fn advice(&self) -> String {
        let Browser { name, variable, package, .. } = self;
        format!(
            "these tests need {name}: install it (Debian: apt-get install {package}) or set \
             {variable} to its path"
        )
    }
}
