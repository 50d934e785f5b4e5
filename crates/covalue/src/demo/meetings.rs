//! How the demo's table sits together: one review that was held, one that is being prepared.

use anyhow::Context;
use domain::ids::*;
use domain::view::{MeetingLine, MeetingState};
use domain::words::*;
use domain::{Fact, LocalTime, Moment, act};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{ToSpan, ZonedDateTime};

use super::northwind::Northwind;
use super::teller::{Teller, Voice};

/// What the review is called that is being prepared, and where it is.
const NEXT: (&str, &str) = (
    "Review of the third quarter",
    "https://rooms.example/northwind",
);
/// Its length: minutes.
const LENGTH: u64 = 60;

/// The moment that the story has reached, as clocks at the table show it.
fn there(teller: &Teller, table: RelationshipId) -> anyhow::Result<ZonedDateTime> {
    let table = teller.app().relationship(table)?;
    let table = table.context("no such table")?;
    let zone = TimeZone::get(table.time_zone())?;
    Ok(teller.now()?.to_zoned_datetime(zone))
}

fn local(at: &ZonedDateTime) -> anyhow::Result<LocalTime> {
    Ok(at.strftime("%Y-%m-%dT%H:%M").to_string().parse()?)
}

/// When the next review begins: in the week to come, and not at a weekend.
fn next(teller: &Teller, table: RelationshipId) -> anyhow::Result<LocalTime> {
    let mut day = there(teller, table)?.date().checked_add(6.days())?;
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = day.tomorrow()?;
    }
    Ok(format!("{day}T14:00").parse()?)
}

fn plans(
    voice: Voice<'_>,
    title: &str,
    begins_at: LocalTime,
    place: &str,
) -> anyhow::Result<MeetingId> {
    let facts = voice.does(act::PlanMeeting {
        kind: MeetingKind::Review,
        title: title.to_owned(),
        begins_at,
        minutes: LENGTH,
        place: place.to_owned(),
    })?;
    let planned = facts.iter().find_map(|fact| match fact {
        Fact::MeetingPlanned(planned) => Some(planned.meeting),
        _ => None,
    });
    planned.context("nothing was planned")
}

fn brings(
    voice: Voice<'_>,
    meeting: MeetingId,
    title: &str,
    minutes: u64,
    subject: Option<Subject>,
) -> anyhow::Result<TopicId> {
    let facts = voice.does(act::BringTopic {
        meeting,
        title: title.to_owned(),
        minutes,
        subject,
    })?;
    let brought = facts.iter().find_map(|fact| match fact {
        Fact::TopicBrought(brought) => Some(brought.topic),
        _ => None,
    });
    brought.context("nothing was brought")
}

/// The review of the second quarter, which Northwind led and to which neither its sponsor nor Viktor came.
pub fn tell_the_one_held(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let (ines, mara, tom) = (voice(known.ines), voice(known.mara), voice(known.tom));
    let begins = there(teller, known.table)?;
    let meeting = plans(
        ines,
        "Review of the second quarter",
        local(&begins)?,
        "Northwind’s dispatch, Hamburg",
    )?;
    let outcome = |id: OutcomeId| Some(Subject::Outcome(id));
    let calls = brings(mara, meeting, "Calls on the A7", 15, outcome(known.a7))?;
    let desk = brings(ines, meeting, "The night desk", 10, outcome(known.night))?;
    let masts = brings(
        tom,
        meeting,
        "Works on the masts, and who hears of them",
        10,
        None,
    )?;
    mara.does(act::BeginMeeting { meeting })?;
    for person in [known.ines, known.tom] {
        let here = true;
        mara.does(act::NotePresence {
            meeting,
            person,
            here,
        })?;
    }
    mara.does(act::BeginTopic { topic: calls })?;
    mara.does(act::BeginRound { meeting })?;
    // The round goes in fair order, whoever that makes the first.
    for _ in 0..3 {
        let table = teller.app().relationship(known.table)?;
        let table = table.context("no such table")?;
        let seen = table.seen_by(known.mara, &table).context("no seat")?;
        let view = seen
            .meeting(meeting, table.last_at())
            .context("no meeting")?;
        let speaking = view.sitting.and_then(|sitting| sitting.speaking);
        let person = speaking.context("nobody speaks")?.person;
        voice(person).does(act::EndSpeaking { meeting, person })?;
    }
    let contribution = mara.says(
        ContributionKind::Need,
        Audience::WholeTable,
        &[known.a7],
        "Dispatch must hear of failing masts.",
    )?;
    // Ines and Tom said it back to her, there and then.
    let parties = vec![known.provider, known.supplier];
    mara.does(act::TickHeard {
        contribution,
        parties,
    })?;
    mara.does(act::BeginTopic { topic: masts })?;
    let asks = Asking::Word;
    tom.does(act::AskForFloor { meeting, asks })?;
    let person = known.tom;
    tom.does(act::EndSpeaking { meeting, person })?;
    tom.does(act::MakeCommitment {
        to: known.consumer,
        words: "The nights with works go by text to both desks, a week before.".to_owned(),
        due: {
            let due = there(teller, known.table)?.checked_add(90.days())?;
            local(&due)?.day()
        },
        contribution: None,
        proposal: None,
        outcomes: vec![known.night],
    })?;
    mara.does(act::BeginTopic { topic: desk })?;
    ines.does(act::AskForFloor { meeting, asks })?;
    let person = known.ines;
    ines.does(act::EndSpeaking { meeting, person })?;
    mara.does(act::CloseMeeting { meeting })?;
    Ok(())
}

/// The next review: every party has brought a point, and most have said whether they come.
pub fn prepare_the_next(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let (ines, mara, tom) = (voice(known.ines), voice(known.mara), voice(known.tom));
    let (title, place) = NEXT;
    let meeting = plans(ines, title, next(teller, known.table)?, place)?;
    let outcome = |id: OutcomeId| Some(Subject::Outcome(id));
    brings(ines, meeting, "What came true", 8, None)?;
    let pass = brings(mara, meeting, "Elm Pass at night", 15, outcome(known.a7))?;
    brings(tom, meeting, "Winter access to the masts", 10, None)?;
    let bill = brings(mara, meeting, "The bill by depot", 10, outcome(known.bill))?;
    for topic in [pass, bill] {
        let backs = true;
        ines.does(act::BackTopic { topic, backs })?;
    }
    let coming = Coming::Yes;
    for voice in [ines, mara, voice(known.viktor)] {
        let stands_in = None;
        voice.does(act::SayComing {
            meeting,
            coming,
            stands_in,
        })?;
    }
    voice(known.lea).does(act::SayComing {
        meeting,
        coming: Coming::No,
        stands_in: Some(known.mara),
    })?;
    Ok(())
}

/// Where somebody goes on with a demo after the day of its next review, and nobody began that: it lies ahead again.
pub fn put_off_the_next(
    teller: &Teller,
    table: RelationshipId,
    ines: PersonId,
) -> anyhow::Result<()> {
    let now = Moment(teller.now()?.as_millisecond());
    let relationship = teller.app().relationship(table)?;
    let relationship = relationship.context("no such table")?;
    let Some(seen) = relationship.seen_by(ines, &relationship) else {
        return Ok(());
    };
    let is_missed = |it: &MeetingLine| {
        let never_begun = matches!(it.state, MeetingState::Due | MeetingState::NotHeld);
        never_begun && it.title.as_deref() == Some(NEXT.0)
    };
    let missed = seen.meetings(now).meetings.into_iter().find(is_missed);
    let may_change = |it: &MeetingLine| {
        let view = seen.meeting(it.id, now);
        view.is_some_and(|view| view.may.change)
    };
    let Some(missed) = missed.filter(may_change) else {
        return Ok(());
    };
    teller.voice(table, ines).does(act::ChangeMeeting {
        meeting: missed.id,
        title: NEXT.0.to_owned(),
        begins_at: next(teller, table)?,
        minutes: missed.minutes,
        place: missed.place.unwrap_or_default(),
    })?;
    Ok(())
}
