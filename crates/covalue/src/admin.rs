//! `covalue admin`: what an operator needs at the console.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use accounts::secrecy::ExposeSecret;
use accounts::{Belonging, Organisation, Person, Setting};
use anyhow::{Context, bail, ensure};
use app::{App, Clock};
use database::Database;
use domain::ids::PersonId;
use jiff::Timestamp;
use record::{Loss, Record};
use web::Web;

use crate::seats;
use crate::serve::say;
use crate::settings::{PlaceOptions, Settings};

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
        /// The address or name they sign in with.
        email: String,
    },
    /// Gives somebody's account this address, on your word that it is theirs: where no mail goes out, nobody
    /// can confirm one.
    Address {
        /// The name or address they sign in with now.
        account: String,
        /// The address from now on.
        email: String,
    },
    /// Takes passkeys, authenticator app and recovery codes from somebody who lost them all; they
    /// sign in by password and add new ones.
    RemoveSecondFactors {
        /// The address or name they sign in with.
        email: String,
    },
    /// Lists accounts that others brought into an organisation which does not know them as its own, or
    /// confirms that one of them is who they say.
    Organisations {
        /// Confirm this account and nobody else: its organisation is what it is called, and knows it as its
        /// own; its administrator, where it has none.
        #[arg(long, value_name = "EMAIL")]
        confirm: Option<String>,
        /// Confirm although the address was not shown to be theirs, somebody else says that the link to
        /// their seat was not for them, or another organisation looks as if it were called the same.
        #[arg(long, requires = "confirm")]
        sure: bool,
    },
    /// Sends the mail that is due, once, and says what is in the outbox.
    Mail(MailOptions),
    /// The index of who sits where.
    #[command(subcommand)]
    Seats(Seats),
    /// Says which acknowledged entries the database lost, and whose they were.
    Losses {
        /// Note that you have read of them: they are counted as new no longer.
        #[arg(long)]
        settle: bool,
    },
    /// Declares lost entries in the records they are gone from: everybody at the table sees it.
    ///
    /// After a failover or a restored copy: of every loss that was noticed and not declared yet, and
    /// of what lists of leaves know that are kept elsewhere.
    DeclareLosses {
        /// Lists of leaves that somebody kept.
        #[arg(long, value_name = "LEAVES")]
        against: Option<PathBuf>,
    },
    /// Lets a server start again on an embedded database that holds less than was acknowledged.
    ///
    /// After a restored copy, or a log that lost its end. What is gone is said, and kept for `losses`.
    AcceptLoss,
    /// Says that what this machine's clock shows is the time: a server that was in doubt goes on.
    ConfirmTime,
}

/// What `admin mail` takes beside the place of the data.
#[derive(clap::Args)]
struct MailOptions {
    /// Send what would be due at that moment, such as 2026-11-23T07:00:00+01:00 [default: now].
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<Timestamp>,
    /// Mail server, as for `serve`.
    #[arg(
        long,
        env = "COVALUE_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    smtp_url: Option<String>,
    /// Sender, as for `serve`.
    #[arg(long, env = "COVALUE_SMTP_FROM", value_name = "SENDER")]
    smtp_from: Option<String>,
    /// The address that people open, as for `serve`.
    #[arg(long, env = "COVALUE_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
}

#[derive(clap::Subcommand)]
enum Seats {
    /// Makes the index again from the record.
    Rebuild,
}

/// Carries out one task.
pub fn run(options: Options) -> anyhow::Result<ExitCode> {
    let settings = options.place.merged()?;
    if let Task::AcceptLoss = options.task {
        return accept_loss(&settings);
    }
    let app = open(&settings.place.open_beside()?)?;
    let accounts = app.accounts();
    let now = Timestamp::from_millisecond(app.machine_time().0)?;
    match options.task {
        Task::SetUpCode => match accounts.set_up_code()? {
            Some(code) => say(&format!("One-time code: {}", code.expose_secret())),
            None => bail!("this server was set up already; try `admin password-link`"),
        },
        Task::PasswordLink { email } => {
            let person = accounts.account_by_email(&email)?;
            let person = person.with_context(|| format!("nobody signs in with {email}"))?;
            let link = accounts.password_link(person.id, now)?;
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
        Task::Address { account, email } => {
            let person = accounts.account_by_email(&account)?;
            let person = person.with_context(|| format!("nobody signs in with {account}"))?;
            accounts.set_address(person.id, &email, now)?;
            say(&format!("{account} signs in with {email} now"));
        }
        Task::RemoveSecondFactors { email } => {
            let person = accounts.account_by_email(&email)?;
            let person = person.with_context(|| format!("nobody signs in with {email}"))?;
            accounts.remove_second_factors(person.id, Timestamp::now())?;
            say(&format!(
                "{email} signs in by password alone now, on every device"
            ));
        }
        Task::Organisations { confirm: None, .. } => {
            for named in accounts.organisations_to_confirm()? {
                let known = match named.knows_its_people() {
                    true => ": its administrators take these in",
                    false => "",
                };
                say(&format!("{}{known}", named.name));
                say_brought(&app, &named, now)?;
            }
        }
        Task::Organisations {
            confirm: Some(email),
            sure,
        } => {
            let person = accounts.account_by_email(&email)?;
            let person = person.with_context(|| format!("nobody signs in with {email}"))?;
            let named = accounts.organisation(person.organisation)?;
            let named = named.context("their organisation is gone")?;
            if let (Some(doubt), false) = (doubt(&app, &named, &person)?, sure) {
                bail!("{email}{doubt}; ask them in another way, then say --sure");
            }
            accounts.confirm_organisation(named.id, person.id, now)?;
            let confirmed = accounts.person(person.id)?.context("the account is gone")?;
            let as_what = match confirmed.administrator {
                true => "its administrator",
                false => "one of its people",
            };
            say(&format!(
                "{} is confirmed, and {email} is {as_what}",
                named.name
            ));
            if !accounts
                .brought_to(named.id, Belonging::Said, now)?
                .is_empty()
            {
                say("Nobody else is. These wait until its administrators take them in:");
                say_brought(&app, &named, now)?;
            }
        }
        Task::Mail(options) => mail(settings, &app, options)?,
        Task::Losses { settle } => losses(&app, settle)?,
        Task::DeclareLosses { against } => declare(&app, against.as_deref())?,
        Task::AcceptLoss => {}
        Task::ConfirmTime => {
            let shown = Timestamp::from_millisecond(app.confirm_time()?.0)?;
            say(&format!("It is {shown}"));
        }
        Task::Seats(Seats::Rebuild) => say(&format!("{} seats indexed", seats::rebuild(&app)?)),
    }
    Ok(ExitCode::SUCCESS)
}

fn accept_loss(settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = settings.place.open_existing()?;
    let now = Timestamp::now().as_millisecond();
    let gone = Record::accept_losses(database, domain::fact::erases, now)?;
    for loss in &gone {
        say(&loss.to_string());
    }
    say(match gone.len() {
        0 => "Nothing is missing.",
        _ => "The server starts again. `covalue admin losses` says this later as well.",
    });
    Ok(ExitCode::SUCCESS)
}

/// Every loss that was noticed, with the names of those whose entries are gone.
fn losses(app: &App, settle: bool) -> anyhow::Result<()> {
    let losses = app.record().losses()?;
    if losses.is_empty() {
        say("Nothing acknowledged was lost, as far as anybody noticed.");
    }
    for loss in &losses {
        let noticed = Timestamp::from_millisecond(loss.noticed_at)?;
        let new = if loss.settled { "" } else { " (new)" };
        let declared = match loss.declared_by {
            Some(by) => format!("; entry {by} declares it"),
            None => String::new(),
        };
        say(&format!("{noticed}{new} {loss}{declared}"));
        for person in &loss.people {
            let known = app.accounts().person(PersonId(*person))?;
            let name = known.and_then(|known| known.name).unwrap_or_default();
            say(&format!("    {person} {name}"));
        }
    }
    if settle {
        app.record().settle_losses()?;
    }
    Ok(())
}

/// Declares every loss that no entry declares yet.
fn declare(app: &App, against: Option<&Path>) -> anyhow::Result<()> {
    let record = app.record();
    let mut losses = record.losses()?;
    losses.retain(|loss| loss.declared_by.is_none());
    if let Some(path) = against {
        for list in crate::verify::lists(path)? {
            let noticed_at = app.now().0;
            let loss = record.loss_by(&list)?;
            losses.extend(loss.map(|loss| Loss { noticed_at, ..loss }));
        }
    }
    if losses.is_empty() {
        say("There is nothing to declare.");
    }
    for loss in &losses {
        let by = app.declare(loss)?;
        say(&format!("{loss}; entry {by} declares it"));
    }
    Ok(())
}

/// What the server does every few seconds, at a moment of one's choice.
fn mail(settings: Settings, app: &App, options: MailOptions) -> anyhow::Result<()> {
    let given = Settings {
        smtp_url: options.smtp_url,
        smtp_from: options.smtp_from,
        public_url: options.public_url,
        ..Settings::default()
    };
    let web = Web::new(app.clone(), given.over(settings).web()?);
    ensure!(web.mailer().is_configured(), "set smtp-url and smtp-from");
    let now = options.as_of.unwrap_or_else(Timestamp::now);
    app.plan_digests(now)?;
    web::messages::round(&web, now, &AtomicBool::new(false))?;
    if let Some(why) = web.mailer().unreachable() {
        bail!("the mail server cannot be reached: {why}");
    }
    let outbox = app.accounts().outbox(Timestamp::UNIX_EPOCH)?;
    say(&format!(
        "{} waiting, {} sent, {} failed, {} unclear",
        outbox.waiting, outbox.sent, outbox.failed, outbox.unclear
    ));
    Ok(())
}

/// Whoever others brought into an organisation that does not know them, and by whose link.
fn say_brought(app: &App, named: &Organisation, now: Timestamp) -> anyhow::Result<()> {
    let accounts = app.accounts();
    for brought in accounts.brought_to(named.id, Belonging::Said, now)? {
        let person = &brought.person;
        let name = person.name.as_deref().unwrap_or_default();
        let by = match brought.by {
            Some(by) => accounts.person(by)?,
            None => None,
        };
        let by = by.map_or_else(String::new, |by| {
            let name = by.name.unwrap_or_default();
            format!(", by a link of {name} of {}", by.organisation_name)
        });
        let line = match &person.signs_in_with {
            Some(email) => {
                let doubt = doubt(app, named, person)?.unwrap_or_default();
                format!("{email} ({name}){by}{doubt}")
            }
            None if brought.awaited => {
                format!("{name}, who has not come yet{by}, which still works")
            }
            None => format!("{name}, a guest{by}"),
        };
        say(&format!("  {line}"));
    }
    Ok(())
}

/// What speaks against an account being who it says; `None` where nothing does.
fn doubt(app: &App, named: &Organisation, person: &Person) -> anyhow::Result<Option<String>> {
    let mut doubts = Vec::new();
    if !person.has_shown_address() {
        doubts.push("was not shown to read mail there".to_owned());
    }
    if let Some(other) = app.accounts().namesake(named)?
        && !named.knows_its_people()
    {
        doubts.push(format!(
            "another organisation here is called {}",
            other.name
        ));
    }
    if let Some(table) = named.named_for
        && let Some(table) = app.relationship(table)?
        && let Some(seen) = table.seen_by(person.id, &table)
        && let Some(seat) = seen
            .table()
            .seats
            .iter()
            .find(|seat| seat.person == person.id)
        && seat.contested.is_some()
    {
        let doubt = "somebody says that this account used the link that was meant for them";
        doubts.push(doubt.to_owned());
    }
    Ok((!doubts.is_empty()).then(|| format!(": {}", doubts.join("; "))))
}

/// The product, without serving it.
pub fn open(database: &Database) -> anyhow::Result<App> {
    Ok(App::open(database.clone(), Clock::System)?)
}
