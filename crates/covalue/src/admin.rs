//! `covalue admin`: what an operator needs at the console.

use std::process::ExitCode;

use accounts::Setting;
use accounts::secrecy::ExposeSecret;
use anyhow::{Context, bail};
use app::{App, Clock};
use database::Database;
use jiff::Timestamp;

use crate::seats;
use crate::serve::say;
use crate::settings::PlaceOptions;

/// What `admin` takes.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    place: PlaceOptions,
    #[command(subcommand)]
    task: Task,
}

#[derive(clap::Subcommand)]
enum Task {
    /// Prints a new one-time code for a server that was not set up yet; earlier ones end.
    SetUpCode,
    /// Prints a link with which somebody chooses a new password; it works once, for an hour.
    PasswordLink {
        /// The address they sign in with.
        email: String,
    },
    /// Takes passkeys, authenticator app and recovery codes from somebody who lost them all; they
    /// sign in by password and add new ones.
    RemoveSecondFactors {
        /// The address they sign in with.
        email: String,
    },
    /// The index of who sits where.
    #[command(subcommand)]
    Seats(Seats),
}

#[derive(clap::Subcommand)]
enum Seats {
    /// Makes the index anew from the record.
    Rebuild,
}

/// Carries out one task.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    let settings = options.place.merged()?;
    let app = open(&settings.place.open_existing()?)?;
    let accounts = app.accounts();
    match options.task {
        Task::SetUpCode => match accounts.set_up_code()? {
            Some(code) => say(&format!("One-time code: {}", code.expose_secret())),
            None => bail!("this server was set up already; try `admin password-link`"),
        },
        Task::PasswordLink { email } => {
            let person = accounts.account_by_email(&email)?;
            let person = person.with_context(|| format!("nobody signs in with {email}"))?;
            let link = accounts.password_link(person.id, Timestamp::now())?;
            let address = match settings.public_url {
                Some(address) => Some(address),
                None => accounts.setting(Setting::PublicUrl)?,
            };
            let address = address.unwrap_or_else(|| "http://localhost:8080".to_owned());
            say(&format!(
                "Open {address}/password/{}",
                link.secret.expose_secret()
            ));
        }
        Task::RemoveSecondFactors { email } => {
            let person = accounts.account_by_email(&email)?;
            let person = person.with_context(|| format!("nobody signs in with {email}"))?;
            accounts.remove_second_factors(person.id)?;
            say(&format!(
                "{email} signs in by password alone now, everywhere anew"
            ));
        }
        Task::Seats(Seats::Rebuild) => say(&format!("{} seats indexed", seats::rebuild(&app)?)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The product, without serving it.
pub fn open(database: &Database) -> anyhow::Result<App> {
    Ok(App::open(database.clone(), Clock::System)?)
}
