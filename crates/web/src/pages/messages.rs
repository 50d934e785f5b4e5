//! What one hears by mail: choosing it, pausing it, stopping it with one click.

use accounts::Hears;
use askama::Template;
use jiff::{SignedDuration, Timestamp};

use super::{account, reveal, way_back};
use crate::ask::{Answer, Ask, page, see};
use crate::dates::moment;
use crate::layout::Layout;
use crate::problem::Problem;

/// What a guest or an account is shown of their mail, and may choose.
pub(crate) struct Messages {
    /// Whether this server sends mail.
    pub sends: bool,
    /// What there is to choose from; empty for a guest, who says an address instead.
    pub choices: Vec<Choice>,
    /// Where mail goes, if it does.
    pub address: String,
    /// Whether a guest hears by mail.
    pub told: bool,
    /// Until when it pauses; empty when it does not.
    pub paused: String,
    /// When the last one went out.
    pub last: String,
}

/// One way to hear.
pub(crate) struct Choice {
    pub word: &'static str,
    pub title: String,
    pub note: String,
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "stop.html")]
struct StopPage {
    layout: Layout,
    path: String,
    /// The choice now.
    state: String,
    stopped: bool,
}

impl Messages {
    /// What is known of the visitor's mail.
    pub(crate) fn of(ask: &Ask) -> Result<Self, Problem> {
        let (person, say, dates) = (&ask.visitor()?.person, ask.say, ask.dates());
        let accounts = ask.web.app().accounts();
        let mailing = accounts.mailing(person.id)?;
        let choice = |hears: Hears| Choice {
            word: hears.word(),
            title: say.text(&format!("messages-{}", hears.word())),
            note: say.text(&format!("messages-{}-note", hears.word())),
            chosen: mailing.hears == hears,
        };
        let paused = mailing
            .paused_until
            .filter(|until| *until > ask.timestamp() && mailing.hears > Hears::Nothing);
        Ok(Self {
            sends: ask.web.sends_mail(),
            choices: if person.is_guest() {
                Vec::new()
            } else {
                Hears::ALL.into_iter().map(choice).collect()
            },
            told: mailing.hears > Hears::Nothing && mailing.address.is_some(),
            address: mailing.address.unwrap_or_default(),
            paused: paused
                .map(|until| say.one("messages-paused", "day", dates.day(moment(until))))
                .unwrap_or_default(),
            last: match accounts.last_mail_to(person.id)? {
                Some(at) => say.one("messages-last", "when", dates.ago(moment(at))),
                None => say.text("messages-none"),
            },
        })
    }
}

/// How long the pause is that a form asks for, if it asks for one.
fn pause(ask: &Ask) -> Option<Timestamp> {
    let days = match ask.form.text("do") {
        "pause-week" => 7,
        "pause-month" => 30,
        _ => return None,
    };
    Some(ask.timestamp() + SignedDuration::from_hours(24 * days))
}

/// `POST /account/messages`: what to hear, a pause, or going on.
pub fn choose(ask: &Ask) -> Answer {
    let (accounts, person) = (ask.web.app().accounts(), ask.person()?);
    let done = match ask.form.text("do") {
        "pause-week" | "pause-month" => accounts.pause_mail(person, pause(ask)).map_err(Into::into),
        "go-on" => accounts.pause_mail(person, None).map_err(Into::into),
        _ => chosen(ask),
    };
    match done {
        Ok(()) => Ok(see("/account?said=messages-kept#messages")),
        Err(problem) => ask.mend(problem, account::show),
    }
}

fn chosen(ask: &Ask) -> Result<(), Problem> {
    let hears = ask.form.word("hears", Hears::from_word)?;
    let address = ask.form.text("email");
    let accounts = ask.web.app().accounts();
    Ok(accounts.choose_mail(ask.person()?, hears, address, ask.timestamp())?)
}

/// `POST …/tell-me`: a guest says where mail reaches them, at the end of their first visit.
pub fn tell_me(ask: &Ask) -> Answer {
    let id = ask.table()?.id;
    if !ask.visitor()?.person.is_guest() {
        return Err(Problem::Forbidden);
    }
    match chosen(ask) {
        Ok(()) => {
            // The first mail to a new address brings the way back, and shows that it is read.
            if let Err(problem) = way_back::mail(ask, &ask.visitor()?.person) {
                return ask.mend(problem, reveal::thanks);
            }
            Ok(see(&format!("/r/{id}/reveal?end=1")))
        }
        Err(problem) => ask.mend(problem, reveal::thanks),
    }
}

/// `GET /stop/{secret}`: a page with buttons; it changes nothing, so scanners may follow the link.
///
/// # Errors
/// [`Problem::Account`] when the link is unknown or its mail long forgotten.
pub fn stop_page(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let (person, mailing) = ask.web.app().accounts().quieter_link(&secret)?;
    // In the reader's language, and with nothing else of theirs: whoever has the mail has the link.
    let ask = ask.read_in(person.language);
    let stopped = mailing.hears == Hears::Nothing;
    let state = match mailing.paused_until {
        _ if stopped => ask.say.text("stop-stopped"),
        Some(until) if mailing.is_paused(ask.timestamp()) => {
            ask.say
                .one("stop-paused", "day", ask.dates().day(moment(until)))
        }
        _ => String::new(),
    };
    page(&StopPage {
        layout: Layout::new(&ask, ask.say.text("stop-title"))?,
        path: ask.page().to_owned(),
        state,
        stopped,
    })
}

/// `POST /stop/{secret}`: a button of the page, or the one click of a mail program (RFC 8058), which
/// sends no cookie and wants no redirection. Stops for good unless a pause is asked for.
///
/// # Errors
/// As [`stop_page`].
pub fn stop(ask: &Ask) -> Answer {
    let secret: String = ask.param("secret")?;
    let accounts = ask.web.app().accounts();
    accounts.use_quieter_link(&secret, pause(ask), ask.timestamp())?;
    stop_page(ask)
}
