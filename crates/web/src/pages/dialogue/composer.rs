//! Where one says something: what it is, the words, and who will see them, told beforehand.

use accounts::{Accounts, Setting};
use domain::act;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::Frame;
use domain::words::*;

use crate::ask::Ask;
use crate::catalogue::Say;
use crate::names::{Names, PartyLabel};
use crate::problem::Problem;

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
    /// What the words are asked for with: “What does Northwind need to be able to do?”
    pub question: String,
}

impl Composer {
    /// The composer of a relationship's page; `None` where the visitor may not speak: as an
    /// observer, in a view of the past, after closing.
    ///
    /// # Errors
    /// When the accounts cannot be read.
    pub fn of(
        ask: &Ask,
        frame: &Frame,
        names: &Names,
        seen: &Seen<'_>,
    ) -> Result<Option<Self>, Problem> {
        let table = ask.table()?;
        if !seen.may::<act::Say>(()) {
            return Ok(None);
        }
        let say = ask.say;
        let others: Vec<_> = names
            .seated()
            .filter(|party| party.id != frame.you.party)
            .cloned()
            .collect();
        let all: Vec<_> = names.seated().map(|party| party.short.as_str()).collect();
        let own = &names.party(frame.you.party).short;
        let mut audiences = vec![
            (
                "whole_table",
                say.one("words-to-whole_table", "parties", all.join(", ")),
            ),
            ("own_party", say.one("words-to-own_party", "party", own)),
        ];
        // With one other party, naming it would say no more than “the whole table”.
        let others = if others.len() > 1 { others } else { Vec::new() };
        if !others.is_empty() {
            audiences.push(("parties", say.text("words-to-parties")));
        }
        Ok(Some(Self {
            action: format!("/r/{}/dialogue", table.id),
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
            outcomes: seen
                .outcome_statements()
                .into_iter()
                .map(|(id, text)| (id, text.unwrap_or_else(|| say.text("text-erased"))))
                .collect(),
            server: server(ask.web.app().accounts(), say)?,
            limits: limits(say),
            colleagues: if ask.query.has("absent") || ask.form.has("spoken_for") {
                colleagues(ask, frame, seen)?
            } else {
                Vec::new()
            },
            for_colleague: format!("/r/{}/dialogue?absent#say", table.id),
            question: say.one("words-question", "party", own),
        }))
    }
}

/// What kinds of limit there are: word and text.
pub fn limits(say: Say) -> Vec<(&'static str, String)> {
    LimitKind::ALL
        .iter()
        .map(|kind| (kind.word(), say.text(&format!("limit-{}", kind.word()))))
        .collect()
}

/// The other people of the visitor's party who may speak.
fn colleagues(
    ask: &Ask,
    frame: &Frame,
    seen: &Seen<'_>,
) -> Result<Vec<(PersonId, String)>, Problem> {
    let seats = seen.table().seats;
    let ids: Vec<PersonId> = seats
        .iter()
        .filter(|seat| seat.party == frame.you.party && seat.person != frame.you.person)
        .filter(|seat| seat.roles.iter().any(|role| *role != Role::Observer))
        .map(|seat| seat.person)
        .take(COLLEAGUES)
        .collect();
    let names = ask.web.app().accounts().names(&ids)?;
    let mut colleagues: Vec<_> = ids
        .into_iter()
        .filter_map(|id| Some((id, names.get(&id)?.name.clone()?)))
        .collect();
    colleagues.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(colleagues)
}

/// “on Meridian Mobile’s server”: whoever runs the server could read what is said, and everybody
/// is told so before. Empty when set-up named no organisation.
///
/// # Errors
/// When the accounts cannot be read.
pub fn server(accounts: &Accounts, say: Say) -> Result<String, Problem> {
    let operator = accounts
        .setting(Setting::Operator)?
        .and_then(|id| id.parse().ok());
    let organisation = match operator {
        Some(id) => accounts.organisation(id)?,
        None => None,
    };
    let on = |organisation: accounts::Organisation| {
        say.one("words-server", "operator", organisation.name)
    };
    Ok(organisation.map(on).unwrap_or_default())
}
