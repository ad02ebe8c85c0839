//! Programs whose schedule decides which thread goes on: the laws hold for all of them, and small
//! ones come out as every schedule of CPython's could make them come out.

mod support;

use python::{Options, compile};
use runtime_core::machine::{Config, Machine, fold_agrees};
use runtime_core::schedule::Control;
use runtime_core::trace::{Detail, check};
use support::{config, drive, program, programs, source};

const FUEL: u64 = 3_000_000;

#[test]
fn controlled_runs_of_all_programs_obey_the_laws() {
    for (number, path) in programs().iter().enumerate() {
        let Some(vm) = program(&source(path)) else { continue };
        for (seed, control) in [(0, Control::Virtual), (1 + number as u64, Control::Loose)] {
            let config = Config { control, ..config(Detail::Scheduling, FUEL) };
            let mut machine = Machine::python(vm.clone(), config);
            machine.answer_with(&[], seed);
            let mut slices = 0;
            drive(&mut machine, 1000, |machine| {
                slices += 1;
                if slices < 40 || slices % 97 == 0 {
                    fold_agrees(machine).unwrap_or_else(|text| panic!("{path:?}: {text}"));
                }
            });
            fold_agrees(&machine).unwrap_or_else(|text| panic!("{path:?}: {text}"));
            assert_eq!(check(machine.trace()), Ok(()), "{path:?}");
            let (first, answers) = (machine.trace().clone(), machine.answers().to_vec());
            let mut again = Machine::python(vm.clone(), config);
            again.answer_with(&answers, 0);
            drive(&mut again, u64::MAX, |_| {});
            assert_eq!(again.misfit(), None, "{path:?}");
            assert!(again.trace() == &first, "{path:?}: the replay is another run");
            if std::env::var("SHOW").is_ok() && control == Control::Virtual {
                let expected =
                    std::fs::read_to_string(path.with_extension("out")).unwrap_or_default();
                if machine.output().stdout.trim_end() != expected.trim_end() {
                    println!("DIFF {path:?} {:?} {}", machine.outcome(), machine.output().stderr);
                    for (a, b) in machine
                        .output()
                        .stdout
                        .lines()
                        .zip(expected.lines())
                        .filter(|(a, b)| a != b)
                        .take(3)
                    {
                        println!("   {a:?}\n   {b:?}");
                    }
                }
            }
        }
    }
}
