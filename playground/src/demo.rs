//! What a page asks a playground to show.

use lab::{Language, Scenario};

/// One demo of one page.
#[derive(Clone, PartialEq, Debug)]
pub struct Demo {
    /// The page it is on.
    pub page: String,
    /// Its name on that page.
    pub name: String,
    /// What it runs when nothing has been edited.
    pub scenario: Scenario,
}

impl Demo {
    /// The key its edited program is kept under.
    pub fn key(&self) -> String {
        ["yp:", &self.page, ":", &self.name].concat()
    }

    /// The language as file names and style classes spell it.
    pub fn language_word(&self) -> &'static str {
        match self.scenario.language {
            Language::Go => "go",
            Language::Python => "python",
        }
    }

    /// The language as people write it.
    pub fn language_name(&self) -> &'static str {
        match self.scenario.language {
            Language::Go => "Go",
            Language::Python => "Python",
        }
    }
}
