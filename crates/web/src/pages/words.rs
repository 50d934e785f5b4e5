//! Saying something at the table, to an audience that is named beforehand, and taking it back.

use accounts::{Accounts, Setting};
use domain::Command;
use domain::ids::*;
use domain::view::{Frame, ValuePage};
use domain::words::*;

use crate::ask::{Answer, Ask};
use crate::catalogue::Say;
use crate::figures;
use crate::names::{Names, PartyLabel};
use crate::pages::overview;
use crate::problem::Problem;

/// What `templates/composer.html` needs. A page has it as a field and calls
/// `words::composer(layout, composer)` after `{%- import "composer.html" as words -%}`.
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
        value: &ValuePage,
    ) -> Result<Option<Self>, Problem> {
        let table = ask.table()?;
        if table.as_of.is_some() || !frame.you.speak {
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
            action: format!("/r/{}/words", table.id),
            kinds: ContributionKind::ALL
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
            outcomes: value
                .outcomes
                .iter()
                .map(|outcome| (outcome.id, figures::statement(say, outcome)))
                .collect(),
            server: server(ask.web.app().accounts(), say)?,
        }))
    }
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

/// `POST …/words`
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn say(ask: &Ask) -> Answer {
    let form = &ask.form;
    let command = || {
        let audience = match form.text("audience") {
            "whole_table" => Audience::WholeTable,
            "own_party" => Audience::OwnParty,
            "parties" => Audience::Parties(ids(form.all("parties"), "audience")?),
            _ => {
                return Err(Problem::Field {
                    field: "audience",
                    what: "problem-choose",
                });
            }
        };
        Ok(Command::Say {
            kind: form.word("kind", ContributionKind::from_word)?,
            audience,
            words: form.text("words").to_owned(),
            outcomes: ids(form.all("outcome").filter(|id| !id.is_empty()), "outcome")?,
            under: form.optional("under")?,
            limit: LimitKind::from_word(form.text("limit")),
            condition: form.text("condition").to_owned(),
            spoken_for: form.optional("spoken_for")?,
        })
    };
    let id = ask.table()?.id;
    ask.act(
        command(),
        |_| format!("/r/{id}?said=words-said#words"),
        overview::show,
    )
}

fn ids<'a, T: std::str::FromStr>(
    texts: impl Iterator<Item = &'a str>,
    field: &'static str,
) -> Result<Vec<T>, Problem> {
    let problem = Problem::Field {
        field,
        what: "problem-choose",
    };
    texts
        .map(|text| text.parse().ok())
        .collect::<Option<_>>()
        .ok_or(problem)
}

/// `POST …/words/{contribution}/withdrawal`: within five minutes its author takes it back.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn take_back(ask: &Ask) -> Answer {
    let command = || {
        Ok(Command::TakeBack {
            contribution: ask.param("contribution")?,
        })
    };
    let id = ask.table()?.id;
    ask.act(
        command(),
        |_| format!("/r/{id}?said=words-taken-back#words"),
        overview::show,
    )
}
