//! Better off? For each party: what the service enables it to do, what it removes from it and
//! imposes on it, and the party's own answer. And what the service is made of, and by whom.

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::view::{OutcomeView, ValuePage};
use domain::words::*;
use domain::{Command, act};

use crate::ask::{self, Ask, page};
use crate::figures::{self, Cell};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::dialogue::composer;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "better_off.html")]
struct Page {
    layout: Layout,
    may_name: bool,
    /// The visitor's own party first.
    parties: Vec<Party>,
    parts: Vec<(PartyLabel, Vec<String>)>,
    answers: Vec<(&'static str, String)>,
    server: String,
}

struct Party {
    label: PartyLabel,
    statement: Option<Statement>,
    /// Whether the visitor says it for this party.
    yours: bool,
    enables: Vec<Enabled>,
    removes: Vec<Effects>,
    imposes: Vec<Effects>,
}

/// A party's own answer whether it is better off.
struct Statement {
    answer: String,
    words: String,
    lang: &'static str,
    by: String,
    at: domain::Moment,
    /// Who sees it; empty once the whole table does.
    private: String,
    /// The answer and the words to share, where the visitor may and nobody has yet.
    share: Option<(&'static str, String)>,
}

struct Enabled {
    href: String,
    statement: String,
    note: String,
    cell: Cell,
}

/// Costs, or risks.
struct Effects {
    burden: String,
    each: Vec<(String, String, String)>,
}

/// `GET /r/{relationship}/better-off`
pub fn show(ask: &Ask) -> ask::Answer {
    let mut room = ask.room()?;
    let value = room.seen.value();
    let speakers: Vec<PersonId> = room
        .frame
        .parties
        .iter()
        .filter_map(|party| Some(party.better_off.as_ref()?.person))
        .collect();
    room.name(speakers)?;
    let layout = room.layout(room.say.text("nav-better-off"))?;
    let may_say = room.seen.may::<act::SayBetterOff>(());
    let mut parties: Vec<Party> = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none())
        .map(|party| {
            let effects = |direction| effects(&room, &value, party.id, direction);
            let yours = may_say && party.id == room.frame.you.party;
            Party {
                label: room.names.party(party.id).clone(),
                statement: statement(&room, party, yours),
                yours,
                enables: enables(&room, &value, party.id),
                removes: effects(Direction::Removes),
                imposes: effects(Direction::Imposes),
            }
        })
        .collect();
    parties.sort_by_key(|party| party.label.id != room.frame.you.party);
    page(&Page {
        parties,
        parts: parts(&room, &value),
        answers: Balance::ALL
            .iter()
            .map(|answer| {
                (
                    answer.word(),
                    room.say.text(&format!("answer-{}", answer.word())),
                )
            })
            .collect(),
        server: composer::server(&room)?,
        layout,
        may_name: room.seen.may::<act::NamePart>(()),
    })
}

fn statement(room: &Room<'_>, party: &domain::view::PartyView, yours: bool) -> Option<Statement> {
    let said = party.better_off.as_ref()?;
    let share = said.statement.clone().filter(|_| yours && !said.shared);
    Some(Statement {
        answer: room.say.text(&format!("answer-{}", said.answer.word())),
        words: room.or_erased(said.statement.as_ref()),
        lang: room.names.language(said.person),
        by: room.names.person(said.person),
        at: said.at,
        private: room.audience(&said.audience, party.id),
        share: share.map(|words| (said.answer.word(), words)),
    })
}

fn enables(room: &Room<'_>, value: &ValuePage, party: PartyId) -> Vec<Enabled> {
    let own = value
        .outcomes
        .iter()
        .filter(|outcome| outcome.for_party == party);
    own.filter_map(|outcome: &OutcomeView| {
        let figure = outcome
            .figures
            .iter()
            .find(|figure| figure.party == party)?;
        let delivered = if outcome.delivered {
            "better-off-delivered"
        } else {
            "better-off-later"
        };
        Some(Enabled {
            href: room.to(format_args!("outcomes/{}", outcome.id)),
            statement: figures::statement(room, outcome),
            note: format!(
                "{} · {}",
                figures::depends(room, outcome),
                room.say.text(delivered)
            ),
            cell: figures::cell(
                room,
                room.names.party(party),
                true,
                &figure.figure,
                outcome.id,
            ),
        })
    })
    .collect()
}

fn effects(
    room: &Room<'_>,
    value: &ValuePage,
    party: PartyId,
    direction: Direction,
) -> Vec<Effects> {
    let of = |burden: Burden| {
        let each = value.outcomes.iter().flat_map(|outcome| {
            let these = outcome.effects.iter().filter(move |effect| {
                effect.party == party && effect.direction == direction && effect.burden == burden
            });
            these.map(move |effect| {
                let what = room.or_erased(effect.what.as_ref());
                let href = format!("{}#costs", room.to(format_args!("outcomes/{}", outcome.id)));
                let statement = figures::statement(room, outcome);
                let about = if effect.other_words {
                    let other = room.say.plain("effect-other-words");
                    format!("{statement} · {other}")
                } else {
                    statement
                };
                (what, href, about)
            })
        });
        let burden = room.say.text(&format!("burden-{}", burden.word()));
        Effects {
            burden,
            each: each.collect(),
        }
    };
    let all = Burden::ALL.iter().map(|burden| of(*burden));
    all.filter(|effects| !effects.each.is_empty()).collect()
}

/// The parts of the running service, by who makes them.
fn parts(room: &Room<'_>, value: &ValuePage) -> Vec<(PartyLabel, Vec<String>)> {
    let made_by = |party: &PartyLabel| {
        let own = value.parts.iter().filter(|part| part.made_by == party.id);
        let name = |part: &domain::view::PartView| room.or_erased(part.name.as_ref());
        (party.clone(), own.map(name).collect::<Vec<_>>())
    };
    room.names
        .parties()
        .iter()
        .map(made_by)
        .filter(|(_, parts)| !parts.is_empty())
        .collect()
}

/// `POST …/better-off`: says it, for the own party first; sharing is a telling of its own.
pub(crate) fn say(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::SayBetterOff(act::SayBetterOff {
        answer: form.word("answer", Balance::from_word)?,
        statement: form.text("statement").to_owned(),
        audience: if is_shared(ask) {
            Audience::WholeTable
        } else {
            Audience::OwnParty
        },
    }))
}

fn is_shared(ask: &Ask) -> bool {
    ask.form.text("audience") == "whole_table"
}

/// The page, saying to whom it was said.
pub(crate) fn said(ask: &Ask, _: &Done) -> String {
    let said = if is_shared(ask) {
        "better-off-shared"
    } else {
        "better-off-said"
    };
    ask.fill(&format!("/r/{{relationship}}/better-off?said={said}"))
}
