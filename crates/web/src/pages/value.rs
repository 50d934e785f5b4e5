//! What the service is worth, and to whom: every outcome, each party's value, where they differ.

use askama::Template;
use domain::ids::*;
use domain::view::{OutcomeView, PartView, ValuePage, You};
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::chart::{self, Shape};
use crate::figures::{self, RoleCell, Table};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "value.html")]
struct Page {
    layout: Layout,
    may_name: bool,
    may_add: bool,
    /// What somebody could be able to do because of such a service.
    example: String,
    may_open: bool,
    you: You,
    /// Outcomes grouped by whom they are for.
    groups: Vec<Group>,
    apart: Vec<Apart>,
    unvalued: Vec<Unvalued>,
    /// What they said, in which language, and why they were retired.
    retired: Vec<(String, &'static str, String)>,
    parts: Vec<Part>,
    /// “4 parts, 2 of them to change or stop”.
    parts_said: String,
    /// Whether a form among the parts holds something to mend.
    unfold_parts: bool,
    parties: Vec<PartyLabel>,
    /// The consumer's short name.
    consumer: String,
    /// For whom an outcome most likely is: the consumer.
    for_party: String,
    qualities: Vec<(&'static str, String)>,
    by_role_note: String,
    /// Of which parties users do not count yet.
    users_wait: Vec<String>,
}

struct Group {
    party: PartyLabel,
    table: Table,
}

/// A thing that the consumer's customer and its users see apart.
struct Apart {
    href: String,
    statement: String,
    lang: &'static str,
    /// What each says, on one scale.
    picture: String,
    /// Each with the shape that it has in the picture.
    roles: Vec<(String, RoleCell)>,
}

/// An outcome of which nobody of the consumer has said what it is worth.
struct Unvalued {
    href: String,
    statement: String,
    lang: &'static str,
    note: String,
}

struct Part {
    id: PartId,
    name: String,
    made_by: PartyLabel,
    verdicts: String,
    may_judge: bool,
    yours: &'static str,
    reasons: Vec<(String, String)>,
}

/// `GET /r/{relationship}/value`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let value = room.seen.value();
    let people = value
        .parts
        .iter()
        .flat_map(|part| &part.reasons)
        .filter_map(|r| match r.who {
            domain::audience::Who::Person(person) => Some(person),
            domain::audience::Who::Role { .. } => None,
        });
    let authors = figures::authors(&room, value.outcomes.iter().chain(&value.retired));
    room.name(people.chain(authors))?;
    let layout = room.layout(room.say.text("nav-value"))?;
    let consumer = room.names.party(room.frame.consumer).clone();
    let may_open = room
        .seen
        .may::<act::OpenFigures>(!room.frame.you.figures_open);
    let example = super::open::example(&room);
    page(&Page {
        groups: groups(&room, &value),
        apart: apart(&room, &value),
        users_wait: users_wait(&room, &value),
        unvalued: unvalued(&room, &value),
        retired: value
            .retired
            .iter()
            .map(|outcome| {
                let why = room.or_erased(outcome.retired_why.as_ref());
                let lang = figures::lang(&room, outcome.id);
                (figures::statement(&room, outcome), lang, why)
            })
            .collect(),
        parts: value
            .parts
            .iter()
            .map(|part| view_part(&room, part))
            .collect(),
        parts_said: room.say.count("parts-count", value.parts.len()),
        unfold_parts: value.parts.is_empty()
            || layout.draft.is("part")
            || value
                .parts
                .iter()
                .any(|part| layout.draft.is(&part.id.to_string())),
        parties: room.names.seated().cloned().collect(),
        qualities: figures::qualities(&room),
        by_role_note: room.say.text(if room.frame.you.figures_open {
            "figures-are-open"
        } else {
            "figures-are-closed"
        }),
        for_party: consumer.id.to_string(),
        consumer: consumer.short,
        you: room.frame.you,
        layout,
        may_name: room.seen.may::<act::NamePart>(()),
        may_add: room.seen.may::<act::AddOutcome>(()),
        example,
        may_open,
    })
}

/// The parties of which users do not count yet, for at least one outcome.
fn users_wait(room: &Room<'_>, value: &ValuePage) -> Vec<String> {
    let waits = |party: &&PartyLabel| {
        let mut outcomes = value.outcomes.iter();
        outcomes.any(|outcome| outcome.users_wait.contains(&party.id))
    };
    let parties = room.names.parties().iter().filter(waits);
    parties
        .map(|party| room.say.one("users-wait", "party", &party.short))
        .collect()
}

fn groups(room: &Room<'_>, value: &ValuePage) -> Vec<Group> {
    let consumer = room.seen.frame().consumer;
    let consumer_first = room
        .names
        .parties()
        .iter()
        .filter(|party| party.id == consumer);
    let others = room
        .names
        .parties()
        .iter()
        .filter(|party| party.id != consumer);
    consumer_first
        .chain(others)
        .filter_map(|party| {
            let own: Vec<&OutcomeView> = value
                .outcomes
                .iter()
                .filter(|outcome| outcome.for_party == party.id)
                .collect();
            if own.is_empty() {
                return None;
            }
            let caption = room.say.one("value-caption", "party", &party.short);
            let table = figures::table(room, caption, &own);
            Some(Group {
                party: party.clone(),
                table,
            })
        })
        .collect()
}

fn apart(room: &Room<'_>, value: &ValuePage) -> Vec<Apart> {
    let with_users = value
        .outcomes
        .iter()
        .filter(|o| figures::has_users_apart(o, room.frame.consumer));
    with_users
        .map(|outcome| {
            let said = outcome
                .figures
                .iter()
                .find_map(|figure| match &figure.figure {
                    domain::view::Figure::Said(said) if figure.party == room.frame.consumer => {
                        Some(said)
                    }
                    _ => None,
                });
            let roles = said.map(|said| said.roles.as_slice()).unwrap_or_default();
            let class = format!("party-{}", room.names.party(room.frame.consumer).look);
            let cells: Vec<RoleCell> = roles
                .iter()
                .map(|role| figures::role_cell(room, role))
                .collect();
            let worths = roles.iter().map(|role| (shape_of(role.role), role.worth));
            let worths: Vec<_> = worths.collect();
            let title: Vec<String> = cells
                .iter()
                .map(|cell| format!("{} {}", cell.role, cell.number))
                .collect();
            Apart {
                picture: chart::apart(&worths, &class, &title.join(", ")),
                href: room.to(format_args!("outcomes/{}", outcome.id)),
                statement: figures::statement(room, outcome),
                lang: figures::lang(room, outcome.id),
                roles: roles
                    .iter()
                    .map(|role| chart::shape(shape_of(role.role), &class))
                    .zip(cells)
                    .collect(),
            }
        })
        .collect()
}

/// A role has one shape in every picture.
fn shape_of(role: Role) -> Shape {
    match role {
        Role::Customer => Shape::Circle,
        Role::Sponsor => Shape::Square,
        Role::User => Shape::Diamond,
        _ => Shape::Triangle,
    }
}

fn unvalued(room: &Room<'_>, value: &ValuePage) -> Vec<Unvalued> {
    let silent = value
        .outcomes
        .iter()
        .filter(|outcome| !outcome.consumer_spoke);
    silent
        .map(|outcome| Unvalued {
            href: room.to(format_args!("outcomes/{}", outcome.id)),
            statement: figures::statement(room, outcome),
            lang: figures::lang(room, outcome.id),
            note: room.say.two(
                "value-meant-for",
                ("party", room.short(outcome.for_party)),
                ("consumer", room.short(room.frame.consumer)),
            ),
        })
        .collect()
}

fn view_part(room: &Room<'_>, part: &PartView) -> Part {
    let tally = |counts: &domain::view::PartyVerdicts| {
        let party = room.short(counts.party);
        let said = [
            ("keep", counts.keep),
            ("change", counts.change),
            ("stop", counts.stop),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| room.say.count(&format!("part-{verdict}"), count as usize));
        format!("{party}: {}.", said.collect::<Vec<_>>().join(", "))
    };
    Part {
        id: part.id,
        may_judge: room.seen.may::<act::JudgePart>(part.id),
        name: room.or_erased(part.name.as_ref()),
        made_by: room.names.party(part.made_by).clone(),
        verdicts: part
            .verdicts
            .iter()
            .map(tally)
            .collect::<Vec<_>>()
            .join(" "),
        yours: part.yours.map(Verdict::word).unwrap_or_default(),
        reasons: part
            .reasons
            .iter()
            .map(|reason| (room.names.who(reason.who), reason.why.clone()))
            .collect(),
    }
}

/// `POST …/value/outcomes`
pub(crate) fn add_outcome(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::AddOutcome(act::AddOutcome {
        statement: form.text("statement").to_owned(),
        objective: form.text("objective").to_owned(),
        for_party: form.parse_field("for_party")?,
        depends_on: form.word("depends_on", Quality::from_word)?,
        delivered: form.has("delivered"),
    }))
}

/// `POST …/value/parts`
pub(crate) fn name_part(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let name = form.text("name").to_owned();
    Ok(Command::NamePart(act::NamePart {
        name,
        made_by: form.parse_field("made_by")?,
    }))
}

/// `POST …/value/parts/{part}`
pub(crate) fn judge_part(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::JudgePart(act::JudgePart {
        part: ask.param("part")?,
        verdict: form.word("verdict", Verdict::from_word)?,
        why: form.text("why").to_owned(),
    }))
}

/// `POST …/value/figures`: a user lets their name stand beside their figures, or takes it away.
pub(crate) fn open_figures(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::OpenFigures(act::OpenFigures {
        open: ask.form.text("open") == "yes",
    }))
}
