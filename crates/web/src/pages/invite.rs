//! One person to ask: whom, and what they will see. Each has a page of their own afterwards.

pub(crate) mod asked;

use std::collections::BTreeSet;
use std::sync::Arc;

use accounts::secrecy::ExposeSecret;
use accounts::{Invitation, InvitationId, Invited, Invitee, NewPerson, Person, Side, skimmed};
use app::Done;
use askama::Template;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::SeatView;
use domain::words::*;
use domain::{Command, Fact, act};

use crate::ask::{Answer, Ask, page, see};
use crate::called::called;
use crate::figures;
use crate::form::Draft;
use crate::layout::Layout;
use crate::messages::unlinked;
use crate::names::PartyLabel;
use crate::pages::invitation::{Addressed, Letter, address};
use crate::pages::open::capitalised;
use crate::pages::set_up;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "invite.html")]
struct FormPage {
    layout: Layout,
    /// Whether it is the last step of opening the table.
    is_step: bool,
    /// Whether the party joins a table at which something was said: then nobody of it reads that unless
    /// whoever invites chooses so.
    joins: bool,
    /// Whether the visitor may give a seat that reads from the start.
    reads_from_start: bool,
    party: PartyLabel,
    others: Vec<PartyLabel>,
    roles: Vec<RoleChoice>,
    /// Colleagues who have no seat here yet.
    colleagues: Vec<(PersonId, String)>,
    waiting: Vec<Waiting>,
    /// What was typed elsewhere: of somebody who is asked again, or whom a colleague suggested.
    begun: Begun,
    /// Somebody here who is called so, or asked at that address, already.
    same: Option<Same>,
}

#[derive(Default)]
struct Begun {
    name: String,
    email: String,
    line: String,
    suggestion: String,
}

/// Somebody whom the form seems to ask a second time.
struct Same {
    sentence: String,
    /// Where their invitation is, for who looks after it; else empty.
    href: String,
    /// What to tick where it is somebody else.
    another: String,
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
    /// Where the form is.
    place: String,
}

/// The page of somebody who does not invite by themselves.
#[derive(Template)]
#[template(path = "invite_suggest.html")]
struct SuggestPage {
    layout: Layout,
    party: PartyLabel,
    /// Who sees it, and who of them invites.
    seen_by: String,
    /// Whether the visitor could, with an account.
    needs_account: bool,
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
        .filter(|party| party.left.is_none() && seen.may::<act::AdmitPerson>(party.id))
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
    if askable.is_empty() {
        return suggest_page(ask, &room);
    }
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
        let home = room.frame.parties.iter().find(|one| one.id == party);
        let ours = home.is_some_and(|home| home.organisation == you.organisation);
        let all = match you.is_member() && ours {
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
        reads_from_start: room.seen.may_give(Since::Start),
        begun: begun(ask, &room)?,
        same: match ask.draft.is("invite") {
            true => same_person(ask, &room, party)?,
            false => None,
        },
        layout: Layout::new(ask, room.say.one("invite-title", "party", &label.short))?,
        party: label,
        colleagues,
    })
}

/// The page of whoever does not invite: what they can do, and what an account is needed for. A form for
/// another party's people is still refused.
fn suggest_page(ask: &Ask, room: &Room<'_>) -> Answer {
    let wanted = ask.query.get("party").unwrap_or_default();
    if !wanted.is_empty() && wanted.parse().ok() != Some(room.seen.party()) {
        return Err(Problem::Rule(domain::Refusal::OtherParty));
    }
    if !room.seen.may::<act::SuggestPerson>(()) {
        return Err(Problem::Forbidden);
    }
    let (you, seats) = (&room.frame.you, room.seen.table().seats);
    let speaks = |roles: &[Role]| roles.iter().any(|role| role.speaks_for_party());
    let inviting: Vec<PersonId> = seats
        .iter()
        .filter(|seat| seat.party == you.party && seat.claimed && speaks(&seat.roles))
        .map(|seat| seat.person)
        .collect();
    let names = ask.web.app().accounts().names(&inviting)?;
    let inviting = inviting.iter().filter_map(|id| names.get(id)?.name.clone());
    let inviting = inviting.collect::<Vec<_>>().join(", ");
    let party = room.short(you.party);
    let sight = match inviting.is_empty() {
        true => room.say.one("suggest-nobody", "party", party),
        false => {
            let people = ("people", inviting.as_str());
            room.say.two("suggest-to", people, ("party", party))
        }
    };
    page(&SuggestPage {
        layout: room.layout(room.say.text("suggest-title"))?,
        party: room.names.party(you.party).clone(),
        seen_by: room.with_operator(sight),
        needs_account: !you.claimed && speaks(&you.roles),
    })
}

/// `POST …/invite/suggestions`: names a colleague whom the visitor's party should ask.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn suggest(ask: &Ask) -> Answer {
    let suggesting = act::SuggestPerson {
        name: ask.form.text("name").to_owned(),
        why: ask.form.text("why").to_owned(),
    };
    let on = format!("{}/parties?said=person-suggested", ask.base()?);
    ask.act(Ok(suggesting.into()), |_| on, show)
}

/// What the form begins with: of somebody whom the visitor asked before, or whom a colleague suggested.
fn begun(ask: &Ask, room: &Room<'_>) -> Result<Begun, Problem> {
    let accounts = ask.web.app().accounts();
    if let Some(Ok(id)) = ask.query.get("again").map(str::parse::<InvitationId>)
        && let Some(before) = accounts.invitation(id)?
        && before.relationship == room.id
        && before.invited_by == ask.person()?
        && let Some(person) = accounts.person(before.person)?
    {
        return Ok(Begun {
            name: person.name.unwrap_or_default(),
            email: person.email.unwrap_or_default(),
            line: before.line,
            suggestion: String::new(),
        });
    }
    let wanted = ask.form.get("suggestion").or(ask.query.get("suggestion"));
    let Some(Ok(id)) = wanted.map(str::parse::<SuggestionId>) else {
        return Ok(Begun::default());
    };
    let suggestions = room.seen.table().suggestions;
    let suggested = suggestions.into_iter().find(|one| one.id == id);
    Ok(suggested
        .map(|one| Begun {
            name: one.name.unwrap_or_default(),
            suggestion: id.to_string(),
            ..Begun::default()
        })
        .unwrap_or_default())
}

/// Somebody of the party who is called as the form says, or whom the visitor asked at its address, unless it
/// says that this is somebody else. By whom an address is had is told to nobody but who typed it.
fn same_person(ask: &Ask, room: &Room<'_>, party: PartyId) -> Result<Option<Same>, Problem> {
    let form = &ask.form;
    if !form.text("person").is_empty() {
        return Ok(None);
    }
    let accounts = ask.web.app().accounts();
    let seats: Vec<SeatView> = room.seen.table().seats;
    let seats: Vec<&SeatView> = seats.iter().filter(|seat| seat.party == party).collect();
    let ids: Vec<PersonId> = seats.iter().map(|seat| seat.person).collect();
    let names = accounts.names(&ids)?;
    let (looks, email) = (skimmed(form.text("name")), form.text("email").trim());
    let asked = accounts.invitations_to(room.id)?;
    for seat in seats {
        let name = names.get(&seat.person).and_then(|it| it.name.clone());
        let name = name.unwrap_or_default();
        // The latest, where they were asked several times.
        let invitation = asked.iter().find(|it| it.person == seat.person);
        let own = invitation.filter(|it| asked::side_for(&room.seen, it, Some(seat)).is_some());
        let at = match own.filter(|_| !email.is_empty()) {
            Some(_) => accounts.person(seat.person)?.and_then(|it| it.email),
            None => None,
        };
        let there = at.is_some_and(|at| at.to_lowercase() == email.to_lowercase());
        if !there && (looks.is_empty() || skimmed(&name) != looks) {
            continue;
        }
        let sentence = match seat.taken_up {
            true => room.say.one("invite-same-here", "name", &name),
            false => room.say.one("invite-same-asked", "name", &name),
        };
        return Ok(Some(Same {
            sentence,
            href: own
                .map(|it| format!("{}/invite/{}", room.base, it.id))
                .unwrap_or_default(),
            another: room.say.one("invite-same-another", "name", &name),
        }));
    }
    Ok(None)
}

/// Whom the visitor asked and who has not come yet, latest first, each person once.
fn waiting(ask: &Ask, seats: &[SeatView]) -> Result<Vec<Waiting>, Problem> {
    let (accounts, id) = (ask.web.app().accounts(), ask.table()?.id);
    let mut latest: Vec<Invitation> = Vec::new();
    let all = accounts.invitations_to(id)?;
    // Whoever opened a link of theirs was here, whether or not the visitor can know what they did.
    let came: BTreeSet<PersonId> = all
        .iter()
        .filter(|invitation| invitation.used_at.is_some())
        .map(|invitation| invitation.person)
        .collect();
    for invitation in all {
        let waits = seats
            .iter()
            .any(|seat| seat.person == invitation.person && !seat.taken_up);
        let known = latest.iter().any(|known| known.person == invitation.person);
        let came = came.contains(&invitation.person);
        if waits && !came && !known && invitation.invited_by == ask.person()? {
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

/// How an invitation stands.
pub(super) fn state(ask: &Ask, invitation: &Invitation) -> String {
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

/// Whom somebody asks, read and checked as far as the page can.
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
    let invitee = match form.text("person") {
        "" => None,
        _ => Some(form.parse_field("person")?),
    };
    let name = name_of(ask, invitee, form.text("name"))?;
    let line = domain::text::optional_passage("line", form.text("line")).map_err(Problem::Rule)?;
    let wanted = Wanted {
        party: form.parse_field("party")?,
        invitee,
        new: NewPerson {
            name: name.clone(),
            email: Some(form.text("email").to_owned()),
            language: set_up::language(form.text("language")),
            time_zone: frame.time_zone,
        },
        name,
        roles: form.words("roles", Role::from_word)?,
        since: form.word("since", Since::from_word)?,
        line,
    };
    check(seen, &wanted)?;
    Ok(wanted)
}

/// `POST …/invite`: first the exact preview, then the invitation itself.
pub fn invite(ask: &Ask) -> Answer {
    let wanted = match wanted(ask, &ask.seen()?) {
        Ok(wanted) => wanted,
        Err(problem) => return ask.mend(problem, show),
    };
    if ask.form.text("then") != "change" && !ask.form.has("another") {
        let room = ask.room()?;
        if let Some(sent) = sent_already(ask, &room, &wanted)? {
            return Ok(see(&format!("{}/invite/{sent}", room.base)));
        }
        if same_person(ask, &room, wanted.party)?.is_some() {
            let twice = Problem::Field {
                field: "name",
                what: "invite-same",
            };
            return ask.mend(twice, show);
        }
    }
    match ask.form.text("then") {
        "link" => carry(ask, &wanted, false),
        "mail" => carry(ask, &wanted, true),
        "change" => {
            let draft = Draft::new(ask.say, "invite", ask.form.clone(), None, String::new());
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
        "party",
        "person",
        "name",
        "email",
        "language",
        "since",
        "line",
        "suggestion",
    ]
    .map(|field| (field, form.text(field).to_owned()));
    let roles = wanted
        .roles
        .iter()
        .map(|role| ("roles", role.word().to_owned()));
    let first = called(ask.say, &wanted.name);
    let another = form.has("another").then(|| ("another", "yes".to_owned()));
    let party = wanted.party;
    page(&PreviewPage {
        place: format!("{}/invite?party={party}", ask.base()?),
        letter: Letter::write(&theirs, ask.table()?.id, seen, &to)?,
        fields: typed.into_iter().chain(roles).chain(another).collect(),
        since: ask.say.one(
            &format!("invite-since-{}", wanted.since.word()),
            "name",
            first,
        ),
        mail: ask.web.sends_mail() && !form.text("email").trim().is_empty(),
        layout: Layout::new(ask, ask.say.one("invite-preview-title", "name", first))?,
    })
}

/// The invitation that the very same form made: one that is sent twice, or sent again on going back.
fn sent_already(
    ask: &Ask,
    room: &Room<'_>,
    wanted: &Wanted,
) -> Result<Option<InvitationId>, Problem> {
    if ask.form.text("then") == "preview" || wanted.invitee.is_some() {
        return Ok(None);
    }
    let accounts = ask.web.app().accounts();
    let (me, seats) = (ask.person()?, room.seen.table().seats);
    for invitation in accounts.invitations_to(room.id)? {
        let seated = seats
            .iter()
            .any(|seat| seat.person == invitation.person && seat.party == wanted.party);
        if !seated || invitation.invited_by != me || invitation.line != wanted.line.trim() {
            continue;
        }
        let person = accounts.person(invitation.person)?;
        let typed = wanted.new.email.as_deref().unwrap_or_default().trim();
        let is_this = |person: &Person| {
            let email = person.email.as_deref().unwrap_or_default();
            person.name.as_deref() == Some(wanted.name.as_str())
                && email.to_lowercase() == typed.to_lowercase()
        };
        if person.as_ref().is_some_and(is_this) {
            return Ok(Some(invitation.id));
        }
    }
    Ok(None)
}

/// A guest whom the visitor asked before and who lost the seat without having come: the same person, asked
/// again, is no second one.
fn asked_before(
    ask: &Ask,
    seats: &[SeatView],
    home: OrganisationId,
    wanted: &Wanted,
) -> Result<Option<PersonId>, Problem> {
    let (accounts, me) = (ask.web.app().accounts(), ask.person()?);
    let typed = wanted.new.email.as_deref().unwrap_or_default().trim();
    let all = accounts.invitations_to(ask.table()?.id)?;
    for invitation in &all {
        let id = invitation.person;
        let came = |it: &Invitation| it.person == id && it.last_used_at.is_some();
        let sits = seats.iter().any(|seat| seat.person == id);
        if invitation.invited_by != me || sits || all.iter().any(came) {
            continue;
        }
        let Some(person) = accounts.person(id)? else {
            continue;
        };
        let email = person.email.as_deref().unwrap_or_default();
        let is_this = person.is_guest()
            && person.is_active()
            && person.organisation == home
            && person.language == wanted.new.language
            && person.name.as_deref() == Some(wanted.name.as_str())
            && email.to_lowercase() == typed.to_lowercase();
        if is_this {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// The person, their link and their seat come to be together, or none of them. What came of it, unless it
/// was made by an earlier request of the same key.
pub(crate) fn make(ask: &Ask, wanted: &Wanted) -> Result<(Done, Option<Invited>), Problem> {
    let (accounts, table, seen) = (ask.web.app().accounts(), ask.table()?, ask.seen()?);
    let frame = seen.frame();
    let party = frame.parties.iter().find(|party| party.id == wanted.party);
    let home = party.ok_or(Problem::NotFound)?.organisation;
    let known = match wanted.invitee {
        Some(person) => Some(person),
        None => asked_before(ask, &seen.table().seats, home, wanted)?,
    };
    let invitee = match known {
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

/// Invites whoever was named with a party that has just been seated, as the first of what people there can be, to
/// read from now on. The invitation, if it was made now.
pub(crate) fn first_person(ask: &Ask, party: PartyId) -> Result<Option<InvitationId>, Problem> {
    let mut ask = ask.clone();
    let id = ask.table()?.id;
    // The party is there since this very request.
    let today = ask.web.app().relationship(id)?.ok_or(Problem::NotFound)?;
    if let Some(table) = &mut ask.table {
        table.then = Arc::clone(&today);
        table.today = today;
    }
    let seen = ask.seen()?;
    let frame = seen.frame();
    let kind = frame.parties.iter().find(|one| one.id == party);
    let kind = kind.ok_or(Problem::NotFound)?.kind;
    let name = domain::text::line("person", ask.form.text("person")).map_err(Problem::Rule)?;
    let wanted = Wanted {
        party,
        invitee: None,
        new: NewPerson {
            name: name.clone(),
            email: None,
            language: ask.say.0,
            time_zone: frame.time_zone,
        },
        name,
        roles: Role::of(kind).take(1).collect(),
        since: match seen.words().next() {
            Some(_) => Since::Now,
            None => Since::Start,
        },
        line: String::new(),
    };
    check(&seen, &wanted)?;
    let (_, invited) = make(&ask, &wanted)?;
    Ok(invited.map(|invited| invited.invitation.id))
}

fn carry(ask: &Ask, wanted: &Wanted, mail: bool) -> Answer {
    let base = ask.base()?;
    match make(ask, wanted) {
        Ok((_, Some(invited))) => {
            settle_suggestion(ask, invited.person.id);
            let invitation = &invited.invitation;
            let said = match mail {
                true => {
                    let secret = invited.secret.expose_secret();
                    let link = format!("{}/i/{secret}", address(ask));
                    mail_letter(ask, &invited.person, invitation, &link)?
                }
                false => "invitation-made",
            };
            Ok(see(&format!("{base}/invite/{}?said={said}", invitation.id)))
        }
        // Sent twice: the first time it was carried out.
        Ok((done, None)) => match first_of(ask, &done)? {
            Some(first) => Ok(see(&format!("{base}/invite/{}", first.id))),
            None => ask.mend(Problem::KeyReused, show),
        },
        Err(problem) => ask.mend(problem, show),
    }
}

/// The invitation that an act made.
pub(crate) fn first_of(ask: &Ask, done: &Done) -> Result<Option<Invitation>, Problem> {
    let seated = done.facts.iter().find_map(|fact| match fact {
        Fact::PersonSeated(seated) => Some(seated.person),
        _ => None,
    });
    let all = ask.web.app().accounts().invitations_to(ask.table()?.id)?;
    Ok(all.into_iter().find(|one| Some(one.person) == seated))
}

/// An invitation of this table that is the visitor's to look after; and on whose side they do.
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
    let seats = seen.table().seats;
    let seat = seats.iter().find(|seat| seat.person == invitation.person);
    Ok(asked::side_for(&seen, invitation, seat))
}

/// Says that a suggestion was followed. That they are invited stands, whether this is said or not.
fn settle_suggestion(ask: &Ask, invited: PersonId) {
    let Ok(suggestion) = ask.form.parse_field("suggestion") else {
        return;
    };
    let settling = act::SettleSuggestion {
        suggestion,
        invited: Some(invited),
    };
    let settled = ask
        .table()
        .and_then(|table| ask.carry_out_part(table.id, "suggestion", settling));
    if let Err(problem) = settled {
        tracing::debug!(?problem, "a suggestion was settled already");
    }
}

/// Mails the link, unless much was mailed there or by the visitor lately: the invitation stands all the same,
/// and they hand it over themselves. What became of it, as pages say it once.
pub(crate) fn mail_letter(
    ask: &Ask,
    guest: &Person,
    invitation: &Invitation,
    link: &str,
) -> Result<&'static str, Problem> {
    let accounts = ask.web.app().accounts();
    let to = guest.email.as_deref().unwrap_or_default();
    let (sender, now) = (&ask.visitor()?.person, ask.timestamp());
    if accounts
        .begin_letter(sender.id, to, ask.remote, now)
        .is_err()
    {
        return Ok("invitation-much-mailed");
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
        Ok(()) => "invitation-mailed",
        Err(error) => {
            tracing::warn!(%error, "an invitation could not be mailed");
            "invitation-not-mailed"
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
    let (line, follows) = match invitation.line.as_str() {
        "" => (String::new(), "name"),
        line => (format!("{line}\n\n"), "line"),
    };
    let values = [
        ("name", first.to_owned()),
        ("service", service),
        ("line", line),
        // A sentence begins with a capital, and what goes on behind a name does not.
        ("follows", follows.to_owned()),
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
