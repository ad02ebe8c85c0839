//! The `yieldpoint` command-line program.
fn main() {}
