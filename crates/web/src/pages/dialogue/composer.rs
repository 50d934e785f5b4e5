//! Where one says something: what it is, the words, and who will see them, told beforehand.

use accounts::Setting;
use domain::act;
use domain::ids::*;
use domain::words::*;

use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

/// Colleagues for whom one can speak; a longer list is no list to choose from.
const COLLEAGUES: usize = 200;

/// What `templates/composer.html` needs. A page has it as a field and calls
/// `composers::composer(layout, composer)` after `{%- import "composer.html" as composers -%}`.
pub struct Composer {
    /// Where it is sent.
    pub action: String,
    /// What can be said: word and text.
    pub kinds: Vec<(&'static str, String)>,
    /// Who can see it: word and text.
    pub audiences: Vec<(&'static str, String)>,
    /// The other parties, to name some of them; empty when there is but one.
    pub others: Vec<PartyLabel>,
    /// What it can be about.
    pub outcomes: Vec<(OutcomeId, String)>,
    /// “on Meridian Mobile’s server”; empty when nobody said who runs it.
    pub server: String,
    /// What kinds of limit there are: word and text.
    pub limits: Vec<(&'static str, String)>,
    /// Absent colleagues for whom one can speak, when asked for.
    pub colleagues: Vec<(PersonId, String)>,
    /// Where to choose one.
    pub for_colleague: String,
    /// Whom one can mention: everybody else at the table.
    pub people: Vec<(PersonId, String)>,
    /// What the words are asked for with: “What does Northwind need to be able to do?”
    pub question: String,
}

impl Composer {
    /// The composer of a relationship's page; `None` where the visitor may not speak: as an
    /// observer, in a view of the past, after closing.
    pub fn of(room: &Room<'_>) -> Result<Option<Self>, Problem> {
        if !room.seen.may::<act::Say>(()) {
            return Ok(None);
        }
        let say = room.say;
        let others: Vec<_> = room
            .names
            .seated()
            .filter(|party| party.id != room.frame.you.party)
            .cloned()
            .collect();
        let own = room.short(room.frame.you.party);
        let mut audiences = vec![
            ("whole_table", whole_table(room)),
            ("own_party", say.one("words-to-own_party", "party", own)),
        ];
        // With one other party, naming it would say no more than “the whole table”.
        let others = if others.len() > 1 { others } else { Vec::new() };
        if !others.is_empty() {
            audiences.push(("parties", say.text("words-to-parties")));
        }
        Ok(Some(Self {
            action: format!("{}/dialogue", room.base),
            kinds: ContributionKind::OPENING
                .iter()
                .map(|kind| {
                    (
                        kind.word(),
                        say.text(&format!("words-kind-{}", kind.word())),
                    )
                })
                .collect(),
            audiences,
            others,
            outcomes: room
                .seen
                .outcome_statements()
                .into_iter()
                .map(|(id, text)| (id, room.or_erased(text.as_ref())))
                .collect(),
            server: server(room)?,
            limits: limits(room),
            colleagues: if room.ask.query.has("absent") || room.ask.form.has("spoken_for") {
                colleagues(room)?
            } else {
                Vec::new()
            },
            people: people(room)?,
            for_colleague: format!("{}/dialogue?absent#say", room.base),
            question: say.one("words-question", "party", own),
        }))
    }
}

/// Where a need is said to the whole table without going anywhere: a field and a button.
pub struct AtOnce {
    /// Where it is sent.
    pub action: String,
    /// “the whole table: Meridian, Northwind”.
    pub audience: String,
    /// As [`Composer::server`].
    pub server: String,
}

impl AtOnce {
    /// `None` where the visitor may not speak.
    pub fn of(room: &Room<'_>) -> Result<Option<Self>, Problem> {
        if !room.seen.may::<act::Say>(()) {
            return Ok(None);
        }
        Ok(Some(Self {
            action: format!("{}/dialogue", room.base),
            audience: whole_table(room),
            server: server(room)?,
        }))
    }
}

/// Everybody who reads what is said to the whole table.
fn whole_table(room: &Room<'_>) -> String {
    let seated = room.names.seated();
    let all: Vec<&str> = seated.map(|party| party.short.as_str()).collect();
    room.say
        .one("words-to-whole_table", "parties", all.join(", "))
}

/// What kinds of limit there are: word and text.
pub fn limits(room: &Room<'_>) -> Vec<(&'static str, String)> {
    LimitKind::ALL
        .iter()
        .map(|kind| {
            (
                kind.word(),
                room.say.text(&format!("limit-{}", kind.word())),
            )
        })
        .collect()
}

/// Everybody else at the table, to be mentioned.
pub fn people(room: &Room<'_>) -> Result<Vec<(PersonId, String)>, Problem> {
    let seats = room.seen.table().seats;
    let others = seats.iter().map(|seat| (seat.person, seat.party));
    let others: Vec<_> = others
        .filter(|(person, _)| *person != room.frame.you.person)
        .take(COLLEAGUES)
        .collect();
    let ids: Vec<PersonId> = others.iter().map(|(person, _)| *person).collect();
    let names = room.ask.web.app().accounts().names(&ids)?;
    let mut people: Vec<_> = others
        .into_iter()
        .filter_map(|(id, party)| {
            let name = names.get(&id)?.name.clone()?;
            Some((id, format!("{name} · {}", room.short(party))))
        })
        .collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(people)
}

/// The other people of the visitor's party who may speak.
fn colleagues(room: &Room<'_>) -> Result<Vec<(PersonId, String)>, Problem> {
    let seats = room.seen.table().seats;
    let ids: Vec<PersonId> = seats
        .iter()
        .filter(|seat| seat.party == room.frame.you.party && seat.person != room.frame.you.person)
        .filter(|seat| seat.roles.iter().any(|role| *role != Role::Observer))
        .map(|seat| seat.person)
        .take(COLLEAGUES)
        .collect();
    let names = room.ask.web.app().accounts().names(&ids)?;
    let mut colleagues: Vec<_> = ids
        .into_iter()
        .filter_map(|id| Some((id, names.get(&id)?.name.clone()?)))
        .collect();
    colleagues.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(colleagues)
}

/// “on Meridian Mobile’s server”: whoever runs the server could read what is said, and everybody
/// is told so before. Empty when set-up named no organisation.
pub fn server(room: &Room<'_>) -> Result<String, Problem> {
    let accounts = room.ask.web.app().accounts();
    let operator = accounts
        .setting(Setting::Operator)?
        .and_then(|id| id.parse().ok());
    let organisation = match operator {
        Some(id) => accounts.organisation(id)?,
        None => None,
    };
    let on = |organisation: accounts::Organisation| {
        room.say.one("words-server", "operator", organisation.name)
    };
    Ok(organisation.map(on).unwrap_or_default())
}
