//! One measurement of the explorer for `cargo xtask bench explore`: a program and a mode, one JSON
//! line. `inc 2x3` is a script, `go:inc 2x3` the Go source of `bench/explore/go`.

#[path = "../../runtime-core/tests/models/mod.rs"]
mod models;

use models::{Forks, filesystem, inc, indexer, lastzero, mutex, phil, readers};
use runtime_core::explore::Model;
use runtime_core::explore::dpor::Dpor;
use runtime_core::explore::explorer::{Explorer, Mode, Options, Start};
use runtime_core::explore::graph::{Graph, Limits, Progress};
use runtime_core::explore::world::{Setting, World};
use runtime_core::guest::{Guest, Site, Sites};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Script};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [program, mode] = &args[..] else {
        eprintln!("explore_rates PROGRAM dpor|states");
        return ExitCode::FAILURE;
    };
    match measure(program, mode) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(program: &str, mode: &str) -> Result<String, String> {
    let figures = match program.strip_prefix("go:") {
        Some(name) => of(go_start(name)?, mode)?,
        None => {
            let script = Script::new(joined(model(program)?));
            of(ScriptStart(script), mode)?
        }
    };
    Ok(format!(
        "{{\"tool\":\"yieldpoint\",\"program\":\"{program}\",\"mode\":\"{mode}\",{figures}}}"
    ))
}

/// Searches until everything is visible that has to be, and then once more with the clock running.
fn of<S: Start>(start: S, mode: &str) -> Result<String, String> {
    let limits = Limits { states_max: 40_000_000, ..Limits::default() };
    let engine = if mode == "dpor" { Mode::Dpor } else { Mode::States };
    let options = Options { mode: engine, bound: None, limits, control: Some(Control::Virtual) };
    let mut explorer = Explorer::new(start, options);
    while explorer.advance(1_000) && explorer.moves_made() < 200_000 {}
    let visible = explorer.visible().clone();
    let (_, start) = explorer.into_parts();
    let began = Instant::now();
    let model = start.start(&visible, Control::Virtual);
    match mode {
        "dpor" => Ok(dpor(model, began)),
        "states" => Ok(states(model, limits, began)),
        other => Err(format!("there is no mode {other}")),
    }
}

fn dpor<M: Model>(model: M, began: Instant) -> String {
    let mut dpor = Dpor::new(model, 1_000_000);
    while dpor.run(u64::MAX / 2) == Progress::Paused {}
    let seconds = began.elapsed().as_secs_f64();
    let (executions, blocked, moves) = (dpor.executions(), dpor.blocked(), dpor.moves_made());
    format!(
        "\"executions\":{executions},\"blocked\":{blocked},\"moves\":{moves},\"states\":null,\"seconds\":{seconds},\"bytes_per_state\":null"
    )
}

fn states<M: Model>(model: M, limits: Limits, began: Instant) -> String {
    let mut graph = Graph::new(model, limits);
    while graph.run(u64::MAX / 2) == Progress::Paused {}
    let seconds = began.elapsed().as_secs_f64();
    let (executions, states, moves) = (graph.executions(), graph.states(), graph.moves_made());
    // The fingerprint itself, 16 bytes, is not counted.
    let bytes = graph.bytes() as f64 / states.max(1) as f64 - 16.0;
    let counts: u64 = graph.counts().iter().sum();
    format!(
        "\"executions\":{executions},\"schedules\":{counts},\"moves\":{moves},\"states\":{states},\"seconds\":{seconds},\"bytes_per_state\":{bytes:.0},\"exhausted\":{}",
        graph.is_complete()
    )
}

struct ScriptStart(Script);

impl Start for ScriptStart {
    type Model = World<Script>;

    fn start(&self, _: &Sites, control: Control) -> World<Script> {
        let mut visible = Sites::default();
        (1..10_000).for_each(|site| {
            visible.insert(Site(site));
        });
        world(&self.0, visible, control)
    }
}

struct GoStart(go::Vm);

impl Start for GoStart {
    type Model = World<go::Vm>;

    fn start(&self, visible: &Sites, control: Control) -> World<go::Vm> {
        world(&self.0, visible.clone(), control)
    }
}

fn world<G: Guest>(guest: &G, visible: Sites, control: Control) -> World<G> {
    World::new(guest.clone(), Rc::new(Setting::new(visible, control)))
}

fn go_start(name: &str) -> Result<GoStart, String> {
    let (name, size) = name.split_once(' ').ok_or("a name and a size")?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../bench/explore/go");
    let source =
        std::fs::read_to_string(format!("{folder}/{name}.go")).map_err(|e| e.to_string())?;
    let source = match size.split_once('x') {
        Some((threads, rounds)) => {
            let source = with(&source, "threads", threads);
            with(&source, "rounds", rounds)
        }
        None => with(&source, "n", size),
    };
    let options = go::Options { file: "prog.go".into(), watch: go::Watching::Yes };
    let vm = go::compile(&source, &options).map_err(|errors| format!("{errors:?}"))?;
    Ok(GoStart(vm))
}

/// The source with another value for a constant.
fn with(source: &str, name: &str, value: &str) -> String {
    let begin = format!("const {name} = ");
    let lines = source.lines().map(|line| match line.starts_with(&begin) {
        true => format!("{begin}{value}"),
        false => line.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn model(program: &str) -> Result<Vec<Vec<Act>>, String> {
    let (name, size) = program.split_once(' ').ok_or("a name and a size")?;
    let pair = || {
        let (threads, times) = size.split_once('x')?;
        Some((threads.parse().ok()?, times.parse().ok()?))
    };
    let wrong = || format!("{size} is no size for {name}");
    let number = || size.parse::<u64>().map_err(|_| wrong());
    match name {
        "inc" => pair().map(|(threads, times)| inc(threads, times)).ok_or_else(wrong),
        "mutex" => pair().map(|(threads, times)| mutex(threads, times)).ok_or_else(wrong),
        "readers" => Ok(readers(number()? as usize)),
        "lastzero" => Ok(lastzero(number()?)),
        "indexer" => Ok(indexer(number()? as i64)),
        "filesystem" => Ok(filesystem(number()? as i64)),
        "phil" => Ok(phil(number()?, Forks::Cyclic)),
        "phil_ord" => Ok(phil(number()?, Forks::Ordered)),
        other => Err(format!("there is no program {other}")),
    }
}

/// Main starts all of them and waits for each on a channel of its own, which adds no traces.
fn joined(threads: Vec<Vec<Act>>) -> Vec<Vec<Act>> {
    let n = threads.len() as u32;
    let mut main: Vec<Act> = (0..n).map(|slot| Act::Make(slot, 1)).collect();
    main.extend((1..=n).map(|thread| Act::Go(thread as usize)));
    main.extend((0..n).map(Act::Recv));
    let done = |(mut acts, slot): (Vec<Act>, u32)| {
        acts.push(Act::Send(slot, 0));
        acts
    };
    std::iter::once(main).chain(threads.into_iter().zip(0..).map(done)).collect()
}
