//! A run in slices: what the command line takes in one go and a worker in many.

use crate::scenario::{Language, Scenario};
use crate::{Diagnostic, Run};
use runtime_core::guest::{Access, Guest};
use runtime_core::id::FiberId;
use runtime_core::machine::{self, Machine, Outcome, Output, Stop, Watching};
use runtime_core::schedule::{Control, Schedule};
use runtime_core::trace::{OutcomeKind, Trace};

/// A run under way.
#[derive(Clone)]
pub struct Session {
    program: Program,
}

/// The machine of one language.
#[derive(Clone)]
enum Program {
    #[cfg(feature = "go")]
    Go(Box<Machine<go::Vm>>),
    #[cfg(feature = "python")]
    Python(Box<Machine<python::Python>>),
}

/// Calls the same method of whichever machine it is.
macro_rules! each {
    ($program:expr, $machine:ident => $body:expr) => {
        match $program {
            #[cfg(feature = "go")]
            Program::Go($machine) => $body,
            #[cfg(feature = "python")]
            Program::Python($machine) => $body,
        }
    };
}

/// What is wrong with the program; empty if it can be run.
pub fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    Program::compile(scenario).err().unwrap_or_default()
}

/// Runs the scenario to its end.
pub fn run(scenario: &Scenario) -> Result<Run, Vec<Diagnostic>> {
    let mut session = Session::start(scenario)?;
    while !session.advance(u64::MAX) {}
    Ok(session.finish())
}

/// The same for a schedule that decides who runs; also what was touched, in order.
pub(crate) fn run_watched(
    scenario: &Scenario,
) -> Result<(Run, Vec<(FiberId, Access)>), Vec<Diagnostic>> {
    let mut session = Session::start(scenario)?;
    while !session.advance(u64::MAX) {}
    let accesses = each!(&session.program, machine => machine.accesses().to_vec());
    Ok((session.finish(), accesses))
}

impl Session {
    /// Compiles the program; nothing has run yet.
    pub fn start(scenario: &Scenario) -> Result<Session, Vec<Diagnostic>> {
        let mut program = Program::compile(scenario)?;
        let (schedule, seed) = (&scenario.schedule.options, scenario.config.seed);
        each!(&mut program, machine => machine.answer_with(schedule, seed));
        Ok(Session { program })
    }

    /// Runs on for about `instructions` instructions; true when the run is over.
    pub fn advance(&mut self, instructions: u64) -> bool {
        each!(&mut self.program, machine => matches!(machine.run(instructions), Stop::Ended(_)))
    }

    /// Ends the run where it stands, keeping everything so far.
    pub fn stop(&mut self) {
        each!(&mut self.program, machine => machine.stop());
    }

    /// What has been recorded so far.
    pub fn trace(&self) -> &Trace {
        each!(&self.program, machine => machine.trace())
    }

    /// What has been printed so far.
    pub fn output(&self) -> &Output {
        each!(&self.program, machine => machine.output())
    }

    /// How the run ended, if it has.
    pub fn outcome(&self) -> Option<Outcome> {
        each!(&self.program, machine => machine.outcome())
    }

    /// The place of the schedule's first answer that does not fit, counted from 0: it named an
    /// option that there was not, or the run was over before it was asked for.
    pub fn misfit(&self) -> Option<u32> {
        each!(&self.program, machine => machine.misfit())
    }

    /// Instructions run so far.
    pub fn instructions(&self) -> u64 {
        each!(&self.program, machine => machine.fuel_used())
    }

    /// Virtual time so far, in ns.
    pub fn virtual_ns(&self) -> u64 {
        each!(&self.program, machine => machine.now().0)
    }

    /// A hash of everything that can influence the rest of the run.
    pub fn fingerprint(&self) -> u128 {
        each!(&self.program, machine => machine.fingerprint())
    }

    /// Whether folding the trace gives the machine's own state; the difference if not.
    pub fn fold_agrees(&self) -> Result<(), String> {
        each!(&self.program, machine => machine::fold_agrees(machine))
    }

    /// The run, stopped here if it is not over.
    pub fn finish(mut self) -> Run {
        self.stop();
        each!(self.program, machine => finish(*machine))
    }
}

fn finish<G: Guest>(machine: Machine<G>) -> Run {
    let control = machine.control();
    let stopped = Outcome { kind: OutcomeKind::Stopped, exit_code: 130 };
    let outcome = machine.outcome().unwrap_or(stopped);
    let (trace, output, answers) = machine.into_parts();
    let Output { stdout, stderr, .. } = output;
    Run { trace, outcome, stdout, stderr, schedule: Schedule { control, options: answers } }
}

impl Program {
    fn compile(scenario: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        match scenario.language {
            Language::Go => Program::compile_go(scenario),
            Language::Python => Program::compile_python(scenario),
        }
    }

    #[cfg(feature = "go")]
    fn compile_go(scenario: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        let control = scenario.schedule.control;
        let watch =
            if control == Control::Scheduler { go::Watching::No } else { go::Watching::Yes };
        let vm = compile_go_guest(scenario, watch)?;
        Ok(Program::Go(Box::new(machine_go(scenario, control, vm))))
    }

    #[cfg(not(feature = "go"))]
    fn compile_go(_: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        Err(vec![not_linked(Language::Go)])
    }

    #[cfg(feature = "python")]
    fn compile_python(scenario: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        let program = compile_python_guest(scenario)?;
        let machine = machine_python(scenario, scenario.schedule.control, program);
        Ok(Program::Python(Box::new(machine)))
    }

    #[cfg(not(feature = "python"))]
    fn compile_python(_: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        Err(vec![not_linked(Language::Python)])
    }
}

/// A Go program, compiled.
#[cfg(feature = "go")]
pub(crate) fn compile_go_guest(
    scenario: &Scenario, watch: go::Watching,
) -> Result<go::Vm, Vec<Diagnostic>> {
    let options = go::Options { file: scenario.config.file.clone(), watch };
    let version = language_version(&scenario.config.profile);
    go::compile_version(&scenario.source, &options, version)
}

/// A machine for a Go program, under this control.
#[cfg(feature = "go")]
pub(crate) fn machine_go(scenario: &Scenario, control: Control, vm: go::Vm) -> Machine<go::Vm> {
    let config = machine::Config {
        procs: scenario.config.procs,
        preemption: preemption(&scenario.config.profile),
        noise: scenario.config.seed != 0,
        control,
        ..limits(scenario, machine::Config::go())
    };
    watched(Machine::go(vm, config), control)
}

/// A Python program, compiled.
#[cfg(feature = "python")]
pub(crate) fn compile_python_guest(scenario: &Scenario) -> Result<python::Python, Vec<Diagnostic>> {
    let version = python_version(&scenario.config.profile);
    let asyncio_debug = scenario.config.asyncio_debug;
    let switch_interval_ns = scenario.config.switch_interval_ns;
    let file = scenario.config.file.clone();
    let options = python::Options { file, version, asyncio_debug, switch_interval_ns };
    python::compile(&scenario.source, &options)
}

/// A machine for a Python program, under this control.
#[cfg(feature = "python")]
pub(crate) fn machine_python(
    scenario: &Scenario, control: Control, program: python::Python,
) -> Machine<python::Python> {
    let config = machine::Config {
        switch_interval_ns: scenario.config.switch_interval_ns,
        gil: python_version(&scenario.config.profile).has_gil(),
        noise: scenario.config.seed != 0,
        control,
        ..limits(scenario, machine::Config::python())
    };
    watched(Machine::python(program, config), control)
}

/// Where the schedule decides who goes on, it says everything.
fn watched<G: Guest>(mut machine: Machine<G>, control: Control) -> Machine<G> {
    if control != Control::Scheduler {
        machine.watch(Watching::All);
    }
    machine
}

/// The language of that version of Go.
#[cfg(feature = "go")]
fn language_version(profile: &str) -> go::Version {
    let minor = profile.strip_prefix("go-1.").and_then(|minor| minor.parse().ok());
    minor.map_or(go::Version::NEWEST, go::Version)
}

/// The version of Python.
#[cfg(feature = "python")]
fn python_version(profile: &str) -> python::Version {
    match profile {
        "cpython-3.9" => python::Version::Py39,
        "cpython-3.11" => python::Version::Py311,
        "cpython-3.13t" => python::Version::Py313Free,
        _ => python::Version::Py313,
    }
}

/// How the version of Go stops a goroutine.
#[cfg(feature = "go")]
fn preemption(profile: &str) -> machine::Preemption {
    match profile {
        "go-1.13" => machine::Preemption::AtCalls,
        "go-wasm" => machine::Preemption::Never,
        _ => machine::Preemption::Anywhere,
    }
}

/// What the scenario says for either language.
fn limits(scenario: &Scenario, costs: machine::Config) -> machine::Config {
    let config = &scenario.config;
    machine::Config {
        instruction_ns: config.instruction_ns,
        op_ns: config.operation_ns,
        fuel: config.fuel,
        output_bytes_max: config.output_bytes_max,
        events_max: config.events_max,
        lines_max: config.lines_max,
        detail: config.detail,
        ..costs
    }
}

/// A worker of one language was given a program of the other.
#[cfg(not(all(feature = "go", feature = "python")))]
pub(crate) fn not_linked(language: Language) -> Diagnostic {
    let message = format!("{} programs do not run here", language.word());
    Diagnostic::new("", crate::Span::default(), "unsupported", message)
}
