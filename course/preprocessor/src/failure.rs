//! What keeps a page from being built, in words that say where to look.

use std::fmt;

/// One reason to refuse the book.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Failure {
    /// A chapter asks for a demo that has no file, or one that cannot be read.
    Missing {
        /// The chapter's file.
        chapter: String,
        /// The demo's name.
        demo: String,
        /// What the file system says.
        why: String,
    },
    /// The scenario or its program is refused.
    Refused {
        /// The first chapter that asks for it.
        chapter: String,
        /// The demo's name.
        demo: String,
        /// The diagnostic, with its place in the program.
        why: String,
    },
    /// A claim is false.
    False {
        /// The first chapter that asks for it.
        chapter: String,
        /// The demo's name.
        demo: String,
        /// The claim as the scenario words it.
        claim: String,
        /// What was measured instead.
        why: String,
    },
    /// A demo claims nothing, so nothing about it was checked.
    NoClaim {
        /// The first chapter that asks for it.
        chapter: String,
        /// The demo's name.
        demo: String,
    },
    /// A page holds the same live demo twice; what a learner types is kept by page and demo.
    Twice {
        /// The chapter's file.
        chapter: String,
        /// The demo's name.
        demo: String,
    },
    /// A line looks like a directive and is not one.
    NotADirective {
        /// The chapter's file.
        chapter: String,
        /// The line.
        line: String,
    },
    /// A quiz cannot be asked, or its answers are wrong.
    Quiz {
        /// The chapter's file.
        chapter: String,
        /// What is wrong and what to do.
        why: String,
    },
    /// A chapter links an exercise that there is not.
    NoExercise {
        /// The chapter's file.
        chapter: String,
        /// The exercise's name.
        exercise: String,
    },
    /// No chapter shows this demo.
    Unused {
        /// The demo's name.
        demo: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Missing { chapter, demo, why } => {
                write!(f, "{chapter}: demo `{demo}`: {why}")
            }
            Failure::Refused { chapter, demo, why } => {
                write!(f, "{chapter}: demo `{demo}` does not run: {why}")
            }
            Failure::False { chapter, demo, claim, why } => {
                write!(f, "{chapter}: demo `{demo}`: the claim `{claim}` is false: {why}")
            }
            Failure::NoClaim { chapter, demo } => {
                write!(f, "{chapter}: demo `{demo}` claims nothing; give it a `claim:` line")
            }
            Failure::Twice { chapter, demo } => {
                write!(f, "{chapter}: demo `{demo}` stands twice on one page")
            }
            Failure::NotADirective { chapter, line } => {
                write!(f, "{chapter}: not a directive on a line of its own: `{line}`")
            }
            Failure::Quiz { chapter, why } => write!(f, "{chapter}: quiz: {why}"),
            Failure::NoExercise { chapter, exercise } => {
                write!(f, "{chapter}: there is no exercise `{exercise}`")
            }
            Failure::Unused { demo } => write!(f, "demo `{demo}` is shown in no chapter"),
        }
    }
}
