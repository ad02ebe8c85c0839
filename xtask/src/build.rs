//! `cargo xtask build`: the whole site, from source into `dist/`.
//!
//! Three WebAssembly modules (the page's shell, and a worker for each language), JavaScript bundles,
//! the book, and the pages around it; then spelling, links, each page's policy and the list of the
//! service worker. Every address in what comes out is relative, so `dist/` works below any path of
//! any static host.

use crate::progress::Progress;
use crate::shell::{cargo, quiet};
use crate::{sizes, tools};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the modules are compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What WebAssembly beyond its first version the modules use. All of it is in every browser since
/// 2021; `--all-features` would let the optimiser emit what V8 refuses.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A WebAssembly module of the site.
struct Module {
    /// Its name in `dist/app/`.
    name: &'static str,
    /// The crate it is made of.
    package: &'static str,
    /// Arguments that choose the crate's features.
    features: &'static [&'static str],
}

const MODULES: &[Module] = &[
    Module { name: "shell", package: "playground", features: &[] },
    Module { name: "worker-go", package: "worker", features: &["--features", "go"] },
    Module { name: "worker-python", package: "worker", features: &["--features", "python"] },
];

/// Files that go into `dist/app/` as they are.
const APP_FILES: &[&str] = &["www/favicon.svg", "playground/worker.js"];

/// Takes what a script or a style sheet imports into it.
const BUNDLE: &[&str] = &["--bundle"];

/// Scripts and styles that go into `dist/app/` made smaller.
const SCRIPTS_AND_STYLES: &[(&str, &[&str])] = &[
    ("www/src/editor.js", BUNDLE),
    ("www/src/loader.js", BUNDLE),
    ("www/src/play.js", BUNDLE),
    ("www/src/exercises.js", BUNDLE),
    ("www/src/share.js", BUNDLE),
    ("www/src/site.js", BUNDLE),
    ("www/book.css", &[]),
    ("www/pages.css", &[]),
    ("playground/playground.css", BUNDLE),
];

/// The folders a build works in.
struct Places<'a> {
    root: &'a Path,
    www: PathBuf,
    /// Where modules lie between their steps.
    work: PathBuf,
    dist: PathBuf,
}

impl Places<'_> {
    fn of(root: &Path) -> Places<'_> {
        let work = root.join("target/site");
        Places { root, www: root.join("www"), work, dist: root.join("dist") }
    }

    fn app(&self) -> PathBuf {
        self.dist.join("app")
    }
}

/// `cargo xtask build`.
pub fn command(root: &Path) -> Result<()> {
    let progress = Progress::start("Building the site");
    build(root, &progress)?;
    println!("\nBuilt dist/ in {:.0} s.\n", progress.elapsed().as_secs_f64());
    sizes::report(&root.join("dist/app"))
}

/// Builds everything; the sizes are not looked at.
pub fn build(root: &Path, progress: &Progress) -> Result<()> {
    let places = Places::of(root);
    progress.step("tools", || check_tools(root))?;
    progress.step("npm packages", || tools::node_packages(&places.www))?;
    progress.step("empty dist/", || empty(&places))?;
    progress.step("compile mdBook, wasm-bindgen and the demos' runner", || {
        quiet(&mut site_cargo(root, "build"))
    })?;
    for module in MODULES {
        build_module(&places, module, progress)?;
    }
    progress.step("bundle scripts and styles", || bundle(&places))?;
    progress.step("book", || quiet(site(root).arg("book").arg(places.dist.join("course"))))?;
    progress.step("pages", || pages(&places))?;
    progress.step("spelling", || spelling(&places))?;
    progress.step("links, policy, offline copy", || {
        quiet(site(root).arg("finish").arg(&places.dist)).map(drop)
    })
}

/// Misspelt words of the course and the pages; `course/words.txt` has those no dictionary knows.
fn spelling(places: &Places) -> Result<()> {
    let mut cspell = Command::new("node");
    cspell
        .current_dir(&places.www)
        .arg("node_modules/cspell/bin.mjs")
        .args(["lint", "--no-progress"]);
    cspell.args(["--no-summary", "--config", "cspell.json", "--root", ".."]);
    quiet(cspell.args(["course/src/**/*.md", "www/pages/**/*.html", "exercises/*/*.md"])).map(drop)
}

fn check_tools(root: &Path) -> Result<()> {
    tools::node()?;
    tools::rust_target(root, WASM)
}

fn empty(places: &Places) -> Result<()> {
    if places.dist.exists() {
        fs::remove_dir_all(&places.dist)?;
    }
    fs::create_dir_all(places.app())?;
    Ok(fs::create_dir_all(&places.work)?)
}

/// A cargo command about the program of `xtask/site`.
fn site_cargo(root: &Path, verb: &str) -> Command {
    let mut command = cargo(root);
    command.args([verb, "--quiet", "--package", "site"]);
    command
}

/// The program of `xtask/site`, its arguments to come.
fn site(root: &Path) -> Command {
    let mut command = site_cargo(root, "run");
    command.arg("--");
    command
}

fn build_module(places: &Places, module: &Module, progress: &Progress) -> Result<()> {
    let name = module.name;
    progress.step(&format!("{name}: compile"), || compile(places, module))?;
    progress.step(&format!("{name}: bindings"), || bind(places, module))?;
    progress.step(&format!("{name}: optimise"), || optimise(places, module))
}

/// Compiles the crate and keeps the module: the next features overwrite it.
fn compile(places: &Places, module: &Module) -> Result<()> {
    let mut command = cargo(places.root);
    command.args(["build", "--lib", "--package", module.package, "--target", WASM]);
    quiet(command.args(["--profile", "web"]).args(module.features))?;
    let built = format!("target/{WASM}/web/{}.wasm", module.package);
    let kept = places.work.join(format!("{}.wasm", module.name));
    fs::copy(places.root.join(&built), kept).with_context(|| built)?;
    Ok(())
}

fn bind(places: &Places, module: &Module) -> Result<()> {
    let wasm = places.work.join(format!("{}.wasm", module.name));
    let mut command = site(places.root);
    quiet(command.arg("bind").arg(wasm).arg(places.work.join("bound"))).map(drop)
}

/// Shrinks the module and its glue on the way into `dist/app/`.
fn optimise(places: &Places, module: &Module) -> Result<()> {
    let bound = places.work.join("bound");
    let wasm = format!("{}_bg.wasm", module.name);
    let mut wasm_opt = Command::new("node");
    wasm_opt.arg(places.www.join("node_modules/binaryen/bin/wasm-opt"));
    wasm_opt.arg("-Oz").args(["--strip-debug", "--strip-producers"]).args(WASM_FEATURES);
    quiet(wasm_opt.arg(bound.join(&wasm)).arg("-o").arg(places.app().join(&wasm)))?;
    let glue = bound.join(format!("{}.js", module.name));
    esbuild(places, &glue, &[])
}

fn bundle(places: &Places) -> Result<()> {
    let minify =
        |(file, options): &(&str, &[&str])| esbuild(places, &places.root.join(file), options);
    SCRIPTS_AND_STYLES.iter().try_for_each(minify)
}

/// Minifies `entry` into `dist/app/` under its own name.
fn esbuild(places: &Places, entry: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = Command::new("node");
    esbuild.current_dir(&places.www).arg("node_modules/esbuild/bin/esbuild").arg(entry);
    esbuild.args(["--minify", "--format=esm", "--target=es2022", "--legal-comments=none"]);
    esbuild.args(options).arg(format!("--outdir={}", places.app().display()));
    quiet(&mut esbuild).map(drop)
}

fn pages(places: &Places) -> Result<()> {
    for file in APP_FILES {
        let from = places.root.join(file);
        let name = from.file_name().expect("yieldpoint bug: a folder among the files");
        fs::copy(&from, places.app().join(name)).with_context(|| file.to_string())?;
    }
    quiet(site(places.root).arg("pages").arg(&places.dist)).map(drop)
}
