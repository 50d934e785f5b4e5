//! What is recorded of meetings, and what each of these facts changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::state::*;
use crate::edits::Edited;
use crate::fact::{Happened, facts};
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

facts! {
    /// A meeting is planned.
    "meeting_planned" MeetingPlanned reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// What it is for.
        kind: MeetingKind,
        /// When it begins, as clocks at the table show it.
        begins_at: LocalTime,
        /// When that is.
        begins: Moment,
        /// How long it takes: minutes.
        minutes: u64,
    } says MeetingText {
        /// What it is called.
        title: String,
        /// Where, or a link to a video room.
        place: String,
    }

    /// A meeting is called otherwise, or is at another time or place.
    "meeting_changed" MeetingChanged reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// When it begins, as clocks at the table show it.
        begins_at: LocalTime,
        /// When that is.
        begins: Moment,
        /// How long it takes: minutes.
        minutes: u64,
        /// How often its time or place was changed.
        revision: u64,
    } says MeetingChangedText {
        /// What it is called.
        title: String,
        /// Where, or a link to a video room.
        place: String,
    }

    /// A meeting is not held.
    "meeting_cancelled" MeetingCancelled reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// How often its time or place was changed, this included.
        revision: u64,
    } says MeetingCancelledText {
        /// Why.
        why: String,
    }

    /// Somebody says whether they come, and who comes for them.
    "coming_said" ComingSaid reaches Table {
        /// To which meeting.
        meeting: MeetingId,
        /// Of which party they are.
        party: PartyId,
        /// Whether they come.
        coming: Coming,
        /// Who comes for them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stands_in: Option<PersonId>,
    }

    /// A party brings a point to a meeting.
    "topic_brought" TopicBrought reaches Table {
        /// The point.
        topic: TopicId,
        /// The meeting.
        meeting: MeetingId,
        /// The party that brings it.
        party: PartyId,
        /// Its time-box: minutes.
        minutes: u64,
        /// What it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<Subject>,
    } says TopicText {
        /// What it is called; empty where it is called as what it is about.
        title: String,
    }

    /// Somebody says their word to a point of a round in writing; an earlier one of theirs is told no more.
    "word_written" WordWritten reaches Written {
        /// The meeting.
        meeting: MeetingId,
        /// The point.
        topic: TopicId,
        /// For which party.
        party: PartyId,
    } says WordWrittenText {
        /// The words.
        words: String,
    }

    /// A party takes its point off the agenda.
    "topic_withdrawn" TopicWithdrawn reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// The point.
        topic: TopicId,
    }

    /// A party wants a point talked about, or no more.
    "topic_backed" TopicBacked reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// The point.
        topic: TopicId,
        /// Which party.
        party: PartyId,
        /// Whether it wants it.
        backs: bool,
    }

    /// A meeting begins.
    "meeting_begun" MeetingBegun reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who leads.
        chair: PersonId,
        /// Of which party they are.
        party: PartyId,
    }

    /// Somebody is in the sitting, or no more.
    "presence_noted" PresenceNoted reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        person: PersonId,
        /// Of which party they are.
        party: PartyId,
        /// Whether they are there.
        here: bool,
    }

    /// A point of the agenda is talked about from now on; what was before it is over.
    "topic_begun" TopicBegun reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// The point.
        topic: TopicId,
        /// Whether whoever speaks, or waits to, goes on doing so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keeps: bool,
    }

    /// Everybody has a turn.
    "turns_begun" RoundBegun reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// In which order.
        order: Vec<PersonId>,
    }

    /// Somebody passes in a round, or is passed over since they are not there.
    "turn_passed" TurnPassed reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Whose turn it was.
        person: PersonId,
    }

    /// Somebody asks for the floor.
    "floor_asked" FloorAsked reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Of which party they are.
        party: PartyId,
        /// For what.
        asks: Asking,
    }

    /// Somebody is no longer on the list.
    "floor_left" FloorLeft reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        person: PersonId,
    }

    /// Somebody has the floor.
    "floor_given" FloorGiven reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        person: PersonId,
        /// Of which party they are.
        party: PartyId,
        /// As what.
        floor: Floor,
        /// Whether somebody else was next, and whoever leads chose otherwise.
        out_of_turn: bool,
    }

    /// Whoever had the floor has it no more.
    "speaking_ended" SpeakingEnded reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        person: PersonId,
    }

    /// The list for the floor is closed, or open again.
    "list_closed" ListClosed reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Whether it is closed.
        closed: bool,
    }

    /// People speak off the record from now on, or on it again.
    "off_record_set" OffRecordSet reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Whether they do.
        off: bool,
        /// Whether whoever was speaking, and whoever they had interrupted, goes on afterwards.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keeps: bool,
    }

    /// Whoever led gave no sign of life, and somebody of another party leads instead.
    "chair_taken" ChairTaken reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who leads no more.
        relieved: PersonId,
    }

    /// Whoever led hands the lead on.
    "chair_passed" ChairPassed reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Who leads.
        chair: PersonId,
    }

    /// A party asks to close a sitting without whoever leads.
    "meeting_closing_asked" MeetingClosingAsked reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Which party.
        party: PartyId,
    }

    /// A sitting is over.
    "meeting_closed" MeetingClosed reaches Table {
        /// The meeting.
        meeting: MeetingId,
    }

    /// A sitting that was closed goes on, led by whoever opens it again.
    "meeting_reopened" MeetingReopened reaches Table {
        /// The meeting.
        meeting: MeetingId,
        /// Of which party whoever does so is.
        party: PartyId,
    }

    /// Somebody who was not there read what happened.
    "minutes_read" MinutesRead reaches Author {
        /// Of which meeting.
        meeting: MeetingId,
    }
}

impl Happened for MeetingPlanned {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (title, place) = self.text.map(|text| (text.title, text.place)).unzip();
        let meeting = Meeting {
            id: self.meeting,
            planned: stamp,
            kind: self.kind,
            title,
            called_before: Vec::new(),
            place,
            begins: (self.begins_at, self.begins),
            minutes: self.minutes,
            revision: 0,
            changed: stamp,
            topics: Vec::new(),
            coming: BTreeMap::new(),
            here: BTreeMap::new(),
            cancelled: None,
            sitting: None,
            seats: BTreeMap::new(),
        };
        let all = &mut to.meetings.all;
        all.insert(self.meeting, Arc::new(meeting));
    }
}

impl Happened for MeetingChanged {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let (title, place) = self.text.map(|text| (text.title, text.place)).unzip();
        to.meetings.change(self.meeting, |meeting| {
            // Who said that they come said it of another time.
            if meeting.begins.1 != self.begins {
                meeting.coming.clear();
            }
            let before = std::mem::replace(&mut meeting.title, title);
            meeting.called_before.push((before, stamp.sequence));
            meeting.place = place;
            meeting.begins = (self.begins_at, self.begins);
            meeting.minutes = self.minutes;
            meeting.revision = self.revision;
            meeting.changed = stamp;
        });
    }

    fn edits(&self) -> Option<Edited> {
        Some(Edited::Meeting(self.meeting))
    }
}

impl Happened for MeetingCancelled {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let why = self.text.map(|text| text.why);
        to.meetings.change(self.meeting, |meeting| {
            meeting.cancelled = Some((stamp, why));
            meeting.revision = self.revision;
            meeting.changed = stamp;
        });
    }

    fn edits(&self) -> Option<Edited> {
        Some(Edited::Meeting(self.meeting))
    }
}

impl Happened for ComingSaid {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let said = Answered {
            party: self.party,
            coming: self.coming,
            stands_in: self.stands_in,
        };
        to.meetings.change(self.meeting, |meeting| {
            meeting.coming.insert(stamp.actor, said);
        });
    }
}

impl Happened for TopicBrought {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let topic = Topic {
            id: self.topic,
            brought: stamp,
            party: self.party,
            title: self.text.map(|text| text.title),
            minutes: self.minutes,
            subject: self.subject,
            backed: BTreeSet::from([self.party]),
            withdrawn: false,
            written: Vec::new(),
        };
        to.meetings.of_topic.insert(self.topic, self.meeting);
        to.meetings
            .change(self.meeting, |meeting| meeting.topics.push(topic));
    }
}

/// Changes a point.
fn change_topic(
    to: &mut Relationship,
    of: MeetingId,
    id: TopicId,
    change: impl FnOnce(&mut Topic),
) {
    to.meetings.change(of, |meeting| {
        let mut topics = meeting.topics.iter_mut();
        if let Some(topic) = topics.find(|topic| topic.id == id) {
            change(topic);
        }
    });
}

impl Happened for WordWritten {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let written = Written {
            party: self.party,
            stamp,
            words: self.text.map(|text| text.words),
        };
        change_topic(to, self.meeting, self.topic, |topic| {
            topic.written.push(written);
        });
    }
}

impl Happened for TopicWithdrawn {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        change_topic(to, self.meeting, self.topic, |topic| topic.withdrawn = true);
    }
}

impl Happened for TopicBacked {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        change_topic(to, self.meeting, self.topic, |topic| {
            match self.backs {
                true => topic.backed.insert(self.party),
                false => topic.backed.remove(&self.party),
            };
        });
    }
}

impl Happened for MeetingBegun {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let sitting = Sitting {
            begun: stamp,
            chair: self.chair,
            chair_since: stamp.at,
            led_by: self.party,
            led: vec![(self.chair, stamp.at)],
            relieved: None,
            spells: Vec::new(),
            speeches: imbl::Vector::new(),
            speaking: None,
            interrupted: None,
            halted: None,
            asked: Vec::new(),
            list_closed: false,
            round: None,
            off: None,
            offs: Vec::new(),
            closing: BTreeMap::new(),
            closed: None,
            first_closed: None,
            pauses: Vec::new(),
            sat: Vec::new(),
            cut: Cut::default(),
        };
        to.meetings
            .change(self.meeting, |meeting| meeting.sitting = Some(sitting));
    }
}

impl Happened for PresenceNoted {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let by_own = to.table.side_of(stamp.actor) == Some(self.party);
        to.meetings.change(self.meeting, |meeting| {
            let before = meeting.here.get(&self.person).copied();
            let said = Here {
                party: self.party,
                here: self.here,
                by: stamp.actor,
                by_own,
                was: None,
            };
            let was = before.and_then(|it| it.was);
            let was = match (self.here, by_own) {
                (true, true) => Some(None),
                (true, false) => was.or(Some(Some(stamp.actor))),
                // Of whom only others noted it, their own word takes that back.
                (false, true) => was.filter(Option::is_none),
                (false, false) => was,
            };
            meeting.here.insert(self.person, Here { was, ..said });
            // Whoever was interrupted and is gone does not go on.
            if let Some(sitting) = meeting.sitting.as_mut().filter(|_| !self.here) {
                let goes_on = sitting.interrupted.filter(|it| it.0 != self.person);
                sitting.interrupted = goes_on;
                sitting.halted = sitting.halted.filter(|it| it.person != self.person);
            }
        });
    }
}

impl Happened for TopicBegun {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            if !self.keeps {
                sitting.falls_silent(stamp.at);
                sitting.interrupted = None;
                sitting.round = None;
                sitting.asked.clear();
            }
            sitting.ends_spell(stamp.at);
            sitting.list_closed = false;
            sitting.spells.push(Spell {
                topic: self.topic,
                from: stamp,
                until: None,
            });
        });
    }
}

impl Happened for RoundBegun {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.falls_silent(stamp.at);
            sitting.interrupted = None;
            sitting.round = Some(Round {
                order: self.order,
                done: BTreeSet::new(),
                passed: BTreeSet::new(),
            });
        });
    }
}

impl Happened for TurnPassed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            if sitting.speaking.is_some_and(|it| it.person == self.person) {
                sitting.falls_silent(stamp.at);
            }
            if let Some(round) = &mut sitting.round {
                round.done.insert(self.person);
                round.passed.insert(self.person);
            }
        });
    }
}

impl Happened for FloorAsked {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let asked = Asked {
            person: stamp.actor,
            party: self.party,
            asks: self.asks,
            stamp,
        };
        to.meetings
            .change_sitting(self.meeting, |sitting| sitting.asked.push(asked));
    }
}

impl Happened for FloorLeft {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.asked.retain(|asked| asked.person != self.person);
        });
    }
}

impl Happened for FloorGiven {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            let before = sitting.speaking.filter(|it| it.person != self.person);
            sitting.falls_silent(stamp.at);
            match self.floor {
                // Whoever is interrupted by one goes on once it is dealt with, however many there are.
                Floor::Question | Floor::Order => {
                    let before = before.filter(|it| !it.floor.is_aside());
                    let before = before.map(|it| (it.person, it.party));
                    sitting.interrupted = before.or(sitting.interrupted);
                }
                Floor::Word | Floor::Turn | Floor::Again => sitting.interrupted = None,
            }
            sitting.asked.retain(|asked| asked.person != self.person);
            sitting.speaking = Some(Speaking {
                person: self.person,
                party: self.party,
                floor: self.floor,
                since: stamp.at,
                out_of_turn: self.out_of_turn,
            });
        });
    }
}

impl Happened for SpeakingEnded {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            if sitting.speaking.is_some_and(|it| it.person == self.person) {
                sitting.falls_silent(stamp.at);
            }
        });
    }
}

impl Happened for ListClosed {
    fn apply(self, _: Stamp, to: &mut Relationship) {
        to.meetings
            .change_sitting(self.meeting, |sitting| sitting.list_closed = self.closed);
    }
}

impl Happened for OffRecordSet {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.ends_off_record(stamp.at);
            sitting.off = self.off.then_some(stamp.at);
            sitting.halted = sitting.speaking.filter(|_| self.off && self.keeps);
            if self.off {
                sitting.falls_silent(stamp.at);
                sitting.interrupted = sitting.interrupted.filter(|_| self.keeps);
            }
        });
    }
}

impl Happened for ChairTaken {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let party = to.table.side_of(stamp.actor);
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.relieved = Some(self.relieved);
            sitting.is_led(stamp.actor, party, stamp.at);
        });
    }
}

impl Happened for ChairPassed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let party = to.table.side_of(self.chair);
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.relieved = None;
            sitting.is_led(self.chair, party, stamp.at);
        });
    }
}

impl Happened for MeetingClosingAsked {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.closing.entry(self.party).or_insert(stamp.at);
        });
    }
}

impl Happened for MeetingClosed {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        let sat = Sat::all(&to.table);
        to.meetings.change_sitting(self.meeting, |sitting| {
            sitting.sat = sat;
            let speaking = sitting.speaking.or(sitting.halted.take());
            let speaking = speaking.map(|it| (it.person, it.party));
            let speaking = speaking.into_iter().chain(sitting.interrupted);
            sitting.cut = Cut {
                speaking: speaking.filter(|it| it.0 != stamp.actor).collect(),
                waited: std::mem::take(&mut sitting.asked),
                in_round: sitting.cut.in_round
                    || sitting.round.take().is_some_and(|round| {
                        let mut order = round.order.iter();
                        order.any(|person| !round.done.contains(person))
                    }),
                off: sitting.cut.off || sitting.off.is_some(),
            };
            sitting.round = None;
            sitting.falls_silent(stamp.at);
            sitting.ends_spell(stamp.at);
            sitting.ends_off_record(stamp.at);
            sitting.interrupted = None;
            sitting.closed = Some(stamp);
            sitting.first_closed = sitting.first_closed.or(Some(stamp.at));
        });
    }
}

impl Happened for MeetingReopened {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.change_sitting(self.meeting, |sitting| {
            let closed = sitting.closed.take();
            sitting.pauses.extend(closed.map(|closed| (closed, stamp)));
            sitting.sat.clear();
            // Whoever waited waits again; a round or a time off the record that its end cut off stays so.
            sitting.asked = std::mem::take(&mut sitting.cut.waited);
            sitting.closing.clear();
            sitting.relieved = None;
            sitting.list_closed = false;
            sitting.is_led(stamp.actor, Some(self.party), stamp.at);
        });
    }
}

impl Happened for MinutesRead {
    fn apply(self, stamp: Stamp, to: &mut Relationship) {
        to.meetings.read.insert((stamp.actor, self.meeting));
    }
}
