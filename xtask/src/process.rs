//! Running other programs.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::fs::MetadataExt,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use crate::report::Totals;

/// A command from a line of words; for arguments with blanks in them add `.arg(…)`.
pub fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Cargo as a person would call it. `cargo run` describes this package to the program it runs
/// in variables; build scripts that look at them would run again for every change of caller.
pub fn cargo(line: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.args(line.split_whitespace());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// Runs the command with its output shown; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    ensure!(run_to_end(command)?, "{} failed", line_of(command));
    Ok(())
}

/// Runs the command with its output shown and says whether it succeeded.
pub fn run_to_end(command: &mut Command) -> Result<bool> {
    println!("$ {}", line_of(command));
    let status = command.status().with_context(|| line_of(command))?;
    Ok(status.success())
}

/// Runs the command and returns what it printed on standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| line_of(command))?;
    ensure!(
        output.status.success(),
        "{}: {}",
        line_of(command),
        output.status
    );
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

/// Whether the command can be run and succeeds; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs `cargo test`, showing what it prints and adding up its result lines.
pub fn cargo_test(command: &mut Command) -> Result<Totals> {
    println!("$ {}", line_of(command));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| line_of(command))?;
    let stdout = child.stdout.take().context("cargo test has no output")?;
    let mut totals = Totals::default();
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        totals += Totals::in_cargo_line(&line).unwrap_or_default();
        println!("{line}");
    }
    let status = child.wait()?;
    if !status.success() && totals.failed == 0 {
        bail!("{}: {status}", line_of(command));
    }
    Ok(totals)
}

fn line_of(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect();
    words.join(" ")
}

/// Whether this process may install packages and must hand PostgreSQL to another user.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
