//! The conformance programs on the real machine, and laws that hold for each of them.

use go::{Options, Vm, Watching, compile};
use runtime_core::machine::{Config, Machine, Stop, fold_agrees};
use runtime_core::trace::{Event, EventKind};
use std::fs;
use std::path::{Path, PathBuf};

/// The conformance programs that can be compiled, and those of `tests/programs`, which the real
/// Go runs only with packages that are not in its library.
fn accepted() -> Vec<(PathBuf, Vm)> {
    compiled(Watching::No)
}

fn compiled(watch: Watching) -> Vec<(PathBuf, Vm)> {
    let folder = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let own = fs::read_dir(folder("../../conformance/go")).unwrap();
    let others = fs::read_dir(folder("tests/programs")).unwrap();
    let mut paths: Vec<PathBuf> = own.chain(others).map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    paths.sort();
    let compiled = |path: PathBuf| {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let vm = compile(&fs::read_to_string(&path).unwrap(), &Options { file, watch }).ok()?;
        Some((path, vm))
    };
    let programs: Vec<_> = paths.into_iter().filter_map(compiled).collect();
    assert!(programs.len() >= 20, "only {} programs", programs.len());
    programs
}

fn machine(vm: &Vm) -> Machine<Vm> {
    Machine::go(vm.clone(), Config::go())
}

fn run(machine: &mut Machine<Vm>, slice: u64) -> i32 {
    loop {
        match machine.run(slice) {
            Stop::Paused => {}
            Stop::Ended(outcome) => return outcome.exit_code,
            Stop::Choice(_) => machine.choose(0),
        }
    }
}

#[test]
fn they_do_what_real_go_did() {
    for (path, vm) in accepted() {
        let mut machine = machine(&vm);
        let exit = run(&mut machine, 1 << 20);
        let (_, output, _) = machine.into_parts();
        let recorded = |extension: &str| {
            fs::read_to_string(path.with_extension(extension)).unwrap_or_default()
        };
        assert_eq!(output.stdout, recorded("out"), "{}", path.display());
        let code = recorded("exit");
        assert_eq!(
            exit.to_string(),
            if code.is_empty() { "0" } else { code.trim() },
            "{}",
            path.display()
        );
        assert_eq!(
            output.stderr.lines().next().unwrap_or(""),
            recorded("err").trim(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_fold_of_the_trace_is_the_state() {
    for (path, vm) in
        accepted().into_iter().filter(|(path, _)| !path.ends_with("stack_overflow.go"))
    {
        let mut machine = machine(&vm);
        for _ in 0..30 {
            fold_agrees(&machine)
                .unwrap_or_else(|difference| panic!("{}: {difference}", path.display()));
            match machine.run(97) {
                Stop::Paused => {}
                Stop::Ended(_) => break,
                Stop::Choice(_) => machine.choose(0),
            }
        }
        run(&mut machine, 1 << 20);
        fold_agrees(&machine)
            .unwrap_or_else(|difference| panic!("{}: {difference}", path.display()));
    }
}

#[test]
fn a_run_in_slices_is_the_same_run() {
    for (path, vm) in
        accepted().into_iter().filter(|(path, _)| !path.ends_with("stack_overflow.go"))
    {
        let (mut whole, mut sliced) = (machine(&vm), machine(&vm));
        run(&mut whole, 1 << 40);
        run(&mut sliced, 13);
        assert!(whole.trace() == sliced.trace(), "{}: slices changed the run", path.display());
    }
}

/// Telling of accesses takes no time: nobody listens here, and nothing is different. At the end of
/// each slice the registers are cleared that will not be read again. But where objects have been
/// collected, the places of the new ones are others.
#[test]
fn a_watched_program_runs_as_the_same_one() {
    let runs = accepted().into_iter().zip(compiled(Watching::Yes));
    for ((path, plain), (_, watched)) in
        runs.filter(|((path, _), _)| !path.ends_with("stack_overflow.go"))
    {
        let (mut plain, mut watched) = (machine(&plain), machine(&watched));
        run(&mut plain, 1 << 40);
        run(&mut watched, 31);
        // Registers that nobody reads again keep nothing alive in the watched one.
        let ended = |event: &Event| matches!(event.kind, EventKind::GcEnded { .. });
        let collects = plain.trace().events.iter().any(ended);
        assert!(
            collects || plain.trace() == watched.trace(),
            "{}: watching changed the run",
            path.display()
        );
        let (_, plain, _) = plain.into_parts();
        let (_, watched, _) = watched.into_parts();
        assert_eq!((plain.stdout, plain.stderr), (watched.stdout, watched.stderr));
    }
}
