//! Everything that CI runs, in one command.
fn main() {}
