//! Which Python is simulated, where versions differ.

/// A version of CPython.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Version {
    /// 3.9: the last where a thread can lose the GIL between nearly any two instructions.
    Py39,
    /// 3.11.
    Py311,
    /// 3.13.
    #[default]
    Py313,
    /// 3.13, built without a GIL.
    Py313Free,
}

impl Version {
    /// Whether there is a GIL.
    pub fn has_gil(self) -> bool {
        self != Version::Py313Free
    }

    /// Whether a thread looks up before nearly every instruction.
    pub(crate) fn polls_everywhere(self) -> bool {
        self == Version::Py39
    }

    /// `sys.version_info[:3]`.
    pub(crate) fn numbers(self) -> [i64; 3] {
        match self {
            Version::Py39 => [3, 9, 18],
            Version::Py311 => [3, 11, 7],
            Version::Py313 | Version::Py313Free => [3, 13, 0],
        }
    }

    /// `sys.version`.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Version::Py39 => "3.9.18 (main, Aug 24 2023, 00:00:00) \n[GCC 12.2.0]",
            Version::Py311 => "3.11.7 (main, Dec  4 2023, 00:00:00) [GCC 12.2.0]",
            Version::Py313 => "3.13.0 (main, Oct  7 2024, 00:00:00) [GCC 12.2.0]",
            Version::Py313Free => {
                "3.13.0 experimental free-threading build (main, Oct  7 2024, 00:00:00) [GCC 12.2.0]"
            }
        }
    }
}
