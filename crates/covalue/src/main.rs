//! The Covalue binary.
fn main() {}
