//! One door to the simulation.
