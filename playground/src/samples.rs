//! The programs the page of its own starts with.

use crate::demo::Demo;
use lab::{Language, Scenario};
use std::rc::Rc;

/// Name in the address, and text.
const SAMPLES: &[(&str, &str)] = &[
    ("frozen-loop", include_str!("../samples/frozen-loop.scenario")),
    ("two-tasks", include_str!("../samples/two-tasks.scenario")),
    ("lost-task", include_str!("../samples/lost-task.scenario")),
    ("unbuffered", include_str!("../samples/unbuffered.scenario")),
    ("deadlock", include_str!("../samples/deadlock.scenario")),
    ("workers", include_str!("../samples/workers.scenario")),
];

/// Every sample of `language`, in the order of the list.
pub fn samples(language: Language) -> Vec<Rc<Demo>> {
    let all = SAMPLES.iter().filter_map(|(name, text)| sample(name, text));
    all.filter(|demo| demo.scenario.language == language).map(Rc::new).collect()
}

fn sample(name: &str, text: &str) -> Option<Demo> {
    let scenario = Scenario::parse(text).ok()?;
    Some(Demo { page: "play".into(), name: name.into(), scenario })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_a_scenario() {
        for (name, text) in SAMPLES {
            let demo = sample(name, text).unwrap_or_else(|| panic!("{name}"));
            assert!(!demo.scenario.name.is_empty(), "{name} needs a title");
        }
    }

    #[test]
    fn both_languages_have_some() {
        assert!(samples(Language::Go).len() >= 3 && samples(Language::Python).len() >= 3);
    }
}
