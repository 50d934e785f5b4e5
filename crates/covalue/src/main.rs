//! The Covalue binary: one command per thing an operator does.

mod admin;
mod backup;
mod demo;
mod exchange;
mod log;
mod moving;
mod new_file;
mod place;
mod seats;
mod serve;
mod settings;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

// Pages and mixes are made of many small pieces and a few large ones; docs/decisions/0015 has figures.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What is this service worth, to whom, and does everybody at the table agree?
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "All settings: docs/settings.md. Exit codes: 0 done, 1 \
    verify found something, 2 not done."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the product, until it is interrupted or terminated.
    ///
    /// The first start prints a one-time code and where to enter it. Put a proxy with TLS in front
    /// for anything beyond your own network.
    #[command(after_help = "Example: covalue serve --data /var/lib/covalue \
        --public-url https://value.example.org\n\
        Exit codes: 0 stopped as asked, 2 could not serve.")]
    Serve(settings::Options),
    /// Shows a year of a living relationship, told into a temporary place.
    ///
    /// Everybody may come in as any of its people, so it listens on this machine only. It is gone
    /// when it stops.
    #[command(after_help = "Example: covalue demo\n\
        Exit codes: 0 stopped as asked, 2 could not serve.")]
    Demo(demo::Options),
    /// Chooses the features that a budget can carry, by a named and exact rule.
    #[command(
        after_help = "Example: covalue mix features.csv --budget 48000 --html mix.html\n\
        Exit codes: 0 chosen, 1 the answer could not be written, 2 the file or a setting makes no \
        sense, 3 chosen, and not proven to be the best."
    )]
    Mix(mix::command::Arguments),
    /// Draws who votes the same way from Polis exports, and says what each group and what all of them say.
    #[command(
        after_help = "Example: covalue map votes.csv --comments comments.csv --html map.html\n\
        Exit codes: 0 drawn, or said why there is no map, 1 the answer could not be written, 2 a file \
        or a setting makes no sense."
    )]
    Map(opinion::command::Arguments),
    /// Finds out whether anything was changed, dropped or reordered.
    ///
    /// Reads every entry of every relationship, beside a running server if there is one, and names
    /// the first that is not as it was. With a file, checks what one took away from the record page,
    /// without any database, and says what the file cannot prove.
    #[command(
        after_help = "Example: covalue verify --data /var/lib/covalue --against kept.leaves\n\
        Example: covalue verify record.jsonl --root ROOT\n\
        Exit codes: 0 sound, 1 something was altered, 2 could not be checked."
    )]
    Verify(verify::Options),
    /// Writes one relationship's entries, or the list of leaves that proves them.
    #[command(
        after_help = "Example: covalue export --leaves --relationship ID --out kept.leaves\n\
        Exit codes: 0 written, 2 not written."
    )]
    Export(exchange::ExportOptions),
    /// Adds a relationship from what `export --entries` wrote, verifying every entry.
    ///
    /// The server must not be running on the embedded database meanwhile.
    #[command(
        after_help = "Example: covalue import --data /var/lib/covalue northwind.jsonl\n\
        Exit codes: 0 added, 2 not added: nothing of it was."
    )]
    Import(exchange::ImportOptions),
    /// Copies the embedded database while it is in use.
    ///
    /// To restore it, stop the server and put the copy in its directory as covalue.db, without the
    /// old covalue.db-wal and covalue.db-shm.
    #[command(
        after_help = "Example: covalue backup --data /var/lib/covalue --out monday.db\n\
        Exit codes: 0 copied, 2 not copied."
    )]
    Backup(backup::Options),
    /// Moves a whole instance from the embedded database into an empty PostgreSQL database.
    ///
    /// Everything: accounts, sessions, settings, mail and every relationship, verified at the end. The
    /// server must not be running meanwhile. Stopped half-way, it goes on where it was. The embedded
    /// database stays as it is.
    #[command(
        after_help = "Example: covalue move --data /var/lib/covalue --to postgres://covalue@db/covalue\n\
        Exit codes: 0 moved and sound, 2 not moved, or not all of it."
    )]
    Move(moving::Options),
    /// What an operator needs at the console, beside a running server or without one.
    #[command(
        after_help = "Example: covalue admin --data /var/lib/covalue password-link \
        ines@example.org\n\
        Exit codes: 0 done, 2 not done."
    )]
    Admin(admin::Options),
}

/// What runs for milliseconds would take and clear memory by 2 MiB that it hardly touches. Where that
/// cannot be helped it takes more memory, and answers all the same.
fn keep_pages_small() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => serve::run(options).map(|()| ExitCode::SUCCESS),
        Command::Demo(options) => demo::run(&options).map(|()| ExitCode::SUCCESS),
        Command::Mix(arguments) => {
            keep_pages_small();
            let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr());
            return mix::command::run(&arguments, &mut out, &mut err);
        }
        Command::Map(arguments) => {
            let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr());
            return opinion::command::run(&arguments, &mut out, &mut err);
        }
        Command::Verify(options) => verify::run(options),
        Command::Export(options) => exchange::export(options),
        Command::Import(options) => exchange::import(options),
        Command::Backup(options) => backup::run(options),
        Command::Move(options) => moving::run(options),
        Command::Admin(options) => admin::run(options),
    };
    done.unwrap_or_else(|error| {
        eprintln!("covalue: {error:#}");
        ExitCode::from(2)
    })
}
