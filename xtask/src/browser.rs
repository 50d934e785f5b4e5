//! The browser journeys of `e2e/`, run by Node's own test runner.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    machine,
    process::{command, run_to_end},
    report::Totals,
};

/// Runs the tests of the harness and every journey, or those whose file name contains `only`,
/// on the `covalue` built beside this program; nodes share databases of the server `postgres`.
///
/// # Errors
///
/// When there is no such journey, or the runner fails without naming a failed test.
pub fn run_journeys(only: Option<&str>, postgres: &str) -> Result<Totals> {
    let mut files = test_files("e2e")?;
    files.extend(test_files("e2e/journeys")?);
    files.retain(|file| only.is_none_or(|name| file.to_string_lossy().contains(name)));
    ensure!(
        !files.is_empty(),
        "no journey's file name contains {:?}",
        only.unwrap_or("")
    );

    let own_program = env::current_exe()?;
    let folder = own_program
        .parent()
        .context("this program lies in no folder")?;
    let tap = folder.join("e2e.tap");
    let mut node = command("node --test --test-reporter=spec --test-reporter-destination=stdout");
    node.args(["--test-reporter=tap", "--test-reporter-destination"])
        .arg(&tap);
    node.args(files)
        .env("COVALUE_BINARY", folder.join("covalue"))
        .env("COVALUE_TEST_POSTGRES", postgres)
        .envs(machine::in_memory().map(|folder| ("TMPDIR", folder)));

    let succeeded = run_to_end(&mut node)?;
    let totals = Totals::in_tap(&fs::read_to_string(&tap).unwrap_or_default());
    if !succeeded && totals.failed == 0 {
        bail!("the journeys did not run to their end");
    }
    Ok(totals)
}

fn test_files(folder: impl AsRef<Path>) -> Result<Vec<PathBuf>> {
    let folder = folder.as_ref();
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}
