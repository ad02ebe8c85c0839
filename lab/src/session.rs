//! A run in slices: what the command line takes in one go and a worker in many.

use crate::answers::Answers;
use crate::scenario::{Config, Language, Scenario, Schedule};
use crate::{Diagnostic, Run};
use runtime_core::guest::Guest;
use runtime_core::machine::{self, Machine, Outcome, Stop};
use runtime_core::trace::{OutcomeKind, Trace};

/// A run under way.
#[derive(Clone)]
pub struct Session {
    program: Program,
    answers: Answers,
}

/// The machine of one language.
#[derive(Clone)]
enum Program {
    #[cfg(feature = "go")]
    Go(Box<Machine<go::Vm>>),
    #[cfg(feature = "python")]
    Python(Box<Machine<python::Vm>>),
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

impl Session {
    /// Compiles the program; nothing has run yet.
    pub fn start(scenario: &Scenario) -> Result<Session, Vec<Diagnostic>> {
        let program = Program::compile(scenario)?;
        let answers = Answers::new(scenario.schedule.clone(), scenario.config.seed);
        Ok(Session { program, answers })
    }

    /// Runs on for about `instructions` instructions; true when the run is over.
    pub fn advance(&mut self, instructions: u64) -> bool {
        let answers = &mut self.answers;
        each!(&mut self.program, machine => advance(machine, answers, instructions))
    }

    /// Ends the run where it stands, keeping everything so far.
    pub fn stop(&mut self) {
        each!(&mut self.program, machine => machine.stop());
    }

    /// What has been recorded so far.
    pub fn trace(&self) -> &Trace {
        each!(&self.program, machine => machine.trace())
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

fn advance<G: Guest>(machine: &mut Machine<G>, answers: &mut Answers, instructions: u64) -> bool {
    loop {
        match machine.run(instructions) {
            Stop::Paused => return false,
            Stop::Ended(_) => return true,
            Stop::Choice(point) => machine.choose(answers.answer(point.options)),
        }
    }
}

fn finish<G: Guest>(machine: Machine<G>) -> Run {
    let stopped = Outcome { kind: OutcomeKind::Stopped, exit_code: 130 };
    let outcome = machine.outcome().unwrap_or(stopped);
    let (trace, output, answers) = machine.into_parts();
    let machine::Output { stdout, stderr } = output;
    Run { trace, outcome, stdout, stderr, schedule: Schedule(answers) }
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
        let options = go::Options { file: scenario.config.file.clone() };
        let vm = go::compile(&scenario.source, &options)?;
        let config = limits(&scenario.config, machine::Config::go());
        Ok(Program::Go(Box::new(Machine::go(vm, config))))
    }

    #[cfg(not(feature = "go"))]
    fn compile_go(_: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        Err(vec![not_linked(Language::Go)])
    }

    #[cfg(feature = "python")]
    fn compile_python(scenario: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        let options = python::Options { file: scenario.config.file.clone() };
        let vm = python::compile(&scenario.source, &options)?;
        let config = limits(&scenario.config, machine::Config::python());
        Ok(Program::Python(Box::new(Machine::python(vm, config))))
    }

    #[cfg(not(feature = "python"))]
    fn compile_python(_: &Scenario) -> Result<Program, Vec<Diagnostic>> {
        Err(vec![not_linked(Language::Python)])
    }
}

fn limits(config: &Config, costs: machine::Config) -> machine::Config {
    machine::Config {
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
fn not_linked(language: Language) -> Diagnostic {
    let message = format!("{} programs do not run here", language.word());
    Diagnostic::new("", crate::Span::default(), "unsupported", message)
}
