//! An agreement to take away: as Markdown to read, as JSON for programs, and the receipt of a signature. Each is
//! made of the view of its page.

use domain::Moment;
use domain::ids::*;
use domain::view::{AgreementView, SignatureView};
use serde_json::json;

use super::telling::{people, sections};
use super::{lede, shown};
use crate::ask::{Answer, Ask, download};
use crate::dates::Dates;
use crate::lanes::{self, Lane};
use crate::markdown::Manuscript;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::file_name;

pub(super) fn entered(ask: &Ask) -> Result<(Room<'_>, AgreementView), Problem> {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let version: u64 = ask.param("version")?;
    let view = room.seen.agreement_version(version, ask.moment());
    let view = view.ok_or(Problem::NotFound)?;
    room.name(people(&view).collect::<Vec<_>>())?;
    Ok((room, view))
}

/// `GET …/agreement/versions/{version}/agreement.md`
pub fn markdown(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let room = room.on_paper();
    let say = room.say;
    let mut file = Manuscript::default();
    file.heading(1, &say.text("agreement-heading"));
    file.paragraph(&format!("{}: {}", room.called(), lede(&room, &view)));
    file.paragraph(&between(&room, &view));
    for section in sections(&room, &view) {
        file.heading(2, &section.heading);
        for paragraph in section.paragraphs {
            let by = paragraph.by();
            match paragraph.look {
                "quote" => {
                    if !paragraph.before.is_empty() {
                        file.paragraph(&paragraph.before);
                    }
                    file.quote(&paragraph.text, &by);
                }
                "item" if !by.is_empty() => file.item(&format!("{} ({by})", paragraph.text)),
                "item" => file.item(&paragraph.text),
                "lead" => file.lead(&paragraph.text),
                _ => file.paragraph(&paragraph.text),
            }
        }
    }
    file.heading(2, &say.text("agreement-signatures"));
    let told = shown(&room, &view);
    for sign in &told.signs {
        let note = match sign.note.is_empty() {
            true => String::new(),
            false => format!(" — {}", sign.note),
        };
        file.item(&format!("{}{note}", sign.on_paper));
    }
    for line in &told.log {
        file.paragraph(line);
    }
    for (_, who, why) in &told.declined {
        file.quote(why, who);
    }
    if !told.text.is_empty() {
        file.code(&say.text("agreement-digest"), &told.text);
        file.paragraph(&told.digest_note);
    }
    let name = file_name(ask, &format!("agreement-{}", view.version), "md")?;
    Ok(download(
        file.into_bytes(),
        "text/markdown; charset=utf-8",
        &name,
    ))
}

/// “An agreement between Northwind and Meridian”, each with what is to be known of its people.
pub(super) fn between(room: &Room<'_>, view: &AgreementView) -> String {
    let names = view
        .parties
        .iter()
        .map(|it| room.names.quoted_party(*it, None));
    let names: Vec<_> = names.collect();
    let between = room.say.text("agreement-between");
    format!("{between} {}", names.join(", "))
}

/// `GET …/agreement/versions/{version}/agreement.json`: the version as the API answers it.
pub fn json(ask: &Ask) -> Answer {
    let (_, view) = entered(ask)?;
    let text =
        serde_json::to_vec_pretty(&view).map_err(|error| Problem::Failed(error.to_string()))?;
    let name = file_name(ask, &format!("agreement-{}", view.version), "json")?;
    Ok(download(text, "application/json", &name))
}

/// What an answer of the API says of its reader and of today, not of the agreement.
const THE_READERS: [&str; 10] = [
    "capacities",
    "commitments",
    "guess_first",
    "may_decline",
    "may_open",
    "may_reopen",
    "may_sign",
    "review_due",
    "reworded",
    "sees_all",
];

/// The version as the API answers it, without what it says of whoever asks and of today: the same for all who may
/// read all of it.
pub(super) fn what_it_says(view: &AgreementView) -> Result<serde_json::Value, Problem> {
    let mut told =
        serde_json::to_value(view).map_err(|error| Problem::Failed(error.to_string()))?;
    if let Some(fields) = told.as_object_mut() {
        fields.retain(|name, _| !THE_READERS.contains(&name.as_str()));
    }
    Ok(told)
}

/// `GET …/agreement/versions/{version}/receipts/{person}/receipt.json`: what one signature is, and how to check it.
pub fn receipt(ask: &Ask) -> Answer {
    let (room, view) = entered(ask)?;
    let person: PersonId = ask.param("person")?;
    let signed = view.signatures.iter().find(|it| it.person == person);
    let signed = signed.ok_or(Problem::NotFound)?;
    let receipt = receipt_of(&room, &view, signed)?;
    let text =
        serde_json::to_vec_pretty(&receipt).map_err(|error| Problem::Failed(error.to_string()))?;
    let name = file_name(ask, &format!("receipt-{}", view.version), "json")?;
    Ok(download(text, "application/json", &name))
}

pub(super) fn receipt_of(
    room: &Room<'_>,
    view: &AgreementView,
    signed: &SignatureView,
) -> Result<serde_json::Value, Problem> {
    let say = room.say;
    let record = super::sign::record_name(room)?;
    Ok(json!({
        "covalue_signature_receipt": 1,
        "origin": record.origin,
        "relationship": record.relationship,
        "called": room.called(),
        "version": view.version,
        "text": signed.text,
        "opened_entry": view.opened_entry,
        "parties": view.parties,
        "clauses": view.stand_for,
        "in_force": view.in_force.map(|at| room.dates.machine(at)),
        "signature": {
            "person": signed.person,
            "name": room.names.person(signed.person),
            "party": signed.party,
            "party_name": room.names.marked(signed.party, signed.by_link_of),
            "by_link_of": signed.by_link_of,
            "capacity": signed.capacity,
            "at": room.dates.machine(signed.at),
            "at_here": here(&room.there, signed.at),
            "entry": signed.entry,
            "proved": signed.proved,
            "statement": signed.statement,
            "assertion": signed.assertion,
        },
        "log": log_of(room, view, signed),
        "log_says": say.text("receipt-log"),
        "proves": say.text(&format!("receipt-proves-{}", signed.proved.word())),
        "does_not_prove": say.text("receipt-not"),
        "how_to_check": say.text("receipt-check"),
    }))
}

/// What happened, in order, for whoever reads the receipt alone: each with its moment in UTC and as clocks of the table
/// showed it.
fn log_of(room: &Room<'_>, view: &AgreementView, signed: &SignatureView) -> serde_json::Value {
    let happened = [
        ("text_fixed", view.opened),
        ("text_shown", signed.shown),
        ("signed", Some(signed.at)),
        ("in_force", view.in_force),
    ];
    let happened = happened
        .into_iter()
        .filter_map(|(what, at)| Some((what, at?)));
    happened
        .map(|(what, at)| {
            json!({
                "what": what,
                "at": room.dates.machine(at),
                "at_here": here(&room.there, at),
                "says": room.say.text(&format!("receipt-log-{what}")),
            })
        })
        .collect()
}

/// “25 Nov 2026, 10:04 +01:00”.
pub(super) fn here(dates: &Dates, at: Moment) -> String {
    format!("{} {}", dates.exact(at), dates.offset(at))
}
