//! Who may name whom.
//!
//! The layers of `runtime-core` are modules, those of the workspace are crates; an arrow never
//! points back. Looked at are the paths of a file (`use` lines and paths in code) and the
//! dependencies of a manifest. Tests may name what they like.

use super::{Finding, Source};
use proc_macro2::Span;
use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{Attribute, UseTree};

/// A row of the table: `who` may name `whom` and nothing else.
struct Row {
    who: &'static str,
    whom: &'static [&'static str],
}

/// The modules of `runtime-core`. Those without a row may name all others.
const MODULES: &[Row] = &[
    // A container, of use to everybody.
    Row { who: "table", whom: &[] },
    Row { who: "id", whom: &[] },
    Row { who: "time", whom: &[] },
    Row { who: "source", whom: &[] },
    Row { who: "table", whom: &[] },
    // A trace is readable with no program or machine present.
    Row { who: "trace", whom: &["id", "time", "table", "guest::Fingerprint"] },
    // Wait queues answer "done", "park" or "wake these", in the words of the trace.
    Row {
        who: "sync",
        whom: &[
            "id",
            // A mutex starves by the clock.
            "time",
            "table",
            "guest::Fingerprint",
            "trace::Finish",
            "trace::Handle",
            "trace::Via",
            "trace::WaitReason",
        ],
    },
    // Schedulers see ids and states, never code or values.
    Row {
        who: "sched",
        whom: &[
            "id",
            "time",
            "table",
            "guest::Fingerprint",
            "trace::From",
            "trace::Handle",
            "trace::Via",
        ],
    },
    // The seam is made of the words of the trace.
    Row { who: "guest", whom: &["id", "time", "source", "table", "trace"] },
];

/// What a language sees of `runtime-core`: it asks, it never does.
const SEAM: &[&str] = &["guest", "source", "id", "time", "table", "trace"];
/// What a view sees of `runtime-core`: it holds no semantics.
const RECORD: &[&str] = &["trace", "source", "id", "time", "table"];

/// The modules of `runtime-core` that a crate, by its folder, may name. Others may name all.
const CORE_FROM: &[Row] = &[
    Row { who: "languages", whom: SEAM },
    Row { who: "trace-view", whom: RECORD },
    // The worker hashes the bytes it sends, for the comparison with native code.
    Row {
        who: "playground",
        whom: &["trace", "source", "id", "time", "table", "guest::Fingerprint"],
    },
    Row { who: "course", whom: RECORD },
    Row { who: "exercises", whom: RECORD },
];

/// The crates of the workspace, and which of them each may depend on.
const CRATES: &[Row] = &[
    Row { who: "runtime-core", whom: &[] },
    // A stand-in for a crate of this name whose tables nobody needs.
    Row { who: "unicode_names2", whom: &[] },
    Row { who: "go", whom: &["runtime-core"] },
    Row { who: "python", whom: &["runtime-core"] },
    // Stand-ins for tables that the Python parser would bring along.
    Row { who: "unicode_names2", whom: &[] },
    Row { who: "unicode-normalization", whom: &[] },
    Row { who: "lab", whom: &["runtime-core", "go", "python"] },
    Row { who: "trace-view", whom: &["runtime-core", "lab"] },
    // Of the worker the page's shell links the protocol alone.
    Row { who: "playground", whom: &["runtime-core", "lab", "trace-view", "worker"] },
    Row { who: "worker", whom: &["runtime-core", "lab", "trace-view", "exercises"] },
    Row { who: "preprocessor", whom: &["runtime-core", "lab", "trace-view", "exercises"] },
    Row { who: "exercises", whom: &["runtime-core", "lab", "trace-view"] },
    Row { who: "conformance", whom: &[] },
    Row { who: "site", whom: &["preprocessor", "trace-view", "lab", "exercises", "worker"] },
    Row { who: "xtask", whom: &["conformance"] },
    // What we are measured against; outside of the workspace.
    Row { who: "explore-peers", whom: &[] },
];

fn allowed(table: &'static [Row], who: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|row| row.who == who).map(|row| row.whom)
}

/// Checks the dependencies of one crate, those of its tests left out.
pub fn check_manifest(source: &Source) -> Vec<Finding> {
    let Ok(manifest) = source.text.parse::<toml::Table>() else {
        return vec![Finding::new(source, 0, "is not TOML")];
    };
    let Some(name) = manifest.get("package").and_then(|package| package.get("name")?.as_str())
    else {
        return vec![];
    };
    let Some(whom) = allowed(CRATES, name) else {
        let text = format!("`{name}` has no row in the table of crates ({})", file!());
        return vec![Finding::new(source, 0, text)];
    };
    let named = dependencies(&manifest).filter(|other| allowed(CRATES, other).is_some());
    let wrong = named.filter(|other| !whom.contains(other));
    wrong
        .map(|other| Finding::new(source, 0, format!("`{name}` may not depend on `{other}`")))
        .collect()
}

fn dependencies(manifest: &toml::Table) -> impl Iterator<Item = &str> {
    let tables = ["dependencies", "build-dependencies"].into_iter();
    let tables = tables.filter_map(|key| manifest.get(key)?.as_table());
    tables.flat_map(|table| table.keys().map(String::as_str))
}

/// Checks the paths of one file.
pub fn check(source: &Source, file: &syn::File) -> Vec<Finding> {
    if let Some(inner) = source.path.strip_prefix("runtime-core/src/") {
        return check_module(source, inner, file);
    }
    let folder = source.path.split('/').next().unwrap_or("");
    let is_library = source.path.contains("/src/") && !is_test_file(&source.path);
    let Some(whom) = allowed(CORE_FROM, folder).filter(|_| is_library) else { return vec![] };
    let named = paths(file, &[]).into_iter();
    let wrong = named.filter(|path| path.inside("runtime_core").is_some_and(|i| !covers(whom, &i)));
    wrong.map(|path| path.refused_to(source, folder)).collect()
}

/// Checks one file of `runtime-core`, whose path below `src/` is `inner`.
fn check_module(source: &Source, inner: &str, file: &syn::File) -> Vec<Finding> {
    let module = module_path(inner);
    let Some(who) = module.first().filter(|_| !is_test_file(inner)).cloned() else { return vec![] };
    let Some(whom) = allowed(MODULES, &who) else { return vec![] };
    let may = [whom, &[who.as_str()]].concat();
    let named = paths(file, &module).into_iter();
    let wrong =
        named.filter(|path| path.inside("crate").is_some_and(|inner| !covers(&may, &inner)));
    wrong.map(|path| path.refused_to(source, &who)).collect()
}

/// Whether `path` is one of the `allowed` paths or lies inside of one.
fn covers(allowed: &[&str], path: &str) -> bool {
    let rests = allowed.iter().filter_map(|prefix| path.strip_prefix(prefix));
    rests.into_iter().any(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Whether the file is the body of a `#[cfg(test)] mod tests;`.
fn is_test_file(inner: &str) -> bool {
    inner.ends_with("/tests.rs") || inner.contains("/tests/")
}

/// `["trace", "fold"]` of `trace/fold.rs`, `["trace"]` of `trace/mod.rs`, nothing of `lib.rs`.
fn module_path(inner: &str) -> Vec<String> {
    let stem = inner.trim_end_matches(".rs");
    stem.split('/').filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

/// A path, `super` and `self` replaced by what they mean.
struct Named {
    names: Vec<String>,
    line: usize,
}

impl Named {
    /// The path after `root`, if it begins there and goes on.
    fn inside(&self, root: &str) -> Option<String> {
        let (first, rest) = self.names.split_first()?;
        (first == root && !rest.is_empty()).then(|| rest.join("::"))
    }

    fn refused_to(&self, source: &Source, who: &str) -> Finding {
        let path = self.names.join("::");
        Finding::new(source, self.line, format!("`{who}` may not name `{path}`"))
    }
}

/// Every path of `file`, which is the module `module` of its crate. Code of tests is left out.
fn paths(file: &syn::File, module: &[String]) -> Vec<Named> {
    let mut visitor = Paths { module: module.to_vec(), found: vec![], seen: BTreeSet::new() };
    visitor.visit_file(file);
    visitor.found
}

struct Paths {
    module: Vec<String>,
    found: Vec<Named>,
    seen: BTreeSet<(usize, Vec<String>)>,
}

impl Paths {
    fn note(&mut self, names: &[String], span: Span) {
        let line = span.start().line;
        let names = self.absolute(names);
        if self.seen.insert((line, names.clone())) {
            self.found.push(Named { names, line });
        }
    }

    /// `crate::sync::chan` of `super::chan` in `sync::select`.
    fn absolute(&self, names: &[String]) -> Vec<String> {
        let ups = names.iter().take_while(|name| *name == "super").count();
        let selves = names.iter().take_while(|name| *name == "self").count();
        if ups + selves == 0 {
            return names.to_vec();
        }
        let kept = self.module.len().saturating_sub(ups);
        let base = ["crate".to_owned()].into_iter().chain(self.module[..kept].iter().cloned());
        base.chain(names[ups + selves..].iter().cloned()).collect()
    }

    fn note_tree(&mut self, prefix: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.note_tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.note(&with(&name.ident), name.ident.span()),
            UseTree::Rename(name) => self.note(&with(&name.ident), name.ident.span()),
            UseTree::Glob(glob) => {
                self.note(&[prefix, &["*".to_owned()]].concat(), glob.star_token.spans[0]);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.note_tree(prefix, item));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            self.note_tree(&[], &item.tree);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.note(&names, first.ident.span());
        }
        visit::visit_path(self, path);
    }
}

/// Whether the attributes say `#[cfg(test)]`.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "test")
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        let found = check(&source(path, text), &syn::parse_file(text).unwrap());
        found.into_iter().map(|finding| format!("{}: {}", finding.line, finding.text)).collect()
    }

    #[test]
    fn a_trace_names_ids_and_time() {
        let path = "runtime-core/src/trace/fold.rs";
        assert!(
            findings(path, "use crate::id::FiberId; use crate::{time::Time, trace};").is_empty()
        );
        assert_eq!(
            findings(path, "use crate::time::Time;\nuse crate::{machine::Machine, id};"),
            ["2: `trace` may not name `crate::machine::Machine`"]
        );
    }

    #[test]
    fn the_words_of_the_trace_are_not_the_trace() {
        let path = "runtime-core/src/sync/chan.rs";
        assert!(findings(path, "use crate::trace::{Finish, Handle};").is_empty());
        assert_eq!(findings(path, "use crate::trace::{Handle, Trace};").len(), 1);
        assert_eq!(findings(path, "use crate::trace;").len(), 1);
    }

    #[test]
    fn a_path_in_code_counts() {
        let text = "fn f(x: crate::machine::Machine) { crate::sync::wake() }";
        assert_eq!(findings("runtime-core/src/sched/gil.rs", text).len(), 2);
    }

    #[test]
    fn super_is_followed() {
        let path = "runtime-core/src/sync/select.rs";
        assert!(findings(path, "use super::chan::Chan;").is_empty());
        assert_eq!(findings(path, "use super::super::trace::Trace;").len(), 1);
        assert_eq!(findings("runtime-core/src/sync/mod.rs", "use super::trace::Trace;").len(), 1);
        assert_eq!(findings(path, "mod deep { use super::super::super::trace::T; }").len(), 1);
    }

    #[test]
    fn tests_may_name_what_they_like() {
        let text = "#[cfg(test)] mod tests { use crate::machine::Machine; }";
        assert!(findings("runtime-core/src/trace/mod.rs", text).is_empty());
        let whole_file = "use crate::machine::Machine;";
        assert!(findings("runtime-core/src/sched/go/tests.rs", whole_file).is_empty());
        for path in ["languages/go/tests/run.rs", "languages/go/src/vm/tests.rs"] {
            assert!(findings(path, "use runtime_core::machine::Machine;").is_empty(), "{path}");
        }
    }

    #[test]
    fn the_machine_may_name_everything() {
        let text = "use crate::{sync, sched, guest, trace};";
        assert!(findings("runtime-core/src/machine/mod.rs", text).is_empty());
    }

    #[test]
    fn a_language_asks_and_never_does() {
        let path = "languages/python/src/vm.rs";
        assert!(findings(path, "use runtime_core::guest::Op;").is_empty());
        assert_eq!(
            findings(path, "use runtime_core::sched::gil;"),
            ["1: `languages` may not name `runtime_core::sched::gil`"]
        );
    }

    #[test]
    fn dependencies_follow_the_table() {
        let manifest = |name: &str, body: &str| {
            let text = format!("[package]\nname = \"{name}\"\n{body}");
            check_manifest(&source("x/Cargo.toml", &text)).len()
        };
        assert_eq!(manifest("go", "[dependencies]\nruntime-core = {}\nserde = \"1\"\n"), 0);
        assert_eq!(manifest("go", "[dependencies]\nlab = {}\n"), 1);
        assert_eq!(manifest("go", "[dev-dependencies]\nlab = {}\n"), 0);
        assert_eq!(manifest("newcomer", ""), 1);
    }
}
