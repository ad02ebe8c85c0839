//! Why a command could not do what it was told.

use std::io;
use std::process::ExitCode;

/// A command's end without a result.
#[derive(Debug)]
pub enum Failure {
    /// The user has to be told this.
    Said(String),
    /// Whoever read our output does not want more.
    PipeClosed,
}

/// Refused: nothing was run or judged.
pub const REFUSED: u8 = 2;

/// What a shell reports for a process that a closed pipe ended: 128 + SIGPIPE.
const PIPE_CLOSED: u8 = 141;

impl Failure {
    /// Tells the user and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Failure::PipeClosed => ExitCode::from(PIPE_CLOSED),
            Failure::Said(message) => {
                use std::io::Write as _;
                // With stderr closed as well there is nobody left to tell.
                let _ = writeln!(anstream::stderr(), "\x1b[1;31merror:\x1b[0m {message}");
                ExitCode::from(REFUSED)
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::PipeClosed,
            _ => Failure::Said(format!("cannot write: {error}")),
        }
    }
}
