//! Commitments: what was promised, by when, and what both sides say of it.

mod export;
pub mod one;

use askama::Template;
use domain::ids::*;
use domain::view::{CommitmentState, CommitmentView};
use domain::{Command, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

pub use export::csv;

/// Days within which something is to be kept, unless somebody says otherwise.
const WITHIN: i64 = 14;
/// Characters of what was promised that stand in a list.
const SHORT: usize = 120;

#[derive(Template)]
#[template(path = "commitments.html")]
struct Page {
    layout: Layout,
    open: Vec<Line>,
    ended: Vec<Line>,
    form: Option<Form>,
}

/// A commitment in a list.
pub(crate) struct Line {
    pub href: String,
    pub words: String,
    pub party: PartyLabel,
    pub to: PartyLabel,
    /// Who promised it to whom, and by when.
    pub note: String,
    /// `good`, `care`, `alert`, or nothing.
    pub look: &'static str,
    pub tag: String,
}

/// The form with which something is promised.
struct Form {
    words: String,
    due: String,
    parties: Vec<(PartyId, String)>,
    /// From what it comes: field and id.
    from: Vec<(&'static str, String)>,
    /// The same in words.
    comes_from: Vec<(String, String)>,
    /// What it can serve: outcome, words, and whether what it comes from serves it.
    outcomes: Vec<(String, String, bool)>,
}

impl Form {
    /// Whether somebody came to promise something: from a word or a decision, or with words of it already.
    fn begun(&self) -> bool {
        !self.words.is_empty() || !self.from.is_empty()
    }
}

/// `GET /r/{relationship}/commitments`; the form begins with a word (`?word=`) or a decision (`?decision=`).
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let all = room.seen.commitments(ask.moment());
    room.name(all.commitments.iter().map(|it| it.person))?;
    let layout = room.layout(room.say.text("nav-commitments"))?;
    let lines = |open: bool| -> Vec<Line> {
        let some = all.commitments.iter().filter(|it| is_open(it) == open);
        some.map(|it| line(&room, it)).collect()
    };
    page(&Page {
        open: lines(true),
        ended: lines(false),
        form: all.may_make.then(|| form(&room)).transpose()?,
        layout,
    })
}

/// Those still to be kept, for the pages beside this one.
pub(crate) fn open_lines(room: &mut Room<'_>) -> Result<Vec<Line>, Problem> {
    let all = room.seen.commitments(room.ask.moment()).commitments;
    let open: Vec<_> = all.into_iter().filter(is_open).collect();
    room.name(open.iter().map(|it| it.person))?;
    Ok(open.iter().map(|it| line(room, it)).collect())
}

/// Some of them, for the pages beside this one.
pub(crate) fn lines_of(room: &mut Room<'_>, ids: &[CommitmentId]) -> Result<Vec<Line>, Problem> {
    let some = room.seen.some_commitments(ids, room.ask.moment());
    room.name(some.iter().map(|it| it.person))?;
    Ok(some.iter().map(|it| line(room, it)).collect())
}

fn is_open(it: &CommitmentView) -> bool {
    it.ended.is_none()
}

/// Where a commitment is.
pub(crate) fn href(room: &Room<'_>, commitment: CommitmentId) -> String {
    room.to(format_args!("commitments/{commitment}"))
}

fn line(room: &Room<'_>, it: &CommitmentView) -> Line {
    let (look, tag) = state(room, it);
    let words = room.or_erased(it.words.as_ref());
    Line {
        href: href(room, it.id),
        words: markdown::excerpt(&words, SHORT),
        party: room.names.party(it.party).clone(),
        to: room.names.party(it.to).clone(),
        note: terms(room, it),
        look,
        tag,
    }
}

/// Who promised it, and by when it is to be kept.
fn terms(room: &Room<'_>, it: &CommitmentView) -> String {
    room.say.two(
        "commitment-terms",
        ("who", room.names.person(it.person)),
        ("day", room.dates.on(it.due)),
    )
}

/// How far it is: how that looks, and what it is called.
fn state(room: &Room<'_>, it: &CommitmentView) -> (&'static str, String) {
    let say = |key: &str| room.say.text(key);
    match it.state {
        CommitmentState::Late => ("alert", say("commitment-late")),
        CommitmentState::DueToday => ("care", say("commitment-today")),
        CommitmentState::Reported => (
            "care",
            room.say
                .one("commitment-reported", "party", room.short(it.to)),
        ),
        CommitmentState::Kept => ("good", say("commitment-kept")),
        CommitmentState::Released => ("", say("commitment-released")),
        CommitmentState::Joined => ("", say("commitment-joined")),
        CommitmentState::Open if it.changes.last().is_some_and(|change| change.waits) => {
            ("care", say("commitment-change-asked"))
        }
        CommitmentState::Open => ("", String::new()),
    }
}

fn form(room: &Room<'_>) -> Result<Form, Problem> {
    let ask = room.ask;
    let own = room.frame.you.party;
    let others = room.names.seated().filter(|party| party.id != own);
    let mut from = Vec::new();
    let mut comes_from = Vec::new();
    let mut words = String::new();
    let mut served = Vec::new();
    if let Ok(word) = ask.query.text("word").parse::<ContributionId>()
        && let Some(said) = room.seen.words_of(word)
    {
        from.push(("contribution", word.to_string()));
        let text = markdown::excerpt(said, SHORT);
        comes_from.push((room.to(format_args!("dialogue/{word}")), text));
    }
    if let Ok(decision) = ask.query.text("decision").parse::<ProposalId>()
        && let Some(title) = room.seen.proposal_title(decision)
    {
        from.push(("proposal", decision.to_string()));
        let title = room.or_erased(title.as_ref());
        words.clone_from(&title);
        served = room.seen.proposal_outcomes(decision);
        comes_from.push((room.to(format_args!("decisions/{decision}")), title));
    }
    let due = Moment(ask.moment().0 + WITHIN * Moment::DAY);
    let due = room.dates.local(due);
    let (due, _) = due.split_once('T').unwrap_or_default();
    Ok(Form {
        words,
        due: due.to_owned(),
        parties: others.map(|party| (party.id, party.name.clone())).collect(),
        from,
        comes_from,
        outcomes: live_outcomes(room, &served),
    })
}

/// What a promise can serve.
fn live_outcomes(room: &Room<'_>, served: &[OutcomeId]) -> Vec<(String, String, bool)> {
    let outcomes = room.seen.outcome_statements().into_iter();
    let told = outcomes.map(|(id, words)| {
        let statement = room.or_erased(words.as_ref());
        (id.to_string(), statement, served.contains(&id))
    });
    told.collect()
}

/// `POST …/commitments`
pub(crate) fn make(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::MakeCommitment {
        to: form.parse_field("to")?,
        words: form.text("words").to_owned(),
        due: form.parse_field("due")?,
        contribution: form.optional("contribution")?,
        proposal: form.optional("proposal")?,
        outcomes: form.parse_all("outcomes")?,
    }))
}
