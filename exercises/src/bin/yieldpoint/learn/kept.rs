//! What has been passed, as a file.
//!
//! **Invariants:** a file is replaced whole or not at all; what another process has written
//! meanwhile is added to; a damaged file is put aside and not lost.

use super::Folder;
use crate::failure::Failure;
use exercises::{PROGRESS_BYTES_MAX, Progress};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// The file and what is in it.
pub struct Kept {
    path: PathBuf,
    /// What has been passed.
    pub progress: Progress,
    /// What the learner should know about the file.
    pub note: Option<String>,
}

impl Kept {
    /// Reads it; nothing has been passed where there is none.
    pub fn open(folder: &Folder) -> Result<Kept, Failure> {
        let path = folder.progress();
        let (progress, note) = match parse(&path)? {
            None => (Progress::default(), None),
            Some(Ok(progress)) => (progress, None),
            Some(Err(Damage::Newer(why))) => return Err(said(&path, &why)),
            Some(Err(Damage::Broken(why))) => {
                let aside = put_aside(&path)?;
                let path = path.display();
                let note =
                    format!("{path} was damaged ({why}) and lies in {} now", aside.display());
                (Progress::default(), Some(note))
            }
        };
        Ok(Kept { path, progress, note })
    }

    /// Writes it, with what has come into the file since it was read.
    pub fn save(&mut self) -> Result<(), Failure> {
        if let Some(Ok(others)) = parse(&self.path)? {
            self.progress.merge(&others);
        }
        write(&self.path, &self.progress)
    }
}

/// Why a file is no progress.
enum Damage {
    /// A newer program wrote it.
    Newer(String),
    /// It is something else.
    Broken(String),
}

/// What is in the file; none where there is none.
fn parse(path: &Path) -> Result<Option<Result<Progress, Damage>>, Failure> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(said(path, &error.to_string())),
    };
    let mut bytes = Vec::new();
    let limit = PROGRESS_BYTES_MAX as u64 + 1;
    file.take(limit).read_to_end(&mut bytes).map_err(|e| said(path, &e.to_string()))?;
    if bytes.len() > PROGRESS_BYTES_MAX {
        return Ok(Some(Err(Damage::Broken("it is far too large".into()))));
    }
    let read: Result<Progress, _> = serde_json::from_slice(&bytes);
    Ok(Some(match read {
        Err(error) => Err(Damage::Broken(error.to_string())),
        Ok(progress) => {
            let version = progress.yieldpoint;
            progress.checked().map_err(|why| match version > exercises::PROGRESS_VERSION {
                true => Damage::Newer(why),
                false => Damage::Broken(why),
            })
        }
    }))
}

/// What is in another file; none where there is none.
pub fn read(path: &Path) -> Result<Option<Progress>, Failure> {
    match parse(path)? {
        None => Ok(None),
        Some(Ok(progress)) => Ok(Some(progress)),
        Some(Err(Damage::Newer(why) | Damage::Broken(why))) => {
            Err(said(path, &format!("this is no progress: {why}")))
        }
    }
}

/// The JSON form.
pub fn json(progress: &Progress) -> String {
    let text = serde_json::to_string(progress);
    text.unwrap_or_else(|error| panic!("yieldpoint bug: progress is no JSON: {error}")) + "\n"
}

/// Writes beside it and renames: at every moment the old or the new one is there.
pub fn write(path: &Path, progress: &Progress) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(json(progress).as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        Failure::Said(format!("cannot write {}: {error}", path.display()))
    })
}

/// Under the first name that is free.
fn put_aside(path: &Path) -> Result<PathBuf, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let names = (1..).map(|number| path.with_file_name(format!("{name}.damaged-{number}")));
    let aside = names.into_iter().find(|aside| !aside.exists()).unwrap_or_else(|| path.into());
    fs::rename(path, &aside).map_err(|error| said(path, &error.to_string()))?;
    Ok(aside)
}

fn said(path: &Path, problem: &str) -> Failure {
    Failure::Said(format!("{}: {problem}", path.display()))
}
