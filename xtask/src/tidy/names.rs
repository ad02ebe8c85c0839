//! Words that say nothing are kept out of the names of types and modules.

use super::{Finding, Source};
use proc_macro2::Ident;
use syn::visit::{self, Visit};

/// Words that no type name may contain.
const EMPTY_WORDS: &[&str] =
    &["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Handler"];
/// Words that no type may be called by alone.
const EMPTY_ALONE: &[&str] = &["Data", "Info"];

/// Finds the types and modules of `file` whose names say nothing.
pub fn check(source: &Source, file: &syn::File) -> Vec<Finding> {
    let mut visitor = Names { source, findings: vec![] };
    visitor.visit_file(file);
    let stem = source.path.rsplit('/').next().unwrap_or("").trim_end_matches(".rs");
    if is_empty_name(&capitalised(stem)) {
        visitor.findings.push(Finding::new(source, 0, refusal(stem)));
    }
    visitor.findings
}

struct Names<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
}

impl Names<'_> {
    fn judge(&mut self, name: &Ident) {
        let text = name.to_string();
        if is_empty_name(&text) {
            let line = name.span().start().line;
            self.findings.push(Finding::new(self.source, line, refusal(&text)));
        }
    }
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.judge(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.judge(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.judge(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.judge(&item.ident);
    }
}

fn refusal(name: &str) -> String {
    format!("`{name}` says nothing: name it after what it does (STYLE.md, Words)")
}

fn is_empty_name(name: &str) -> bool {
    EMPTY_ALONE.contains(&name) || words(name).iter().any(|word| EMPTY_WORDS.contains(word))
}

/// `["Run", "Queue"]` of `RunQueue`.
fn words(name: &str) -> Vec<&str> {
    let starts: Vec<_> =
        name.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &name[start..end]).collect()
}

fn capitalised(stem: &str) -> String {
    let parts = stem.split('_').filter_map(|part| Some((part.get(..1)?, part.get(1..)?)));
    parts.map(|(first, rest)| first.to_uppercase() + rest).collect()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&source(path, text), &syn::parse_file(text).unwrap()).len()
    }

    #[test]
    fn empty_words_are_found_in_types() {
        assert_eq!(findings("a.rs", "struct TraceManager; enum Info {} type CommonRun = u8;"), 3);
        assert_eq!(findings("a.rs", "mod inner { trait EventHandler {} }"), 1);
    }

    #[test]
    fn words_that_only_look_alike_are_allowed() {
        assert_eq!(findings("a.rs", "struct Handle; struct Commonality; struct Database;"), 0);
        assert_eq!(findings("a.rs", "struct DataRace; struct CallInfo;"), 0);
    }

    #[test]
    fn files_are_names_too() {
        assert_eq!(findings("src/utils.rs", ""), 1);
        assert_eq!(findings("src/queue_helper.rs", ""), 1);
        assert_eq!(findings("src/handle.rs", ""), 0);
    }
}
