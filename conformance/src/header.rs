//! What a program's first lines ask for: processors and a version; and what exploring it finds.
//!
//! ```text
//! // GOMAXPROCS=1
//! // profile: go-1.21
//! ```
//!
//! and in Python `# profile: cpython-3.11`. Of a pair of bug and fix:
//!
//! ```text
//! // expect: panic race
//! // timing: loose
//! ```
//!
//! **Invariants:** only the comment at the very top of a program is read.

/// How a program has to be run.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Header {
    /// The processors it is run with, if its output depends on them.
    pub processors: Option<u32>,
    /// The simulated version, `go-1.21`, if it is not the newest.
    pub profile: Option<String>,
    /// The kinds of problem that exploring every schedule has to find, as reports call them;
    /// `clean` for none.
    pub expected: Vec<String>,
    /// Whether they show only where timers may be late.
    pub is_loose: bool,
}

impl Header {
    /// Reads the comment at the top of `source`.
    pub fn of(source: &str) -> Header {
        let mut header = Header::default();
        let comment = |line| str::strip_prefix(line, "//").or(str::strip_prefix(line, "#"));
        for line in source.lines().map_while(comment) {
            let line = line.trim();
            if let Some(number) = line.strip_prefix("GOMAXPROCS=") {
                header.processors = number.parse().ok();
            }
            if let Some(profile) = line.strip_prefix("profile: ") {
                header.profile = Some(profile.to_owned());
            }
            if let Some(kinds) = line.strip_prefix("expect: ") {
                header.expected = kinds.split_whitespace().map(str::to_owned).collect();
            }
            header.is_loose |= line == "timing: loose";
        }
        header
    }

    /// The version of the language that the real compiler has to follow: `go1.21` for the profile
    /// `go-1.21`.
    pub fn language_version(&self) -> Option<String> {
        self.profile.as_ref()?.strip_prefix("go-").map(|version| format!("go{version}"))
    }

    /// The version of CPython that the program's output is of: `3.11` for the profile
    /// `cpython-3.11`.
    pub fn python_version(&self) -> &str {
        let version = self.profile.as_ref().and_then(|profile| profile.strip_prefix("cpython-"));
        version.unwrap_or("3.13")
    }
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[test]
    fn a_program_may_ask_for_processors_and_a_version() {
        let header = Header::of("// GOMAXPROCS=2\n// profile: go-1.21\n// Why.\npackage main\n");
        assert_eq!(header.processors, Some(2));
        assert_eq!(header.language_version().as_deref(), Some("go1.21"));
    }

    #[test]
    fn a_bug_says_what_is_to_be_found() {
        let source = "# pair: Who they expect: nobody.\n# expect: exception unawaited\n";
        let header = Header::of(source);
        assert_eq!(header.expected, ["exception", "unawaited"]);
        assert!(!header.is_loose && Header::of("// timing: loose\n").is_loose);
    }

    #[test]
    fn later_comments_ask_for_nothing() {
        assert_eq!(Header::of("package main\n// GOMAXPROCS=1\n"), Header::default());
        assert_eq!(Header::of("# profile\nimport x\n"), Header::default());
        let python = Header::of("# Why.\n# profile: cpython-3.11\nimport x\n");
        assert_eq!(python.python_version(), "3.11");
    }
}
