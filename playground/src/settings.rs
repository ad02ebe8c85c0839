//! How a program is run, as far as the learner can change it: what stands in its scenario's head.
//!
//! **Invariants:** a [`Settings`] holds valid values only, and none that is the demo's own. Its text
//! form is lines of a scenario's head, so that it can be kept, shared, and put into one.

use crate::demo::{Demo, Language};
use runtime_core::time::{SECOND, US};
use std::rc::Rc;

/// One thing that can be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Knob {
    /// What the machine draws by lot.
    Seed,
    /// GOMAXPROCS.
    Procs,
    /// The simulated version.
    Profile,
    /// How long a thread waits before it asks for the GIL.
    Interval,
    /// PYTHONASYNCIODEBUG.
    AsyncioDebug,
    /// What an instruction costs.
    Instruction,
    /// What asking the runtime for something costs.
    Operation,
}

use Knob::{AsyncioDebug, Instruction, Interval, Operation, Procs, Profile, Seed};

impl Knob {
    /// How many there are.
    const COUNT: usize = 7;

    /// Those that mean something to a program of the language.
    pub fn of(language: Language) -> &'static [Knob] {
        match language {
            Language::Go => &[Seed, Procs, Profile, Instruction, Operation],
            Language::Python => &[Seed, Profile, Interval, AsyncioDebug, Instruction, Operation],
        }
    }

    /// Its key in the head of a scenario.
    pub fn key(self) -> &'static str {
        match self {
            Seed => "seed",
            Procs => "procs",
            Profile => "profile",
            Interval => "switch-interval",
            AsyncioDebug => "asyncio-debug",
            Instruction => "instruction-cost",
            Operation => "operation-cost",
        }
    }

    /// What a program has of which nothing is said.
    pub fn default(self, language: Language) -> &'static str {
        let is_go = language == Language::Go;
        match self {
            Seed => "0",
            Procs => "1",
            Profile => profiles(language)[0],
            Interval => "5ms",
            AsyncioDebug => "off",
            Instruction => {
                if is_go {
                    "1ns"
                } else {
                    "100ns"
                }
            }
            Operation => {
                if is_go {
                    "50ns"
                } else {
                    "100ns"
                }
            }
        }
    }

    /// The value in the form that is kept, or why there can be no such value.
    pub fn read(self, text: &str, language: Language) -> Result<Rc<str>, &'static str> {
        let text = text.trim();
        let number = || text.parse::<u64>().ok();
        let time = |least, most| lab::parse_ns(text).is_some_and(|ns| (least..=most).contains(&ns));
        let (is_valid, else_why) = match self {
            Seed => (number().is_some(), "A seed is a whole number, 0 or more."),
            Procs => {
                (number().is_some_and(|procs| (1..=256).contains(&procs)), "There can be 1 to 256.")
            }
            Profile => (profiles(language).contains(&text), "There is no such version."),
            AsyncioDebug => (["on", "off"].contains(&text), "It is on or off."),
            Interval => (time(US, 10 * SECOND), "Write a time from 1us to 10s, like 5ms."),
            Instruction | Operation => {
                (time(1, SECOND), "Write a time from 1ns to 1s, like 100ns.")
            }
        };
        if is_valid { Ok(text.into()) } else { Err(else_why) }
    }
}

/// The versions that can be simulated, the usual one first.
pub fn profiles(language: Language) -> &'static [&'static str] {
    match language {
        Language::Go => lab::Language::Go,
        Language::Python => lab::Language::Python,
    }
    .profiles()
}

/// What the learner has changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    values: [Option<Rc<str>>; Knob::COUNT],
}

impl Settings {
    /// What a text says about `demo`; the rest of it, and what cannot be, is left out.
    pub fn parse(text: &str, demo: &Demo) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let knob = Knob::of(demo.language).iter().find(|knob| knob.key() == key.trim());
            if let Some(&knob) = knob {
                let _ = settings.set(knob, value, demo);
            }
        }
        settings
    }

    /// As lines of a scenario's head; empty if nothing has been changed.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (knob, value) in self.iter() {
            for part in [knob.key(), ": ", value, "\n"] {
                text.push_str(part);
            }
        }
        text
    }

    /// Sets one; a value that cannot be changes nothing, and the error says why.
    pub fn set(&mut self, knob: Knob, value: &str, demo: &Demo) -> Result<(), &'static str> {
        let value = knob.read(value, demo.language)?;
        self.values[knob as usize] = Some(value).filter(|value| **value != *demo.own(knob));
        Ok(())
    }

    /// The changed value, if it is changed.
    pub fn get(&self, knob: Knob) -> Option<&Rc<str>> {
        self.values[knob as usize].as_ref()
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    fn iter(&self) -> impl Iterator<Item = (Knob, &str)> {
        let all = [Seed, Procs, Profile, Interval, AsyncioDebug, Instruction, Operation];
        all.into_iter().filter_map(|knob| Some((knob, &**self.get(knob)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo() -> Demo {
        let text = "language: go\nseed: 3\n# about\nprocs: 2\nschedule: 0.1\n---\npackage main\n";
        Demo::read("page".into(), "demo".into(), text).unwrap()
    }

    #[test]
    fn what_is_changed_takes_the_place_of_what_the_demo_says() {
        let demo = demo();
        let mut settings = Settings::default();
        settings.set(Procs, " 4 ", &demo).unwrap();
        settings.set(Profile, "go-1.21", &demo).unwrap();
        assert_eq!(settings.text(), "procs: 4\nprofile: go-1.21\n");
        let text = demo.scenario("package other\n", &settings, None);
        assert_eq!(
            text,
            "language: go\nseed: 3\n# about\nprocs: 4\nprofile: go-1.21\n---\npackage other\n"
        );
        let scenario = lab::Scenario::parse(&text).unwrap();
        assert_eq!((scenario.config.procs, scenario.config.seed), (4, 3));
        let witness = demo.scenario("", &settings, Some("virtual:0x9.1"));
        assert!(witness.contains("schedule: virtual:0x9.1\n") && !witness.contains("0.1\n---"));
        lab::Scenario::parse(&witness).unwrap();
    }

    #[test]
    fn the_demos_own_value_is_no_change() {
        let demo = demo();
        let mut settings = Settings::parse("seed: 9", &demo);
        assert!(!settings.is_empty());
        settings.set(Seed, "3", &demo).unwrap();
        assert!(settings.is_empty());
        settings.set(Instruction, "1ns", &demo).unwrap();
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn what_cannot_be_is_refused_and_changes_nothing() {
        let demo = demo();
        let mut settings = Settings::parse("seed: 9\nprocs: 8", &demo);
        let before = settings.clone();
        for (knob, value) in [
            (Seed, "-1"),
            (Seed, "x"),
            (Seed, "18446744073709551616"),
            (Procs, "0"),
            (Procs, "257"),
            (Profile, "go-2"),
            (Profile, "cpython-3.13"),
            (Interval, "5"),
            (Instruction, "0ns"),
            (Instruction, "1\nclaim: exit = 0"),
            (Operation, "2s"),
            (AsyncioDebug, "yes"),
        ] {
            assert!(settings.set(knob, value, &demo).is_err(), "{value:?}");
        }
        assert_eq!(settings, before);
        let hostile = "seed: 1\nseed: x\nprocs: 999\nclaim: exit = 3\nasyncio-debug: on\n\0:\n:";
        assert_eq!(Settings::parse(hostile, &demo).text(), "seed: 1\n");
    }

    #[test]
    fn the_text_form_goes_both_ways_and_the_lab_reads_it() {
        let text = "language: python\n---\nprint(1)\n";
        let demo = Demo::read("page".into(), "demo".into(), text).unwrap();
        let all = "seed: 5\nprofile: cpython-3.9\nswitch-interval: 1ms\nasyncio-debug: on\ninstruction-cost: 10ns\noperation-cost: 1us\n";
        let settings = Settings::parse(all, &demo);
        assert_eq!(settings.text(), all);
        lab::Scenario::parse(&demo.scenario("", &settings, None)).unwrap();
    }

    #[test]
    fn the_defaults_are_the_labs() {
        for (language, word) in [(Language::Go, "go"), (Language::Python, "python")] {
            let head = ["language: ", word, "\n---\n"].concat();
            let plain = lab::Scenario::parse(&head).unwrap();
            for &knob in Knob::of(language) {
                let line = [knob.key(), ": ", knob.default(language), "\n"].concat();
                let said = lab::Scenario::parse(&[&line, &*head].concat()).unwrap();
                assert_eq!(said, plain, "{line}");
            }
        }
    }
}
