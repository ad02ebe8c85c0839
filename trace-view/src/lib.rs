//! Pure views of a trace.
