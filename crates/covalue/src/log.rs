//! Where the log goes: to standard error, so that standard output holds answers only.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::settings::LogFormat;

/// Begins to log what passes the filter.
///
/// # Errors
/// When the filter is none.
pub fn begin(filter: &str, format: Option<LogFormat>) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).context("log is no filter")?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(is_coloured())
        .with_writer(std::io::stderr);
    match format.unwrap_or_default() {
        LogFormat::Human => lines.compact().init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}

/// Colours are for a terminal, whose reader has not said that they want none (no-color.org): in a file or
/// a journal they are signs that nobody can search.
fn is_coloured() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stderr().is_terminal() && !unwanted
}
