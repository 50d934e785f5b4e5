//! The `covalue mix` subcommand on its own.

use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: mix::command::Arguments,
}

fn main() -> ExitCode {
    let command = Command::parse();
    mix::command::run(
        &command.arguments,
        &mut std::io::stdout().lock(),
        &mut std::io::stderr(),
    )
}
