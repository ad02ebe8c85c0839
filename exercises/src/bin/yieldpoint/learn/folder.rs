//! The learner's folder: a folder for each exercise with its task and the file to edit.
//!
//! **Invariants:** what is there already is left as it is.

use crate::failure::Failure;
use crate::source_file;
use exercises::Exercise;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Where exercises go if nobody says where.
const DEFAULT: &str = "yieldpoint";

/// The file with what has been passed, in the learner's folder.
const PROGRESS: &str = "yieldpoint.json";

/// The learner's folder.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The one that was named, else this one if it is one, else one of its own below.
    pub fn at(named: Option<&Path>) -> Folder {
        let here = || Path::new(PROGRESS).exists().then(|| Path::new("."));
        Folder(named.or_else(here).unwrap_or(Path::new(DEFAULT)).into())
    }

    /// Itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file with what has been passed.
    pub fn progress(&self) -> PathBuf {
        self.0.join(PROGRESS)
    }

    /// The file of an exercise.
    pub fn file(&self, exercise: &Exercise) -> PathBuf {
        self.0.join(exercise.name).join(&exercise.file)
    }

    /// Its task.
    pub fn task(&self, exercise: &Exercise) -> PathBuf {
        self.0.join(exercise.name).join("task.md")
    }

    /// Writes what is missing.
    pub fn put(&self, exercises: &[Exercise]) -> Result<(), Failure> {
        for exercise in exercises {
            let folder = self.0.join(exercise.name);
            fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
            put(&self.task(exercise), exercise.task)?;
            put(&self.file(exercise), exercise.start)?;
        }
        Ok(())
    }

    /// What the learner has written.
    pub fn answer(&self, exercise: &Exercise) -> Result<String, Failure> {
        source_file::read(&self.file(exercise))
    }
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(|error| cannot(path, &error)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(cannot(path, &error)),
    }
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Said(format!("cannot write {}: {error}", path.display()))
}
