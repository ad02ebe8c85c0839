//! Versions of the language.
//!
//! **Models:** a file's `//go:build go1.21` line selects the language of that version for it, but
//! none before Go 1.21 (`types2/version.go`, Go 1.27).

/// Go 1.N, by N.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Version(pub u32);

impl Version {
    /// The newest one that is known.
    pub const NEWEST: Version = Version(27);
    /// Each iteration of a loop has variables of its own, and integers can be ranged over.
    pub const ITERATION_VARIABLES: Version = Version(22);
    /// Functions can be ranged over.
    pub const RANGE_FUNCTIONS: Version = Version(23);
    /// `new` takes a value.
    pub const NEW_VALUES: Version = Version(26);
    /// The first that a file can select.
    const SELECTABLE: Version = Version(21);

    /// The version that the file's text asks for, else this one.
    pub fn of_file(self, source: &str) -> Version {
        let lines = source.lines().take_while(|line| !line.starts_with("package"));
        let constraint = lines.filter_map(|line| line.strip_prefix("//go:build ")).next();
        let plain = constraint.filter(|text| !text.contains(['!', '|']));
        let minor = plain.and_then(|text| {
            let words = text.split(|c: char| c != '.' && !c.is_alphanumeric());
            words.filter_map(|word| word.strip_prefix("go1.")?.parse().ok()).max()
        });
        minor.map_or(self, |minor| Version(minor).max(Version::SELECTABLE))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn files_select_their_version() {
        let of = |source: &str| Version::NEWEST.of_file(source).0;
        assert_eq!(of("package main\n"), 27);
        assert_eq!(of("//go:build go1.22\n\npackage main\n"), 22);
        assert_eq!(of("// words\n\n//go:build linux && go1.22\n\npackage main\n"), 22);
        assert_eq!(of("//go:build go1.13\n\npackage main\n"), 21);
        assert_eq!(of("package main\n\n//go:build go1.21\n"), 27);
        assert_eq!(of("//go:build !go1.21\n\npackage main\n"), 27);
    }
}
