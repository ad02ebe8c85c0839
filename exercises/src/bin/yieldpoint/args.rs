//! The command line.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand};
use lab::explore::{Mode, Timing};
use std::path::PathBuf;
use std::time::Duration;

const EXIT_CODES: &str = "\
Exit codes of `run`:
  that of the program   it ran to its end (1 or 2 after an exception or a panic)
  1                     the real compiler or interpreter would refuse the program
  2                     the program could not be run here: no such file, unsupported construct
  3                     it was stopped: fuel or a limit used up, or nothing can ever happen again
  4                     a claim of a .scenario is not true; which and why is on stderr
Exit codes of `explore`: 0 no problem on any schedule tried, 1 a problem, 2 it could not be run.
Exit codes of `race`: 0 no data race found, 66 data races (as Go's race detector), 2 as above.
Exit codes of `exercise check`: 0 passed, 1 not yet, 2 it could not be judged.";

const EXPLORE: &str = "\
Runs a program on every schedule and shows how its runs can end.

Who goes on next is up to the scheduler at every operation that others can see: a channel, a lock,
a variable that several share. A run is one way through those choices, its schedule. A program that
is right must be right on all of them; a test sees only the few that come by chance. `explore`
tries them all, where there are not too many, and shows each end once, with the schedule that has
the fewest context switches. `yieldpoint run FILE --schedule S` repeats such a run exactly.";

const EXPLORE_MORE: &str = "\
How it searches (--mode):
  auto    by states and by behaviours, whichever is through first; when most of the time is gone,
          schedules with few preemptions
  states  every state of the program once; finds also runs that never end
  dpor    one run for each behaviour: runs that differ only in the order of steps that do not
          touch the same thing count as one
  bound   every schedule with at most --bound preemptions; most mistakes show with 2
  pct     a sample: random priorities, for programs that are too large for the others
  all     states, dpor and bound one after the other; they must agree

Only where it says \"Every schedule\" has everything been tried. With a bound or a sample, finding
nothing proves nothing.

Timers fire on time (--timing virtual) unless you say that the machine may be slow
(--timing loose). Without the option both are tried, and what needs a slow machine is shown apart
and does not count, unless the program is a scenario whose head says `loose: counts`.

A scenario can also say what must be true on every schedule:
  property: always stdout = \"total 2\\n\"
  property: never stdout contains \"-1\"
  property: eventually stdout contains \"done\"
  property: at most 1 between \"enter\" and \"leave\"
  property: makespan <= 250ms

Examples:
  yieldpoint explore counter.go
  yieldpoint explore transfer.py --mode bound --bound 2 --time 5
  yieldpoint run counter.go --schedule 'virtual:0x14.1.2'   what `explore` tells you to type

Exit codes: 0 no problem on any schedule tried, 1 a problem, 2 the program could not be run.
Ctrl-C ends the search and shows what it has found.";

const RACE: &str = "\
Runs a program on every schedule and reports its data races only.

Two goroutines race if both touch a variable, one of them writes, and nothing (no lock, no channel,
no WaitGroup) orders the two. The report has the layout of Go's race detector; but `go run -race`
sees only races of the one run that it watches, and `race` looks at every schedule. In Python,
whose interpreter orders single steps, a race is an update that is lost.";

const RACE_MORE: &str = "\
Exit codes: 0 no data race found, 66 data races (as Go's race detector has it; with --json 1),
2 the program could not be run.";

const LEARN_MORE: &str = "\
Keys: h a hint, and another that says more; n and p the next exercise and the one before; l the
list; r check again; q quit. Where input is no terminal, each line is a key.

What you have passed is kept in yieldpoint.json in the folder.";

/// Go and Python programs on a deterministic simulation of their schedulers.
#[derive(Parser)]
#[command(name = "yieldpoint", version, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Run a program and print exactly what the real one would print.
    Run(RunOptions),
    /// Run a program on every schedule and show how its runs can end.
    #[command(long_about = EXPLORE, after_long_help = EXPLORE_MORE)]
    Explore(ExploreOptions),
    /// Run a program on every schedule and report its data races.
    #[command(long_about = RACE, after_long_help = RACE_MORE)]
    Race(SearchOptions),
    /// The exercises.
    Exercise {
        /// What to do with them.
        #[command(subcommand)]
        command: ExerciseCommand,
    },
    /// Put the exercises into a folder and check your answer whenever you save it.
    #[command(after_long_help = LEARN_MORE)]
    Learn(LearnOptions),
    /// Show which exercises you have passed; take them elsewhere and back.
    Progress {
        /// Your folder; if not given, this one if it has a yieldpoint.json, else `yieldpoint`.
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// What to do with it, if not to show it.
        #[command(subcommand)]
        command: Option<ProgressCommand>,
    },
}

/// Where to learn.
#[derive(ClapArgs)]
pub struct LearnOptions {
    /// Your folder; if not given, this one if it has a yieldpoint.json, else `yieldpoint`. What is
    /// in it already is left as it is.
    pub folder: Option<PathBuf>,
    /// The address that links lead to.
    #[arg(long, value_name = "ADDRESS")]
    pub site: Option<String>,
}

/// What to do with what has been passed.
#[derive(Subcommand)]
pub enum ProgressCommand {
    /// Write it as JSON, as the site reads it; a file that has some already is added to.
    Export {
        /// The file; `-` is stdout.
        file: PathBuf,
    },
    /// Add what is in such a file.
    Import {
        /// The file.
        file: PathBuf,
    },
}

/// How authors check exercises.
#[derive(ClapArgs)]
pub struct DevCheckOptions {
    /// Only this exercise.
    pub name: Option<String>,
    /// Run right answers, and mistakes that are said to pass there, on the real go or python3 of
    /// this machine.
    #[arg(long)]
    pub real: bool,
    /// How often each is run.
    #[arg(long, value_name = "N", requires = "real", value_parser = clap::value_parser!(u32).range(1..))]
    pub runs: Option<u32>,
    /// Write what came out into real.txt of each exercise in this folder of exercises.
    #[arg(long, value_name = "FOLDER", requires = "real")]
    pub record: Option<PathBuf>,
}

/// How to run.
#[derive(ClapArgs)]
pub struct RunOptions {
    /// The program: a .py, .go or .scenario file.
    pub file: PathBuf,
    /// Answers the choices that no schedule answers; 0 if not given. Other seeds also make the
    /// operating system irregular: threads start late and are held up.
    #[arg(long)]
    pub seed: Option<u64>,
    /// The answers at the choice points, in order: 0.2.1; with `virtual:` or `loose:` in front, as
    /// `explore` prints it, they also decide who goes on before every visible operation.
    #[arg(long)]
    pub schedule: Option<String>,
    /// Go's GOMAXPROCS; if not given, the variable of that name, else 1.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub procs: Option<u32>,
    /// Write the trace as text to this file; `-` is stdout, after the program's output.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Show the timeline on stderr after the run, and of a Go program what became of its
    /// goroutines.
    #[arg(long)]
    pub timeline: bool,
    /// Say on stderr after the run which goroutines of a Go program are leaked.
    #[arg(long)]
    pub leaks: bool,
    /// Run it on the real go or python3 of this machine as well, and compare on stderr.
    #[arg(long)]
    pub real: bool,
    /// Instructions the program may run.
    #[arg(long)]
    pub fuel: Option<u64>,
    /// The version of the runtime: go-1.27, go-1.22, go-1.21, go-1.13, go-wasm, cpython-3.13
    #[arg(long)]
    pub profile: Option<String>,
}

/// What is searched, for how long, and how that is told.
#[derive(ClapArgs)]
pub struct SearchOptions {
    /// The program: a .py, .go or .scenario file.
    pub file: PathBuf,
    /// Print one JSON object, and nothing else, on stdout.
    #[arg(long)]
    pub json: bool,
    /// Seconds the search may take; what it found by then is shown.
    #[arg(long, value_name = "S", default_value = "30", value_parser = seconds)]
    pub time: Duration,
    /// The version of the runtime: go-1.27, go-1.13, cpython-3.13, cpython-3.9, ...
    #[arg(long, value_name = "P")]
    pub profile: Option<String>,
}

/// How to search.
#[derive(ClapArgs)]
pub struct ExploreOptions {
    /// What, for how long, and how that is told.
    #[command(flatten)]
    pub search: SearchOptions,
    /// The most preemptions that a schedule may have: switches away from who could have gone on.
    #[arg(long, value_name = "N")]
    pub bound: Option<u32>,
    /// How to search.
    #[arg(long, default_value = "auto", value_parser = mode(), hide_possible_values = true)]
    pub mode: Mode,
    /// How many threads may search: with two, states and behaviours are searched at the same time;
    /// if not given, as many as there are processors. The result is the same.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub jobs: Option<u32>,
    /// When timers fire: on time, or perhaps late; if not given, first the one and then the other.
    #[arg(long, value_name = "TIMING", value_parser = timing())]
    pub timing: Option<Timing>,
    /// The most states that are kept; more would not fit into the memory of a small machine.
    #[arg(long, value_name = "N", default_value_t = STATES_MAX, value_parser = clap::value_parser!(u32).range(1..))]
    pub states: u32,
}

/// Of a program with so many states a learner reads nothing but that they are too many.
pub const STATES_MAX: u32 = 1_000_000;

/// No search of a day is waited for; and a longer one would not fit into every clock.
const SECONDS_MAX: f64 = 86_400.0;

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "it is not a number of seconds".to_string())?;
    if !(seconds > 0.0 && seconds <= SECONDS_MAX) {
        return Err(format!("it must be more than 0 and at most {SECONDS_MAX}"));
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn mode() -> impl TypedValueParser<Value = Mode> {
    let words = Mode::ALL.iter().map(|mode| mode.word());
    PossibleValuesParser::new(words).try_map(|word| word.parse::<Mode>())
}

fn timing() -> impl TypedValueParser<Value = Timing> {
    let words = Timing::ALL.iter().map(|timing| timing.word());
    PossibleValuesParser::new(words).try_map(|word| word.parse::<Timing>())
}

/// What to do with the exercises.
#[derive(Subcommand)]
pub enum ExerciseCommand {
    /// List them.
    List,
    /// Put an exercise's file into a directory and show the task; never overwrites.
    Start {
        /// Which exercise.
        name: String,
        /// Where to.
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Show the task.
    Task {
        /// Which exercise.
        name: String,
    },
    /// Grade an answer.
    Check {
        /// An exercise, whose file is looked for here, or a file.
        answer: PathBuf,
        /// Which exercise the file belongs to, if its name does not say.
        #[arg(long, value_name = "NAME")]
        exercise: Option<String>,
        /// Print a results.json in the shape of Exercism's version 3.
        #[arg(long)]
        json: bool,
        /// The address that links lead to; if not given, the variable YIELDPOINT_SITE, else where
        /// `cargo xtask serve` serves the site.
        #[arg(long, value_name = "ADDRESS")]
        site: Option<String>,
        /// Run the answer on the real go or python3 of this machine as well, and compare.
        #[arg(long, conflicts_with = "json")]
        real: bool,
    },
    /// Show a hint for what fails in your file.
    Hint {
        /// Which exercise.
        name: String,
        /// How much to tell, from 1.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        level: u32,
        /// Your file, if it is not here under its own name.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Show the author's solution, once yours passes.
    Solution {
        /// Which exercise.
        name: String,
        /// Show it though yours does not pass.
        #[arg(long)]
        anyway: bool,
        /// Your file, if it is not here under its own name.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// For authors: every start must fail, every solution pass, every planted mistake be caught.
    DevCheck(DevCheckOptions),
}

#[cfg(test)]
mod tests {
    use super::{Args, Command, ExploreOptions, SearchOptions};
    use clap::{CommandFactory, Parser};
    use lab::explore::{Mode, Timing};
    use std::time::Duration;

    fn explore(options: &[&str]) -> Result<ExploreOptions, String> {
        let args = Args::try_parse_from([&["yieldpoint", "explore", "a.go"], options].concat());
        match args.map_err(|error| error.to_string())?.command {
            Command::Explore(options) => Ok(options),
            _ => Err("another command".into()),
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn without_options_both_timings_are_tried_for_half_a_minute() {
        let ExploreOptions { search, bound, mode, timing, .. } = explore(&[]).unwrap();
        assert_eq!((bound, mode, timing), (None, Mode::Auto, None));
        let SearchOptions { json, time, profile, .. } = search;
        assert_eq!((json, time, profile), (false, Duration::from_secs(30), None));
    }

    #[test]
    fn each_option_is_read() {
        let line = "--json --bound 2 --mode bound --time 0.5 --timing loose --states 9 --jobs 2";
        let options = explore(&line.split(' ').collect::<Vec<_>>()).unwrap();
        assert_eq!((options.bound, options.mode), (Some(2), Mode::Bound));
        assert_eq!((options.timing, options.states), (Some(Timing::Loose), 9));
        assert_eq!((options.jobs, explore(&[]).unwrap().jobs), (Some(2), None));
        assert_eq!((options.search.json, options.search.time), (true, Duration::from_millis(500)));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in
            ["--mode fast", "--time 0", "--time nan", "--time 1e9", "--bound -1", "--states 0"]
        {
            let refused = explore(&line.split(' ').collect::<Vec<_>>());
            assert!(refused.is_err(), "{line}");
        }
    }
}
