//! A search under way.

use super::report::{Mode, Report, Timing};
use super::{build, tell};
use crate::property::{Course, Property};
use crate::scenario::{Language, Scenario};
use crate::session;
use crate::{Control, Diagnostic, Schedule};
use runtime_core::explore::Clock;
use runtime_core::explore::explorer::{self, Explorer, Part, Start, Way};
use runtime_core::explore::graph::Limits;
use runtime_core::explore::minimize::minimize;
use runtime_core::guest::Guest;
use runtime_core::guest::Sites;
use runtime_core::machine::{Machine, Stop};

/// How schedules are searched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// By which engine.
    pub mode: Mode,
    /// The most preemptions of a schedule; none for all schedules.
    pub bound: Option<u32>,
    /// The most states that are kept.
    pub states_max: u32,
    /// Only this timing; none for timers on time first, and then late.
    pub timing: Option<Timing>,
}

impl Default for Options {
    fn default() -> Options {
        Options { mode: Mode::Auto, bound: None, states_max: 4_000_000, timing: None }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What it is doing.
    pub stage: &'static str,
    /// States visited.
    pub states: u64,
    /// Complete runs.
    pub executions: u64,
    /// Moves made.
    pub moves: u64,
    /// Of a part: turns that are over ([`Part`]).
    pub turn: u32,
}

/// A search under way.
pub struct Exploration {
    scenario: Scenario,
    search: Search,
    /// With [`Mode::All`]: engines still to come, and what those before found.
    rest: Vec<Mode>,
    before: Vec<explorer::Report>,
    options: Options,
}

/// The search of one language.
pub(super) enum Search {
    #[cfg(feature = "go")]
    Go(Box<Explorer<GoProgram>>),
    #[cfg(feature = "python")]
    Python(Box<Explorer<PythonProgram>>),
}

/// Calls the same method of whichever search it is.
macro_rules! each {
    ($search:expr, $explorer:ident => $body:expr) => {
        match $search {
            #[cfg(feature = "go")]
            Search::Go($explorer) => $body,
            #[cfg(feature = "python")]
            Search::Python($explorer) => $body,
        }
    };
}

/// A model that knows which schedule of the machine a run of moves is.
pub(super) trait Witness: Start {
    /// The schedule, or where the two part, which is a bug of ours.
    fn retrace(&self, way: &Way) -> Result<Schedule, String>;

    /// A schedule with fewer context switches that ends the same way, with the same output.
    fn shortest(&self, found: &Schedule) -> Schedule;

    /// What is printed on standard output; where that goes on for ever, up to the last answer.
    fn output(&self, found: &Schedule, course: Course) -> String;
}

impl Exploration {
    /// Compiles the program; nothing has been searched yet.
    pub fn start(scenario: &Scenario, options: &Options) -> Result<Exploration, Vec<Diagnostic>> {
        Exploration::part(scenario, options, Part::Whole)
    }

    /// The same for a part of an automatic search, of which other threads make the others. The
    /// models stay in their threads: each compiles the program for itself.
    pub fn part(
        scenario: &Scenario, options: &Options, part: Part,
    ) -> Result<Exploration, Vec<Diagnostic>> {
        let mut rest = match options.mode {
            // The last one's figures are the report's.
            Mode::All => vec![Mode::States, Mode::Dpor, Mode::Bound],
            mode => vec![mode],
        };
        let mode = rest.pop().unwrap_or(Mode::Auto);
        let search = search(scenario, options, mode, part)?;
        let (scenario, options) = (scenario.clone(), options.clone());
        Ok(Exploration { scenario, search, rest, before: Vec::new(), options })
    }

    /// Makes about so many more moves; whether there is more to do.
    pub fn advance(&mut self, moves: u64) -> bool {
        if each!(&mut self.search, explorer => explorer.advance(moves)) {
            return true;
        }
        let Some(mode) = self.rest.pop() else { return false };
        // The program has been compiled once: it is again.
        let Ok(next) = search(&self.scenario, &self.options, mode, Part::Whole) else {
            return false;
        };
        let done = std::mem::replace(&mut self.search, next);
        self.before.push(each!(done, explorer => explorer.finish()));
        true
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let (stage, states, executions) = each!(&self.search, explorer => explorer.progress());
        let moves = each!(&self.search, explorer => explorer.moves_made());
        let turn = each!(&self.search, explorer => explorer.turn());
        Progress { stage, states, executions, moves, turn }
    }

    /// Most of the time is gone: what cannot be searched completely is bounded from here on.
    pub fn hurry(&mut self) {
        each!(&mut self.search, explorer => explorer.hurry());
    }

    /// What has been found, also in the middle of the search; it took so many seconds.
    pub fn finish(self, seconds: f64) -> Report {
        let Exploration { scenario, search, before, options, .. } = self;
        let mut report = each!(search, explorer => {
            let (found, program) = explorer.into_parts();
            build::report(&scenario, &found, &program, &before)
        });
        report.seconds = seconds;
        if options.mode == Mode::All {
            report.mode = Mode::All;
        }
        report
    }
}

fn search(
    scenario: &Scenario, options: &Options, mode: Mode, part: Part,
) -> Result<Search, Vec<Diagnostic>> {
    let mode = match mode {
        Mode::States => explorer::Mode::States,
        Mode::Dpor => explorer::Mode::Dpor,
        Mode::Bound => explorer::Mode::Bound,
        Mode::Pct => explorer::Mode::Pct,
        Mode::Auto | Mode::All => explorer::Mode::Auto,
    };
    let control = options.timing.map(|timing| match timing {
        Timing::Virtual => Control::Virtual,
        Timing::Loose => Control::Loose,
    });
    let limits = Limits { states_max: options.states_max, ..Limits::default() };
    let options = explorer::Options { mode, bound: options.bound, limits, control };
    match scenario.language {
        #[cfg(feature = "go")]
        Language::Go => {
            let program = GoProgram::compile(scenario)?;
            Ok(Search::Go(Box::new(Explorer::of_part(program, options, part))))
        }
        #[cfg(feature = "python")]
        Language::Python => {
            let program = PythonProgram::compile(scenario)?;
            Ok(Search::Python(Box::new(Explorer::of_part(program, options, part))))
        }
        #[cfg(not(all(feature = "go", feature = "python")))]
        language => Err(vec![session::not_linked(language)]),
    }
}

/// A run of a search is short.
fn searched(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.config.fuel = scenario.config.fuel.min(build::WITNESS_FUEL);
    scenario
}

fn with_fuel(scenario: &Scenario, fuel: u64) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.config.fuel = scenario.config.fuel.min(fuel);
    scenario
}

/// Times are told apart only where a property asks for them, and where timers are on time.
fn clock(scenario: &Scenario, control: Control) -> Clock {
    let asked = scenario.properties.iter().any(Property::is_of_time);
    if asked && control != Control::Loose { Clock::Absolute } else { Clock::Relative }
}

/// A Go program, compiled: what an engine begins with.
#[cfg(feature = "go")]
pub struct GoProgram {
    vm: go::Vm,
    scenario: Scenario,
}

#[cfg(feature = "go")]
impl GoProgram {
    /// The scenario's program; what is wrong with it if it cannot be run.
    pub fn compile(scenario: &Scenario) -> Result<GoProgram, Vec<Diagnostic>> {
        let vm = session::compile_go_guest(scenario, go::Watching::Yes)?;
        Ok(GoProgram { vm, scenario: searched(scenario) })
    }
}

#[cfg(feature = "go")]
impl Start for GoProgram {
    type Model = runtime_core::explore::world::World<go::Vm>;

    fn start(&self, visible: &Sites, control: Control) -> Self::Model {
        use runtime_core::explore::world::{Setting, World};
        let mut setting = Setting::new(visible.clone(), control);
        setting.clock = clock(&self.scenario, control);
        World::new(self.vm.clone(), std::rc::Rc::new(setting))
    }
}

#[cfg(feature = "go")]
impl Witness for GoProgram {
    fn retrace(&self, way: &Way) -> Result<Schedule, String> {
        let machine = session::machine_go(&self.scenario, way.control, self.vm.clone());
        let world = self.start(&way.visible, way.control);
        runtime_core::explore::replay::schedule(world, machine, &way.path)
    }

    fn shortest(&self, found: &Schedule) -> Schedule {
        shortest(found, |fuel| {
            let scenario = with_fuel(&self.scenario, fuel);
            session::machine_go(&scenario, found.control, self.vm.clone())
        })
    }

    fn output(&self, found: &Schedule, course: Course) -> String {
        output(session::machine_go(&self.scenario, found.control, self.vm.clone()), found, course)
    }
}

/// A Python program, compiled: what an engine begins with.
#[cfg(feature = "python")]
pub struct PythonProgram {
    scenario: Scenario,
    program: python::Python,
}

#[cfg(feature = "python")]
impl PythonProgram {
    /// The scenario's program; what is wrong with it if it cannot be run.
    pub fn compile(scenario: &Scenario) -> Result<PythonProgram, Vec<Diagnostic>> {
        let program = session::compile_python_guest(scenario)?;
        Ok(PythonProgram { scenario: searched(scenario), program })
    }
}

#[cfg(feature = "python")]
impl Start for PythonProgram {
    type Model = runtime_core::explore::Controlled<python::Python>;

    fn start(&self, visible: &Sites, control: Control) -> Self::Model {
        let machine = session::machine_python(&self.scenario, control, self.program.clone());
        runtime_core::explore::Controlled::new(machine, visible.clone().into())
            .with_clock(clock(&self.scenario, control))
    }
}

#[cfg(feature = "python")]
impl Witness for PythonProgram {
    /// The moves are the machine's own choices; the schedule is what was answered, with every
    /// switch point a choice.
    fn retrace(&self, way: &Way) -> Result<Schedule, String> {
        let machine = session::machine_python(&self.scenario, way.control, self.program.clone());
        let schedule =
            runtime_core::explore::Controlled::schedule(machine, &way.visible, &way.path);
        schedule.ok_or_else(|| "the machine cannot go there".into())
    }

    fn shortest(&self, found: &Schedule) -> Schedule {
        shortest(found, |fuel| {
            let scenario = with_fuel(&self.scenario, fuel);
            session::machine_python(&scenario, found.control, self.program.clone())
        })
    }

    fn output(&self, found: &Schedule, course: Course) -> String {
        output(
            session::machine_python(&self.scenario, found.control, self.program.clone()),
            found,
            course,
        )
    }
}

/// Runs that are made to find a schedule with fewer switches.
const TRIES_MAX: u32 = 150;

/// A schedule with fewer context switches that ends the same way, with the same output.
fn shortest<G: Guest>(found: &Schedule, start: impl Fn(u64) -> Machine<G>) -> Schedule {
    let mut machine = start(build::WITNESS_FUEL);
    machine.answer_with(&found.options, 0);
    while !matches!(machine.run(u64::MAX), Stop::Ended(_)) {}
    let end = |machine: &Machine<G>| {
        let leaks = tell::leaks(machine.trace());
        (machine.outcome(), machine.output().stdout.clone(), machine.notices(), leaks)
    };
    let wanted = end(&machine);
    // A schedule that is tried may run for ever.
    let fuel = 10_000 + 4 * machine.fuel_used();
    minimize(found, || start(fuel), |tried| end(tried) == wanted, TRIES_MAX)
}

fn output<G: Guest>(mut machine: Machine<G>, found: &Schedule, course: Course) -> String {
    machine.answer_with(&found.options, 0);
    let slice = if course == Course::Ends { u64::MAX } else { 1 };
    let is_there = |machine: &Machine<G>| {
        course == Course::GoesOnForEver && machine.answers().len() >= found.options.len()
    };
    while !is_there(&machine) && !matches!(machine.run(slice), Stop::Ended(_)) {}
    machine.output().stdout.clone()
}
