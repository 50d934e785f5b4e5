//! The Covalue binary.

mod demo;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What is this service worth, to whom, and does everybody at the table agree?
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Shows a living relationship, told into a temporary place.
    Demo(demo::Options),
    /// Serves the product.
    Serve(serve::Options),
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let done = match Cli::parse().command {
        Verb::Demo(options) => demo::run(&options),
        Verb::Serve(options) => serve::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
