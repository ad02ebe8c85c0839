//! `yieldpoint learn`: the exercises in a folder, checked whenever a file is saved.

mod folder;
mod input;
mod kept;
mod lesson;
mod page;
mod screen;

pub use folder::Folder;
pub use kept::Kept;

use crate::args::{LearnOptions, ProgressCommand};
use crate::exercise;
use crate::explore::Look;
use crate::failure::Failure;
use crate::site::Site;
use exercises::Progress;
use input::Inputs;
use lesson::Lesson;
use screen::Screen;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Lays out the exercises, and checks until the learner has enough.
pub fn learn(options: &LearnOptions) -> Result<ExitCode, Failure> {
    let site = Site::of(options.site.as_deref())?;
    let exercises = exercise::all()?;
    let folder = Folder::at(options.folder.as_deref());
    folder.put(&exercises)?;
    let kept = Kept::open(&folder)?;
    // From here on the terminal may be in another state: it goes back when this is dropped.
    let screen = Screen::open()?;
    let inputs = Inputs::open(&folder, screen.mode())?;
    let mut lesson = Lesson::new(exercises, folder, kept, site, Look::of_stdout());
    lesson.go(&inputs, &screen)?;
    drop(screen);
    writeln!(io::stdout(), "{}", lesson.farewell())?;
    Ok(ExitCode::SUCCESS)
}

/// Shows, writes or takes over what has been passed.
pub fn progress(
    folder: Option<&Path>, command: Option<&ProgressCommand>,
) -> Result<ExitCode, Failure> {
    let mut kept = Kept::open(&Folder::at(folder))?;
    let mut stdout = anstream::stdout().lock();
    match command {
        None => {
            let all = exercise::all()?;
            stdout.write_all(page::progress(&all, &kept.progress).as_bytes())?;
        }
        Some(ProgressCommand::Export { file }) if file == Path::new("-") => {
            stdout.write_all(kept::json(&kept.progress).as_bytes())?;
        }
        Some(ProgressCommand::Export { file }) => {
            // An earlier export is added to, so that nothing is lost; anything else is refused.
            let mut all = kept.progress.clone();
            if let Some(earlier) = kept::read(file)? {
                all.merge(&earlier);
            }
            kept::write(file, &all)?;
            writeln!(stdout, "{}: {} passed", file.display(), all.passed.len())?;
        }
        Some(ProgressCommand::Import { file }) => {
            let other: Progress = kept::read(file)?.ok_or_else(|| {
                Failure::Said(format!("{}: there is no such file", file.display()))
            })?;
            let new = kept.progress.merge(&other);
            kept.save()?;
            let all = kept.progress.passed.len();
            writeln!(stdout, "{new} new, {all} passed in all")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
