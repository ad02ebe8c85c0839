//! The files of the built site, and what a check needs to know of its pages.

use anyhow::{Context, Result};
use scraper::{Html, Selector};
use std::fs;
use std::path::Path;

/// Every file below `dist`, as a path with `/`, sorted.
pub fn files(dist: &Path) -> Result<Vec<String>> {
    let (mut found, mut folders) = (Vec::new(), vec![dist.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(relative(dist, &path)),
            }
        }
    }
    found.sort();
    Ok(found)
}

fn relative(dist: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(dist).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A page that has been read.
pub struct Page {
    html: Html,
}

impl Page {
    /// Reads a page; browsers understand every text.
    pub fn parse(text: &str) -> Page {
        Page { html: Html::parse_document(text) }
    }

    /// The values of an attribute, wherever it stands.
    pub fn attributes(&self, name: &str) -> Vec<&str> {
        let elements = self.html.root_element().descendants();
        elements.filter_map(|node| node.value().as_element()?.attr(name)).collect()
    }

    /// The text of every script that is written in the page and runs.
    pub fn inline_scripts(&self) -> Vec<String> {
        let scripts = Selector::parse("script:not([src])").expect("yieldpoint bug: a selector");
        let runs =
            |kind: Option<&str>| matches!(kind, None | Some("" | "module" | "text/javascript"));
        self.html
            .select(&scripts)
            .filter(|script| runs(script.attr("type")))
            .map(|script| script.text().collect())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_that_run_are_scripts() {
        let text = "<script>a < b && c</script><script type=\"application/json\">1</script><script src=x></script>";
        assert_eq!(Page::parse(text).inline_scripts(), ["a < b && c"]);
    }
}
