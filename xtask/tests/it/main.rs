//! What no compiler checks: which crate may know which, and what files may contain. Every rule
//! is tested twice: on this repository, and on a sample that breaks it.

mod dependencies;
mod promises;
mod source;
mod templates;
mod text;
