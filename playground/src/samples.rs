//! The programs that the page of its own begins with.

use crate::demo::Demo;

/// Name in the page's address, and scenario: Python's, then Go's.
const SAMPLES: [(&str, &str); 5] = [
    ("frozen-loop", include_str!("../samples/frozen-loop.scenario")),
    ("lost-task", include_str!("../samples/lost-task.scenario")),
    ("unbuffered", include_str!("../samples/unbuffered.scenario")),
    ("deadlock", include_str!("../samples/deadlock.scenario")),
    ("workers", include_str!("../samples/workers.scenario")),
];

/// Every sample, Python's before Go's.
pub fn samples() -> Vec<Demo> {
    let read = |(name, text): &(&str, &str)| Demo::read("play".into(), (*name).into(), text);
    SAMPLES.iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::Language;

    #[test]
    fn every_sample_is_a_scenario_with_a_title_and_a_name_of_its_own() {
        let samples = samples();
        assert_eq!(samples.len(), SAMPLES.len());
        assert!(samples.is_sorted_by_key(|sample| sample.language == Language::Go));
        for (index, sample) in samples.iter().enumerate() {
            assert_ne!(sample.title, sample.name);
            assert!(samples[..index].iter().all(|other| other.name != sample.name));
            lab::Scenario::parse(SAMPLES[index].1).unwrap();
        }
    }
}
