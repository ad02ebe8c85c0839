//! Answers the page's requests: checks programs and runs one at a time, a slice after another.
//!
//! **Invariants:** one call of [`Service::advance`] takes about [`SLICE_MS`], whatever the
//! program does, so that a request to stop is read soon. Replies never depend on the clock,
//! except for how often [`Reply::Running`] is sent.

use crate::protocol::{Finished, Progress, Reply, Request, RequestId};
use lab::{Scenario, Session};
use runtime_core::time::Time;

/// How long one slice should take: short enough that a stop is felt at once, long enough that
/// the round through the message queue (well under 1 ms) costs little.
pub const SLICE_MS: f64 = 20.0;
/// How often progress is reported.
const REPORT_MS: f64 = 100.0;
/// The first slice, before anything is known about this machine's speed.
const FIRST_SLICE: u64 = 20_000;
/// Slices stay between these, so that one strange reading of the clock does no lasting harm.
const SLICE_RANGE: (u64, u64) = (1_000, 50_000_000);

/// The worker's state between two messages.
#[derive(Default)]
pub struct Service {
    job: Option<Job>,
}

/// The run under way.
struct Job {
    id: RequestId,
    session: Session,
    slice: u64,
    reported_ms: f64,
}

impl Service {
    /// Takes a request; the replies it has at once.
    pub fn receive(&mut self, request: Request) -> Option<Reply> {
        match request {
            Request::Check { id, scenario } => Some(check(id, &scenario)),
            Request::Run { id, scenario } => self.start(id, &scenario),
            Request::Stop { id } => self.stop(id),
        }
    }

    /// Whether [`Service::advance`] has something to do.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Runs one slice. `clock_ms` gives the milliseconds since some fixed moment.
    pub fn advance(&mut self, mut clock_ms: impl FnMut() -> f64) -> Option<Reply> {
        let job = self.job.as_mut()?;
        let begun = clock_ms();
        let is_over = job.session.advance(job.slice);
        let now = clock_ms();
        job.slice = next_slice(job.slice, now - begun);
        if is_over {
            return self.finish();
        }
        if now - job.reported_ms < REPORT_MS {
            return None;
        }
        job.reported_ms = now;
        Some(Reply::Running { id: job.id, progress: job.progress() })
    }

    fn start(&mut self, id: RequestId, text: &str) -> Option<Reply> {
        self.job = None;
        let scenario = match Scenario::parse(text) {
            Ok(scenario) => scenario,
            Err(why) => return Some(Reply::Refused { id, why: why.to_string() }),
        };
        match Session::start(&scenario) {
            Err(diagnostics) => Some(Reply::Checked { id, diagnostics }),
            Ok(session) => {
                let slice = FIRST_SLICE;
                self.job = Some(Job { id, session, slice, reported_ms: 0.0 });
                None
            }
        }
    }

    /// A stop for a run that is over already has been answered by its end.
    fn stop(&mut self, id: RequestId) -> Option<Reply> {
        let job = self.job.as_mut().filter(|job| job.id == id)?;
        job.session.stop();
        self.finish()
    }

    fn finish(&mut self) -> Option<Reply> {
        let Job { id, session, .. } = self.job.take()?;
        let run = session.finish();
        let outcome = run.outcome;
        let finished =
            Finished { trace: run.trace, outcome: outcome.kind, exit_code: outcome.exit_code };
        Some(Reply::Finished { id, finished: Box::new(finished) })
    }
}

impl Job {
    fn progress(&self) -> Progress {
        Progress {
            events: self.session.trace().events.len() as u64,
            instructions: self.session.instructions(),
            at: Time(self.session.virtual_ns()),
        }
    }
}

fn check(id: RequestId, text: &str) -> Reply {
    match Scenario::parse(text) {
        Ok(scenario) => Reply::Checked { id, diagnostics: lab::check(&scenario) },
        Err(why) => Reply::Refused { id, why: why.to_string() },
    }
}

/// The next slice, so that it takes about [`SLICE_MS`]: at most four times as long as the last
/// one, because a slice that waited for nothing says little about one that computes.
fn next_slice(last: u64, took_ms: f64) -> u64 {
    let factor = SLICE_MS / took_ms.max(SLICE_MS / 4.0);
    ((last as f64 * factor) as u64).clamp(SLICE_RANGE.0, SLICE_RANGE.1)
}
