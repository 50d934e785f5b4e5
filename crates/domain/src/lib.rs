//! The rules of the table.
pub mod ids;
