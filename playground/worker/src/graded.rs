//! What is said about an answer to an exercise, with the account of the run that shows why it fails.

pub use exercises::{Check, Coverage, Ended, Failure, Report, Status};
use serde::{Deserialize, Serialize};

/// A line of an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Told {
    /// Somebody ran a line of the program.
    Line {
        /// Who; empty for what nobody does.
        who: String,
        /// The line, from 1; 0 where there is none.
        line: u32,
        /// What happened, without its subject; may be empty.
        what: String,
        /// Whether it was another one that ran until now.
        is_switch: bool,
    },
    /// So many lines were left out here.
    LeftOut(u32),
}

#[cfg(feature = "served")]
pub use told::account;

#[cfg(feature = "served")]
mod told {
    use super::{Failure, Report, Told};
    use lab::{Scenario, Schedule};
    use trace_view::{Entry, Row, Timeline, shorten};

    /// Rows that a reader follows.
    const ROWS_MAX: usize = 40;
    /// The same around one place of a run that is long because the program is.
    const ROWS_AROUND: (usize, usize) = (10, 5);

    /// The run that shows the first failure: how it came to that; empty where no run shows one.
    pub fn account(report: &Report) -> Vec<Told> {
        let failing = report.checks.iter().find(|check| !check.holds);
        let told = failing.and_then(|check| of(check.failure.as_ref()?)).unwrap_or_default();
        told.into_iter().map(line).collect()
    }

    fn of(failure: &Failure) -> Option<Vec<Entry>> {
        let scenario = Scenario::parse(&failure.scenario).ok()?;
        let rows = trace_view::account(&Timeline::new(lab::run(&scenario).ok()?.trace));
        Some(match scenario.schedule == Schedule::default() {
            true => around(rows, &failure.lines),
            false => shorten(rows, ROWS_MAX, |row| failure.lines.contains(&row.line)),
        })
    }

    /// What is before the last of these lines, and a little of what is after it.
    fn around(rows: Vec<Row>, lines: &[u32]) -> Vec<Entry> {
        let at = rows.iter().rposition(|row| lines.contains(&row.line)).unwrap_or(rows.len());
        let (from, to) = (at.saturating_sub(ROWS_AROUND.0), (at + ROWS_AROUND.1).min(rows.len()));
        let left_out = |count: usize| (count > 0).then_some(Entry::LeftOut(count as u32));
        let after = left_out(rows.len() - to);
        let shown = rows.into_iter().take(to).skip(from).map(Entry::Row);
        left_out(from).into_iter().chain(shown).chain(after).collect()
    }

    fn line(entry: Entry) -> Told {
        match entry {
            Entry::LeftOut(count) => Told::LeftOut(count),
            Entry::Row(Row { who, line, what, is_switch, .. }) => {
                Told::Line { who, line, what, is_switch }
            }
        }
    }
}
