//! One commitment: what was promised, what became of it, and what both sides can do.

use askama::Template;
use domain::ids::*;
use domain::view::{AskedChangeView, CommitmentView, MayWithCommitment};
use domain::{Command, act};

use super::{href, is_open, state, terms};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

#[derive(Template)]
#[template(path = "commitment.html")]
struct Page {
    layout: Layout,
    /// The address of the page, without its query.
    place: String,
    html: String,
    party: PartyLabel,
    to: PartyLabel,
    terms: String,
    look: &'static str,
    tag: String,
    /// What it means that it is in this state, where that is not plain.
    note: String,
    /// Address and text of what it comes from, and of what it serves.
    links: Vec<(String, String, String)>,
    change: Option<Asked>,
    /// What happened to it, oldest first.
    told: Vec<Told>,
    may: MayWithCommitment,
    words: String,
    due: String,
    /// Other commitments of the same party to the same: this one may be one of them.
    same: Vec<(CommitmentId, String)>,
}

/// A change that the other side is asked for.
struct Asked {
    sentence: String,
    html: String,
    why: String,
    asked: u64,
}

/// One thing that happened to it.
struct Told {
    sentence: String,
    words: String,
    /// Why a change was asked for; empty of all else.
    why: String,
}

/// `GET …/commitments/{commitment}`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: CommitmentId = ask.param("commitment")?;
    let all = room.seen.commitments(ask.moment()).commitments;
    let it = all.iter().find(|it| it.id == id).ok_or(Problem::NotFound)?;
    let reports = it.reports.iter();
    let reports = reports.flat_map(|it| [Some(it.person), it.answered_by].into_iter().flatten());
    let people = reports.chain([it.person]);
    room.name(people.chain(it.changes.iter().map(|it| it.person)))?;
    let layout = room.layout(room.say.text("commitment-title"))?;
    let (look, tag) = state(&room, it);
    let words = room.or_erased(it.words.as_ref());
    let same = all
        .iter()
        .filter(|other| room.seen.may::<act::JoinCommitments>((it.id, other.id)));
    let joined = all.iter().filter(|other| other.joined_into == Some(id));
    let joined = joined.map(|other| {
        let words = room.or_erased(other.words.as_ref());
        let text = markdown::excerpt(&words, super::SHORT);
        (
            room.say.text("commitment-joined-from"),
            href(&room, other.id),
            text,
        )
    });
    page(&Page {
        place: format!("{}/commitments/{id}", room.base),
        html: markdown::to_html(&words),
        party: room.names.party(it.party).clone(),
        to: room.names.party(it.to).clone(),
        terms: terms(&room, it),
        look,
        tag,
        note: note(&room, it),
        links: links(&room, it).into_iter().chain(joined).collect(),
        change: it.changes.last().and_then(|change| asked(&room, change)),
        told: told(&room, it),
        may: it.may,
        due: it.due.to_string(),
        same: same
            .map(|other| {
                let words = room.or_erased(other.words.as_ref());
                (other.id, markdown::excerpt(&words, super::SHORT))
            })
            .collect(),
        words: it.words.clone().unwrap_or_default(),
        layout,
    })
}

fn note(room: &Room<'_>, it: &CommitmentView) -> String {
    match (is_open(it), it.to_left) {
        (true, true) => room
            .say
            .one("commitment-nobody-left", "party", room.short(it.to)),
        (true, false) => room
            .say
            .one("commitment-open-note", "party", room.short(it.to)),
        _ => String::new(),
    }
}

fn links(room: &Room<'_>, it: &CommitmentView) -> Vec<(String, String, String)> {
    let mut links = Vec::new();
    if let Some(word) = it.contribution
        // In the words from which it was promised: they may be others now.
        && let Some(said) = room.seen.words_at(word, it.sequence)
    {
        let place = room.to(format_args!("dialogue/{word}"));
        let text = markdown::excerpt(said, super::SHORT);
        links.push((room.say.text("commitment-from-word"), place, text));
    }
    if let Some(proposal) = it.proposal
        && let Some(title) = room.seen.proposal_title(proposal)
    {
        let place = room.to(format_args!("decisions/{proposal}"));
        let title = room.or_erased(title.as_ref());
        links.push((room.say.text("commitment-from-decision"), place, title));
    }
    if let Some(repair) = room.seen.repair_of(it.id)
        && let Some(words) = room.seen.repair_words(repair)
    {
        let place = room.to(format_args!("repairs/{repair}"));
        let text = markdown::excerpt(&room.or_erased(words.as_ref()), super::SHORT);
        links.push((room.say.text("commitment-from-repair"), place, text));
    }
    for outcome in &it.outcomes {
        let text = room.or_erased(room.seen.outcome_statement(*outcome).as_ref());
        let place = room.to(format_args!("outcomes/{outcome}"));
        links.push((room.say.text("commitment-for-outcome"), place, text));
    }
    if let Some(into) = it.joined_into
        && let Some(words) = room.seen.commitment_words(into)
    {
        let words = room.or_erased(words.as_ref());
        let text = markdown::excerpt(&words, super::SHORT);
        links.push((
            room.say.text("commitment-joined-into"),
            href(room, into),
            text,
        ));
    }
    links
}

/// The change that is asked for, as long as nobody answered it.
fn asked(room: &Room<'_>, change: &AskedChangeView) -> Option<Asked> {
    if !change.waits {
        return None;
    }
    Some(Asked {
        sentence: room.say.two(
            "commitment-change-sentence",
            ("who", room.names.person(change.person)),
            ("day", room.dates.on(change.due)),
        ),
        html: markdown::to_html(&room.or_erased(change.words.as_ref())),
        why: room.or_erased(change.why.as_ref()),
        asked: change.asked,
    })
}

fn told(room: &Room<'_>, it: &CommitmentView) -> Vec<Told> {
    let say = room.say;
    let day = |at| room.dates.day(at);
    let asked = it.changes.iter().map(|change| {
        let of = [
            ("who", room.names.person(change.person)),
            ("day", day(change.at)),
            ("due", room.dates.on(change.due)),
        ];
        let asked = Told {
            sentence: say.with("commitment-told-asked", &of),
            words: room.or_erased(change.words.as_ref()),
            why: room.or_erased(change.why.as_ref()),
        };
        (change.at, asked)
    });
    let mut told: Vec<(domain::Moment, Told)> = asked.collect();
    let mut tell = |at: domain::Moment, sentence: String, words: Option<&String>| {
        let words = words.cloned().unwrap_or_default();
        let why = String::new();
        let it = Told {
            sentence,
            words,
            why,
        };
        told.push((at, it));
    };
    for earlier in &it.earlier {
        let due = room.dates.on(earlier.due);
        let until = day(earlier.until);
        let sentence = say.two("commitment-was", ("until", until), ("day", due));
        tell(earlier.until, sentence, earlier.words.as_ref());
    }
    for report in &it.reports {
        let who = room.names.person(report.person);
        let sentence = say.two(
            "commitment-told-kept",
            ("who", who),
            ("day", day(report.at)),
        );
        tell(report.at, sentence, report.words.as_ref());
        if let (Some(kept), Some(person), Some(at)) =
            (report.kept, report.answered_by, report.answered_at)
        {
            let key = if kept {
                "commitment-told-confirmed"
            } else {
                "commitment-told-missing"
            };
            let who = room.names.person(person);
            let sentence = say.two(key, ("who", who), ("day", day(at)));
            tell(at, sentence, report.missing.as_ref());
        }
    }
    for change in &it.changes {
        if let (Some(agreed), Some(at)) = (change.agreed, change.answered_at) {
            let key = match agreed {
                true => "commitment-told-agreed",
                false => "commitment-told-declined",
            };
            let party = room.short(it.to).to_owned();
            let sentence = say.two(key, ("party", party), ("day", day(at)));
            tell(at, sentence, change.answer.as_ref());
        }
    }
    if let (Some(at), Some(why)) = (it.ended, &it.released_why) {
        let party = room.short(it.to).to_owned();
        let sentence = say.two(
            "commitment-told-released",
            ("party", party),
            ("day", day(at)),
        );
        tell(at, sentence, Some(why));
    }
    told.sort_by_key(|(at, _)| *at);
    told.into_iter().map(|(_, told)| told).collect()
}

/// `POST …/commitments/{commitment}/kept`
pub(crate) fn report(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::ReportKept {
        commitment: ask.param("commitment")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/commitments/{commitment}/confirmation`
pub(crate) fn confirm(ask: &Ask) -> Result<Command, Problem> {
    answer(ask, true)
}

/// `POST …/commitments/{commitment}/missing`
pub(crate) fn say_missing(ask: &Ask) -> Result<Command, Problem> {
    answer(ask, false)
}

fn answer(ask: &Ask, kept: bool) -> Result<Command, Problem> {
    Ok(Command::from(act::AnswerKept {
        commitment: ask.param("commitment")?,
        kept,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/commitments/{commitment}/change`
pub(crate) fn ask_for_change(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AskForChange {
        commitment: ask.param("commitment")?,
        words: ask.form.text("words").to_owned(),
        due: ask.form.parse_field("due")?,
        why: ask.form.text("why").to_owned(),
    }))
}

/// `POST …/commitments/{commitment}/agreement`
pub(crate) fn agree(ask: &Ask) -> Result<Command, Problem> {
    answer_change(ask, true)
}

/// `POST …/commitments/{commitment}/decline`
pub(crate) fn decline(ask: &Ask) -> Result<Command, Problem> {
    answer_change(ask, false)
}

fn answer_change(ask: &Ask, agrees: bool) -> Result<Command, Problem> {
    Ok(Command::from(act::AnswerChange {
        commitment: ask.param("commitment")?,
        asked: ask.form.parse_field("asked")?,
        agrees,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/commitments/{commitment}/release`
pub(crate) fn release(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::ReleaseCommitment {
        commitment: ask.param("commitment")?,
        why: ask.form.text("why").to_owned(),
    }))
}

/// `POST …/commitments/{commitment}/join`
pub(crate) fn join(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::JoinCommitments {
        commitment: ask.param("commitment")?,
        into: ask.form.parse_field("into")?,
    }))
}
