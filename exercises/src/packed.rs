//! The folders as the build script embeds them: read and checked, so that the program needs no
//! parser of their texts.

use crate::hints::HintGroup;
use crate::spec::Manifest;
use serde::{Deserialize, Serialize};

/// A folder.
#[derive(Serialize, Deserialize)]
pub struct Packed<'a> {
    /// Its name.
    pub name: &'a str,
    /// `exercise.toml` and `hints.md`, or why they cannot be read.
    #[serde(borrow = "'a")]
    pub read: Result<(Manifest, Vec<HintGroup>), &'a str>,
    /// The other files, by path; empty without the feature `files`.
    pub files: Vec<(&'a str, &'a str)>,
}
