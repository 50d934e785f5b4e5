//! One consultation at the table: who is asked, what came of it, what was left out and why.

use std::collections::BTreeMap;

use accounts::ConsultationLink;
use accounts::secrecy::ExposeSecret;
use app::ballots::results::Tally;
use askama::Template;
use axum::http::Method;
use domain::ballot::Ballot;
use domain::ids::*;
use domain::view::{ConsultationView, ModeratedView};
use domain::words::{Moderation, Showing};
use domain::{Command, act};

use super::map::{PartyTold, Reading, Results, lang, left_out_said};
use super::statement::BroughtLine;
use super::{Sharing, sharing};
use crate::ask::{Answer, Ask, page, see};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "consultation.html")]
struct Page {
    layout: Layout,
    place: String,
    party: PartyLabel,
    asked: Vec<PartyLabel>,
    terms: Vec<String>,
    rules: String,
    /// The outcome beside which it is read: address and words.
    outcome: Option<(String, String)>,
    open: bool,
    sharing: Option<Sharing>,
    /// By which hand the people of other parties come, in sentences.
    others: Vec<String>,
    letters_only: bool,
    /// The language of the question, where it is another one than the page's.
    question_lang: &'static str,
    results: Option<Results>,
    /// Why nothing is told of it yet.
    unseen: String,
    /// What the record says came of it.
    closed: String,
    statements: Vec<StatementLine>,
    left_out: String,
    waiting: String,
    /// Whether the statements lie open: one waits, or a form there was refused.
    unfolded: bool,
    may_close: bool,
    /// What ending it is called, what it does, and the button: once its last day is over, nothing is left but to record
    /// what came of it.
    close: (&'static str, &'static str, &'static str),
    /// Where the reader takes part by their own seat; empty where they do not.
    part: String,
    /// The table to take away; empty before there is one.
    csv: String,
    /// What came back to the table.
    brought: Vec<BroughtLine>,
}

/// A statement, as whoever moderates reads it.
struct StatementLine {
    number: u64,
    /// Its words; empty where they are not for the reader.
    words: String,
    lang: &'static str,
    href: String,
    /// Where it comes from.
    origin: String,
    shown: bool,
    waits: bool,
    /// Whether it waited until the end, and nobody looked at it.
    unseen: bool,
    /// Whether the reader decides on it.
    moderates: bool,
    /// Who decided what of it, and when.
    decided: String,
    why: String,
    /// What people had said to it when it was left out; empty where that was not, or nothing is told of it.
    said: String,
}

/// `GET /r/{relationship}/consultations/{consultation}`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: ConsultationId = ask.param("consultation")?;
    let it = room.seen.consultation(id, ask.moment());
    let it = it.ok_or(Problem::NotFound)?;
    let moderators = it.moderated.iter().map(|decided| decided.person);
    let closed = it.closed.iter().map(|closed| closed.person);
    let brought = it.brought.iter().map(|one| one.person);
    let people = moderators.chain(closed).chain(brought);
    room.name(people.chain([it.person]).collect::<Vec<_>>())?;
    let question = room.or_erased(it.question.as_ref());
    let mut layout = room.layout(question)?;
    let asked = room.seen.asks(id).ok_or(Problem::NotFound)?;
    let app = ask.web.app();
    // What was brought to the table is read there in the past, too; figures are those of today.
    let today = room.seen.asks_today(id).ok_or(Problem::NotFound)?;
    let record = app.ballot(room.id, &today)?;
    let ballot = record.clone().filter(|_| room.seen.is_present());
    let drawn = ballot.as_ref().and_then(|ballot| app.drawn(&asked, ballot));
    layout.follow_views(id, drawn.as_ref().map_or(0, |drawn| drawn.steps()));
    let parties = parties(&room);
    let mut left_out_figures = BTreeMap::new();
    let results = ballot.as_ref().zip(drawn).map(|(ballot, drawn)| {
        left_out_figures = drawn.figures(asked.consultation, ballot).left_out;
        let reading = Reading {
            ask,
            consultation: asked.consultation,
            ballot,
            own: None,
            parties: &parties,
            place: room.to(format_args!("consultations/{id}/statements")),
            laid_over: ask.query.has("parties"),
        };
        reading.results(&drawn)
    });
    let open = it.open && ballot.as_ref().is_none_or(|ballot| !ballot.ended);
    let statements = statements(&room, &it, ballot.as_deref(), &left_out_figures);
    let left_out = it
        .moderated
        .iter()
        .filter(|decided| decided.rejected)
        .count();
    let waiting = statements.iter().filter(|line| line.waits).count();
    let own = room.frame.you.party;
    page(&Page {
        place: format!("{}/consultations/{id}", room.base),
        party: room.names.party(it.party).clone(),
        asked: it
            .parties
            .iter()
            .map(|party| room.names.party(*party).clone())
            .collect(),
        terms: terms(&room, &it),
        rules: markdown::to_html(&room.or_erased(it.rules.as_ref())),
        outcome: it.outcome.and_then(|id| {
            let all = room.seen.outcome_statements();
            let (_, words) = all.into_iter().find(|(other, _)| *other == id)?;
            let href = room.to(format_args!("outcomes/{id}"));
            Some((href, room.or_erased(words.as_ref())))
        }),
        sharing: sharing(&room, &it)?,
        others: it
            .parties
            .iter()
            .filter(|party| **party != own)
            .map(|party| {
                let key = match it.letters_only {
                    true => "consultation-letters-of",
                    false => "consultation-link-of",
                };
                room.say.one(key, "party", room.short(*party))
            })
            .collect(),
        letters_only: it.letters_only,
        question_lang: lang(ask, it.language),
        unseen: unseen(&room, &it, ballot.as_deref()),
        closed: closed_sentence(&room, &it),
        left_out: match left_out {
            0 => String::new(),
            some => room.say.two(
                "consultation-left-out-by",
                ("sentence", room.say.count("consultation-left-out", some)),
                ("parties", {
                    let all = asked.left_out.iter();
                    let each =
                        all.map(|(party, _, count)| format!("{} {count}", room.short(*party)));
                    each.collect::<Vec<_>>().join(", ")
                }),
            ),
        },
        waiting: match waiting {
            0 => String::new(),
            some => room.say.count("consultation-waiting", some),
        },
        unfolded: waiting > 0 || ask.method == Method::POST,
        part: match it.open && room.seen.is_present() && room.seen.takes_part(id).is_some() {
            true => format!("{}/consultations/{id}/part", room.base),
            false => String::new(),
        },
        csv: match ballot.is_some() {
            true => format!("{}/consultations/{id}/statements.csv", room.base),
            false => String::new(),
        },
        brought: it
            .brought
            .iter()
            .map(|one| super::statement::brought(&room, one, record.as_deref()))
            .collect(),
        may_close: it.may_close,
        close: match it.open {
            true => (
                "consultation-close",
                "consultation-close-what",
                "consultation-close-do",
            ),
            false => (
                "consultation-close-do-over",
                "consultation-close-what-over",
                "consultation-close-do-over",
            ),
        },
        open,
        results,
        statements,
        layout,
    })
}

/// What the parties are called, and how they look.
pub(super) fn parties(room: &Room<'_>) -> Vec<PartyTold> {
    let all = room.names.parties().iter();
    all.map(|party| PartyTold {
        id: party.id,
        name: party.short.clone(),
        look: party.look,
    })
    .collect()
}

fn terms(room: &Room<'_>, it: &ConsultationView) -> Vec<String> {
    let say = room.say;
    let mut terms = vec![say.with(
        match (it.open, &it.closed) {
            (true, _) => "consultation-until",
            (false, Some(closed)) if closed.at < it.ends => "consultation-was-to-be-until",
            (false, _) => "consultation-was-until",
        },
        &[
            ("who", room.names.person(it.person)),
            ("day", room.dates.on(it.until)),
        ],
    )];
    terms.push(say.text(match it.letters_only {
        true => "consultation-by-letter",
        false => "consultation-by-link",
    }));
    terms.push(say.text(match (it.adding, it.moderation) {
        (false, _) => "consultation-fixed",
        (true, Moderation::After) => "consultation-adding-after",
        (true, Moderation::Before) => "consultation-adding-before",
    }));
    terms.push(say.text(match it.showing {
        Showing::Meanwhile => "consultation-shown-meanwhile",
        Showing::AtEnd => "consultation-shown-at-end",
    }));
    terms
}

fn unseen(room: &Room<'_>, it: &ConsultationView, ballot: Option<&Ballot>) -> String {
    let say = room.say;
    if !room.seen.is_present() {
        return say.text("consultation-unseen-then");
    }
    match (it.showing, ballot) {
        (Showing::AtEnd, _) if it.open => {
            say.one("consultation-unseen-end", "day", room.dates.on(it.until))
        }
        _ => say.text(unseen_of_few(it.open, ballot)),
    }
}

/// Why nothing is shown where nobody chose so.
pub(super) fn unseen_of_few(open: bool, ballot: Option<&Ballot>) -> &'static str {
    let has_views = ballot.is_some_and(|ballot| !ballot.steps.is_empty());
    match open || has_views {
        true => "consultation-unseen-few",
        false => "consultation-unseen-over",
    }
}

fn closed_sentence(room: &Room<'_>, it: &ConsultationView) -> String {
    let Some(closed) = &it.closed else {
        return String::new();
    };
    let key = match closed.at < it.ends {
        true => "consultation-closed-early-by",
        false => "consultation-closed-by-time",
    };
    room.say.with(
        key,
        &[
            ("who", room.names.person(closed.person)),
            ("day", room.dates.day(closed.at)),
            ("until", room.dates.on(it.until)),
            ("entries", closed.entries.to_string()),
            ("root", closed.root.to_string().chars().take(16).collect()),
        ],
    )
}

fn statements(
    room: &Room<'_>,
    it: &ConsultationView,
    ballot: Option<&Ballot>,
    left_out: &BTreeMap<u64, Tally>,
) -> Vec<StatementLine> {
    let asked = room.seen.asks(it.id);
    let seeds = it.seeds.iter().cloned().map(Some);
    let added = ballot.into_iter().flat_map(|ballot| &ballot.added);
    let added = added.map(|added| added.text.clone());
    let all = (1..).zip(seeds.chain(added));
    let language = |number: u64| match ballot.and_then(|ballot| ballot.added(number)) {
        Some(added) => added.language,
        None => it.language,
    };
    let lines = all.filter_map(|(number, words)| {
        let decided = it.moderated.iter().find(|one| one.statement == number);
        let seeded = number <= it.seeds.len() as u64;
        let shown = asked
            .as_ref()
            .is_some_and(|asked| asked.consultation.is_shown(number));
        let added = ballot.and_then(|ballot| ballot.added(number));
        let moderates = room.seen.moderates(it.id, added.map(|added| added.party));
        let rejected = decided.is_some_and(|one| one.rejected);
        let said = left_out.get(&number).filter(|_| rejected);
        // What is not shown to those who are asked is read by who decides on it; what they were shown stays to be
        // seen, though nobody reads again what somebody said and should not have.
        let is_read = shown || moderates || (seeded && rejected);
        (is_read || said.is_some()).then_some(())?;
        Some(StatementLine {
            number,
            words: match is_read {
                true => words?,
                false => String::new(),
            },
            lang: lang(room.ask, language(number)),
            href: room.to(format_args!("consultations/{}/statements/{number}", it.id)),
            origin: room.say.text(match seeded {
                true => "statement-from-table",
                false => "statement-from-people",
            }),
            waits: !shown && decided.is_none() && it.open,
            unseen: !shown && decided.is_none() && !it.open,
            moderates: moderates && it.may_moderate,
            shown,
            decided: decided.map_or_else(String::new, |one| decided_sentence(room, one)),
            why: decided.and_then(|one| one.why.clone()).unwrap_or_default(),
            said: said.map_or_else(String::new, |all| left_out_said(room.ask, *all)),
        })
    });
    lines.collect()
}

pub(super) fn decided_sentence(room: &Room<'_>, one: &ModeratedView) -> String {
    room.say.two(
        match one.rejected {
            true => "statement-rejected-by",
            false => "statement-admitted-by",
        },
        ("who", room.names.person(one.person)),
        ("day", room.dates.day(one.at)),
    )
}

/// `GET …/consultations/{consultation}/part`: to the place where one takes part, by one's own seat.
pub fn part(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let id: ConsultationId = ask.param("consultation")?;
    let party = room.seen.takes_part(id).ok_or(Problem::NotFound)?;
    let secret = ask
        .web
        .app()
        .accounts()
        .consultation_link(ConsultationLink {
            consultation: id,
            relationship: room.id,
            party,
        })?;
    Ok(see(&format!("/c/{}", secret.expose_secret())))
}

/// `POST …/consultations/{consultation}/rejection`
pub(crate) fn reject(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::RejectStatement {
        consultation: ask.param("consultation")?,
        statement: ask.form.parse_field("statement")?,
        why: ask.form.text("why").to_owned(),
    }))
}

/// `POST …/consultations/{consultation}/admission`
pub(crate) fn admit(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AdmitStatement {
        consultation: ask.param("consultation")?,
        statement: ask.form.parse_field("statement")?,
    }))
}

/// `POST …/consultations/{consultation}/end`
pub(crate) fn close(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::CloseConsultation {
        consultation: ask.param("consultation")?,
    }))
}
