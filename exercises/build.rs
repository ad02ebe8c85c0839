//! Packs the exercises' folders, so that they are in the program.
//!
//! With one language's feature alone only its exercises are packed, and without the feature `files`
//! only what grading needs: a page loads as little as there is. A folder that cannot be read makes
//! no build fail: whoever asks for the exercise is told.

// Packing reads the folders and judges nothing: of the two that say `allow` it uses a part.
#[allow(dead_code)]
#[path = "src/hints.rs"]
mod hints;
#[path = "src/packed.rs"]
mod packed;
#[allow(dead_code)]
#[path = "src/spec.rs"]
mod spec;

use hints::HintGroup;
use packed::Packed;
use spec::Manifest;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    println!("cargo:rerun-if-changed=order.txt");
    let order = fs::read_to_string(root.join("order.txt"))?;
    let names = order.lines().map(str::trim).filter(|name| !name.is_empty());
    let mut folders = Vec::new();
    for name in names {
        println!("cargo:rerun-if-changed={name}");
        folders.push(Folder::open(&root, name)?);
    }
    let packed: Vec<Packed<'_>> = folders.iter().filter_map(Folder::pack).collect();
    let bytes = postcard::to_allocvec(&packed).map_err(io::Error::other)?;
    fs::write(Path::new(&variable("OUT_DIR")).join("exercises.bin"), bytes)
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// A folder, read.
struct Folder {
    name: String,
    read: Result<(Manifest, Vec<HintGroup>), String>,
    files: Vec<(String, String)>,
}

impl Folder {
    fn open(root: &Path, name: &str) -> io::Result<Folder> {
        let mut files = Vec::new();
        collect(&root.join(name), "", &mut files)?;
        files.sort();
        Ok(Folder { name: name.into(), read: read(&files), files })
    }

    /// None if it is of a language that is not asked for.
    fn pack(&self) -> Option<Packed<'_>> {
        let read = match &self.read {
            Ok((manifest, hints)) => {
                let mut manifest = manifest.clone();
                if !has("FILES") {
                    // Only authors ask for the planted mistakes.
                    manifest.rejected.clear();
                }
                Ok((manifest, hints.clone()))
            }
            Err(problem) => Err(problem.as_str()),
        };
        let language = read.as_ref().map_or("", |(manifest, _)| manifest.language.as_str());
        if other_than(language) {
            return None;
        }
        let is_read = |path: &str| ["exercise.toml", "hints.md"].contains(&path);
        let files = self.files.iter().filter(|(path, _)| has("FILES") && !is_read(path));
        let files = files.map(|(path, text)| (path.as_str(), text.as_str())).collect();
        Some(Packed { name: &self.name, read, files })
    }
}

/// Whether another language alone is linked.
fn other_than(language: &str) -> bool {
    match (has("GO"), has("PYTHON")) {
        (true, false) => language == "python",
        (false, true) => language == "go",
        _ => false,
    }
}

fn has(feature: &str) -> bool {
    env::var_os(format!("CARGO_FEATURE_{feature}")).is_some()
}

/// The text files below a folder, by their path in it.
fn collect(folder: &Path, before: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push((path, text));
        }
    }
    Ok(())
}

fn read(files: &[(String, String)]) -> Result<(Manifest, Vec<HintGroup>), String> {
    let text = |name: &str| {
        let found = files.iter().find(|(path, _)| path == name);
        found.map(|(_, text)| text.as_str()).ok_or_else(|| format!("no file `{name}`"))
    };
    let manifest: Manifest =
        toml::from_str(text("exercise.toml")?).map_err(|error| error.to_string())?;
    let ending = if manifest.language == "go" { "go" } else { "py" };
    for needed in ["task.md", &format!("start.{ending}"), &format!("solution.{ending}")] {
        text(needed)?;
    }
    let hints = hints::parse(text("hints.md")?)?;
    Ok((manifest, hints))
}
