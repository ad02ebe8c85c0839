//! Does nothing; but with a build script, a file added to an exercise's folder makes the crate
//! build again, and so gets embedded.

fn main() {}
