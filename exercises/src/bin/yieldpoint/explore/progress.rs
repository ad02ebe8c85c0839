//! One line on stderr that says how far a search is, where somebody watches.

use super::table::grouped;
use lab::explore;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// The line.
pub struct Progress {
    /// When it was last written; none where stderr is no terminal.
    shown: Option<Duration>,
    is_visible: bool,
}

/// Shorter searches need no line, and more often nobody could read it.
const EVERY: Duration = Duration::from_millis(200);

impl Progress {
    /// On a terminal only.
    pub fn on_stderr() -> Progress {
        let shown = io::stderr().is_terminal().then_some(Duration::ZERO);
        Progress { shown, is_visible: false }
    }

    /// Writes the line anew, if it is time.
    pub fn show(&mut self, progress: &explore::Progress, at: Duration) {
        let Some(shown) = self.shown else { return };
        if at < shown + EVERY {
            return;
        }
        self.shown = Some(at);
        self.is_visible = true;
        let columns =
            terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
        // A character more than the columns would start another line, which stays.
        let line: String = line(progress, at).chars().take(usize::from(columns) - 1).collect();
        // Nobody reads it if it cannot be written.
        let _ = write!(io::stderr(), "\r\x1b[K{line}");
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.is_visible) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(progress: &explore::Progress, at: Duration) -> String {
    let explore::Progress { states, executions, stage, .. } = progress;
    let count = |count: u64, what: &str| match count {
        0 => String::new(),
        _ => format!("  {} {what}", grouped(count)),
    };
    let counts = count(*states, "states") + &count(*executions, "runs");
    format!("{stage}{counts}  {} s  (Ctrl-C: what was found so far)", at.as_secs())
}

#[cfg(test)]
mod tests {
    use super::line;
    use lab::explore::Progress;
    use std::time::Duration;

    #[test]
    fn only_what_is_counted_is_told() {
        let progress =
            Progress { states: 12_345, executions: 0, moves: 99, stage: "states", turn: 0 };
        let said = line(&progress, Duration::from_millis(2900));
        assert_eq!(said, "states  12,345 states  2 s  (Ctrl-C: what was found so far)");
    }
}
