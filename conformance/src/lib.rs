//! Conformance programs.
