//! Meetings: what is planned, and what was held.

mod calendar;
mod minutes;
pub mod one;
mod paper;
pub mod sitting;
pub mod take_down;

use app::Done;
use askama::Template;
use domain::audience::Seen;
use domain::ids::MeetingId;
use domain::view::{MeetingLine, MeetingState, TopicView};
use domain::words::*;
use domain::{Command, Fact, LocalTime, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::dates::moment;
use crate::form::Chosen;
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::pages::tables::Table;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::Sheet;

pub use calendar::calendar;
pub use minutes::markdown;
pub use paper::paper;
pub use sitting::wall;

/// How many days a round in writing takes.
const WRITTEN_DAYS: std::ops::RangeInclusive<i64> = 1..=30;
/// Characters of what was said, where a page leads to all of it.
const EXCERPT: usize = 120;
/// So far ahead a meeting is, unless somebody says otherwise: days.
const AHEAD: i64 = 7;

#[derive(Template)]
#[template(path = "meetings.html")]
struct Page {
    layout: Layout,
    ahead: Vec<Line>,
    past: Vec<Line>,
    /// Whose turn it is to lead.
    leads: String,
    form: Option<Form>,
}

/// A meeting in a list.
struct Line {
    href: String,
    title: String,
    note: String,
    /// `good`, `care`, `alert`, or nothing.
    look: &'static str,
    tag: String,
}

/// The form with which a meeting is planned.
struct Form {
    begins: String,
    /// When a round in writing begins: there is a day to bring points.
    tomorrow: String,
    kinds: Vec<(&'static str, String)>,
    zone: String,
}

/// `GET /r/{relationship}/meetings`
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let all = room.seen.meetings(ask.moment());
    let layout = room.layout(room.say.text("nav-meetings"))?;
    let (ahead, past): (Vec<_>, Vec<_>) = all.meetings.iter().partition(|line| is_open(line));
    let lines = |some: Vec<&MeetingLine>| some.into_iter().map(|it| line(&room, it)).collect();
    page(&Page {
        ahead: lines(ahead),
        past: lines(past),
        leads: all.leads_next.map_or_else(String::new, |party| {
            room.say.one("meetings-lead", "party", room.short(party))
        }),
        form: all.may_plan.then(|| form(&room)),
        layout,
    })
}

fn is_open(line: &MeetingLine) -> bool {
    matches!(
        line.state,
        MeetingState::Planned | MeetingState::Due | MeetingState::Running | MeetingState::Written
    )
}

fn line(room: &Room<'_>, it: &MeetingLine) -> Line {
    let (look, tag) = state(room, it);
    let topics = room.say.count("meeting-topics", it.topics);
    let told = [when(room, it), purpose(room, it.kind), topics];
    let told = told.into_iter().filter(|it| !it.is_empty());
    Line {
        href: room.to(format_args!("meetings/{}", it.id)),
        title: room.or_erased(it.title.as_ref()),
        note: told.collect::<Vec<_>>().join(" · "),
        look,
        tag,
    }
}

/// What a meeting is for; nothing where that was not said, or is told with its time.
fn purpose(room: &Room<'_>, kind: MeetingKind) -> String {
    match kind {
        MeetingKind::Review | MeetingKind::First => {
            room.say.text(&format!("meeting-kind-{}", kind.word()))
        }
        MeetingKind::Blank | MeetingKind::Written => String::new(),
    }
}

/// How far a meeting is: how that looks, and what it is called.
fn state(room: &Room<'_>, it: &MeetingLine) -> (&'static str, String) {
    let say = |key: &str| room.say.text(key);
    match it.state {
        MeetingState::Running => ("good", say("meeting-state-running")),
        MeetingState::Written => ("good", say("meeting-state-written")),
        MeetingState::Due => ("care", say("meeting-state-due")),
        MeetingState::Cancelled => ("alert", say("meeting-state-cancelled")),
        MeetingState::NotHeld => ("", say("meeting-state-not_held")),
        MeetingState::Held if it.missed => ("care", say("meeting-missed")),
        MeetingState::Held => ("", String::new()),
        MeetingState::Planned if it.kind == MeetingKind::Written => {
            ("", say("meeting-state-planned"))
        }
        MeetingState::Planned => match it.coming {
            Some(coming) => ("", say(&format!("coming-{}", coming.word()))),
            None => ("care", say("meeting-asks")),
        },
    }
}

/// When a meeting is, in the table's zone; where the reader's clock shows something else, that too.
fn when(room: &Room<'_>, it: &MeetingLine) -> String {
    let there = &room.there;
    if it.kind == MeetingKind::Written {
        let values = [
            ("from", there.exact(it.begins)),
            ("until", there.exact(it.ends)),
            ("zone", zone(room)),
        ];
        return room.say.with("written-from-until", &values);
    }
    let (from, until) = there.span(it.begins, it.ends);
    let values = [
        ("weekday", there.weekday(it.begins)),
        ("day", there.day(it.begins)),
        ("from", from),
        ("until", until),
        ("zone", zone(room)),
    ];
    let when = room.say.with("meeting-when", &values);
    match room.dates.local(it.begins) == there.local(it.begins) {
        true => when,
        false => {
            let yours = room.dates.exact(it.begins);
            format!(
                "{when} · {}",
                room.say.one("meeting-your-time", "time", yours)
            )
        }
    }
}

/// When the page of whoever leads gave a sign of life last: it says who may lead instead.
///
/// # Errors
/// Only when the database fails.
pub(crate) fn signs(ask: &Ask, seen: &Seen<'_>, meeting: MeetingId) -> Result<act::Signs, Problem> {
    let Some(chair) = seen.chair_of(meeting) else {
        return Ok(act::Signs::new());
    };
    let accounts = ask.web.app().accounts();
    let signs = accounts.signs(ask.table()?.id, &[chair])?;
    let signs = signs.into_iter();
    Ok(signs.map(|(person, at)| (person, moment(at))).collect())
}

/// What the table's zone is called.
fn zone(room: &Room<'_>) -> String {
    room.frame.time_zone.replace('_', " ")
}

fn form(room: &Room<'_>) -> Form {
    let there = &room.there;
    let begins = Moment(room.ask.moment().0 + AHEAD * Moment::DAY);
    let day = there.local(begins);
    let (day, _) = day.split_once('T').unwrap_or_default();
    let tomorrow = there.local(Moment(room.ask.moment().0 + Moment::DAY));
    Form {
        begins: format!("{day}T10:00"),
        tomorrow,
        kinds: kinds(room),
        zone: zone(room),
    }
}

fn kinds(room: &Room<'_>) -> Vec<(&'static str, String)> {
    let kinds = MeetingKind::ALL.iter();
    let kinds = kinds.filter(|kind| **kind != MeetingKind::Written);
    let kinds = kinds.map(|kind| kind.word());
    let said = |kind: &'static str| (kind, room.say.text(&format!("meeting-kind-{kind}")));
    kinds.map(said).collect()
}

/// `POST …/meetings`
pub(crate) fn plan(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::from(act::PlanMeeting {
        kind: form.word("kind", MeetingKind::from_word)?,
        title: form.text("title").to_owned(),
        begins_at: form.parse_field("begins_at")?,
        minutes: form.parse_field("minutes")?,
        place: form.text("place").to_owned(),
    }))
}

/// How long a round in writing of so many days is, in minutes: it ends when clocks at the table show the time at
/// which it began, whatever is done to them in between.
fn written_minutes(ask: &Ask, begins: LocalTime) -> Result<u64, Problem> {
    let wrong = Problem::Field {
        field: "days",
        what: "problem-written-days",
    };
    let days = ask.form.text("days").trim().parse::<i64>().ok();
    let Some(days) = days.filter(|days| WRITTEN_DAYS.contains(days)) else {
        return Err(wrong);
    };
    let seen = ask.seen()?;
    let there = ask.dates_in(seen.time_zone());
    let last = Moment(begins.day().begins_in_utc().0 + days * Moment::DAY).day_in_utc();
    let (hour, minute) = begins.clock();
    let until = there.parse_begun(&format!("{last}T{hour:02}:{minute:02}"));
    let minutes = there.parse_begun(&begins.to_string()).zip(until);
    let minutes = minutes.map(|(from, until)| (until.0 - from.0) / 60_000);
    let minutes = minutes.unwrap_or(days * 24 * 60);
    u64::try_from(minutes).map_err(|_| wrong)
}

/// `POST …/meetings/writing`: a round in writing, from tomorrow on unless somebody says otherwise.
pub(crate) fn plan_written(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let begins_at = form.parse_field("begins_at")?;
    Ok(Command::from(act::PlanMeeting {
        kind: MeetingKind::Written,
        title: form.text("title").to_owned(),
        minutes: written_minutes(ask, begins_at)?,
        begins_at,
        place: String::new(),
    }))
}

/// The page of the meeting that was planned.
pub(crate) fn planned(ask: &Ask, done: &Done) -> String {
    ask.fill(&match done.facts.first() {
        Some(Fact::MeetingPlanned(planned)) => {
            let id = planned.meeting;
            format!("/r/{{relationship}}/meetings/{id}?said=meeting-planned")
        }
        _ => "/r/{relationship}/meetings".to_owned(),
    })
}

/// `GET …/meetings.csv`: a row for each meeting and point of its agenda.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let columns = [
        "meeting", "state", "begins", "minutes", "topic", "party", "time-box", "spent",
    ];
    let mut table = Table::of(&room, columns, [])?;
    let for_people = Sheet::of(ask).is_for_people();
    for it in room.seen.meetings(ask.moment()).meetings {
        let Some(view) = room.seen.meeting(it.id, ask.moment()) else {
            continue;
        };
        let word = state_word(it.state);
        let own = [
            room.or_erased(it.title.as_ref()),
            match for_people {
                true => room.say.text(&format!("meeting-state-{word}")),
                false => word.to_owned(),
            },
            room.dates.machine(it.begins),
            it.minutes.to_string(),
        ];
        if view.agenda.is_empty() {
            let nothing = std::iter::repeat_n(String::new(), 4);
            table.row(own.iter().cloned().chain(nothing));
        }
        for topic in &view.agenda {
            let cells = [
                topic_called(&room, topic.title.as_ref(), topic.subject),
                room.names.party(topic.party).name.clone(),
                topic.minutes.to_string(),
                (spent(topic, ask.moment()) / 60_000).to_string(),
            ];
            table.row(own.iter().cloned().chain(cells));
        }
    }
    table.done(ask, "meetings")
}

fn state_word(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "planned",
        MeetingState::Due => "due",
        MeetingState::Running => "running",
        MeetingState::Written => "written",
        MeetingState::Held => "held",
        MeetingState::NotHeld => "not_held",
        MeetingState::Cancelled => "cancelled",
    }
}

/// What a point is about: the address of its page, and what it is called. Nothing where the reader may not
/// see it.
fn subject(room: &Room<'_>, subject: Subject) -> Option<(String, String)> {
    let (href, text) = subject_at(room, subject, u64::MAX)?;
    let text = match subject {
        Subject::Contribution(_) | Subject::Commitment(_) => {
            crate::markdown::excerpt(&text, EXCERPT)
        }
        Subject::Outcome(_) | Subject::Proposal(_) => text,
    };
    Some((href, text))
}

/// As [`subject`], called as it was when that entry was made, and nothing of it left out.
fn subject_at(room: &Room<'_>, subject: Subject, sequence: u64) -> Option<(String, String)> {
    let (path, text) = match subject {
        Subject::Outcome(id) => {
            // Nothing of its figures: hundreds look at a sitting at once.
            room.seen.outcome_title(id)?;
            let statement = room.seen.statement_at(id, sequence);
            (format!("outcomes/{id}"), room.or_erased(statement.as_ref()))
        }
        Subject::Contribution(id) => {
            let words = room.seen.words_at(id, sequence)?;
            (format!("dialogue/{id}"), words.to_owned())
        }
        Subject::Proposal(id) => {
            let title = room.seen.proposal_title_at(id, sequence)?;
            (format!("decisions/{id}"), room.or_erased(title.as_ref()))
        }
        Subject::Commitment(id) => {
            let words = room.seen.commitment_words_at(id, sequence)?;
            (format!("commitments/{id}"), room.or_erased(words.as_ref()))
        }
    };
    Some((room.to(path), text))
}

/// What a point is called, where that leads, and what it is about.
struct Title {
    text: String,
    /// The page of what it is about; empty where it is about nothing that the reader may see.
    href: String,
    /// What that is called, where the title has other words.
    about: String,
}

/// What a point is called: as it was named, or as what it is about is called to the reader today. Words of others are
/// told for as long as they are there, to whoever reads them.
pub(crate) fn topic_called(
    room: &Room<'_>,
    title: Option<&String>,
    about: Option<Subject>,
) -> String {
    match title {
        Some(title) if title.is_empty() => about
            .and_then(|about| subject(room, about))
            .map_or_else(|| room.say.text("meeting-topic-unseen"), |(_, text)| text),
        title => room.or_erased(title),
    }
}

impl Title {
    fn of(room: &Room<'_>, topic: &TopicView) -> Self {
        let text = topic_called(room, topic.title.as_ref(), topic.subject);
        let about = topic.subject.and_then(|about| subject(room, about));
        let (href, about) = about.unwrap_or_default();
        let is_same = about == text || about == crate::markdown::excerpt(&text, EXCERPT);
        Self {
            text,
            href,
            about: if is_same { String::new() } else { about },
        }
    }
}

/// The subject as a form sends it: its word, and its id.
fn subject_fields(subject: Subject) -> (&'static str, String) {
    match subject {
        Subject::Outcome(id) => ("outcome", id.to_string()),
        Subject::Contribution(id) => ("contribution", id.to_string()),
        Subject::Proposal(id) => ("proposal", id.to_string()),
        Subject::Commitment(id) => ("commitment", id.to_string()),
    }
}

/// One of two words of a template.
pub(crate) fn either<'a>(is_so: impl Chosen, so: &'a str, otherwise: &'a str) -> &'a str {
    match is_so.is_chosen() {
        true => so,
        false => otherwise,
    }
}

/// How long a point was talked about by that moment.
fn spent(topic: &TopicView, now: Moment) -> i64 {
    let since = topic.since.map_or(0, |since| now.0.saturating_sub(since.0));
    topic.spent.saturating_add(since.max(0))
}

/// A time that was spoken or talked: `mm:ss`, or `h:mm:ss`.
fn clock(millis: i64) -> String {
    let seconds = millis.max(0) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes:02}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
