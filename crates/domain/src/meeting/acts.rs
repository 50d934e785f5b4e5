//! What is done about a meeting, and in it.

mod agenda;
mod chair;
mod floor;
mod planning;
mod sitting;

pub use agenda::*;
pub use chair::*;
pub use floor::*;
pub use planning::*;
pub use sitting::*;

use super::state::{Meeting, Sitting};
use super::*;
use crate::act::{Act, Asks, At, Context, Decided, acts, one};
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::*;

impl Relationship {
    fn known_meeting(&self, id: MeetingId) -> Result<&Meeting, Refusal> {
        let meeting = self.meetings.all.get(&id);
        meeting
            .map(|meeting| &**meeting)
            .ok_or(Refusal::Unknown { what: "meeting" })
    }

    /// The meeting, if it was neither cancelled nor closed.
    fn open_meeting(&self, id: MeetingId) -> Result<&Meeting, Refusal> {
        let meeting = self.known_meeting(id)?;
        if meeting.cancelled.is_some() {
            return Err(Refusal::MeetingCancelled);
        }
        match &meeting.sitting {
            Some(sitting) if sitting.closed.is_some() => Err(Refusal::MeetingOver),
            _ => Ok(meeting),
        }
    }

    /// The meeting, if it has not begun.
    fn meeting_ahead(&self, id: MeetingId) -> Result<&Meeting, Refusal> {
        let meeting = self.open_meeting(id)?;
        match meeting.sitting {
            Some(_) => Err(Refusal::MeetingBegun),
            None => Ok(meeting),
        }
    }

    /// Whether somebody who speaks for the party, or has left since, said a word to a point in writing.
    pub(super) fn has_its_word(&self, topic: &state::Topic, party: PartyId) -> bool {
        let mut own = topic.written.iter().filter(|it| it.party == party);
        own.any(|it| {
            let seat = self.table.seat(it.stamp.actor);
            seat.is_none_or(|seat| seat.party == party && seat.speaks_for_party())
        })
    }

    /// The meeting and its sitting, while it goes on.
    fn running_meeting(&self, id: MeetingId) -> Result<(&Meeting, &Sitting), Refusal> {
        let meeting = self.open_meeting(id)?;
        let sitting = meeting.sitting.as_ref().ok_or(Refusal::NotBegun)?;
        Ok((meeting, sitting))
    }

    /// The point and its meeting, neither cancelled nor closed.
    fn open_topic(&self, id: TopicId) -> Result<(&Meeting, &state::Topic), Refusal> {
        let unknown = Refusal::Unknown { what: "topic" };
        let meeting = self.meetings.of(id).ok_or(unknown.clone())?;
        let meeting = self.open_meeting(meeting.id)?;
        Ok((meeting, meeting.topic(id).ok_or(unknown)?))
    }

    /// The seat of an actor who speaks for the party that planned the meeting, or, where that has left, for
    /// any.
    fn convener(&self, actor: PersonId, id: MeetingId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let meeting = self.meeting_ahead(id)?;
        let planned = self.table.side_of(meeting.planned.actor);
        match planned.filter(|party| self.table.party(*party).is_some()) {
            Some(party) if party != seat.party => Err(Refusal::OnlyWhoPlanned),
            _ => Ok(seat),
        }
    }

    /// The seat of the actor, who leads the sitting.
    fn chair(&self, actor: PersonId, id: MeetingId) -> Result<(&Seat, &Sitting), Refusal> {
        let seat = self.speaker(actor)?;
        let (_, sitting) = self.running_meeting(id)?;
        match sitting.chair == actor {
            true => Ok((seat, sitting)),
            false => Err(Refusal::OnlyChair),
        }
    }

    /// As [`Self::chair`], or of whoever does it for themselves.
    fn chair_or(&self, actor: PersonId, id: MeetingId, person: PersonId) -> Result<&Seat, Refusal> {
        match actor == person {
            true => {
                self.running_meeting(id)?;
                self.speaker(actor)
            }
            false => self.chair(actor, id).map(|(seat, _)| seat),
        }
    }

    /// Refuses while whoever leads was seen within so many milliseconds; whoever left the table, or says nothing
    /// there any more, is gone.
    pub(super) fn chair_is_gone(
        &self,
        sitting: &Sitting,
        signs: &Signs,
        at: Moment,
        for_millis: i64,
    ) -> Result<(), Refusal> {
        let seat = self.table.seat(sitting.chair);
        let Some(seat) = seat.filter(|seat| seat.speaks()) else {
            return Ok(());
        };
        let signs = [
            Some(sitting.chair_since),
            seat.seen_acting,
            signs.get(&sitting.chair).copied(),
        ];
        let last = signs.into_iter().flatten().max().unwrap_or_default();
        match at.0.saturating_sub(last.0) < for_millis {
            true => Err(Refusal::ChairIsHere {
                seconds: u64::try_from(for_millis / 1_000).unwrap_or(0),
            }),
            false => Ok(()),
        }
    }

    /// Whether the person sits where people speak off the record, by their own word or their party's: what
    /// another party notes of them silences nobody.
    pub(crate) fn is_off_record(&self, person: PersonId) -> bool {
        let meeting = self.meetings.running();
        meeting.is_some_and(|meeting| {
            let off = meeting.running().is_some_and(|it| it.off.is_some());
            let here = meeting.here.get(&person);
            off && here.is_some_and(|it| it.here && it.by_own)
        })
    }

    /// Refuses to record what somebody types who sits where people speak off the record, whichever act it
    /// comes by: what stays of such a round is said after it.
    pub(crate) fn says_nothing_off_record(
        &self,
        actor: PersonId,
        facts: &[Fact],
    ) -> Result<(), Refusal> {
        let mut typed = false;
        for fact in facts {
            fact.each_text(&mut |_, text| typed |= !text.is_empty());
            // What the organisation is called is typed with it, and kept beside the record.
            typed |= matches!(fact, Fact::PartySeated(_));
        }
        match typed && self.is_off_record(actor) {
            true => Err(Refusal::OffRecord),
            false => Ok(()),
        }
    }

    /// The fact that somebody has the floor; nothing where they sit nowhere.
    fn gives_floor(&self, meeting: MeetingId, to: Option<(PersonId, Floor)>) -> Option<Fact> {
        let (person, floor) = to?;
        let given = FloorGiven {
            meeting,
            person,
            party: self.table.seat(person)?.party,
            floor,
            out_of_turn: false,
        };
        Some(given.into())
    }

    /// Whoever acts in a sitting is there, and says so by that: what another party noted of them is no word
    /// of theirs.
    pub(crate) fn arrives(&self, meeting: &Meeting, seat: &Seat) -> Option<Fact> {
        let here = meeting.here.get(&seat.person);
        let arrives = PresenceNoted {
            meeting: meeting.id,
            person: seat.person,
            party: seat.party,
            here: true,
        };
        (!here.is_some_and(|it| it.here && it.by_own)).then(|| arrives.into())
    }
}

/// What somebody does in a sitting, after the fact that they are there, where that is not known.
fn in_sitting(
    at: &At<'_, '_>,
    meeting: &Meeting,
    facts: impl IntoIterator<Item = Option<Fact>>,
) -> Decided {
    let here = [at.relationship.arrives(meeting, at.seat)];
    Ok(here.into_iter().chain(facts).flatten().collect())
}

/// When people's pages gave a sign of life last; whoever gave none is missing.
pub type Signs = std::collections::BTreeMap<PersonId, Moment>;

/// Refuses what is done by sitting together.
fn not_in_writing(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.is_in_writing() {
        true => Err(Refusal::InWriting),
        false => Ok(()),
    }
}

fn within((least, most): (u64, u64), minutes: u64) -> Result<u64, Refusal> {
    match (least..=most).contains(&minutes) {
        true => Ok(minutes),
        false => Err(Refusal::NoLength { least, most }),
    }
}

fn sign(of: PersonId) -> Asks {
    Asks {
        signs: vec![of],
        ..Asks::default()
    }
}

/// Refuses where somebody else leads by now than the actor was shown.
fn shown(sitting: &Sitting, chair: PersonId) -> Result<(), Refusal> {
    match sitting.chair == chair {
        true => Ok(()),
        false => Err(Refusal::OtherChair),
    }
}
