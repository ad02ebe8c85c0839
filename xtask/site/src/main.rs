//! The steps of a site build that link large libraries or the simulation: wasm-bindgen, mdBook
//! with our preprocessor, the pages that show a run, and the checks of the finished site.
//!
//! They stand apart from `xtask` because they take minutes to compile and because the
//! preprocessor runs the simulation: a change there must not recompile `cargo xtask tidy`.

mod gallery;
mod html;
mod links;
mod pages;
mod seal;

use anyhow::{Context, Result, bail};
use mdbook_driver::MDBook;
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["bind", wasm, out] => bind(Path::new(wasm), Path::new(out)),
        ["book", out] => book(&root()?, Path::new(out)),
        ["pages", out] => pages::write(&root()?, Path::new(out)),
        ["finish", dist] => finish(&root()?, Path::new(dist)),
        _ => bail!("usage: site bind MODULE.wasm FOLDER | site book|pages|finish FOLDER"),
    }
}

/// Checks the links of the whole site, and seals it.
fn finish(root: &Path, dist: &Path) -> Result<()> {
    links::check(dist)?;
    seal::seal(dist, &std::fs::read_to_string(root.join("www/src/sw.js"))?)
}

/// The folder that holds the workspace.
fn root() -> Result<PathBuf> {
    Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?)
}

/// Writes `NAME.js` and `NAME_bg.wasm` for the module `NAME.wasm`, as an ES module.
fn bind(wasm: &Path, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).web(true)?.typescript(false).remove_producers_section(true);
    bindgen.omit_default_module_path(false);
    bindgen.generate(out).with_context(|| wasm.display().to_string())
}

/// Renders the course, in our theme, into `out`.
fn book(root: &Path, out: &Path) -> Result<()> {
    let mut book = MDBook::load(root.join("course"))?;
    book.with_preprocessor(preprocessor::Demos::default());
    book.config.build.build_dir = out.to_path_buf();
    book.config.set("output.html.theme", root.join("www/book"))?;
    book.build()
}
