//! Go: from source text to a guest of the machine.
