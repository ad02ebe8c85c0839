//! The exercises and their grader.
