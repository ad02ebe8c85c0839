//! Runs each demo at build time.
