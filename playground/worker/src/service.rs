//! Answers the page's requests: checks programs, and runs, explores or grades one at a time, a slice
//! after another.
//!
//! **Invariants:** one call of [`Service::advance`] takes about [`SLICE_MS`], whatever the
//! program does, so that a request to stop is read soon; only the last one of an exploration, which
//! runs each witness, and of a grading, which tells of one, may take longer. Replies never depend on the clock, except for how often
//! [`Reply::Running`] and [`Reply::Exploring`] are sent, and for an exploration that its time ends.

use crate::graded::{Report, account};
use crate::protocol::{
    ExploreOptions, FileKind, Finished, Progress, Reply, Request, RequestId, Searched,
};
use crate::search::Search;
use exercises::Grading;
use lab::{Diagnostic, Run, Scenario, Session};
use runtime_core::time::Time;
use trace_view::{Scene, perfetto, svg};

/// How long one slice should take: short enough that a stop is felt at once, long enough that
/// the round through the message queue (well under 1 ms) costs little.
pub const SLICE_MS: f64 = 20.0;
/// How often progress is reported.
const REPORT_MS: f64 = 100.0;
/// So many events are sent at once: the page takes a few milliseconds to read them.
pub const PART: usize = 8192;
/// The first slice, before anything is known about this machine's speed.
const FIRST_SLICE: u64 = 20_000;
/// Slices stay between these, so that one strange reading of the clock does no lasting harm.
const SLICE_RANGE: (u64, u64) = (1_000, 50_000_000);

/// The worker's state between two messages.
#[derive(Default)]
pub struct Service {
    job: Option<Job>,
}

/// What is under way.
struct Job {
    id: RequestId,
    work: Work,
    reported_ms: f64,
}

/// What becomes of a run that is over.
enum Then {
    /// The page watches it.
    Film,
    /// It becomes a file; the scenario's name is its title.
    File(FileKind, String),
}

/// A run, one that is over and is being sent, an exploration, or an answer that is graded.
enum Work {
    Run { session: Box<Session>, slice: u64, then: Then },
    Send { finished: Box<Finished>, sent: usize },
    Search(Box<Search>),
    Grade { grading: Box<Grading>, begun_ms: Option<f64>, ms: f64 },
}

impl Service {
    /// Takes a request; the replies it has at once.
    pub fn receive(&mut self, request: Request) -> Option<Reply> {
        match request {
            Request::Check { id, scenario } => Some(check(id, &scenario)),
            Request::Run { id, scenario } => {
                self.start(id, &scenario, |scenario| run(scenario, Then::Film))
            }
            Request::Save { id, scenario, kind } => self.start(id, &scenario, |scenario| {
                run(scenario, Then::File(kind, scenario.name.clone()))
            }),
            Request::Stop { id } => self.stop(id),
            Request::Explore { id, scenario, options } => {
                self.start(id, &scenario, |scenario| explore(scenario, &options))
            }
            Request::Grade { id, exercise, program } => self.grade(id, &exercise, &program),
        }
    }

    /// Whether [`Service::advance`] has something to do.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Does one slice. `clock_ms` gives the milliseconds since some fixed moment.
    pub fn advance(&mut self, mut clock_ms: impl FnMut() -> f64) -> Option<Reply> {
        let job = self.job.as_mut()?;
        if !job.work.advance(&mut clock_ms) {
            return self.finish();
        }
        let now = clock_ms();
        if now - job.reported_ms < REPORT_MS {
            return None;
        }
        job.reported_ms = now;
        job.progress()
    }

    fn start(
        &mut self, id: RequestId, text: &str,
        begin: impl FnOnce(&Scenario) -> Result<Work, Vec<Diagnostic>>,
    ) -> Option<Reply> {
        self.job = None;
        let scenario = match Scenario::parse(text) {
            Ok(scenario) => scenario,
            Err(why) => return Some(Reply::Refused { id, why: why.to_string() }),
        };
        match begin(&scenario) {
            Err(diagnostics) => Some(Reply::Checked { id, diagnostics }),
            Ok(work) => {
                self.job = Some(Job { id, work, reported_ms: 0.0 });
                None
            }
        }
    }

    fn grade(&mut self, id: RequestId, name: &str, program: &str) -> Option<Reply> {
        self.job = None;
        let exercise = match exercises::exercise(name) {
            Some(Ok(exercise)) => exercise,
            Some(Err(broken)) => return Some(Reply::Refused { id, why: broken.problem }),
            None => {
                let why = format!("there is no exercise `{name}` in this language");
                return Some(Reply::Refused { id, why });
            }
        };
        match Grading::start(&exercise, program) {
            Err(report) => Some(graded(id, report)),
            Ok(grading) => {
                let grading = Box::new(grading);
                let work = Work::Grade { grading, begun_ms: None, ms: 0.0 };
                self.job = Some(Job { id, work, reported_ms: 0.0 });
                None
            }
        }
    }

    /// A stop for what is over already has been answered by its end.
    fn stop(&mut self, id: RequestId) -> Option<Reply> {
        let job = self.job.as_mut().filter(|job| job.id == id)?;
        match &mut job.work {
            Work::Run { session, .. } => session.stop(),
            // It is over, and what is left of it comes anyway.
            Work::Send { .. } => return None,
            Work::Search(_) => {}
            // What has not been searched cannot be judged.
            Work::Grade { .. } => {
                self.job = None;
                return Some(Reply::Refused { id, why: "the grading was stopped".into() });
            }
        }
        self.finish()
    }

    fn finish(&mut self) -> Option<Reply> {
        let Job { id, work, .. } = self.job.take()?;
        Some(match work {
            Work::Run { session, then, .. } => match then.reply(id, session.finish()) {
                Reply::Finished { finished, .. } => self.send(id, finished, 0),
                saved => saved,
            },
            Work::Send { finished, sent } => self.send(id, finished, sent),
            Work::Search(search) => Reply::Explored { id, report: Box::new(search.finish()) },
            Work::Grade { grading, .. } => graded(id, Box::new(grading.finish())),
        })
    }
}

impl Then {
    fn reply(self, id: RequestId, run: Run) -> Reply {
        match self {
            Then::Film => {
                let (outcome, exit_code) = (run.outcome.kind, run.outcome.exit_code);
                let finished = Box::new(Finished { trace: run.trace, outcome, exit_code });
                Reply::Finished { id, finished }
            }
            Then::File(kind, title) => {
                let scene = Scene::new(&run.trace);
                let text = match kind {
                    FileKind::Perfetto => perfetto(&scene, &title),
                    FileKind::Svg => {
                        let place = svg::Place::File;
                        svg::svg(
                            &scene,
                            &svg::Options { title: &title, place, ..Default::default() },
                        )
                    }
                };
                Reply::Saved { id, kind, text }
            }
        }
    }
}

impl Service {
    /// The next part of the events, or with the last part everything else.
    fn send(&mut self, id: RequestId, mut finished: Box<Finished>, sent: usize) -> Reply {
        let all = &mut finished.trace.events;
        if all.len() - sent <= PART {
            all.drain(..sent);
            return Reply::Finished { id, finished };
        }
        let (total, events) = (all.len() as u32, all[sent..sent + PART].to_vec());
        let work = Work::Send { finished, sent: sent + PART };
        self.job = Some(Job { id, work, reported_ms: 0.0 });
        Reply::Recorded { id, total, events }
    }
}

impl Work {
    /// One slice; whether there is more to do.
    fn advance(&mut self, clock_ms: &mut impl FnMut() -> f64) -> bool {
        match self {
            Work::Run { session, slice, .. } => {
                let begun = clock_ms();
                let is_over = session.advance(*slice);
                *slice = next_slice(*slice, clock_ms() - begun);
                !is_over
            }
            Work::Send { .. } => false,
            Work::Search(search) => search.advance(SLICE_MS, clock_ms),
            Work::Grade { grading, begun_ms, ms } => {
                let slice_begun = clock_ms();
                let begun = *begun_ms.get_or_insert(slice_begun);
                loop {
                    let goes_on = grading.advance();
                    let now = clock_ms();
                    *ms = now - begun;
                    if !goes_on || now - slice_begun >= SLICE_MS {
                        return goes_on;
                    }
                }
            }
        }
    }
}

impl Job {
    fn progress(&self) -> Option<Reply> {
        let id = self.id;
        match &self.work {
            Work::Run { session, .. } => Some(Reply::Running { id, progress: progress(session) }),
            Work::Send { .. } => None,
            Work::Search(search) => Some(Reply::Exploring { id, searched: search.progress() }),
            Work::Grade { grading, ms, .. } => {
                Some(Reply::Grading { id, searched: searched(grading, *ms) })
            }
        }
    }
}

fn graded(id: RequestId, report: Box<Report>) -> Reply {
    let account = account(&report);
    Reply::Graded { id, report, account }
}

fn searched(grading: &Grading, ms: f64) -> Searched {
    grading.progress().map_or_else(Searched::default, |progress| Searched {
        stage: progress.stage.into(),
        states: progress.states,
        executions: progress.executions,
        moves: progress.moves,
        ms: ms as u32,
    })
}

fn progress(session: &Session) -> Progress {
    Progress {
        events: session.trace().events.len() as u64,
        instructions: session.instructions(),
        at: Time(session.virtual_ns()),
    }
}

fn run(scenario: &Scenario, then: Then) -> Result<Work, Vec<Diagnostic>> {
    let session = Box::new(Session::start(scenario)?);
    Ok(Work::Run { session, slice: FIRST_SLICE, then })
}

fn explore(scenario: &Scenario, options: &ExploreOptions) -> Result<Work, Vec<Diagnostic>> {
    Ok(Work::Search(Box::new(Search::start(scenario, options)?)))
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
