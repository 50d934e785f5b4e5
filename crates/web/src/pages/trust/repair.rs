//! One thing that broke: each part of its repair by itself.

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::view::{
    CommitmentState, MayWithRepair, RepairState, RepairView, RepairWords, RepairsPage,
};
use domain::{Command, Fact, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::pages::commitments;
use crate::problem::Problem;
use crate::room::Room;

/// Characters of what happened that stand in a list.
const SHORT: usize = 160;
/// Within so many days something is promised unless one says otherwise.
const WITHIN: i64 = 14;

#[derive(Template)]
#[template(path = "repair.html")]
struct Page {
    layout: Layout,
    /// The address of the page, without its query.
    place: String,
    party: PartyLabel,
    of: PartyLabel,
    look: &'static str,
    tag: String,
    happened: Part,
    outcomes: Vec<(String, String)>,
    cost: Option<Part>,
    answers: Vec<Part>,
    promised: Vec<commitments::Line>,
    verdicts: Vec<(bool, Part)>,
    /// Whether it waits to be repaired.
    is_open: bool,
    /// Whether the other side said or promised something: before that nobody is led to accept it.
    is_answered: bool,
    /// What is promised and still to be kept, in words; empty where nothing is.
    still_open: String,
    /// Who accepted it; else empty.
    accepted: String,
    /// Whose word is missing, and for what.
    next: String,
    withdrawn: String,
    withdrawn_why: String,
    may: MayWithRepair,
    due: String,
}

/// Words on one part.
struct Part {
    html: String,
    by: String,
}

/// A repair in a list.
pub(crate) struct Line {
    pub href: String,
    pub is_open: bool,
    pub words: String,
    pub party: PartyLabel,
    pub of: PartyLabel,
    pub note: String,
    pub look: &'static str,
    pub tag: String,
}

/// The form that says that something broke.
pub(crate) struct Form {
    pub parties: Vec<(PartyId, String)>,
    pub outcomes: Vec<(String, String)>,
}

/// Where a repair is.
pub(crate) fn href(room: &Room<'_>, repair: RepairId) -> String {
    room.to(format_args!("repairs/{repair}"))
}

/// Those that wait, and those that ended.
pub(crate) fn lines(room: &Room<'_>, all: &RepairsPage) -> (Vec<Line>, Vec<Line>) {
    let (open, closed): (Vec<_>, Vec<_>) = all.repairs.iter().partition(|it| is_open(it));
    let told = |these: Vec<&RepairView>| these.into_iter().map(|it| line(room, it)).collect();
    (told(open), told(closed))
}

/// The first of them that wait, or the one that ended last, for the pages beside this one.
pub(crate) fn beside(room: &mut Room<'_>, most: usize) -> Result<Vec<Line>, Problem> {
    let all = room.seen.repairs();
    let waiting = all.repairs.iter().filter(|it| is_open(it)).count();
    let shown = &all.repairs[..all.repairs.len().min(waiting.clamp(1, most))];
    room.name(shown.iter().map(|it| it.person))?;
    Ok(shown.iter().map(|it| line(room, it)).collect())
}

fn is_open(it: &RepairView) -> bool {
    !matches!(it.state, RepairState::Accepted | RepairState::Withdrawn)
}

fn line(room: &Room<'_>, it: &RepairView) -> Line {
    let words = room.or_erased(it.happened.as_ref());
    let (look, tag) = state(room, it);
    Line {
        href: href(room, it.id),
        is_open: is_open(it),
        words: markdown::excerpt(&words, SHORT),
        party: room.names.party(it.party).clone(),
        of: room.names.party(it.of).clone(),
        note: said_by(room, it.person, it.at, it.by_link_of),
        look,
        tag,
    }
}

/// How far it is: how that looks, and what it is called.
pub(crate) fn state(room: &Room<'_>, it: &RepairView) -> (&'static str, String) {
    let say = room.say;
    let (party, of) = (room.short(it.party), room.short(it.of));
    match it.state {
        RepairState::Broken | RepairState::AskedAgain => {
            ("alert", say.one("repair-broken", "party", of))
        }
        RepairState::Promised => ("care", say.one("repair-promised", "party", of)),
        RepairState::Asked => ("care", say.one("repair-asked", "party", party)),
        RepairState::Accepted => ("good", say.one("repair-accepted", "party", party)),
        RepairState::Withdrawn => ("", say.text("repair-withdrawn")),
    }
}

fn said_by(room: &Room<'_>, person: PersonId, at: Moment, link: Option<PartyId>) -> String {
    let who = room.names.person(person);
    let by = room
        .say
        .two("repair-by", ("who", who), ("day", room.dates.day(at)));
    match room.names.by_link(link) {
        mark if mark.is_empty() => by,
        mark => format!("{by} · {mark}"),
    }
}

pub(crate) fn form(room: &Room<'_>) -> Form {
    let own = room.frame.you.party;
    let others = room.names.seated().filter(|party| party.id != own);
    let outcomes = room.seen.outcome_statements().into_iter();
    Form {
        parties: others.map(|party| (party.id, party.name.clone())).collect(),
        outcomes: outcomes
            .map(|(id, words)| (id.to_string(), room.or_erased(words.as_ref())))
            .collect(),
    }
}

/// `GET …/repairs/{repair}`
///
/// # Errors
/// [`Problem::NotFound`] where there is none.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: RepairId = ask.param("repair")?;
    let all = room.seen.repairs().repairs;
    let it = all.iter().find(|it| it.id == id).ok_or(Problem::NotFound)?;
    let verdicts = it.verdicts.iter().map(|verdict| &verdict.said);
    let said = it.cost.iter().chain(&it.answers).chain(verdicts);
    room.name(said.map(|said| said.person).chain([it.person]))?;
    let promised = commitments::lines_of(&mut room, &it.promised)?;
    let layout = room.layout(room.say.text("repair-title"))?;
    let (look, tag) = state(&room, it);
    let due = Moment(ask.moment().0 + WITHIN * Moment::DAY);
    let statements = room.seen.outcome_statements();
    let outcome = |id: &OutcomeId| {
        let words = statements.iter().find(|(outcome, _)| outcome == id);
        let words = room.or_erased(words.and_then(|(_, words)| words.as_ref()));
        (room.to(format_args!("outcomes/{id}")), words)
    };
    let verdict = |it: &domain::view::RepairVerdict| {
        let key = match it.accepted {
            true => "repair-said-accepted",
            false => "repair-said-not",
        };
        let by = said_by(&room, it.said.person, it.said.at, it.said.by_link_of);
        let html = match &it.said.words {
            Some(words) if words.is_empty() => String::new(),
            words => markdown::to_html(&room.or_erased(words.as_ref())),
        };
        let by = room.say.one(key, "by", by);
        (it.accepted, Part { html, by })
    };
    page(&Page {
        place: format!("{}/repairs/{id}", room.base),
        party: room.names.party(it.party).clone(),
        of: room.names.party(it.of).clone(),
        look,
        tag,
        happened: Part {
            html: markdown::to_html(&room.or_erased(it.happened.as_ref())),
            by: said_by(&room, it.person, it.at, it.by_link_of),
        },
        outcomes: it.outcomes.iter().map(outcome).collect(),
        cost: it.cost.as_ref().map(|said| part(&room, said)),
        answers: it.answers.iter().map(|said| part(&room, said)).collect(),
        promised,
        verdicts: it.verdicts.iter().map(verdict).collect(),
        is_open: is_open(it),
        is_answered: !it.answers.is_empty() || !it.promised.is_empty(),
        still_open: still_open(&room, it),
        accepted: accepted(&room, it),
        next: next(&room, it),
        withdrawn: it.withdrawn.map_or_else(String::new, |at| {
            room.say
                .one("repair-withdrawn-on", "day", room.dates.day(at))
        }),
        withdrawn_why: match it.withdrawn {
            Some(_) => room.or_erased(it.withdrawn_why.as_ref()),
            None => String::new(),
        },
        may: it.may,
        due: due.day_in_utc().to_string(),
        layout,
    })
}

fn part(room: &Room<'_>, said: &RepairWords) -> Part {
    Part {
        html: markdown::to_html(&room.or_erased(said.words.as_ref())),
        by: said_by(room, said.person, said.at, said.by_link_of),
    }
}

/// The promises about it that are still to be kept.
fn still_open(room: &Room<'_>, it: &RepairView) -> String {
    let all = room.seen.commitments(room.ask.moment());
    let open = all.commitments.iter().filter(|other| {
        let ended = [
            CommitmentState::Kept,
            CommitmentState::Released,
            CommitmentState::Joined,
        ];
        it.promised.contains(&other.id) && !ended.contains(&other.state)
    });
    let words = open.map(|it| {
        let words = markdown::excerpt(&room.or_erased(it.words.as_ref()), SHORT);
        room.names.quoted_words(&words)
    });
    let words: Vec<_> = words.collect();
    match words.is_empty() {
        true => String::new(),
        false => room.say.two(
            "repair-accept-still-open",
            ("party", room.short(it.of).to_owned()),
            ("promises", words.join(", ")),
        ),
    }
}

/// Who accepted it, for the headline.
fn accepted(room: &Room<'_>, it: &RepairView) -> String {
    let found = it.verdicts.iter().find(|verdict| verdict.accepted);
    let said = found.map(|verdict| {
        said_by(
            room,
            verdict.said.person,
            verdict.said.at,
            verdict.said.by_link_of,
        )
    });
    said.map_or_else(String::new, |by| {
        let party = ("party", room.short(it.party).to_owned());
        room.say.two("repair-accepted-by", party, ("by", by))
    })
}

fn next(room: &Room<'_>, it: &RepairView) -> String {
    let key = match it.state {
        RepairState::AskedAgain => "repair-next-again",
        RepairState::Broken if !it.verdicts.is_empty() => "repair-next-again",
        RepairState::Broken => "repair-next-broken",
        RepairState::Promised => "repair-next-promised",
        RepairState::Asked => "repair-next-asked",
        RepairState::Accepted | RepairState::Withdrawn => return String::new(),
    };
    let (party, of) = (room.short(it.party), room.short(it.of));
    room.say
        .two(key, ("party", party.to_owned()), ("of", of.to_owned()))
}

/// `POST …/trust/repairs`
pub(crate) fn open(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::OpenRepair {
        of: form.parse_field("of")?,
        happened: form.text("happened").to_owned(),
        cost: form.text("cost").to_owned(),
        outcomes: super::outcomes(ask)?,
    }))
}

/// Where a repair leads once it was said: to its own page.
pub(crate) fn opened(ask: &Ask, done: &Done) -> String {
    let mut facts = done.facts.iter();
    let repair = facts.find_map(|fact| match fact {
        Fact::RepairOpened(opened) => Some(opened.repair),
        _ => None,
    });
    let place = repair.map_or_else(|| "trust".to_owned(), |id| format!("repairs/{id}"));
    ask.fill(&format!("/r/{{relationship}}/{place}?said=repair-opened"))
}

/// `POST …/repairs/{repair}/cost`
pub(crate) fn cost(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::SayRepairCost {
        repair: ask.param("repair")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/repairs/{repair}/answer`
pub(crate) fn answer(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AnswerRepair {
        repair: ask.param("repair")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/repairs/{repair}/promise`
pub(crate) fn promise(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::PromiseRepair {
        repair: ask.param("repair")?,
        words: ask.form.text("words").to_owned(),
        due: ask.form.parse_field("due")?,
    }))
}

/// `POST …/repairs/{repair}/acceptance`
pub(crate) fn accept(ask: &Ask) -> Result<Command, Problem> {
    judge(ask, true)
}

/// `POST …/repairs/{repair}/missing`
pub(crate) fn missing(ask: &Ask) -> Result<Command, Problem> {
    judge(ask, false)
}

fn judge(ask: &Ask, accepted: bool) -> Result<Command, Problem> {
    Ok(Command::from(act::AcceptRepair {
        repair: ask.param("repair")?,
        accepted,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/repairs/{repair}/withdrawal`
pub(crate) fn withdraw(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::WithdrawRepair {
        repair: ask.param("repair")?,
        why: ask.form.text("why").to_owned(),
    }))
}
