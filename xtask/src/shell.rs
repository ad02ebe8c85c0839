//! Starts other programs and keeps them quiet until they fail.

use anyhow::{Context, Result, bail};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// What a program printed, both streams in the order of printing, and how it ended.
pub struct Finished {
    /// Standard output and standard error, interleaved.
    pub output: String,
    /// How it ended.
    pub status: ExitStatus,
}

/// Runs `command` to its end, whatever that is.
pub fn capture(command: &mut Command) -> Result<Finished> {
    let (mut reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let child = command.spawn();
    // `command` still holds the pipe's other end; the reader would wait for it.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = child.with_context(|| format!("cannot start {}", words(command)))?;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(Finished { output: String::from_utf8_lossy(&bytes).into_owned(), status: child.wait()? })
}

/// Runs `command`; when it fails the error carries everything it printed.
pub fn quiet(command: &mut Command) -> Result<String> {
    let finished = capture(command)?;
    if !finished.status.success() {
        let output = finished.output.trim_end();
        bail!("{} ended with {}\n{output}", words(command), finished.status);
    }
    Ok(finished.output)
}

/// The cargo that started this program.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.current_dir(root).env("CARGO_TERM_COLOR", "never");
    command
}

/// The program `name` on the search path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The command line as a person would type it.
fn words(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words: Vec<_> =
        [program.to_string_lossy().into_owned()].into_iter().chain(arguments).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_streams_are_kept_in_order() {
        let output = quiet(&mut sh("echo one; echo two >&2; echo three")).unwrap();
        assert_eq!(output, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_failure_shows_everything_that_was_printed() {
        let error = quiet(&mut sh("echo before; exit 3")).unwrap_err().to_string();
        assert!(error.contains("before") && error.contains("exit status: 3"), "{error}");
    }
}
