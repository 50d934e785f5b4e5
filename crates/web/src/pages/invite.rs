//! One person to ask: whom, what they will see, and the link that brings them here.

use accounts::secrecy::ExposeSecret;
use accounts::{Invitation, InvitationId, Invited, Invitee, NewPerson, Person, Side};
use app::Done;
use askama::Template;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::SeatView;
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page, see};
use crate::called::called;
use crate::figures;
use crate::form::Draft;
use crate::layout::Layout;
use crate::messages::unlinked;
use crate::names::PartyLabel;
use crate::pages::invitation::{Addressed, Letter, address, mailto};
use crate::pages::open::capitalised;
use crate::pages::{set_up, way_back};
use crate::problem::Problem;
use crate::qr;

#[derive(Template)]
#[template(path = "invite.html")]
struct FormPage {
    layout: Layout,
    /// Whether it is the last step of opening the table.
    is_step: bool,
    /// Whether the party joins a table at which something was said: then nobody of it reads that unless
    /// whoever invites chooses so.
    joins: bool,
    party: PartyLabel,
    others: Vec<PartyLabel>,
    roles: Vec<RoleChoice>,
    /// Colleagues who have no seat here yet.
    colleagues: Vec<(PersonId, String)>,
    waiting: Vec<Waiting>,
}

struct RoleChoice {
    word: &'static str,
    name: String,
    note: String,
    ticked: bool,
}

/// Somebody who was asked and has not answered.
struct Waiting {
    name: String,
    href: String,
    note: String,
}

#[derive(Template)]
#[template(path = "invite_preview.html")]
struct PreviewPage {
    layout: Layout,
    letter: Letter,
    fields: Vec<(&'static str, String)>,
    since: String,
    mail: bool,
}

#[derive(Template)]
#[template(path = "invite_sent.html")]
struct SentPage {
    layout: Layout,
    path: String,
    first: String,
    /// Known once only, right after it was made.
    link: Option<Link>,
    mailed: String,
    state: String,
    is_withdrawn: bool,
    /// Whether the visitor may make a new link or withdraw it: not a counterpart once the guest came.
    may_replace: bool,
    /// Whether the guest gave an address, to which a link of their own can go.
    may_mail: bool,
    guesses: String,
}

struct Link {
    address: String,
    qr: String,
    text: String,
    mailto: String,
}

#[derive(Template)]
#[template(path = "invite_sheet.html")]
struct SheetPage {
    layout: Layout,
    service: String,
    day: String,
    questions: Vec<String>,
}

/// The parties whose first or next person the visitor may name: their own, and those of which nobody
/// has come yet. The consumer comes first.
fn askable(seen: &Seen<'_>) -> Vec<PartyId> {
    let (own, frame) = (seen.party(), seen.frame());
    let mut parties: Vec<_> = frame
        .parties
        .iter()
        .filter(|party| party.left.is_none() && seen.may_admit(party.id))
        .map(|party| (party.id == own, party.id != frame.consumer, party.id))
        .collect();
    parties.sort();
    parties.into_iter().map(|(_, _, id)| id).collect()
}

/// `GET …/invite`
///
/// # Errors
/// [`Problem::Forbidden`] for who does not speak for a party.
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    if ask.table()?.as_of.is_some() || room.frame.closed.is_some() {
        return Ok(see(&room.base));
    }
    let askable = askable(&room.seen);
    let wanted = ask.form.get("party").or(ask.query.get("party"));
    let wanted = match wanted {
        Some(id) => Some(id.parse::<PartyId>().map_err(|_| Problem::NotFound)?),
        None => None,
    };
    // Another party's people are theirs to bring; a form for one's own would not be what was asked for.
    let party = match wanted {
        Some(party) if askable.contains(&party) => party,
        Some(_) => return Err(Problem::Rule(domain::Refusal::OtherParty)),
        None => askable.first().copied().ok_or(Problem::Forbidden)?,
    };
    let accounts = ask.web.app().accounts();
    let label = room.names.party(party).clone();
    let first = Role::of(label.kind).next();
    let role = |role: Role| RoleChoice {
        word: role.word(),
        name: capitalised(room.say.plain(&format!("role-{}", role.word()))),
        note: room.say.text(&format!("invite-role-{}", role.word())),
        ticked: Some(role) == first,
    };
    let seats = room.seen.table().seats;
    let mut colleagues = Vec::new();
    if party == room.frame.you.party {
        let you = &ask.visitor()?.person;
        // Whoever is only said to belong to their organisation has no colleagues to be shown.
        let all = match you.is_member() {
            true => accounts.people_of(you.organisation)?,
            false => Vec::new(),
        };
        for person in all {
            if person.is_active() && !seats.iter().any(|seat| seat.person == person.id) {
                colleagues.push((person.id, person.name.unwrap_or_default()));
            }
        }
    }
    page(&FormPage {
        others: askable
            .iter()
            .filter(|other| **other != party)
            .map(|other| room.names.party(*other).clone())
            .collect(),
        roles: Role::of(label.kind).map(role).collect(),
        waiting: waiting(ask, &seats)?,
        is_step: party != room.frame.you.party
            && [room.frame.provider, room.frame.consumer].contains(&party)
            && !seats.iter().any(|seat| seat.party == party),
        joins: party != room.frame.you.party && room.seen.words().next().is_some(),
        layout: Layout::new(ask, room.say.one("invite-title", "party", &label.short))?,
        party: label,
        colleagues,
    })
}

/// Whom the visitor asked and who has not come yet, latest first, each person once.
fn waiting(ask: &Ask, seats: &[SeatView]) -> Result<Vec<Waiting>, Problem> {
    let (accounts, id) = (ask.web.app().accounts(), ask.table()?.id);
    let mut latest: Vec<Invitation> = Vec::new();
    for invitation in accounts.invitations_to(id)? {
        let waits = seats
            .iter()
            .any(|seat| seat.person == invitation.person && !seat.taken_up);
        let known = latest.iter().any(|known| known.person == invitation.person);
        if waits && !known && invitation.invited_by == ask.person()? {
            latest.push(invitation);
        }
    }
    let people: Vec<_> = latest.iter().map(|invitation| invitation.person).collect();
    let names = accounts.names(&people)?;
    let waiting = latest.into_iter().map(|invitation| Waiting {
        name: names
            .get(&invitation.person)
            .and_then(|name| name.name.clone())
            .unwrap_or_else(|| ask.say.text("name-erased")),
        href: format!("/r/{id}/invite/{}", invitation.id),
        note: state(ask, &invitation),
    });
    Ok(waiting.collect())
}

fn state(ask: &Ask, invitation: &Invitation) -> String {
    let (say, dates) = (ask.say, ask.dates());
    let day = |at: jiff::Timestamp| dates.day(domain::Moment(at.as_millisecond()));
    match (invitation.withdrawn_at, invitation.last_used_at) {
        (Some(at), _) => say.one("invite-state-withdrawn", "day", day(at)),
        (None, _) if !invitation.is_open(ask.timestamp()) => {
            say.one("invite-state-expired", "day", day(invitation.expires_at))
        }
        (None, Some(at)) if invitation.used_at.is_none() => {
            say.one("invite-state-renewed", "day", day(at))
        }
        (None, Some(at)) => say.one("invite-state-came", "day", day(at)),
        (None, None) => say.one("invite-state-waiting", "day", day(invitation.expires_at)),
    }
}

/// What the form says, read and checked as far as the page can.
pub(crate) struct Wanted {
    pub party: PartyId,
    /// A colleague; whoever is no colleague is `new`.
    pub invitee: Option<PersonId>,
    pub new: NewPerson,
    pub name: String,
    pub roles: Vec<Role>,
    pub since: Since,
    pub line: String,
}

/// What whoever is invited is called: a colleague as they are, anybody else as they are named.
pub(crate) fn name_of(
    ask: &Ask,
    invitee: Option<PersonId>,
    named: &str,
) -> Result<String, Problem> {
    let Some(id) = invitee else {
        return domain::text::line("name", named).map_err(Problem::Rule);
    };
    let person = ask.web.app().accounts().person(id)?;
    let you = &ask.visitor()?.person;
    let own = |it: &Person| it.is_member() && it.organisation == you.organisation;
    let colleague = person.filter(|it| you.is_member() && own(it));
    let missing = Problem::Field {
        field: "person",
        what: "problem-choose",
    };
    Ok(colleague.ok_or(missing)?.name.unwrap_or_default())
}

/// Whether somebody may be asked so.
pub(crate) fn check(seen: &Seen<'_>, wanted: &Wanted) -> Result<(), Problem> {
    if !askable(seen).contains(&wanted.party) {
        return Err(Problem::Rule(domain::Refusal::OtherParty));
    }
    if wanted.roles.is_empty() {
        return Err(Problem::Rule(domain::Refusal::NoRole));
    }
    Ok(())
}

fn wanted(ask: &Ask, seen: &Seen<'_>) -> Result<Wanted, Problem> {
    let (form, frame) = (&ask.form, seen.frame());
    let party: PartyId = form.parse_field("party")?;
    if !askable(seen).contains(&party) {
        return Err(Problem::Rule(domain::Refusal::OtherParty));
    }
    let roles = form.words("roles", Role::from_word)?;
    if roles.is_empty() {
        return Err(Problem::Rule(domain::Refusal::NoRole));
    }
    let invitee = match form.text("person") {
        "" => None,
        _ => Some(form.parse_field("person")?),
    };
    let name = name_of(ask, invitee, form.text("name"))?;
    let line = domain::text::optional_passage("line", form.text("line")).map_err(Problem::Rule)?;
    Ok(Wanted {
        party,
        invitee,
        new: NewPerson {
            name: name.clone(),
            email: Some(form.text("email").to_owned()),
            language: set_up::language(form.text("language")),
            time_zone: frame.time_zone,
        },
        name,
        roles,
        since: form.word("since", Since::from_word)?,
        line,
    })
}

/// `POST …/invite`: first the exact preview, then the invitation itself.
pub fn invite(ask: &Ask) -> Answer {
    let wanted = match wanted(ask, &ask.seen()?) {
        Ok(wanted) => wanted,
        Err(problem) => return ask.mend(problem, show),
    };
    match ask.form.text("then") {
        "link" => carry(ask, &wanted, false),
        "mail" => carry(ask, &wanted, true),
        "change" => {
            let draft = Draft::new("invite", ask.form.clone(), None, String::new());
            show(&Ask {
                draft,
                ..ask.clone()
            })
        }
        _ => preview(ask, &wanted),
    }
}

fn preview(ask: &Ask, wanted: &Wanted) -> Answer {
    let (seen, form) = (ask.seen()?, &ask.form);
    let theirs = ask.read_in(wanted.new.language);
    let to = Addressed {
        asker: ask.person()?,
        name: &wanted.name,
        party: wanted.party,
        roles: &wanted.roles,
        line: &wanted.line,
    };
    let typed = [
        "party", "person", "name", "email", "language", "since", "line",
    ]
    .map(|field| (field, form.text(field).to_owned()));
    let roles = wanted
        .roles
        .iter()
        .map(|role| ("roles", role.word().to_owned()));
    let first = called(ask.say, &wanted.name);
    page(&PreviewPage {
        letter: Letter::write(&theirs, ask.table()?.id, seen, &to)?,
        fields: typed.into_iter().chain(roles).collect(),
        since: ask.say.one(
            &format!("invite-since-{}", wanted.since.word()),
            "name",
            first,
        ),
        mail: ask.web.sends_mail() && !form.text("email").trim().is_empty(),
        layout: Layout::new(ask, ask.say.one("invite-preview-title", "name", first))?,
    })
}

/// The person, their link and their seat come to be together, or none of them. What came of it, unless it
/// was made by an earlier request of the same key.
pub(crate) fn make(ask: &Ask, wanted: &Wanted) -> Result<(Done, Option<Invited>), Problem> {
    let (accounts, table) = (ask.web.app().accounts(), ask.table()?);
    let frame = ask.seen()?.frame();
    let party = frame.parties.iter().find(|party| party.id == wanted.party);
    let home = party.ok_or(Problem::NotFound)?.organisation;
    let invitee = match wanted.invitee {
        Some(person) => Invitee::Person(person),
        None => Invitee::Guest(home, wanted.new.clone()),
    };
    let now = ask.timestamp();
    let inviting = accounts.prepare_invite(&invitee, table.id, ask.person()?, &wanted.line, now)?;
    let command = Command::AdmitPerson(act::AdmitPerson {
        person: inviting.person.id,
        party: wanted.party,
        roles: wanted.roles.clone(),
        since: wanted.since,
    });
    ask.carry_out_with(table.id, command, inviting)
}

fn carry(ask: &Ask, wanted: &Wanted, mail: bool) -> Answer {
    let (table, own) = (ask.table()?.id, ask.seen()?.party());
    match make(ask, wanted) {
        Ok((_, Some(invited))) => {
            let side = match wanted.party == own {
                true => Side::Own,
                false => Side::Other,
            };
            let link = invited.secret.expose_secret();
            sent_with(ask, &invited.invitation, side, Some((link, mail)))
        }
        // Sent twice: the first time it was carried out.
        Ok((_, None)) | Err(Problem::KeyReused) => match first_of_the_form(ask)? {
            Some(first) => Ok(see(&format!("/r/{table}/invite/{first}"))),
            None => ask.mend(Problem::KeyReused, show),
        },
        Err(problem) => ask.mend(problem, show),
    }
}

fn first_of_the_form(ask: &Ask) -> Result<Option<InvitationId>, Problem> {
    let (all, me) = (
        ask.web.app().accounts().invitations_to(ask.table()?.id)?,
        ask.person()?,
    );
    let open = |one: &&Invitation| one.invited_by == me && one.is_open(ask.timestamp());
    Ok(all.iter().find(open).map(|invitation| invitation.id))
}

/// An invitation of this table that is the visitor's to look after: they wrote it, or speak for the
/// party of the person invited; and on whose side they do.
pub(crate) fn own_invitation(ask: &Ask) -> Result<(Invitation, Side), Problem> {
    let id: InvitationId = ask.param("invitation")?;
    let invitation = ask.web.app().accounts().invitation(id)?;
    let invitation = invitation.ok_or(Problem::NotFound)?;
    let side = side_of(ask, &invitation)?.ok_or(Problem::NotFound)?;
    Ok((invitation, side))
}

/// On whose side an invitation of this table is the visitor's to look after, if it is.
pub(crate) fn side_of(ask: &Ask, invitation: &Invitation) -> Result<Option<Side>, Problem> {
    let (seen, table) = (ask.seen()?, ask.table()?);
    if invitation.relationship != table.id {
        return Ok(None);
    }
    let you = seen.you();
    let seats = seen.table().seats;
    let seat = seats.iter().find(|seat| seat.person == invitation.person);
    let of_own_party = seat.is_some_and(|seat| you.speak_for_party && seat.party == you.party);
    let by_them = invitation.invited_by == you.person;
    Ok(match (of_own_party, by_them) {
        (true, _) => Some(Side::Own),
        (false, true) => Some(Side::Other),
        (false, false) => None,
    })
}

/// `GET …/invite/{invitation}`: how it stands. The link itself was shown once.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn sent(ask: &Ask) -> Answer {
    let (invitation, side) = own_invitation(ask)?;
    sent_with(ask, &invitation, side, None)
}

/// `POST …/invite/{invitation}/link`: a new link; the old one stops working.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn renew(ask: &Ask) -> Answer {
    let (old, side) = own_invitation(ask)?;
    let accounts = ask.web.app().accounts();
    match accounts.renew_invitation(old.id, ask.person()?, side, ask.timestamp()) {
        Ok((invitation, secret)) => {
            let fresh = (secret.expose_secret(), false);
            sent_with(ask, &invitation, side, Some(fresh))
        }
        Err(error) => ask.mend(error.into(), sent),
    }
}

/// `POST …/invite/{invitation}/mail`: the guest's own way back, to their own address; whoever asks for
/// it does not see it.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn mail_way_back(ask: &Ask) -> Answer {
    let (invitation, _) = own_invitation(ask)?;
    let person = ask.web.app().accounts().person(invitation.person)?;
    let said = match way_back::mail(ask, &person.ok_or(Problem::NotFound)?) {
        Ok(Some(_)) => "way-back-mailed",
        Ok(None) => "way-back-not-mailed",
        Err(problem) => return ask.mend(problem, self::sent),
    };
    let id = ask.table()?.id;
    Ok(see(&format!(
        "/r/{id}/invite/{}?said={said}",
        invitation.id
    )))
}

/// `POST …/invite/{invitation}/withdrawal`
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn withdraw(ask: &Ask) -> Answer {
    let (invitation, side) = own_invitation(ask)?;
    let accounts = ask.web.app().accounts();
    if let Err(error) =
        accounts.withdraw_invitation(invitation.id, ask.person()?, side, ask.timestamp())
    {
        return ask.mend(error.into(), sent);
    }
    let id = ask.table()?.id;
    Ok(see(&format!(
        "/r/{id}/invite/{}?said=invitation-withdrawn",
        invitation.id
    )))
}

fn sent_with(
    ask: &Ask,
    invitation: &Invitation,
    side: Side,
    fresh: Option<(&str, bool)>,
) -> Answer {
    let (say, id) = (ask.say, ask.table()?.id);
    let accounts = ask.web.app().accounts();
    let person = accounts
        .person(invitation.person)?
        .ok_or(Problem::NotFound)?;
    let name = person.name.clone().unwrap_or_default();
    let first = called(say, &name).to_owned();
    let mut mailed = String::new();
    let link = match fresh {
        None => None,
        Some((secret, mail)) => {
            let address = format!("{}/i/{secret}", address(ask));
            let theirs = ask.read_in(person.language);
            let (subject, text) =
                letter_text(&theirs, invitation, called(theirs.say, &name), &address)?;
            let to = person.email.clone().unwrap_or_default();
            if mail {
                mailed = mail_letter(ask, &person, invitation, &address)?;
            }
            Some(Link {
                qr: qr::svg(&address, say.plain("invite-qr")),
                mailto: mailto(&to, &subject, &text),
                address,
                text,
            })
        }
    };
    let title = if link.is_some() {
        "invite-sent-title"
    } else {
        "invite-state-title"
    };
    page(&SentPage {
        path: format!("/r/{id}/invite/{}", invitation.id),
        state: state(ask, invitation),
        is_withdrawn: invitation.withdrawn_at.is_some(),
        may_replace: side == Side::Own || invitation.last_used_at.is_none(),
        may_mail: ask.web.sends_mail()
            && person.is_guest()
            && invitation.last_used_at.is_some()
            && accounts.mailing(person.id)?.address.is_some(),
        guesses: sealed(ask)?,
        layout: Layout::new(ask, say.one(title, "name", &first))?,
        link,
        mailed,
        first,
    })
}

/// Mails the link, unless much was mailed there or by the visitor lately: the invitation stands all the same,
/// and they hand it over themselves. What became of it, in words.
pub(crate) fn mail_letter(
    ask: &Ask,
    guest: &Person,
    invitation: &Invitation,
    link: &str,
) -> Result<String, Problem> {
    let accounts = ask.web.app().accounts();
    let to = guest.email.as_deref().unwrap_or_default();
    let (sender, now) = (&ask.visitor()?.person, ask.timestamp());
    if let Err(refusal) = accounts.begin_letter(sender.id, to, ask.remote, now) {
        return Ok(Problem::Account(refusal).message(ask.say));
    }
    let say = ask.read_in(guest.language).say;
    // Free text of somebody whom the reader may not know: it follows what we say, as theirs, and no mail
    // program makes a link of it.
    let sender_name = unlinked(sender.name.as_deref().unwrap_or_default());
    let quoted: Vec<_> = invitation
        .line
        .lines()
        .map(|it| format!("> {}", unlinked(it)))
        .collect();
    let quoted = match quoted.is_empty() {
        true => String::new(),
        false => {
            let words = quoted.join("\n");
            say.two(
                "invite-mail-words",
                ("from", &sender_name),
                ("words", &words),
            ) + "\n\n"
        }
    };
    let values = [
        (
            "name",
            unlinked(called(say, guest.name.as_deref().unwrap_or_default())),
        ),
        (
            "service",
            unlinked(&ask.seen()?.frame().name.unwrap_or_default()),
        ),
        ("from", sender_name),
        ("organisation", unlinked(&sender.organisation_name)),
        ("server", address(ask)),
        ("quoted", quoted),
        ("link", link.to_owned()),
    ];
    let (subject, text) = (
        say.with("invite-mail-subject", &values),
        say.with("invite-mail", &values),
    );
    Ok(match ask.web.mailer().send(to, &subject, text) {
        Ok(()) => ask.say.one("invite-mailed", "address", to),
        Err(error) => {
            tracing::warn!(%error, "an invitation could not be mailed");
            ask.say.text("invite-not-mailed")
        }
    })
}

/// “Three guesses, sealed”; empty when there is none.
fn sealed(ask: &Ask) -> Result<String, Problem> {
    let outcomes = ask.seen()?.value().outcomes;
    let own = |outcome: &&domain::view::OutcomeView| {
        matches!(
            outcome.guess,
            domain::view::GuessView::Sealed { yours: Some(_), .. }
        )
    };
    Ok(match outcomes.iter().filter(own).count() {
        0 => String::new(),
        count => ask.say.count("invite-sealed", count),
    })
}

/// Subject and text for a mail of the visitor's own that carries the link.
fn letter_text(
    ask: &Ask,
    invitation: &Invitation,
    first: &str,
    link: &str,
) -> Result<(String, String), Problem> {
    let service = ask.seen()?.frame().name.unwrap_or_default();
    let names = ask.web.app().accounts().names(&[invitation.invited_by])?;
    let from = names
        .get(&invitation.invited_by)
        .and_then(|name| name.name.clone());
    let line = match invitation.line.as_str() {
        "" => String::new(),
        line => format!("{line}\n\n"),
    };
    let values = [
        ("name", first.to_owned()),
        ("service", service),
        ("line", line),
        ("link", link.to_owned()),
        ("from", from.unwrap_or_default()),
    ];
    Ok((
        ask.say.with("invite-letter-subject", &values),
        ask.say.with("invite-letter", &values),
    ))
}

/// `GET …/sheet`: questions to take to a conversation, on paper.
pub fn sheet(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let consumer = room.consumer();
    let about = |outcome| {
        room.say.one(
            "sheet-outcome",
            "outcome",
            figures::statement(&room, outcome),
        )
    };
    let outcomes = room.seen.value().outcomes;
    let questions = std::iter::once(room.say.text("sheet-first"))
        .chain(outcomes.iter().map(about))
        .chain(std::iter::once(room.say.text("sheet-last")));
    page(&SheetPage {
        questions: questions.collect(),
        service: room.frame.name.clone().unwrap_or_default(),
        day: room.dates.day(ask.now),
        layout: Layout::new(ask, room.say.one("sheet-title", "party", consumer))?,
    })
}
