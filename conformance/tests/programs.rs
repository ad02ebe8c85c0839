//! Every program of the suite under the simulation: it has to print what the real runtime printed.
fn main() {}
