//! Sitting together: what is talked about, whose turn it is, who had how much of the floor.

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::view::{MeetingState, MeetingView, SittingView, TopicState, TopicView, TurnState};
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::Timestamp;

use super::minutes::{self, Hearing};
use super::one::{self, PartyThere, Point};
use super::{Title, clock, topic_called, when};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::live::SIGN_EVERY;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

/// A sitting as the page shows it.
pub(super) struct Sitting {
    /// The clock of the server when the page was made, which all screens go by.
    pub now: i64,
    /// Whether its clocks go on: not those of a page of the past.
    pub ticks: bool,
    pub topic: Option<Now>,
    /// That none is talked about.
    pub no_topic: String,
    pub speaking: Option<Speaks>,
    pub interrupted: String,
    pub round: Vec<Turn>,
    pub list: Vec<Listed>,
    pub list_closed: bool,
    /// Whether the viewer is on the list, and may leave it.
    pub listed: bool,
    /// Whether the viewer's turn comes in the round, and may be passed.
    pub has_turn: bool,
    /// Whether the viewer may give the floor.
    pub gives: bool,
    /// Whether the viewer leads.
    pub leads: bool,
    pub chair: PersonId,
    pub chair_name: String,
    pub off: bool,
    pub shares: Vec<Share>,
    pub shares_text: String,
    /// One suggestion to whoever leads.
    pub suggestion: String,
    /// The next point, for whoever leads.
    pub next: Option<(TopicId, String)>,
    /// Those who could have the floor.
    pub people: Vec<(PersonId, String)>,
    /// Those of them who could lead instead.
    pub can_lead: Vec<(PersonId, String)>,
    /// Those who are not noted as there.
    pub absent: Vec<(PersonId, String)>,
    /// Who asks to close it without whoever leads.
    pub closing: String,
    /// How it is closed so, and what the button says.
    pub closes: (String, String),
    pub you: PersonId,
}

/// What is talked about.
pub(super) struct Now {
    pub title: Title,
    pub party: PartyLabel,
    /// Who has heard what it is about, where the minutes do not tell that below.
    pub hearing: Option<Hearing>,
    pub note: String,
    pub clock: Clock,
    /// Its time-box, as the clock counts, and whether that is over.
    pub time_box: i64,
    pub is_over: bool,
}

/// A clock that goes on: from when, and what had passed before.
pub(super) struct Clock {
    pub since: i64,
    pub before: i64,
    /// What it shows when the page is made.
    pub text: String,
    /// Whether it goes on.
    pub ticks: bool,
}

/// Who has the floor.
pub(super) struct Speaks {
    pub person: PersonId,
    pub party: PartyLabel,
    pub sentence: String,
    pub is_you: bool,
    /// Whether the viewer may say that they have finished.
    pub may_end: bool,
    pub clock: Clock,
    pub out_of_turn: bool,
    pub is_turn: bool,
}

/// A turn in a round.
pub(super) struct Turn {
    pub person: PersonId,
    pub party: PartyLabel,
    pub text: String,
    pub look: &'static str,
    pub waits: bool,
}

/// Somebody on the list for the floor.
pub(super) struct Listed {
    pub person: PersonId,
    pub party: PartyLabel,
    pub text: String,
    pub little: bool,
}

/// How much of the floor a party had, as a part of a bar of a thousand.
pub(super) struct Share {
    pub look: &'static str,
    pub from: i64,
    pub width: i64,
}

/// What it has counted when the page is made.
fn passed(now: Moment, since: Moment, before: i64) -> i64 {
    before.saturating_add(now.0.saturating_sub(since.0))
}

fn ticking(room: &Room<'_>, since: Moment, before: i64) -> Clock {
    Clock {
        since: since.0,
        before,
        text: clock(passed(room.ask.moment(), since, before)),
        ticks: ticks(room),
    }
}

/// Whether the clocks of the page go on: what is looked at as of a moment shows what they did then.
fn ticks(room: &Room<'_>) -> bool {
    room.stay.is_empty()
}

/// A page of a sitting that is looked at is a sign of life of whoever looks.
pub(super) fn gives_sign(room: &Room<'_>, view: &MeetingView) {
    let goes_on = view.sitting.as_ref().is_some_and(|it| it.closed.is_none());
    let Ok(now) = Timestamp::from_millisecond(room.ask.now.0) else {
        return;
    };
    if goes_on && room.seen.is_present() {
        let accounts = room.ask.web.app().accounts();
        let own = [room.frame.you.person];
        // Every page asks for itself again with each act of anybody: a sign that is young is not written anew.
        let is_young = |at: &Timestamp| now.duration_since(*at).unsigned_abs() < SIGN_EVERY;
        let known = accounts.signs(room.id, &own);
        if known.is_ok_and(|known| known.values().any(is_young)) {
            return;
        }
        // Nothing is lost where it cannot be noted: the next look notes it.
        let noted = accounts.give_signs(room.id, &own, now);
        if let Err(error) = noted {
            tracing::debug!(%error, "a sign of life could not be noted");
        }
    }
}

pub(super) fn told(room: &Room<'_>, view: &MeetingView, sitting: &SittingView) -> Sitting {
    let now = room.ask.moment();
    let you = room.frame.you.person;
    let party = |id: PartyId| room.names.party(id).clone();
    let topic = view.agenda.iter().find(|it| it.since.is_some());
    let say = room.say;
    let name = |person: PersonId| room.names.person(person);
    let speaking = sitting.speaking.map(|it| Speaks {
        person: it.person,
        party: party(it.party),
        sentence: say.one(
            &format!("floor-has-{}", it.floor.word()),
            "who",
            name(it.person),
        ),
        is_you: it.person == you,
        may_end: room
            .seen
            .may::<act::EndSpeaking>((view.meeting.id, it.person)),
        clock: ticking(room, it.since, 0),
        out_of_turn: it.out_of_turn,
        is_turn: it.floor == Floor::Turn,
    });
    let turn = |it: &domain::view::TurnView| {
        let (key, look) = match it.state {
            TurnState::Waits => ("turn-waits", ""),
            TurnState::Speaks => ("turn-speaks", "now"),
            TurnState::Spoke => ("turn-spoke", "over"),
            TurnState::Passed => ("turn-passed", "over"),
            TurnState::Gone => ("turn-gone", "over"),
        };
        Turn {
            person: it.person,
            party: party(it.party),
            text: say.one(key, "who", name(it.person)),
            look,
            waits: matches!(it.state, TurnState::Waits | TurnState::Speaks),
        }
    };
    let round: Vec<Turn> = match sitting
        .round
        .iter()
        .any(|it| matches!(it.state, TurnState::Waits | TurnState::Speaks))
    {
        true => sitting.round.iter().map(turn).collect(),
        false => Vec::new(),
    };
    let own = (view.meeting.id, you);
    let has_turn = round.iter().any(|it| it.person == you && it.waits);
    let has_turn = has_turn && room.seen.may::<act::PassTurn>(own);
    let listed = sitting.list.iter().any(|it| it.person == you);
    let (shares, shares_text) = shares(room, view);
    let here = |person: &PersonId| view.parties.iter().any(|it| it.here.contains(person));
    let seats = room.seen.table().seats;
    let others = |is_here: bool| -> Vec<(PersonId, String)> {
        let notes = |person| {
            room.seen
                .may::<act::NotePresence>((view.meeting.id, person))
        };
        let some = seats.iter().filter(|seat| here(&seat.person) == is_here);
        let some = some.filter(|seat| is_here || notes(seat.person));
        some.map(|seat| {
            let who = name(seat.person);
            let party = room.short(seat.party);
            (seat.person, format!("{who} ({party})"))
        })
        .collect()
    };
    Sitting {
        now: room.ask.now.0,
        ticks: ticks(room),
        no_topic: {
            let waits = |it: &TopicView| it.state == TopicState::Waits;
            say.text(match view.agenda.iter().all(waits) {
                true => "meeting-no-topic",
                false => "meeting-no-topic-now",
            })
        },
        topic: topic.map(|it| Now {
            title: Title::of(room, it),
            party: party(it.party),
            hearing: it.subject.and_then(|about| {
                let taken = view.taken.iter().any(|taken| taken.subject == about);
                (!taken).then(|| minutes::hearing(room, view, about))?
            }),
            note: say.count("meeting-minutes", usize::try_from(it.minutes).unwrap_or(0)),
            clock: ticking(room, it.since.unwrap_or(now), it.spent),
            time_box: time_box(it),
            is_over: passed(now, it.since.unwrap_or(now), it.spent) >= time_box(it),
        }),
        speaking,
        interrupted: sitting.interrupted.map_or_else(String::new, |person| {
            say.one("floor-goes-on", "who", name(person))
        }),
        round,
        list: sitting
            .list
            .iter()
            .map(|it| Listed {
                person: it.person,
                party: party(it.party),
                text: say.one(
                    &format!("floor-asks-{}", it.asks.word()),
                    "who",
                    name(it.person),
                ),
                little: it.little,
            })
            .collect(),
        list_closed: sitting.list_closed,
        listed: listed && room.seen.may::<act::LeaveFloor>(own),
        has_turn,
        gives: room.seen.may::<act::GiveFloor>(view.meeting.id),
        leads: view.may.lead,
        chair: sitting.chair,
        chair_name: name(sitting.chair),
        off: sitting.off.is_some(),
        shares,
        shares_text,
        suggestion: sitting.suggestion.map_or_else(String::new, |it| {
            let values = [
                ("party", room.short(it.party).to_owned()),
                ("time", clock(it.spoken)),
                ("who", name(it.person)),
            ];
            say.with("floor-suggestion", &values)
        }),
        next: view
            .agenda
            .iter()
            .find(|it| it.since.is_none() && it.spent == 0 && it.may_begin)
            .map(|it| (it.id, topic_called(room, it.title.as_ref(), it.subject))),
        people: others(true),
        can_lead: {
            let can = others(true).into_iter();
            can.filter(|(person, _)| sitting.can_lead.contains(person))
                .collect()
        },
        absent: others(false),
        closing: {
            let parties: Vec<_> = sitting.closing.iter().map(|it| room.short(*it)).collect();
            let mut values = vec![
                ("count", parties.len().to_string()),
                ("parties", parties.join(", ")),
            ];
            match sitting.closes_alone_from {
                _ if parties.is_empty() => String::new(),
                Some(from) => {
                    values.push(("from", room.there.clock(from)));
                    say.with("meeting-closing-asked-alone", &values)
                }
                None => say.with("meeting-closing-asked", &values),
            }
        },
        closes: {
            let waited = sitting.closes_alone_from.is_some_and(|from| from <= now);
            let note = match view.may.closers {
                1 if !waited => "chair-overtime-note",
                _ if sitting.closes_alone => "chair-alone-note",
                _ => "chair-two-note",
            };
            let label = match view.may.closes {
                true => "meeting-close",
                false => "chair-ask-to-close",
            };
            (say.text(note), say.text(label))
        },
        you,
    }
}

/// The time-box of a point, in milliseconds.
fn time_box(topic: &TopicView) -> i64 {
    i64::try_from(topic.minutes)
        .unwrap_or(i64::MAX)
        .saturating_mul(60_000)
}

/// Who had how much of the floor: as parts of a bar, and in words.
pub(super) fn shares(room: &Room<'_>, view: &MeetingView) -> (Vec<Share>, String) {
    let spoke = view.parties.iter().filter(|it| it.spoken > 0);
    let total = spoke
        .clone()
        .map(|it| it.spoken)
        .fold(0, i64::saturating_add);
    let (mut from, mut shares, mut texts) = (0, Vec::new(), Vec::new());
    for it in spoke {
        let width = it.spoken.saturating_mul(1_000) / total.max(1);
        let label = room.names.party(it.party);
        shares.push(Share {
            look: label.look,
            from,
            width,
        });
        from += width;
        texts.push(format!("{} {}", label.short, clock(it.spoken)));
    }
    (shares, texts.join(" · "))
}

#[derive(Template)]
#[template(path = "meeting_wall.html")]
struct Wall {
    layout: Layout,
    place: String,
    when: String,
    sitting: Option<Sitting>,
    /// Why there is none.
    no_sitting: String,
    agenda: Vec<Point>,
    /// What stands over who comes, or was there.
    who: String,
    parties: Vec<PartyThere>,
}

/// `GET …/meetings/{meeting}/wall`: the same for a screen that everybody in a room looks at.
///
/// # Errors
/// [`Problem::NotFound`] for a meeting that is not there.
pub fn wall(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: MeetingId = ask.param("meeting")?;
    let view = room
        .seen
        .meeting(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    one::name_all(&mut room, &view)?;
    let layout = room.layout(room.or_erased(view.meeting.title.as_ref()))?;
    let sitting = view.sitting.as_ref();
    page(&Wall {
        place: room.to(format_args!("meetings/{id}")),
        when: when(&room, &view.meeting),
        sitting: sitting
            .filter(|it| it.closed.is_none())
            .map(|sitting| told(&room, &view, sitting)),
        no_sitting: room.say.text(match view.meeting.state {
            MeetingState::Held => "meeting-is-over",
            MeetingState::Cancelled => "meeting-is-cancelled",
            _ => "meeting-not-now",
        }),
        agenda: view.agenda.iter().map(|it| one::point(&room, it)).collect(),
        who: one::who_heading(&room, &view),
        parties: one::parties(&room, &view),
        layout,
    })
}

/// `POST …/meetings/{meeting}/beginning`
pub(crate) fn begin(ask: &Ask) -> Result<Command, Problem> {
    let meeting = ask.param("meeting")?;
    Ok(Command::from(act::BeginMeeting { meeting }))
}

/// `POST …/meetings/{meeting}/presence`
pub(crate) fn note_presence(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::NotePresence {
        meeting: ask.param("meeting")?,
        person: ask.form.parse_field("person")?,
        here: ask.form.text("here") != "no",
    }))
}

/// `POST …/meetings/{meeting}/round`
pub(crate) fn begin_round(ask: &Ask) -> Result<Command, Problem> {
    let meeting = ask.param("meeting")?;
    Ok(Command::from(act::BeginRound { meeting }))
}

/// `POST …/meetings/{meeting}/pass`
pub(crate) fn pass(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::PassTurn {
        meeting: ask.param("meeting")?,
        person: ask.form.parse_field("person")?,
    }))
}

/// `POST …/meetings/{meeting}/floor`
pub(crate) fn ask_for_floor(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AskForFloor {
        meeting: ask.param("meeting")?,
        asks: ask.form.word("asks", Asking::from_word)?,
    }))
}

/// `POST …/meetings/{meeting}/floor/leaving`
pub(crate) fn leave_floor(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::LeaveFloor {
        meeting: ask.param("meeting")?,
        person: ask.form.parse_field("person")?,
    }))
}

/// `POST …/meetings/{meeting}/floor/giving`
pub(crate) fn give_floor(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::GiveFloor {
        meeting: ask.param("meeting")?,
        person: ask.form.parse_field("person")?,
    }))
}

/// `POST …/meetings/{meeting}/floor/end`
pub(crate) fn end_speaking(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::EndSpeaking {
        meeting: ask.param("meeting")?,
        person: ask.form.parse_field("person")?,
    }))
}

/// `POST …/meetings/{meeting}/list`
pub(crate) fn close_list(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::CloseList {
        meeting: ask.param("meeting")?,
        closed: ask.form.text("closed") == "yes",
    }))
}

/// `POST …/meetings/{meeting}/off-record`
pub(crate) fn go_off_record(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::GoOffRecord {
        meeting: ask.param("meeting")?,
        off: ask.form.text("off") == "yes",
    }))
}

/// `POST …/meetings/{meeting}/relief`
pub(crate) fn relieve(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::RelieveChair {
        meeting: ask.param("meeting")?,
        chair: ask.form.parse_field("chair")?,
    }))
}

/// `POST …/meetings/{meeting}/lead`
pub(crate) fn pass_chair(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::PassChair {
        meeting: ask.param("meeting")?,
        chair: ask.form.parse_field("chair")?,
    }))
}

/// `POST …/meetings/{meeting}/closing`
pub(crate) fn ask_to_close(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AskToClose {
        meeting: ask.param("meeting")?,
        chair: ask.form.parse_field("chair")?,
    }))
}

/// What came of asking to close: that it is closed, or that the others see who asks.
pub(crate) fn asked_to_close(ask: &Ask, done: &Done) -> String {
    let mut facts = done.facts.iter();
    let said = match facts.any(|fact| matches!(fact, Fact::MeetingClosed(_))) {
        true => "meeting-closed",
        false => "closing-asked",
    };
    ask.fill(&format!(
        "/r/{{relationship}}/meetings/{{meeting}}?said={said}"
    ))
}

/// `POST …/meetings/{meeting}/reopening`
pub(crate) fn reopen(ask: &Ask) -> Result<Command, Problem> {
    let meeting = ask.param("meeting")?;
    Ok(Command::from(act::ReopenMeeting { meeting }))
}

/// `POST …/meetings/{meeting}/end`
pub(crate) fn close(ask: &Ask) -> Result<Command, Problem> {
    let meeting = ask.param("meeting")?;
    Ok(Command::from(act::CloseMeeting { meeting }))
}
