//! The rules for progress, which the site's page has in a form of its own: both are held to
//! `progress.json`.

use exercises::{Progress, digest};
use serde_json::Value;

fn cases() -> Value {
    serde_json::from_str(include_str!("progress.json")).unwrap()
}

fn read(text: &str) -> Result<Progress, String> {
    serde_json::from_str::<Progress>(text).map_err(|error| error.to_string())?.checked()
}

#[test]
fn two_are_merged_in_either_order() {
    for case in cases()["merged"].as_array().unwrap() {
        let [ours, theirs, both] =
            ["ours", "theirs", "both"].map(|key| read(&case[key].to_string()).unwrap());
        for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
            let mut merged = one.clone();
            merged.merge(other);
            assert_eq!(merged, both);
        }
    }
}

#[test]
fn what_is_no_progress_is_refused() {
    for text in cases()["refused"].as_array().unwrap() {
        assert!(read(text.as_str().unwrap()).is_err(), "{text}");
    }
}

#[test]
fn an_answer_is_known_by_its_digest() {
    for case in cases()["digests"].as_array().unwrap() {
        assert_eq!(digest(case[0].as_str().unwrap()), case[1].as_str().unwrap());
    }
}
