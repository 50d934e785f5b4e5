//! The binary as a person runs it.

mod commands;
mod running;
mod serving;
