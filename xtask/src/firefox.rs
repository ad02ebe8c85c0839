//! `cargo xtask firefox`: the site as it is built, in a stock Firefox.
//!
//! It is a command of its own, so that `cargo xtask test` does not need a second browser.

use crate::{browser, serve, tools};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// The site lies below a path, as on a shared host.
const BASE: &str = "/some/sub/path/";

/// `cargo xtask firefox`.
pub fn command(root: &Path) -> Result<()> {
    let dist = root.join("dist");
    if !dist.join("app/shell.js").is_file() {
        bail!("dist/ holds no site: build it with `cargo xtask build`");
    }
    tools::node()?;
    tools::node_packages(&root.join("www"))?;
    let firefox = browser::FIREFOX.find_or_install()?;
    let running = serve::start(&dist, BASE, 0)?;
    let mut node = Command::new("node");
    node.current_dir(root).args(["--test", "--test-reporter=spec", "www/smoke/firefox.test.mjs"]);
    node.env("YP_URL", &running.url).env("YP_FIREFOX", firefox);
    if !node.status().context("cannot start node")?.success() {
        bail!("something does not work in Firefox; test-results/ shows how far the pages came");
    }
    Ok(())
}
