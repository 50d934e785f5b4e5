//! What the crate promises, checked at its boundary.

#[cfg(feature = "command")]
mod command;
#[cfg(feature = "command")]
mod inputs;
mod laws;
#[cfg(feature = "command")]
mod output;
mod proportional;
mod readers;
mod reference;

/// A folder of reference data: beside the repository, or where the environment says.
fn shared(folder: &str) -> std::path::PathBuf {
    let beside = || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("COVALUE_SHARED").map(std::path::PathBuf::from);
    shared.unwrap_or_else(beside).join(folder)
}
