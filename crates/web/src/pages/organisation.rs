//! The visitor's organisation: its name and its people, for those who administer it; and whoever is said to
//! be one of them, for these to judge.

use accounts::secrecy::ExposeSecret;
use accounts::{Belonging, Brought, NewPerson, Person};
use askama::Template;
use domain::Moment;
use domain::ids::*;

use super::set_up;
use crate::ask::{Answer, Ask, page, see};
use crate::host;
use crate::layout::Layout;
use crate::names::initials;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "organisation.html")]
struct Page {
    layout: Layout,
    name: String,
    people: Vec<Line>,
    /// Brought by others, and not judged yet.
    said: Vec<Waiting>,
    /// Brought by others, and not of this organisation.
    disowned: Vec<Waiting>,
    /// A link made just now: shown this once.
    fresh: Option<Fresh>,
}

struct Line {
    id: PersonId,
    /// The name of the forms about this person.
    form: String,
    name: String,
    initials: String,
    email: String,
    /// What is to be known of the person: account, invited, suspended, administrator.
    tags: Vec<(&'static str, String)>,
    /// What may be done: the word sent, and what it says.
    acts: Vec<(&'static str, String)>,
    you: bool,
}

/// Somebody who is said to belong here.
struct Waiting {
    id: PersonId,
    form: String,
    name: String,
    /// Where mail reaches them, as far as they showed it.
    email: String,
    /// At which table, by whose link.
    brought: String,
    /// What else is to be known before one judges.
    note: String,
    /// Whether they can be taken in: not before they have an account.
    has_account: bool,
}

struct Fresh {
    title: String,
    link: String,
    until: String,
}

/// `GET /organisation`
pub fn show(ask: &Ask) -> Answer {
    draw(ask, None)
}

fn draw(ask: &Ask, fresh: Option<Fresh>) -> Answer {
    let you = &ask.visitor()?.person;
    let accounts = ask.web.app().accounts();
    let organisation = accounts.organisation(you.organisation)?;
    let people = accounts.people_of(you.organisation)?;
    let brought = |belongs| {
        let brought = accounts.brought_to(you.organisation, belongs, ask.timestamp())?;
        let all = brought.iter().map(|it| waiting(ask, it));
        all.collect::<Result<Vec<_>, Problem>>()
    };
    page(&Page {
        layout: Layout::new(ask, ask.say.text("nav-organisation"))?,
        name: organisation.ok_or(Problem::NotFound)?.name,
        people: people.iter().map(|person| line(ask, you, person)).collect(),
        said: brought(Belonging::Said)?,
        disowned: brought(Belonging::Disowned)?,
        fresh,
    })
}

fn waiting(ask: &Ask, brought: &Brought) -> Result<Waiting, Problem> {
    let (say, person) = (ask.say, &brought.person);
    let erased = || say.text("name-erased");
    let by = match brought.by {
        Some(by) => ask.web.app().accounts().person(by)?,
        None => None,
    };
    let (by, of) = match by {
        Some(by) => (by.name.unwrap_or_else(erased), by.organisation_name),
        None => (erased(), String::new()),
    };
    let table = match brought.to {
        Some(table) => ask.web.app().relationship(table)?,
        None => None,
    };
    // As they see it themselves: whoever administers an organisation sees no table by it.
    let seen = table
        .as_ref()
        .and_then(|table| table.seen_by(person.id, table));
    let brought_to = [
        (
            "table",
            seen.and_then(|seen| seen.frame().name).unwrap_or_default(),
        ),
        ("by", by),
        ("organisation", of),
    ];
    let key = match brought_to[0].1.is_empty() {
        true => "organisation-brought-elsewhere",
        false => "organisation-brought",
    };
    let note = match (brought.awaited, person.is_guest()) {
        (true, _) => "organisation-said-awaited",
        (false, true) => "organisation-said-guest",
        (false, false) if person.has_shown_address() => "organisation-said-shown",
        (false, false) => "organisation-said-unshown",
    };
    let name = person.name.clone().unwrap_or_else(erased);
    let address = person.email.clone().filter(|_| person.has_shown_address());
    Ok(Waiting {
        id: person.id,
        form: format!("person-{}", person.id),
        name,
        email: address.unwrap_or_default(),
        brought: say.with(key, &brought_to),
        note: say.text(note),
        has_account: !person.is_guest(),
    })
}

fn line(ask: &Ask, you: &Person, person: &Person) -> Line {
    let say = ask.say;
    let name = person.name.clone();
    let name = name.unwrap_or_else(|| say.text("name-erased"));
    Line {
        id: person.id,
        form: format!("person-{}", person.id),
        initials: initials(&name),
        name,
        email: person.email.clone().unwrap_or_default(),
        tags: tags(person)
            .map(|(look, key)| (look, say.text(key)))
            .collect(),
        acts: acts(you, person)
            .map(|act| (act, say.text(&format!("organisation-do-{act}"))))
            .collect(),
        you: person.id == you.id,
    }
}

fn tags(person: &Person) -> impl Iterator<Item = (&'static str, &'static str)> {
    let state = if person.suspended_at.is_some() {
        ("alert", "organisation-suspended")
    } else if person.is_guest() {
        ("care", "organisation-invited")
    } else {
        ("good", "organisation-account")
    };
    let administrator = ("", "organisation-administrator");
    let host = ("", "organisation-host");
    [
        Some(state),
        person.administrator.then_some(administrator),
        person.host_administrator.then_some(host),
    ]
    .into_iter()
    .flatten()
}

/// What one may do with a person; the accounts have the last word.
fn acts(you: &Person, person: &Person) -> impl Iterator<Item = &'static str> {
    let able = !person.is_guest() && person.is_active();
    let host = you.host_administrator && able;
    [
        person.is_active().then_some("link"),
        (able && !person.administrator).then_some("administrator"),
        person.administrator.then_some("no-administrator"),
        (host && !person.host_administrator).then_some("host"),
        (host && person.host_administrator).then_some("no-host"),
        (person.is_active() && person.id != you.id).then_some("suspend"),
        person.suspended_at.is_some().then_some("reinstate"),
    ]
    .into_iter()
    .flatten()
}

/// `POST /organisation`
pub fn rename(ask: &Ask) -> Answer {
    let accounts = ask.web.app().accounts();
    match accounts.rename_organisation(ask.person()?, ask.form.text("organisation")) {
        Ok(_) => Ok(see("/organisation?said=organisation-kept")),
        Err(error) => ask.mend(error.into(), show),
    }
}

/// `POST /organisation/people`: adds somebody, and shows the link for them to choose a password.
pub fn add_person(ask: &Ask) -> Answer {
    let form = &ask.form;
    let new = NewPerson {
        name: form.text("name").to_owned(),
        email: Some(form.text("email").to_owned()).filter(|email| !email.trim().is_empty()),
        language: set_up::language(form.text("language")),
        time_zone: ask.visitor()?.person.time_zone.clone(),
    };
    let accounts = ask.web.app().accounts();
    match accounts.add_person(ask.person()?, &new, ask.timestamp()) {
        Ok((person, link)) => draw(ask, Some(fresh(ask, &person, &link))),
        Err(error) => ask.mend(error.into(), show),
    }
}

fn fresh(ask: &Ask, person: &Person, link: &accounts::PasswordLink) -> Fresh {
    let address = host::address(ask);
    let name = person.name.as_deref().unwrap_or_default();
    let until = ask.dates().exact(Moment(link.expires_at.as_millisecond()));
    Fresh {
        title: ask.say.one("organisation-link-for", "name", name),
        link: format!("{address}/password/{}", link.secret.expose_secret()),
        until: ask.say.one("organisation-link-until", "moment", until),
    }
}

/// `POST /organisation/people/{person}`: what `do` says.
pub fn change_person(ask: &Ask) -> Answer {
    let id: PersonId = ask.param("person")?;
    let (by, now) = (ask.person()?, ask.timestamp());
    let accounts = ask.web.app().accounts();
    let changed = match ask.form.text("do") {
        "link" => {
            let link = match accounts.password_link_for_colleague(by, id, now) {
                Ok(link) => link,
                Err(error) => return ask.mend(error.into(), show),
            };
            let person = accounts.person(id)?.ok_or(Problem::NotFound)?;
            return draw(ask, Some(fresh(ask, &person, &link)));
        }
        "rename" => accounts.rename_person(by, id, ask.form.text("name")),
        "administrator" => accounts.set_administrator(by, id, true, now),
        "no-administrator" => accounts.set_administrator(by, id, false, now),
        "host" => accounts.set_host_administrator(by, id, true, now),
        "no-host" => accounts.set_host_administrator(by, id, false, now),
        "suspend" => accounts.suspend(by, id, now),
        "reinstate" => accounts.reinstate(by, id, now),
        "take-in" => accounts.take_in(by, id, now),
        "disown" => accounts.disown(by, id, now),
        "erase" => match ask.web.app().erase_person(by, id, now) {
            Ok(()) => Ok(()),
            Err(app::Error::Accounts(error)) => Err(error),
            Err(error) => return Err(error.into()),
        },
        _ => {
            let problem = Problem::Field {
                field: "do",
                what: "problem-choose",
            };
            return ask.mend(problem, show);
        }
    };
    match changed {
        Ok(()) => Ok(see("/organisation?said=organisation-kept")),
        Err(error) => ask.mend(error.into(), show),
    }
}
