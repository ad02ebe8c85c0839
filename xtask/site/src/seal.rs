//! The last step of a build: the pages say what they may load, and the service worker knows the files.
//!
//! **Content-Security-Policy.** A static host sets no headers, so each page carries its policy: this
//! site's own files and nothing else, WebAssembly, and exactly those scripts written in the page that
//! were there when it was built, by their hashes. Styles may stand in attributes: the pictures and the
//! editor set them.

use crate::html::{Page, files};
use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is only kept once a playground has started: it is large.
const MODULES: &[&str] =
    &[".wasm", "app/editor.js", "app/worker", "app/shell.js", "app/share.js", "app/demos/"];
/// What nobody opens without a network.
const LEFT_OUT: &[&str] = &["course/print.html", "course/404.html", "sw.js", ".nojekyll"];

/// Seals the site in `dist`; `worker` is the service worker's script.
pub fn seal(dist: &Path, worker: &str) -> Result<()> {
    let files = files(dist)?;
    for page in files.iter().filter(|file| file.ends_with(".html")) {
        let path = dist.join(page);
        let text = fs::read_to_string(&path)?;
        fs::write(&path, with_policy(&text).with_context(|| page.clone())?)?;
    }
    let mut hash = Sha256::new();
    for file in &files {
        hash.update(file);
        hash.update(fs::read(dist.join(file))?);
    }
    let version = STANDARD.encode(&hash.finalize()[..9]);
    let kept = files.iter().filter(|file| !LEFT_OUT.contains(&file.as_str()));
    let (modules, pages): (Vec<&String>, Vec<&String>) =
        kept.partition(|file| MODULES.iter().any(|part| file.contains(part)));
    let lists = serde_json::json!([version, pages, modules]);
    let text = format!("const [VERSION, PAGES, MODULES] = {lists};\n{worker}");
    Ok(fs::write(dist.join("sw.js"), text)?)
}

/// The page with its policy behind the line that names its encoding.
fn with_policy(text: &str) -> Result<String> {
    let scripts = Page::parse(text).inline_scripts();
    let hashes: BTreeSet<String> = scripts
        .iter()
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    let hashes: String = hashes.into_iter().collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'none'"
    );
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let lower = text.to_ascii_lowercase();
    let charset = lower.find("<meta charset=").context("the page does not name its encoding")?;
    let end = charset + lower[charset..].find('>').context("a tag without an end")? + 1;
    Ok(format!("{}\n{meta}{}", &text[..end], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_allows_its_own_scripts_by_their_hashes() {
        let page = with_policy("<meta charset=\"utf-8\"><script>alert(1)</script>").unwrap();
        // What browsers ask for when they refuse it.
        assert!(page.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"), "{page}");
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("alert").unwrap());
        assert!(with_policy("<p>").is_err());
    }
}
