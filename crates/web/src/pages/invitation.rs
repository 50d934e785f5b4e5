//! The link that an invited person opens: who asks, why, who will see it, and who runs the server.

use accounts::secrecy::ExposeSecret;
use accounts::{Invitation, NewPerson, Person};
use app::Act;
use askama::Template;
use axum::http::StatusCode;
use domain::audience::Seen;
use domain::ids::*;
use domain::words::*;
use domain::{Command, act};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::ask::{Answer, Ask, page, see};
use crate::back;
use crate::called::called;
use crate::dates::{Dates, moment};
use crate::layout::Layout;
use crate::names::{PartyLabel, initials};
use crate::pages::{confirmation, welcome};
use crate::problem::Problem;
use crate::room::Room;
use crate::visitor::Way;
use crate::{cookie, host, qr};

#[derive(Template)]
#[template(path = "invitation.html")]
struct Page {
    layout: Layout,
    letter: Letter,
    path: String,
    /// Where somebody with an account signs in; empty for a guest.
    sign_in: String,
    /// Who is signed in here and would be signed out; empty when nobody is.
    replaces: String,
    /// Where that somebody, a guest, finds the link by which they come back; else empty.
    keep: String,
    passing_on: bool,
    /// For somebody signed in with an account of their own.
    take: Option<Take>,
    /// Where somebody signs in who has an account and wants to take the seat with it.
    own_account: String,
}

/// The page of somebody who was here before and comes by a link in their mail.
#[derive(Template)]
#[template(path = "invitation_back.html")]
struct BackPage {
    layout: Layout,
    service: String,
    /// What they can do here.
    lede: String,
    path: String,
    /// Where the link leads once they are in.
    back: String,
    /// Who is signed in here and would be signed out; empty when nobody is.
    replaces: String,
    /// Where that somebody, a guest, finds the link by which they come back; else empty.
    keep: String,
    /// For somebody signed in with an account of their own.
    take: Option<Take>,
}

#[derive(Template)]
#[template(path = "invitation_gone.html")]
struct GonePage {
    layout: Layout,
}

/// The page behind a link that brought somebody here already.
#[derive(Template)]
#[template(path = "invitation_used.html")]
struct UsedPage {
    layout: Layout,
    path: String,
    /// When it was used, or passed on.
    when: String,
    /// Whether it was passed on.
    passed_on: bool,
    /// The party that made the link.
    maker: String,
    /// Whether whoever holds it has said that it was not them.
    contested: bool,
}

#[derive(Template)]
#[template(path = "invitation_passed.html")]
struct PassedPage {
    layout: Layout,
    first: String,
    /// Until somebody came by it.
    sharing: Option<Sharing>,
}

/// A link, as it is handed on.
struct Sharing {
    link: String,
    text: String,
    mailto: String,
    qr: String,
}

/// What an invited person reads first; the inviter sees exactly this beforehand.
pub(crate) struct Letter {
    /// The language it is in.
    pub lang: &'static str,
    /// Who asks.
    pub asker: String,
    /// Their initials.
    pub initials: String,
    /// “asks you”.
    pub asks: String,
    /// Their party.
    pub party: PartyLabel,
    /// The question.
    pub title: String,
    /// The service.
    pub service: String,
    /// The personal line; may be empty.
    pub line: String,
    /// How long it takes, who will see it, who runs the server.
    pub facts: Vec<(String, String)>,
}

/// What a letter depends on besides the relationship.
pub(crate) struct Addressed<'a> {
    /// Who asks.
    pub asker: PersonId,
    /// Whom, by full name.
    pub name: &'a str,
    /// To which party they belong.
    pub party: PartyId,
    /// What they are there.
    pub roles: &'a [Role],
    /// The personal line.
    pub line: &'a str,
}

impl Letter {
    /// Writes the letter in the language of who reads it.
    pub(crate) fn write(
        ask: &Ask,
        table: RelationshipId,
        seen: Seen<'_>,
        to: &Addressed<'_>,
    ) -> Result<Self, Problem> {
        let mut room = Room::at(ask, table, seen)?;
        room.name([to.asker])?;
        let asker = room.names.person(to.asker);
        let seats = room.seen.table().seats;
        let seat = seats.iter().find(|seat| seat.person == to.asker);
        let party = room
            .names
            .party(seat.map_or(room.frame.provider, |seat| seat.party))
            .clone();
        let outcomes = room.seen.value().outcomes.len();
        let long = if outcomes == 0 {
            room.say.text("invitation-long-open")
        } else {
            room.say.count("invitation-long", outcomes)
        };
        Ok(Self {
            lang: room.say.code(),
            initials: initials(&asker),
            asker,
            asks: room.say.text("invitation-asks"),
            title: room
                .say
                .one("invitation-title", "name", called(room.say, to.name)),
            service: room.frame.name.clone().unwrap_or_default(),
            line: to.line.to_owned(),
            facts: vec![
                (room.say.text("invitation-how-long"), long),
                (room.say.text("invitation-who-sees"), who_sees(&room, to)),
                (room.say.text("invitation-who-runs"), who_runs(&room)),
            ],
            party,
        })
    }
}

fn who_sees(room: &Room<'_>, to: &Addressed<'_>) -> String {
    let parties: Vec<_> = room
        .names
        .seated()
        .map(|party| party.name.as_str())
        .collect();
    let parties = parties.join(", ");
    if to.roles.iter().all(|role| *role == Role::User) {
        let party = room.short(to.party);
        room.say.two(
            "invitation-seen-by-role",
            ("party", party),
            ("parties", parties),
        )
    } else {
        room.say.one("invitation-seen-by-name", "parties", parties)
    }
}

fn who_runs(room: &Room<'_>) -> String {
    host::run_by(&room.ask.web, room.say, &address(room.ask))
}

pub(crate) use host::address;

/// An invitation that works, whom it is for, and what it opens.
struct Opened {
    secret: String,
    /// Whether it was passed on, and the invitation is the next person's.
    passed_on: bool,
    invitation: Invitation,
    person: Person,
    relationship: std::sync::Arc<domain::Relationship>,
}

impl Opened {
    fn seen(&self) -> Option<Seen<'_>> {
        self.relationship
            .seen_by(self.person.id, &self.relationship)
    }
}

/// What the link opens; `None` for one that no longer works, or never did.
fn opened(ask: &Ask) -> Result<Option<Opened>, Problem> {
    let secret: String = ask.param("secret")?;
    let accounts = ask.web.app().accounts();
    let behind = accounts.invitation_behind(&secret, ask.timestamp());
    seated(
        ask,
        secret,
        behind.map(|(invitation, person)| (invitation, person, false)),
    )
}

/// What the link would open, had it not brought somebody here already.
fn used(ask: &Ask) -> Result<Option<Opened>, Problem> {
    let secret: String = ask.param("secret")?;
    let accounts = ask.web.app().accounts();
    let behind = accounts.used_invitation_behind(&secret, ask.timestamp());
    seated(ask, secret, behind)
}

/// The seat behind a link, or `None` where the accounts refuse the link or the seat is gone.
fn seated(
    ask: &Ask,
    secret: String,
    behind: Result<(Invitation, Person, bool), accounts::Error>,
) -> Result<Option<Opened>, Problem> {
    let (invitation, person, passed_on) = match behind.map_err(Problem::from) {
        Ok(behind) => behind,
        Err(Problem::Account(_)) => return Ok(None),
        Err(problem) => return Err(problem),
    };
    let relationship = ask.web.app().relationship(invitation.relationship)?;
    let seated = relationship.filter(|relationship| relationship.seats(person.id));
    Ok(seated.map(|relationship| Opened {
        secret,
        passed_on,
        invitation,
        person,
        relationship,
    }))
}

/// A link that opens nothing now: that it was used, or else that it is gone.
fn gone(ask: &Ask) -> Answer {
    if let Some(opened) = used(ask)? {
        return used_page(ask, &opened);
    }
    let layout = Layout::new(ask, ask.say.text("invitation-gone"))?;
    let mut response = page(&GonePage { layout })?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

/// That the link was used. Whoever used it in this browser goes on; whoever holds it and did not can
/// say so.
fn used_page(ask: &Ask, opened: &Opened) -> Answer {
    let seen = opened.seen().ok_or(Problem::NotFound)?;
    let (invitation, person) = (&opened.invitation, &opened.person);
    if let Some(visitor) = &ask.visitor
        && visitor.person.id == person.id
        && visitor.may_open(invitation.relationship)
    {
        return Ok(see(&onward(ask, invitation.relationship, &seen)));
    }
    let ask = ask.read_in(person.language);
    let seat = seat_of(&seen, person.id).ok_or(Problem::NotFound)?;
    let room = Room::at(&ask, invitation.relationship, seen)?;
    let used = match opened.passed_on {
        true => invitation.created_at,
        false => invitation.used_at.unwrap_or(invitation.created_at),
    };
    let mut response = page(&UsedPage {
        layout: Layout::new(&ask, ask.say.text("invitation-used"))?,
        // The form stands on the page of the link, wherever this page is shown.
        path: format!("/i/{}", opened.secret),
        when: ask.say.one(
            match opened.passed_on {
                true => "invitation-used-passed",
                false => "invitation-used-when",
            },
            "day",
            Dates::new(ask.say, &person.time_zone, ask.now).exact(moment(used)),
        ),
        maker: room
            .short(seat.invited_by.unwrap_or(room.frame.provider))
            .to_owned(),
        passed_on: opened.passed_on,
        contested: seat.contested.is_some(),
    })?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

/// `POST /i/{secret}/contest`: whoever holds the used link says that it was not them. It freezes
/// nothing; the table sees it.
pub fn contest(ask: &Ask) -> Answer {
    let Some(opened) = used(ask)? else {
        return gone(ask);
    };
    let table = opened.invitation.relationship;
    // Whoever sits elsewhere at the table holds the link because they made it. Signed out, they are anybody
    // who holds it.
    if let (Some(visitor), Some(seen)) = (&ask.visitor, opened.seen())
        && seat_of(&seen, visitor.person.id).is_some_and(|seat| seat.party != seen.you().party)
    {
        return Err(Problem::Rule(domain::Refusal::OtherParty));
    }
    let guest = opened.person.id;
    let act = Act {
        holds: Some(guest),
        confirmed: None,
        page_shown: None,
        ..Act::once(table, guest, act::ContestSeat {})
    };
    match ask.web.app().execute(act).map_err(Problem::from) {
        Ok(_) | Err(Problem::Rule(domain::Refusal::NothingNew)) => {}
        Err(problem) => return Err(problem),
    }
    match used(ask)? {
        Some(opened) => used_page(ask, &opened),
        None => gone(ask),
    }
}

/// `POST /i/{secret}/take`: somebody with an account takes the seat that the link was made for.
///
/// # Errors
/// The rule that refuses.
pub fn take(ask: &Ask) -> Answer {
    let Some(opened) = opened(ask)? else {
        return gone(ask);
    };
    let (table, from) = (opened.invitation.relationship, opened.person.id);
    let act = Act {
        holds: Some(from),
        confirmed: None,
        page_shown: None,
        ..Act::once(table, ask.person()?, act::TakeSeat { from })
    };
    let app = ask.web.app();
    app.execute(act)?;
    let taker = ask.person()?;
    // The seat is taken; the guest's links open nothing any more, whether this is done or not.
    app.accounts()
        .withdraw_invitations(from, table, ask.timestamp())?;
    confirmation::prove_seat(ask, table, taker);
    Ok(see(&format!("/r/{table}?said=claimed")))
}

/// `GET /i/{secret}`: what the link is about. It changes nothing, so scanners may follow it.
pub fn show(ask: &Ask) -> Answer {
    let Some(opened) = opened(ask)? else {
        return gone(ask);
    };
    let Some(seen) = opened.seen() else {
        return gone(ask);
    };
    let (invitation, person) = (&opened.invitation, &opened.person);
    // A link that works once was used is the guest's own.
    let came_before =
        invitation.used_at.is_some() || seat_of(&seen, person.id).is_some_and(|seat| seat.taken_up);
    let is_closed = seen.frame().closed.is_some();
    if let Some(visitor) = &ask.visitor
        && visitor.person.id == person.id
        && visitor.may_open(invitation.relationship)
        && (came_before || !person.is_guest())
    {
        return Ok(see(&onward(ask, invitation.relationship, &seen)));
    }
    let other = ask
        .visitor
        .as_ref()
        .filter(|visitor| visitor.person.id != person.id);
    // A guest of another table is gone from there with the session, but for a link of their own.
    let keep = match other.map(|visitor| &visitor.way) {
        Some(Way::Session {
            guest_of: Some(table),
            ..
        }) => format!("/r/{table}/way-back"),
        _ => String::new(),
    };
    let ask = ask.read_in(person.language);
    let name = person.name.clone().unwrap_or_default();
    let replaces = other.and_then(|visitor| visitor.person.name.clone());
    let replaces = replaces
        .map(|name| ask.say.one("invitation-replaces", "name", name))
        .unwrap_or_default();
    // Whoever came before goes on where they were; the letter is for who is asked.
    let back = place(&ask, invitation.relationship).or_else(|| {
        let goes_on = came_before || is_closed;
        goes_on.then(|| onward(&ask, invitation.relationship, &seen))
    });
    if let Some(back) = back.filter(|_| person.is_guest()) {
        let (title, lede) = match is_closed {
            true => (
                ask.say.text("invitation-closed"),
                ask.say.text("invitation-closed-lede"),
            ),
            false => (
                ask.say
                    .one("invitation-back", "name", called(ask.say, &name)),
                ask.say.text("invitation-back-lede"),
            ),
        };
        return page(&BackPage {
            take: take_as(&ask, &seen, person),
            lede,
            layout: Layout::new(&ask, title)?,
            service: seen.frame().name.unwrap_or_default(),
            path: ask.page().to_owned(),
            back,
            replaces,
            keep,
        });
    }
    let you = seen.you();
    let take = match person.is_guest() {
        true => take_as(&ask, &seen, person),
        false => None,
    };
    let letter = Letter::write(
        &ask,
        invitation.relationship,
        seen,
        &Addressed {
            asker: invitation.invited_by,
            name: &name,
            party: you.party,
            roles: &you.roles,
            line: &invitation.line,
        },
    )?;
    page(&Page {
        sign_in: if person.is_guest() {
            String::new()
        } else {
            sign_in(&ask, invitation.relationship)
        },
        take,
        own_account: if person.is_guest() && ask.visitor.is_none() {
            back::then("/sign-in", &ask.place())
        } else {
            String::new()
        },
        replaces,
        keep,
        passing_on: ask.draft.is("pass-on"),
        layout: Layout::new(&ask, letter.title.clone())?,
        path: ask.page().to_owned(),
        letter,
    })
}

/// How a seat is taken with an account.
struct Take {
    /// “Take this seat as Mara Osei of Northwind”.
    label: String,
    /// What follows.
    note: &'static str,
}

/// Where somebody is signed in with an account that has no seat here, and whose organisation does not sit
/// opposite. An account of which no organisation says that it is its own brings none with it.
fn take_as(ask: &Ask, seen: &Seen<'_>, guest: &Person) -> Option<Take> {
    let frame = seen.frame();
    let own = &ask.visitor.as_ref()?.person;
    let mut seated = frame.parties.iter().filter(|party| party.left.is_none());
    let opposite = own.organisation != guest.organisation
        && seated.any(|party| party.organisation == own.organisation);
    let here = opposite || seat_of(seen, own.id).is_some();
    if frame.closed.is_some() || own.is_guest() || here {
        return None;
    }
    let name = own.name.clone().unwrap_or_default();
    Some(
        match own.is_member() || own.organisation == guest.organisation {
            true => Take {
                label: ask.say.two(
                    "invitation-take",
                    ("name", &name),
                    ("organisation", &own.organisation_name),
                ),
                note: ask.say.plain("invitation-take-note"),
            },
            false => Take {
                label: ask.say.one("invitation-take-said", "name", &name),
                note: ask.say.plain("invitation-take-said-note"),
            },
        },
    )
}

/// The place at the table that a link in a mail leads to.
fn place(ask: &Ask, id: RelationshipId) -> Option<String> {
    let back = back::asked(ask)?;
    let within = back.strip_prefix(&format!("/r/{id}"))?;
    let fits = within.is_empty() || within.starts_with('/');
    fits.then_some(back)
}

fn onward(ask: &Ask, id: RelationshipId, seen: &Seen<'_>) -> String {
    place(ask, id).unwrap_or_else(|| welcome::onward(id, seen, ask.now))
}

fn sign_in(ask: &Ask, id: RelationshipId) -> String {
    let back = place(ask, id).unwrap_or_else(|| format!("/r/{id}"));
    back::then("/sign-in", &back)
}

fn seat_of(seen: &Seen<'_>, person: PersonId) -> Option<domain::view::SeatView> {
    seen.table()
        .seats
        .into_iter()
        .find(|seat| seat.person == person)
}

/// `POST /i/{secret}`: lets the guest in; the secret is in no address from here on.
pub fn enter(ask: &Ask) -> Answer {
    let Some(opened) = opened(ask)? else {
        return gone(ask);
    };
    let Some(seen) = opened.seen() else {
        return gone(ask);
    };
    let relationship = opened.invitation.relationship;
    if !opened.person.is_guest() {
        return Ok(see(&sign_in(ask, relationship)));
    }
    let replaced = cookie::session(ask);
    let accounts = ask.web.app().accounts();
    match accounts.enter(&opened.secret, replaced.as_deref(), ask.timestamp()) {
        Ok(entered) => {
            if entered.by_mail {
                confirmation::prove_seat(ask, relationship, opened.person.id);
            }
            let on = onward(ask, relationship, &seen);
            Ok(cookie::give(ask, see(&on), &entered.signed_in))
        }
        Err(error) => match Problem::from(error) {
            Problem::Account(_) => gone(ask),
            problem => Err(problem),
        },
    }
}

/// `POST /i/{secret}/pass-on`: the wrong person names a colleague, who gets the seat and a link.
pub fn pass_on(ask: &Ask) -> Answer {
    let Some(opened) = opened(ask)? else {
        return gone(ask);
    };
    // A seat that is somebody's own, or from which somebody spoke, is not passed on: known before the
    // link is used up.
    let taken = opened.seen().is_none_or(|seen| {
        seen.you().claimed || seat_of(&seen, opened.person.id).is_none_or(|seat| seat.taken_up)
    });
    if taken || !opened.person.is_guest() {
        return Err(Problem::Forbidden);
    }
    let form = &ask.form;
    let successor = NewPerson {
        name: form.text("name").to_owned(),
        email: Some(form.text("email").to_owned()),
        language: opened.person.language,
        time_zone: opened.person.time_zone.clone(),
    };
    let app = ask.web.app();
    let passed = app
        .accounts()
        .prepare_pass_on(&opened.secret, None, &successor, ask.timestamp());
    let passing = match passed {
        Ok(passing) => passing,
        Err(error) => return ask.mend(error.into(), show),
    };
    let command = Command::PassSeatOn(act::PassSeatOn {
        to: passing.person.id,
    });
    let act = Act::once(opened.invitation.relationship, opened.person.id, command);
    // The link is used up with the seat, or not at all.
    let (_, invited) = match app.execute_with(act, passing).map_err(Problem::from) {
        Ok(done) => done,
        Err(problem @ Problem::Account(_)) => return ask.mend(problem, show),
        Err(problem) => return Err(problem),
    };
    let invited = invited.ok_or(Problem::NotFound)?;
    let (id, receipt) = (invited.invitation.id, invited.receipt.expose_secret());
    Ok(see(&format!("/passed-on/{id}/{receipt}")))
}

/// `GET /passed-on/{invitation}/{receipt}`: the link for whoever comes instead, until they do; for whoever
/// named them, who takes no part any more.
///
/// # Errors
/// [`Problem::Account`] for any other address, and once another link was made.
pub fn passed_on(ask: &Ask) -> Answer {
    let (id, receipt): (_, String) = (ask.param("invitation")?, ask.param("receipt")?);
    let app = ask.web.app();
    let accounts = app.accounts();
    let (invitation, secret) = accounts.passed_on_behind(id, &receipt, ask.timestamp())?;
    let person = accounts.person(invitation.person)?;
    let person = person.ok_or(Problem::NotFound)?;
    let from = accounts.person(invitation.link_by)?;
    let from = from.ok_or(Problem::NotFound)?;
    let relationship = app.relationship(invitation.relationship)?;
    let seen = relationship
        .as_ref()
        .and_then(|it| it.seen_by(person.id, it));
    // A page as for nobody.
    let ask = Ask {
        visitor: None,
        ..ask.read_in(from.language)
    };
    let say = ask.say;
    let first = called(say, person.name.as_deref().unwrap_or_default()).to_owned();
    let sharing = secret.zip(seen).map(|(secret, seen)| {
        let link = format!("{}/i/{}", address(&ask), secret.expose_secret());
        let service = seen.frame().name.unwrap_or_default();
        let letter = [
            ("name", first.clone()),
            ("service", service.clone()),
            ("from", from.name.clone().unwrap_or_default()),
            ("link", link.clone()),
        ];
        let text = say.with("passed-letter", &letter);
        let subject = say.one("invite-letter-subject", "service", service);
        Sharing {
            qr: qr::svg(&link, say.plain("invite-qr")),
            mailto: mailto(person.email.as_deref().unwrap_or_default(), &subject, &text),
            text,
            link,
        }
    });
    page(&PassedPage {
        layout: Layout::new(&ask, say.one("passed-title", "name", &first))?,
        sharing,
        first,
    })
}

/// What stays as it is within an address: the unreserved characters of RFC 3986.
const WITHIN_MAIL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address of a draft in the reader's own mail program.
pub(crate) fn mailto(to: &str, subject: &str, text: &str) -> String {
    let encode = |text: &str| utf8_percent_encode(text, WITHIN_MAIL).to_string();
    format!(
        "mailto:{}?subject={}&body={}",
        encode(to),
        encode(subject),
        encode(&text.replace('\n', "\r\n"))
    )
}
