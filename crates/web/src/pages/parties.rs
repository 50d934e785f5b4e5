//! The table: what it is for, who sits at it, what each party brings, expects and cannot do, and
//! who is missing.

use std::collections::BTreeMap;

use accounts::{Called, DisplayName, Invitation, Organisation};
use app::Done;
use askama::Template;
use domain::ids::*;
use domain::view::{DependencyView, PartyView, SeatView, SuggestionView, TableView};
use domain::words::*;
use domain::{Command, Fact, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::called::are_namesakes;
use crate::layout::Layout;
use crate::names::{PartyLabel, initials};
use crate::pages::{invite, open};
use crate::problem::Problem;
use crate::room::Room;

/// People of one party shown at once; the rest unfold.
const PEOPLE_SHOWN: usize = 8;

#[derive(Template)]
#[template(path = "parties.html")]
struct Page {
    layout: Layout,
    purpose: String,
    purpose_by: String,
    /// The purpose as it is, when the visitor may say it.
    purpose_form: Option<String>,
    parties: Vec<Party>,
    gone: Vec<(PartyLabel, String)>,
    missing: Vec<Missing>,
    may_name: bool,
    may_seat: bool,
    /// Whether somebody came here to seat another party.
    seats: bool,
    may_leave: bool,
    /// The proposals that go on without whoever leaves: where they lead, and what they are called.
    undecided: Vec<(String, String)>,
    /// Why the visitor cannot leave; empty where they can, or nobody could.
    cannot_leave: Vec<String>,
    organisations: Vec<(OrganisationId, String)>,
    /// That a party here is called nearly as was typed for a new one; empty otherwise.
    namesake: String,
    /// Whom the facilitator's hat can go to, when the visitor may hand it on.
    hat: Vec<(PersonId, String)>,
    facilitator: String,
}

struct Party {
    label: PartyLabel,
    since: String,
    terms: Terms,
    may_say_terms: bool,
    invite: bool,
    /// Whether the visitor suggests people of this party, as they do not invite them.
    suggest: bool,
    /// What the visitor may put right: what it is called, or that it sits here at all.
    rename: Option<Rename>,
    may_remove: bool,
    remove_form: String,
    suggestions: Vec<Suggested>,
    note: String,
    /// That its people are here only by another party's links; empty otherwise.
    by_link: String,
    /// Whether the visitor can open their party's figures to it.
    may_share: bool,
    /// That the consumer's figures are closed to it; empty otherwise.
    closed: String,
    first: Vec<Person>,
    rest: Vec<Person>,
}

/// The form by which a name is put right.
struct Rename {
    form: String,
    name: String,
}

/// Somebody whom a colleague would like to see invited.
struct Suggested {
    id: SuggestionId,
    name: String,
    why: String,
    by: String,
    at: Moment,
    /// Where they are invited; empty for whoever does not invite.
    invite: String,
    may_set_aside: bool,
    form: String,
}

struct Terms {
    said: bool,
    erased: String,
    brings: String,
    expects: String,
    cannot: String,
}

struct Person {
    id: PersonId,
    name: String,
    initials: String,
    look: &'static str,
    roles: String,
    /// “reads from the start · since 12 Aug 2026”.
    reads: String,
    /// How it is known that they are whom the seat is meant for: “by a link that Meridian made”.
    proof: String,
    /// Whether that is nothing but another party's link.
    by_link: bool,
    /// That somebody else is said to have used the link first; empty otherwise.
    contested: String,
    /// How the visitor, whose seat it is, answers that; empty otherwise.
    answer: String,
    /// Where they do.
    answer_at: String,
    facilitator: bool,
    you: bool,
    /// Whether they have said nothing yet: nothing is told of whoever may have, under their role.
    waits: bool,
    /// How their invitation stands and where it is, for who looks after it.
    asked: Option<(String, String)>,
    /// What the visitor may put right of their name.
    rename: Option<Rename>,
    /// Whether one of the forms about them was refused.
    begun: bool,
    /// Every role of the party and whether the person has it; empty where the visitor may not set it.
    choices: Vec<(&'static str, String, bool)>,
    may_unseat: bool,
    /// That nobody of their party, beside whom they would bind it, says that they are one of them.
    alone: String,
    /// The question whether they are one of the viewer's people, where their saying so changes anything.
    vouch: String,
    vouches: String,
    /// Names the form for their roles.
    form: String,
    /// Names the one by which they leave the table: what is refused there unticks nothing.
    leaves: String,
}

/// A supplier that the service depends on and that has no seat.
struct Missing {
    id: DependencyId,
    name: String,
    why: String,
    at: Moment,
    /// The name without what it is needed for: “Halden Towers” of “Halden Towers: the masts”.
    organisation: String,
    may_leave_out: bool,
    seat_form: String,
    out_form: String,
}

/// `GET /r/{relationship}/parties`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let table = room.seen.table();
    let suggesting = table.suggestions.iter().map(|one| one.person);
    room.name(table.seats.iter().map(|seat| seat.person).chain(suggesting))?;
    let layout = room.layout(room.say.text("nav-parties"))?;
    let may_seat = room.seen.may::<act::SeatParty>(());
    let organisations = if may_seat {
        let here: Vec<_> = room
            .frame
            .parties
            .iter()
            .filter(|party| party.left.is_none())
            .collect();
        acquaintances(ask)?
            .into_iter()
            .filter(|(id, _)| !here.iter().any(|party| party.organisation == *id))
            .collect()
    } else {
        Vec::new()
    };
    let parties = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    let behind = Behind::of(&room, &table)?;
    let purpose = room.frame.purpose.as_ref();
    page(&Page {
        purpose: purpose
            .map(|purpose| room.or_erased(purpose.words.as_ref()))
            .unwrap_or_default(),
        purpose_by: purpose
            .map(|purpose| {
                let name = &room.names.party(purpose.party).name;
                let by = room.say.one("parties-purpose-by", "party", name);
                room.names.with_link(by, purpose.by_link_of)
            })
            .unwrap_or_default(),
        purpose_form: room.seen.may::<act::SayPurpose>(()).then(|| {
            purpose
                .and_then(|purpose| purpose.words.clone())
                .unwrap_or_default()
        }),
        parties: parties
            .map(|party| view_party(&room, &table, &behind, party))
            .collect(),
        gone: room
            .frame
            .parties
            .iter()
            .filter(|party| !party.removed)
            .filter_map(|party| {
                let left = room
                    .say
                    .one("parties-left", "day", room.dates.day(party.left?));
                Some((room.names.party(party.id).clone(), left))
            })
            .collect(),
        missing: table
            .dependencies
            .iter()
            .filter(|dependency| dependency.party.is_none())
            .map(|dependency| view_missing(&room, dependency))
            .collect(),
        may_name: room.seen.may::<act::NameDependency>(()),
        may_seat,
        seats: ask.query.has("seat"),
        may_leave: room.seen.may::<act::LeaveTable>(()),
        undecided: undecided(&room),
        cannot_leave: cannot_leave(&room),
        organisations,
        namesake: match seats_another(ask) {
            true => namesake(&room, ask.form.text("name")),
            false => String::new(),
        },
        hat: hat(&room, &table),
        facilitator: room
            .frame
            .facilitator
            .map(|person| room.names.person(person))
            .unwrap_or_default(),
        layout,
    })
}

/// The proposals that are open: whoever leaves has no say in them any more.
fn undecided(room: &Room<'_>) -> Vec<(String, String)> {
    if !room.seen.may::<act::LeaveTable>(()) {
        return Vec::new();
    }
    let open = room.seen.subjects().into_iter().filter_map(|it| match it {
        Subject::Proposal(id) => Some(id),
        _ => None,
    });
    let told = open.filter_map(|id| {
        let title = room.seen.proposal_title(id)?;
        let href = room.to(format_args!("decisions/{id}"));
        Some((href, room.or_erased(title.as_ref())))
    });
    told.collect()
}

/// What keeps the visitor from leaving: theirs is the last seat from which their party speaks, and the
/// party itself cannot leave, or not without an account.
fn cannot_leave(room: &Room<'_>) -> Vec<String> {
    let (say, seen, frame) = (room.say, &room.seen, &room.frame);
    let leaves = seen.may::<act::UnseatPerson>(seen.viewer()) || seen.may::<act::LeaveTable>(());
    if leaves || !seen.is_present() || frame.closed.is_some() {
        return Vec::new();
    }
    let party = match [frame.provider, frame.consumer].contains(&seen.party()) {
        true => "rule-cannot_leave",
        false => "rule-guest_must_claim",
    };
    vec![say.text("rule-last_speaker"), say.text(party)]
}

/// Whom the visitor may hand the facilitator's hat to; nobody when it is not theirs to hand on.
fn hat(room: &Room<'_>, table: &TableView) -> Vec<(PersonId, String)> {
    let others = table
        .seats
        .iter()
        .filter(|seat| room.seen.may::<act::PassFacilitation>(seat.person));
    let name = |seat: &SeatView| {
        let party = room.short(seat.party);
        (
            seat.person,
            format!("{} · {party}", room.names.person(seat.person)),
        )
    };
    others.map(name).collect()
}

/// What lies behind the table in the accounts: what people and organisations are called, and who was asked.
struct Behind {
    people: BTreeMap<PersonId, DisplayName>,
    organisations: BTreeMap<OrganisationId, Organisation>,
    /// Everybody's latest invitation.
    asked: BTreeMap<PersonId, Invitation>,
}

impl Behind {
    fn of(room: &Room<'_>, table: &TableView) -> Result<Self, Problem> {
        let accounts = room.ask.web.app().accounts();
        let people: Vec<_> = table.seats.iter().map(|seat| seat.person).collect();
        let parties = room.frame.parties.iter();
        let organisations: Vec<_> = parties.map(|party| party.organisation).collect();
        let mut asked = BTreeMap::new();
        // Nobody looks after an invitation in the past, or as an observer.
        if room.seen.is_present() && room.seen.may::<act::Say>(()) {
            for invitation in accounts.invitations_to(room.id)? {
                asked.entry(invitation.person).or_insert(invitation);
            }
        }
        Ok(Self {
            people: accounts.names(&people)?,
            organisations: accounts.organisations(&organisations)?,
            asked,
        })
    }

    fn called(&self, person: PersonId) -> String {
        let name = self.people.get(&person).and_then(|name| name.name.clone());
        name.unwrap_or_default()
    }
}

fn view_party(room: &Room<'_>, table: &TableView, behind: &Behind, party: &PartyView) -> Party {
    let own = party.id == room.seen.party();
    let mut seats: Vec<&SeatView> = table
        .seats
        .iter()
        .filter(|seat| seat.party == party.id)
        .collect();
    // Whoever speaks for the party first, then in the order of the roles.
    seats.sort_by_key(|seat| {
        let speaks = seat.roles.iter().any(|role| role.speaks_for_party());
        (!speaks, seat.roles.iter().min().copied(), seat.given)
    });
    let mut people: Vec<Person> = seats
        .iter()
        .map(|seat| view_person(room, behind, party.kind, seat))
        .collect();
    let rest = people.split_off(PEOPLE_SHOWN.min(people.len()));
    let since = table
        .seats
        .iter()
        .filter(|seat| seat.party == party.id)
        .map(|seat| seat.given);
    let note = match (people.is_empty(), party.taken_up) {
        (true, _) => room.say.text("parties-nobody"),
        (false, false) => room.say.text("parties-unanswered"),
        (false, true) => String::new(),
    };
    let terms = party.terms.as_ref();
    let words = |text: fn(&domain::view::TermsView) -> &String| {
        terms.map(|terms| text(terms).clone()).unwrap_or_default()
    };
    Party {
        label: room.names.party(party.id).clone(),
        since: since
            .min()
            .map(|at| room.say.one("parties-since", "day", room.dates.day(at)))
            .unwrap_or_default(),
        terms: Terms {
            said: terms.is_some(),
            erased: terms
                .filter(|terms| terms.erased)
                .map(|_| room.say.text("text-erased"))
                .unwrap_or_default(),
            brings: words(|terms| &terms.brings),
            expects: words(|terms| &terms.expects),
            cannot: words(|terms| &terms.cannot),
        },
        may_say_terms: own && room.seen.may::<act::SayTerms>(()),
        invite: room.seen.may::<act::AdmitPerson>(party.id),
        suggest: own && room.seen.may::<act::SuggestPerson>(()),
        rename: rename(room, behind, party),
        may_remove: room.seen.may::<act::RemoveParty>(party.id),
        remove_form: format!("remove-{}", party.id),
        suggestions: match own {
            true => suggestions(room, table),
            false => Vec::new(),
        },
        note,
        by_link: party
            .only_by_link_of
            .map(|by| {
                // An address is confirmed by a link in a mail.
                let key = match room.ask.web.sends_mail() {
                    true => "party-by-link-note",
                    false => "party-by-link-note-no-mail",
                };
                room.say.one(key, "party", room.short(by))
            })
            .unwrap_or_default(),
        may_share: party.figures_closed && room.seen.may::<act::ShareFigures>(party.id),
        closed: if party.figures_closed {
            room.say.one(
                "parties-figures-closed",
                "party",
                room.short(room.frame.consumer),
            )
        } else {
            String::new()
        },
        first: people,
        rest,
    }
}

/// The form by which a party's name is put right: where it is no more than a name at this table.
fn rename(room: &Room<'_>, behind: &Behind, party: &PartyView) -> Option<Rename> {
    let organisation = behind.organisations.get(&party.organisation)?;
    let may = room.seen.may::<act::RenameParty>(party.id) && organisation.is_a_name_at(room.id);
    may.then(|| Rename {
        form: format!("rename-{}", party.id),
        name: organisation.name.clone(),
    })
}

fn suggestions(room: &Room<'_>, table: &TableView) -> Vec<Suggested> {
    let own = room.seen.party();
    let invites = room.seen.may::<act::AdmitPerson>(own);
    let view = |one: &SuggestionView| Suggested {
        id: one.id,
        name: room.or_erased(one.name.as_ref()),
        why: one.why.clone().unwrap_or_default(),
        by: room.names.person(one.person),
        at: one.at,
        invite: match invites {
            true => format!("{}/invite?party={own}&suggestion={}", room.base, one.id),
            false => String::new(),
        },
        may_set_aside: room.seen.may::<act::SettleSuggestion>(one.id),
        form: format!("suggestion-{}", one.id),
    };
    table.suggestions.iter().map(view).collect()
}

fn view_person(room: &Room<'_>, behind: &Behind, kind: PartyKind, seat: &SeatView) -> Person {
    let name = room.names.person(seat.person);
    let you = seat.person == room.seen.viewer();
    let reads = room.say.two(
        "parties-reads",
        (
            "since",
            room.say
                .plain(&format!("parties-since-{}", seat.since.word())),
        ),
        ("day", room.dates.day(seat.given)),
    );
    let proof = match (seat.proof, seat.invited_by) {
        (Proof::Link, Some(by)) => room.say.one("parties-proof-link", "party", room.short(by)),
        (Proof::Mail, by) => {
            let read = match &seat.mail_at {
                Some(domain) => room.say.one("parties-proof-mail", "domain", domain),
                None => room.say.text("parties-proof-mail-erased"),
            };
            match by {
                Some(by) => {
                    let link = room.say.one("parties-proof-link", "party", room.short(by));
                    format!("{read} · {link}")
                }
                None => read,
            }
        }
        (Proof::Account, _) => room.say.text("parties-proof-account"),
        (Proof::Link | Proof::Colleague, _) => room.say.text("parties-proof-colleague"),
    };
    let proof = if seat.claimed {
        proof
    } else {
        format!("{proof} · {}", room.say.text("parties-guest"))
    };
    let contested = match (seat.contested, seat.invited_by) {
        (Some(at), Some(by)) => room.say.two(
            "parties-contested",
            ("party", room.short(by).to_owned()),
            ("day", room.dates.day(at)),
        ),
        _ => String::new(),
    };
    let (answer, answer_at) = match seat.invited_by {
        Some(by) if you && !contested.is_empty() => answer_of(room, room.short(by), seat),
        _ => (String::new(), String::new()),
    };
    let choices = Role::of(kind).map(|role| {
        let text = room.say.text(&format!("role-{}", role.word()));
        (role.word(), text, seat.roles.contains(&role))
    });
    let form = |form: &str| format!("{form}-{}", seat.person);
    let forms = [form("person"), form("leaves"), form("called")];
    Person {
        id: seat.person,
        begun: forms.iter().any(|form| room.ask.draft.is(form)),
        initials: initials(&name),
        name,
        look: room.names.party(seat.party).look,
        roles: room.names.roles(&seat.roles),
        reads,
        proof,
        by_link: seat.proof == Proof::Link,
        contested,
        answer,
        answer_at,
        facilitator: seat.facilitator,
        you,
        waits: !seat.taken_up && !you && seat.roles.iter().any(|role| role.speaks_for_party()),
        // Of whoever sits here with an account, how they came once is told beside.
        asked: behind.asked.get(&seat.person).and_then(|invitation| {
            if seat.claimed && seat.taken_up {
                return None;
            }
            invite::asked::side_for(&room.seen, invitation, Some(seat))?;
            let at = format!("{}/invite/{}", room.base, invitation.id);
            Some((invite::state(room.ask, invitation), at))
        }),
        rename: room
            .seen
            .may::<act::RenamePerson>(seat.person)
            .then(|| Rename {
                form: format!("called-{}", seat.person),
                name: behind.called(seat.person),
            }),
        choices: if room.seen.may::<act::SetRoles>(seat.person) {
            choices.collect()
        } else {
            Vec::new()
        },
        may_unseat: room.seen.may::<act::UnseatPerson>(seat.person),
        alone: match (seat.binds || !seat.taken_up, you) {
            (true, _) => String::new(),
            (false, true) => room.say.text("parties-not-vouched-you"),
            (false, false) => room.say.text("parties-not-vouched"),
        },
        vouch: match (
            seat.invited_by,
            room.seen.may::<act::VouchForSeat>(seat.person),
        ) {
            (Some(by), true) => room.say.two(
                "parties-vouch-ask",
                ("who", room.names.person(seat.person)),
                ("party", room.short(by).to_owned()),
            ),
            (None, true) => room.say.one(
                "parties-vouch-ask-colleague",
                "who",
                room.names.person(seat.person),
            ),
            (_, false) => String::new(),
        },
        vouches: form("vouch"),
        form: form("person"),
        leaves: form("leaves"),
    }
}

/// How whoever sits at a contested seat shows that they got the link themselves, and where.
fn answer_of(room: &Room<'_>, maker: &str, seat: &SeatView) -> (String, String) {
    let (ask, say) = (room.ask, room.say);
    if !ask.web.sends_mail() {
        return (say.text("parties-contested-no-mail"), String::new());
    }
    let answer = say.one("parties-contested-yours", "party", maker);
    let at = match seat.claimed {
        true => "/account#signing-in".to_owned(),
        false => format!("{}/claim", room.base),
    };
    (answer, at)
}

fn view_missing(room: &Room<'_>, dependency: &DependencyView) -> Missing {
    let name = dependency.name.clone();
    let organisation = name.as_deref().unwrap_or_default();
    Missing {
        id: dependency.id,
        may_leave_out: room.seen.may::<act::LeaveDependencyOut>(dependency.id),
        organisation: organisation
            .split([':', ',', ';', '('])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        name: name.unwrap_or_else(|| room.say.text("text-erased")),
        why: dependency.left_out.clone().unwrap_or_default(),
        at: dependency.at,
        seat_form: format!("seat-{}", dependency.id),
        out_form: format!("out-{}", dependency.id),
    }
}

/// The organisations with which the visitor sits at some table, by name: no others are named, so
/// that nobody learns from a list who uses this server.
fn acquaintances(ask: &Ask) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let mut named: Vec<_> = open::known(ask)?.into_iter().collect();
    named.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(named)
}

/// Where the party's first person is invited; whoever was named with it is invited already, and their link is there.
pub(crate) fn to_invite(ask: &Ask, done: &Done) -> String {
    let party = done.facts.iter().find_map(|fact| match fact {
        Fact::PartySeated(fact) => Some(fact.party),
        _ => None,
    });
    if let Some(party) = party
        && !ask.form.text("person").trim().is_empty()
        && let Ok(Some(invitation)) = invite::first_person(ask, party)
    {
        return ask.fill(&format!(
            "/r/{{relationship}}/invite/{invitation}?said=party-and-person"
        ));
    }
    ask.fill(&match party {
        Some(party) => format!("/r/{{relationship}}/invite?party={party}&said=party-seated"),
        None => "/r/{relationship}/parties?said=party-seated".to_owned(),
    })
}

/// Whether the form that was refused gives a further organisation a seat.
fn seats_another(ask: &Ask) -> bool {
    let form = ask.form.text("form");
    ask.draft.is(form) && (form == "seat" || form.starts_with("seat-"))
}

/// The party at the table whose name an eye takes for this one; empty where there is none.
fn namesake(room: &Room<'_>, typed: &str) -> String {
    let mut seated = room.names.seated();
    let same = seated.find(|party| are_namesakes(&party.name, typed));
    same.map(|party| party.name.clone()).unwrap_or_default()
}

/// `POST …/parties/seats/{party}/name`: what a party is called is put right.
pub(crate) fn rename_party(ask: &Ask) -> Result<Command, Problem> {
    let party = ask.param("party")?;
    let name = ask.form.text("name").to_owned();
    Ok(act::RenameParty { party, name }.into())
}

/// `POST …/parties/seats/{party}/removal`: a party that was seated by mistake goes.
pub(crate) fn remove_party(ask: &Ask) -> Result<Command, Problem> {
    let party = ask.param("party")?;
    Ok(act::RemoveParty { party }.into())
}

/// `POST …/parties/suggestions/{suggestion}`: a suggested person is not asked.
pub(crate) fn set_aside(ask: &Ask) -> Result<Command, Problem> {
    let suggestion = ask.param("suggestion")?;
    let invited = None;
    Ok(act::SettleSuggestion {
        suggestion,
        invited,
    }
    .into())
}

/// `POST …/parties`: gives a supplier or another organisation a seat.
pub(crate) fn seat_party(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    // Refused before an organisation is made for nothing.
    match ask.seen()?.refusal::<act::SeatParty>(()) {
        Some(full @ domain::Refusal::Full { .. }) => return Err(Problem::Rule(full)),
        Some(_) => return Err(Problem::Forbidden),
        None => {}
    }
    ask.on_the_record()?;
    let kind = form.word("kind", PartyKind::from_word)?;
    domain::text::optional_line("person", form.text("person")).map_err(Problem::Rule)?;
    let dependency = match form.text("dependency") {
        "" => None,
        _ => Some(form.parse_field("dependency")?),
    };
    let known = acquaintances(ask)?;
    let another = form.has("another");
    if form.text("organisation").is_empty() && !another {
        let room = ask.room()?;
        if !namesake(&room, form.text("name")).is_empty() {
            return Err(Problem::Field {
                field: "name",
                what: "parties-namesake",
            });
        }
    }
    let called = match form.text("organisation") {
        "" => {
            let typed = form.text("name").trim();
            if typed.is_empty() {
                return Err(Problem::Field {
                    field: "name",
                    what: "rule-blank",
                });
            }
            let same = known
                .iter()
                .find(|(_, name)| name.to_lowercase() == typed.to_lowercase());
            match same {
                _ if another => Called::Another(typed.to_owned()),
                Some((id, _)) => Called::Known(*id),
                None => Called::Name(typed.to_owned()),
            }
        }
        _ => {
            let chosen: OrganisationId = form.parse_field("organisation")?;
            let found = known.iter().find(|(id, _)| *id == chosen);
            Called::Known(
                found
                    .ok_or(Problem::Field {
                        field: "organisation",
                        what: "problem-choose",
                    })?
                    .0,
            )
        }
    };
    let organisation = open::name_for(ask, &called, ask.table()?.id)?;
    Ok(Command::SeatParty(act::SeatParty {
        organisation,
        kind,
        dependency,
    }))
}

/// `POST …/parties/figures`: the consumer opens its figures to a party that came later.
pub(crate) fn share_figures(ask: &Ask) -> Result<Command, Problem> {
    let party = ask.form.parse_field("party")?;
    Ok(act::ShareFigures { party }.into())
}

/// `POST …/parties/terms`
pub(crate) fn say_terms(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::SayTerms(act::SayTerms {
        brings: form.text("brings").to_owned(),
        expects: form.text("expects").to_owned(),
        cannot: form.text("cannot").to_owned(),
    }))
}

/// `POST …/parties/purpose`
pub(crate) fn say_purpose(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::SayPurpose(act::SayPurpose {
        purpose: ask.form.text("purpose").to_owned(),
    }))
}

/// `POST …/parties/dependencies`: names a supplier that the service depends on.
pub(crate) fn name_dependency(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::NameDependency(act::NameDependency {
        name: ask.form.text("name").to_owned(),
    }))
}

/// `POST …/parties/dependencies/{dependency}`: says why it has no seat.
pub(crate) fn leave_dependency_out(ask: &Ask) -> Result<Command, Problem> {
    let why = ask.form.text("why").to_owned();
    Ok(Command::LeaveDependencyOut(act::LeaveDependencyOut {
        dependency: ask.param("dependency")?,
        why,
    }))
}

/// `POST …/parties/people/{person}`: sets a colleague's roles, or takes a person from the table.
pub(crate) fn change_person(ask: &Ask) -> Result<Command, Problem> {
    let person: PersonId = ask.param("person")?;
    match ask.form.text("do") {
        "unseat" => return Ok(act::UnseatPerson { person }.into()),
        "vouch" => return Ok(act::VouchForSeat { person }.into()),
        "name" => {
            let name = ask.form.text("name").to_owned();
            return Ok(act::RenamePerson { person, name }.into());
        }
        _ => {}
    }
    let roles = ask.form.words("roles", Role::from_word)?;
    Ok(act::SetRoles { person, roles }.into())
}

/// The parties, saying what changed; whoever left sits here no longer.
pub(crate) fn changed(ask: &Ask, done: &Done) -> String {
    let unseated = done.facts.iter().find_map(|fact| match fact {
        Fact::PersonUnseated(fact) => Some(fact.person),
        _ => None,
    });
    match unseated {
        Some(person) if ask.person().is_ok_and(|own| own == person) => {
            "/?said=seat-left".to_owned()
        }
        Some(_) => ask.fill("/r/{relationship}/parties?said=person-unseated"),
        None if matches!(done.facts.first(), Some(Fact::PersonRenamed(_))) => {
            ask.fill("/r/{relationship}/parties?said=person-renamed")
        }
        None if matches!(done.facts.first(), Some(Fact::SeatVouched(_))) => {
            ask.fill("/r/{relationship}/parties?said=seat-vouched")
        }
        None => ask.fill("/r/{relationship}/parties?said=roles-set"),
    }
}

/// `POST …/parties/facilitation`: hands the facilitator's hat on.
pub(crate) fn pass_facilitation(ask: &Ask) -> Result<Command, Problem> {
    ask.form
        .parse_field("to")
        .map(|to| Command::PassFacilitation(act::PassFacilitation { to }))
}

/// `POST …/parties/departure`: the visitor's party leaves the table.
pub(crate) fn leave(_: &Ask) -> Result<Command, Problem> {
    Ok(act::LeaveTable {}.into())
}

/// Where somebody goes on who sits here no longer.
pub(crate) fn left(_: &Ask, _: &Done) -> String {
    "/?said=party-left".to_owned()
}
