//! The relationship's settings: its name, how close it is kept, its record to take away, and how
//! it ends: by consent of everybody at the table.

use app::Done;
use askama::Template;
use domain::view::ClosingView;
use domain::words::*;
use domain::{Command, Fact, act};

use crate::ask::{Answer, Ask, page, see};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "table_settings.html")]
struct Page {
    layout: Layout,
    name: String,
    closeness: &'static str,
    closenesses: Vec<(&'static str, String, String)>,
    facts: Vec<(String, String)>,
    /// What else there is to take away: address and text.
    files: Vec<(&'static str, String)>,
    may_describe: bool,
    /// Whether a closing was proposed: then who agrees.
    consents: Vec<(PartyLabel, String)>,
    /// That somebody asks to close, where they do.
    closing: String,
    /// What the visitor may do about closing.
    may_consent: bool,
    /// Whether only an account is missing to agree.
    may_claim: bool,
    may_withdraw: bool,
    closed: bool,
    /// What goes when the visitor deletes it, which is still theirs alone; empty where they cannot.
    goes: Vec<(String, String)>,
}

/// What there is to take away beside the record.
const FILES: [(&str, &str); 14] = [
    ("value.csv", "settings-value-csv"),
    ("features.csv", "settings-features-csv"),
    ("better-off.csv", "settings-better-off-csv"),
    ("parties.csv", "settings-parties-csv"),
    ("decisions.csv", "settings-decisions-csv"),
    ("commitments.csv", "settings-commitments-csv"),
    ("meetings.csv", "settings-meetings-csv"),
    ("review.csv", "settings-review-csv"),
    ("factors.csv", "settings-factors-csv"),
    ("trust.csv", "settings-trust-csv"),
    ("repairs.csv", "settings-repairs-csv"),
    ("stages.csv", "settings-stages-csv"),
    ("dialogue.csv", "settings-dialogue-csv"),
    ("dialogue.md", "settings-dialogue-md"),
];

/// `GET /r/{relationship}/settings`
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let layout = room.layout(room.say.text("nav-settings"))?;
    let closing = room.frame.closing.as_ref();
    page(&Page {
        name: room.called(),
        closeness: room.frame.closeness.word(),
        closenesses: Closeness::ALL
            .iter()
            .map(|closeness| {
                let key = format!("closeness-{}", closeness.word());
                let note = format!("settings-{key}");
                (closeness.word(), room.say.text(&key), room.say.text(&note))
            })
            .collect(),
        facts: vec![
            (
                room.say.text("settings-closeness"),
                room.say
                    .text(&format!("closeness-{}", room.frame.closeness.word())),
            ),
            (
                room.say.text("settings-currency"),
                room.frame.currency.clone(),
            ),
            (room.say.text("settings-zone"), room.frame.time_zone.clone()),
            (
                room.say.text("settings-opened"),
                room.dates.day(room.frame.opened),
            ),
            (
                room.say.text("settings-entries"),
                room.frame.sequence.to_string(),
            ),
        ],
        files: FILES.map(|(file, text)| (file, room.say.text(text))).into(),
        consents: closing
            .map(|closing| consents(&room, closing))
            .unwrap_or_default(),
        may_consent: match closing {
            Some(closing) => room.seen.may::<act::ConsentToClosing>(closing.id),
            None => room.seen.may::<act::ProposeClosing>(()),
        },
        may_claim: closing.is_some_and(|closing| {
            let you = &room.frame.you;
            let asked = !closing.consents.contains(&you.party);
            let speaks = you.roles.iter().any(|role| role.speaks_for_party());
            asked && speaks && room.seen.may::<act::ClaimSeat>(())
        }),
        may_withdraw: closing
            .is_some_and(|closing| room.seen.may::<act::WithdrawFromClosing>(closing.id)),
        closing: closing
            .map(|closing| closing.id.to_string())
            .unwrap_or_default(),
        closed: room.frame.closed.is_some(),
        goes: goes(&room),
        layout,
        may_describe: room.seen.may::<act::DescribeRelationship>(()),
    })
}

/// What is in a relationship that the visitor can delete.
fn goes(room: &Room<'_>) -> Vec<(String, String)> {
    if !room.seen.may_delete() {
        return Vec::new();
    }
    let others = room.seen.table().seats.len().saturating_sub(1);
    let count = |key: &str, count: usize| (room.say.text(key), count.to_string());
    vec![
        count("settings-delete-outcomes", room.seen.value().outcomes.len()),
        count("settings-delete-words", room.seen.words().count()),
        count("settings-delete-people", others),
        count(
            "settings-delete-entries",
            usize::try_from(room.frame.sequence).unwrap_or(usize::MAX),
        ),
    ]
}

/// `POST …/settings/deletion`: deletes a relationship at which nobody else has been.
pub fn delete(ask: &Ask) -> Answer {
    let table = ask.table()?.id;
    if !ask.visitor()?.may_write() {
        return Err(Problem::Forbidden);
    }
    match ask.web.app().delete_draft(table, ask.person()?) {
        Ok(()) => Ok(see("/?said=draft-deleted")),
        Err(refused) => ask.mend(refused.into(), show),
    }
}

/// Who agrees to a closing that was proposed, who is asked, and who is not because nobody of them
/// ever sat down.
fn consents(room: &Room<'_>, closing: &ClosingView) -> Vec<(PartyLabel, String)> {
    let seated = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    let answer = |party: &domain::view::PartyView| {
        let key = match (
            closing.consents.contains(&party.id),
            closing.asked.contains(&party.id),
        ) {
            (true, _) => "settings-consents",
            (false, true) => "settings-asked",
            (false, false) => "settings-not-asked",
        };
        (room.names.party(party.id).clone(), room.say.text(key))
    };
    seated.map(answer).collect()
}

/// `POST …/settings`
pub(crate) fn describe(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::DescribeRelationship(act::DescribeRelationship {
        name: form.text("name").to_owned(),
        closeness: form.word("closeness", Closeness::from_word)?,
    }))
}

/// `POST …/settings/closing`: proposes to close, agrees, or takes that back.
pub(crate) fn close(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    if form.text("closing").is_empty() {
        return Ok(act::ProposeClosing {}.into());
    }
    let closing = form.parse_field("closing")?;
    Ok(match form.text("consent") {
        "withdraw" => act::WithdrawFromClosing { closing }.into(),
        _ => act::ConsentToClosing { closing }.into(),
    })
}

/// The settings, saying what became of the closing.
pub(crate) fn closing(ask: &Ask, done: &Done) -> String {
    let closes = |fact: &Fact| matches!(fact, Fact::RelationshipClosed(_));
    let said = match ask.form.text("consent") {
        _ if done.facts.iter().any(closes) => "closing-closed",
        "withdraw" => "closing-withdrawn",
        _ => "closing-consented",
    };
    ask.fill(&format!("/r/{{relationship}}/settings?said={said}"))
}
