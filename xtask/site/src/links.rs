//! Looks for dead links: every address in a page that leads to this site has to lead to a file, and
//! what stands behind its `#` to an element of that page.
//!
//! **Departures:** addresses elsewhere are not asked for; the build needs no network.

use crate::html::{Page, files};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Pages that mdBook makes of all chapters together, or for hosts that know them: their addresses are
/// those of other pages.
const MADE: &[&str] = &["course/print.html", "course/404.html", "course/toc.html"];

/// Reports every dead link of the site at once.
pub fn check(dist: &Path) -> Result<()> {
    let files: BTreeSet<String> = files(dist)?.into_iter().collect();
    let pages = files.iter().filter(|file| file.ends_with(".html"));
    let mut read = BTreeMap::new();
    for file in pages {
        read.insert(file.as_str(), Page::parse(&fs::read_to_string(dist.join(file))?));
    }
    let anchors: BTreeMap<&str, BTreeSet<&str>> = read
        .iter()
        .map(|(file, page)| {
            (*file, [page.attributes("id"), page.attributes("name")].concat().into_iter().collect())
        })
        .collect();
    let mut dead = Vec::new();
    for (file, page) in read.iter().filter(|(file, _)| !MADE.contains(file)) {
        for link in [page.attributes("href"), page.attributes("src")].concat() {
            if let Err(why) = follow(file, link, &files, &anchors) {
                dead.push(format!("{file}: {link}: {why}"));
            }
        }
    }
    dead.dedup();
    match dead.is_empty() {
        true => Ok(()),
        false => bail!("dead links:\n{}", dead.join("\n")),
    }
}

fn follow(
    from: &str, link: &str, files: &BTreeSet<String>, anchors: &BTreeMap<&str, BTreeSet<&str>>,
) -> Result<(), String> {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return Ok(());
    }
    let (address, anchor) =
        link.split_once('#').map_or((link, ""), |(address, anchor)| (address, anchor));
    let address = address.split('?').next().unwrap_or_default();
    let target = if address.is_empty() { from.into() } else { join(from, address)? };
    if !files.contains(&target) {
        return Err("there is no such file".into());
    }
    match anchors.get(target.as_str()) {
        Some(known) if !anchor.is_empty() && !known.contains(anchor) => {
            Err("there is no such place in the page".into())
        }
        _ => Ok(()),
    }
}

/// The file that a relative address leads to.
fn join(from: &str, address: &str) -> Result<String, String> {
    if address.starts_with('/') {
        return Err("the address is not relative, so the site would not work below a path".into());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop().ok_or("the address leads out of the site")?;
            }
            part => parts.push(part),
        }
    }
    if parts.last().is_none_or(|last| last.is_empty()) {
        parts.pop();
        parts.push("index.html");
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> Vec<String> {
        let folder = std::env::temp_dir().join(format!(
            "yieldpoint-links-{}-{}",
            std::process::id(),
            pages.len()
        ));
        for (path, text) in pages {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let told = check(&folder).map_or_else(|error| error.to_string(), |()| String::new());
        fs::remove_dir_all(folder).unwrap();
        told.lines().skip(1).map(String::from).collect()
    }

    #[test]
    fn links_that_lead_somewhere_are_left_alone() {
        let one = "<a href='b/'>x</a><a href='b/index.html?q=1#x'>y</a><a href='#z' id=z>z</a><a href='https://example.org/no'>e</a><img src='data:,'>";
        assert_eq!(
            site(&[
                ("index.html", one),
                ("b/index.html", "<h2 id=x><a href='../index.html'>a</a>")
            ]),
            [""; 0]
        );
    }

    #[test]
    fn dead_links_are_all_told() {
        let one = "<a href='gone.html'>x</a><a href='#gone'>y</a><a href='/index.html'>z</a><a href='../x'>u</a>";
        let told = site(&[("index.html", one), ("b.html", ""), ("c.html", "")]);
        assert_eq!(told.len(), 4, "{told:?}");
        assert_eq!(told[0], "index.html: gone.html: there is no such file");
        assert_eq!(told[1], "index.html: #gone: there is no such place in the page");
    }
}
