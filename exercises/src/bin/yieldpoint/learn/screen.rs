//! The terminal, or what stands in its place.
//!
//! **Invariants:** the terminal is as it was when this is dropped, also by a panic.

use crate::failure::Failure;
use crossterm::terminal;
use std::io::{self, IsTerminal, Write};

/// How the learner is listened to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Each key at once, and the screen is cleared for each page.
    Keys,
    /// Line by line, one page after the other.
    Lines,
}

/// Where pages go.
pub struct Screen(Mode);

/// Away with everything, also above the window, and to the top.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

impl Screen {
    /// Keys where there is a terminal on both sides.
    pub fn open() -> Result<Screen, Failure> {
        let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        if !is_terminal {
            return Ok(Screen(Mode::Lines));
        }
        match terminal::enable_raw_mode() {
            Ok(()) => Ok(Screen(Mode::Keys)),
            Err(_) => Ok(Screen(Mode::Lines)),
        }
    }

    /// How the learner is listened to.
    pub fn mode(&self) -> Mode {
        self.0
    }

    /// Shows a page in the place of the one before.
    pub fn show(&self, page: &str) -> io::Result<()> {
        let mut stdout = anstream::stdout().lock();
        match self.0 {
            // A raw terminal does not go back to the left by itself.
            Mode::Keys => {
                write!(stdout, "{CLEAR}{}", page.replace('\n', "\r\n"))?;
            }
            Mode::Lines => writeln!(stdout, "{page}")?,
        }
        stdout.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if self.0 == Mode::Keys {
            // There is nothing to be done if it does not work.
            let _ = terminal::disable_raw_mode();
        }
    }
}
