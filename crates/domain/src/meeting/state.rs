//! What was planned, and what happened when people sat together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::{BEGINS_WITHIN, LAST_POINT_BEFORE, REOPENS_WITHIN};
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::refusal::Refusal;
use crate::stamp::{Moment, Stamp};
use crate::table::Table;
use crate::words::*;

/// A meeting of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The meeting.
    pub id: MeetingId,
    /// When, and by whom.
    pub planned: Stamp,
    /// What it is for.
    pub kind: MeetingKind,
    /// What it is called; `None` once erased.
    pub title: Option<String>,
    /// What it was called before, oldest first: each until which entry.
    pub called_before: Vec<(Option<String>, u64)>,
    /// Where, or a link to a video room; `None` once erased.
    pub place: Option<String>,
    /// When it begins, as clocks at the table show it, and when that is.
    pub begins: (LocalTime, Moment),
    /// How long it takes: minutes.
    pub minutes: u64,
    /// How often its time or place was changed, being cancelled included: what calendars go by.
    pub revision: u64,
    /// When it was planned or changed last.
    pub changed: Stamp,
    /// The points on its agenda, in the order in which they were brought.
    pub topics: Vec<Topic>,
    /// Who said whether they come.
    pub coming: BTreeMap<PersonId, Answered>,
    /// Who is there, as was noted; whoever acted in the sitting is, too.
    pub here: BTreeMap<PersonId, Here>,
    /// When and why it was cancelled; the reason is `None` once erased.
    pub cancelled: Option<(Stamp, Option<String>)>,
    /// The sitting, once it began.
    pub sitting: Option<Sitting>,
    /// Whose seats were given or given up while it lay ahead.
    pub seats: BTreeMap<PersonId, SeatChanges>,
}

/// What somebody's calendar goes by, beside what was changed about the meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeatChanges {
    /// How often they got a seat, or gave it up.
    pub times: u64,
    /// If they sit at the table no more: since when, and when it was to begin then, and for how many minutes.
    pub left: Option<(Stamp, (LocalTime, Moment), u64)>,
}

/// A point on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The point.
    pub id: TopicId,
    /// When, and by whom.
    pub brought: Stamp,
    /// The party that brought it.
    pub party: PartyId,
    /// What it is called, empty where that is what it is about; `None` once erased.
    pub title: Option<String>,
    /// Its time-box: minutes.
    pub minutes: u64,
    /// What it is about.
    pub subject: Option<Subject>,
    /// The parties that want it talked about.
    pub backed: BTreeSet<PartyId>,
    /// Whether it was taken off again.
    pub withdrawn: bool,
    /// What was said to it in writing, in order.
    pub written: Vec<Written>,
}

/// A word to a point of a round in writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// For which party.
    pub party: PartyId,
    /// When and by whom.
    pub stamp: Stamp,
    /// The words; `None` once erased.
    pub words: Option<String>,
}

impl Topic {
    /// The latest word of everybody who said one in writing, in the order of the record.
    pub fn latest_written(&self) -> impl Iterator<Item = &Written> {
        let later = |at: usize, by: PersonId| {
            let mut later = self.written[at + 1..].iter();
            later.any(|it| it.stamp.actor == by)
        };
        let all = self.written.iter().enumerate();
        all.filter(move |(at, it)| !later(*at, it.stamp.actor))
            .map(|(_, it)| it)
    }
}

/// What somebody said about coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// In which party they sat.
    pub party: PartyId,
    /// Whether they come.
    pub coming: Coming,
    /// Who comes for them.
    pub stands_in: Option<PersonId>,
}

/// That somebody is there, or no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// In which party they sit.
    pub party: PartyId,
    /// Whether they are there.
    pub here: bool,
    /// Who said so last.
    pub by: PersonId,
    /// Whether that was somebody of their own party, or they themselves.
    pub by_own: bool,
    /// Whether they were there at any time; with who noted it, where nobody of their own party ever said it.
    pub was: Option<Option<PersonId>>,
}

/// People sitting together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// When it began, and who began it.
    pub begun: Stamp,
    /// Who leads.
    pub chair: PersonId,
    /// Since when.
    pub chair_since: Moment,
    /// The party that leads this meeting: it is another one's turn next time, whoever took over meanwhile.
    pub led_by: PartyId,
    /// Who led, from when on.
    pub led: Vec<(PersonId, Moment)>,
    /// From whom the lead was taken since they gave no sign of life: they may have it back.
    pub relieved: Option<PersonId>,
    /// What was talked about, and when.
    pub spells: Vec<Spell>,
    /// What was spoken, once it ended.
    pub speeches: imbl::Vector<Speech>,
    /// Who has the floor.
    pub speaking: Option<Speaking>,
    /// Who was interrupted, and goes on.
    pub interrupted: Option<(PersonId, PartyId)>,
    /// Whom a round off the record stopped: they go on once it is over.
    pub halted: Option<Speaking>,
    /// Who asked for the floor, in the order in which they asked.
    pub asked: Vec<Asked>,
    /// Whether the list is closed.
    pub list_closed: bool,
    /// The round that goes on.
    pub round: Option<Round>,
    /// Since when people speak off the record.
    pub off: Option<Moment>,
    /// The times off the record that are over.
    pub offs: Vec<(Moment, Moment)>,
    /// The parties that ask to close without whoever leads, and since when.
    pub closing: BTreeMap<PartyId, Moment>,
    /// When it was closed.
    pub closed: Option<Stamp>,
    /// When it was closed first, if it went on after that.
    pub first_closed: Option<Moment>,
    /// The times for which it was closed before it went on.
    pub pauses: Vec<(Stamp, Stamp)>,
    /// Once it was closed, the parties that sat at the table then: who comes or leaves later was, or was not, there
    /// all the same.
    pub sat: Vec<Sat>,
    /// What its end cut off.
    pub cut: Cut,
}

/// A party that sits at the table, and whose word counts in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sat {
    /// The party.
    pub party: PartyId,
    /// Who speaks for it.
    pub speakers: BTreeSet<PersonId>,
    /// Its sponsors.
    pub sponsors: Vec<PersonId>,
}

impl Sat {
    pub(super) fn of(table: &Table, party: PartyId) -> Self {
        let people = || table.people_of(party);
        let speakers = people().filter(|seat| seat.speaks_for_party());
        let sponsors = people().filter(|seat| seat.roles.contains(&Role::Sponsor));
        Self {
            party,
            speakers: speakers.map(|seat| seat.person).collect(),
            sponsors: sponsors.map(|seat| seat.person).collect(),
        }
    }

    /// All that sit at the table.
    pub(super) fn all(table: &Table) -> Vec<Self> {
        let parties = table.seated_parties();
        parties.map(|party| Self::of(table, party.id)).collect()
    }
}

/// What was cut off when a sitting was closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Who was speaking, and whom they had interrupted; not whoever closed it.
    pub speaking: Vec<(PersonId, PartyId)>,
    /// Who waited for the floor.
    pub waited: Vec<Asked>,
    /// Whether turns of a round were to come.
    pub in_round: bool,
    /// Whether people spoke off the record.
    pub off: bool,
}

/// A time in which one point was talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The point.
    pub topic: TopicId,
    /// From when.
    pub from: Stamp,
    /// Until when; `None` while it goes on.
    pub until: Option<Moment>,
}

/// What somebody spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Who.
    pub person: PersonId,
    /// For which party.
    pub party: PartyId,
    /// As what.
    pub floor: Floor,
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// Who has the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaking {
    /// Who.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// As what.
    pub floor: Floor,
    /// Since when.
    pub since: Moment,
    /// Whether somebody else was next, and whoever leads chose otherwise.
    pub out_of_turn: bool,
}

/// That somebody asked for the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// For what.
    pub asks: Asking,
    /// When.
    pub stamp: Stamp,
}

/// Everybody's turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// In which order.
    pub order: Vec<PersonId>,
    /// Who had their turn.
    pub done: BTreeSet<PersonId>,
    /// Who passed.
    pub passed: BTreeSet<PersonId>,
}

impl Meeting {
    /// The point, if it was not taken off.
    pub fn topic(&self, id: TopicId) -> Option<&Topic> {
        self.standing().find(|topic| topic.id == id)
    }

    /// The points that were not taken off, in the order in which they were brought.
    pub fn standing(&self) -> impl Iterator<Item = &Topic> {
        self.topics.iter().filter(|topic| !topic.withdrawn)
    }

    /// The sitting, while it goes on.
    pub fn running(&self) -> Option<&Sitting> {
        let sitting = self.sitting.as_ref();
        sitting.filter(|sitting| sitting.closed.is_none())
    }

    /// Whether it lies ahead: neither begun nor cancelled, and people are to sit together.
    pub fn is_ahead(&self) -> bool {
        self.cancelled.is_none() && self.sitting.is_none() && !self.is_in_writing()
    }

    /// Whether it was held or cancelled, or its time passed without it.
    pub fn is_over(&self, now: Moment) -> bool {
        match &self.sitting {
            _ if self.cancelled.is_some() => true,
            Some(sitting) => sitting.closed.is_some(),
            None if self.is_in_writing() => now >= self.ends(),
            None => now.0 >= self.ends().0.saturating_add(BEGINS_WITHIN),
        }
    }

    /// Whether nobody sits together: each party says its word in writing, until it is over.
    pub fn is_in_writing(&self) -> bool {
        self.kind == MeetingKind::Written
    }

    /// Until when a round in writing takes points: whoever is asked has time to answer. `None` of a meeting.
    pub fn takes_points_until(&self) -> Option<Moment> {
        let ends = self.ends().0;
        let quarter = ends.saturating_sub(self.begins.1.0) / 4;
        let last = ends.saturating_sub(quarter.min(LAST_POINT_BEFORE));
        self.is_in_writing().then_some(Moment(last))
    }

    /// Whether people were to sit together, and nobody began it while it could be asked for.
    pub fn was_not_held(&self, now: Moment) -> bool {
        self.is_ahead() && self.is_over(now)
    }

    /// Refuses what prepares or begins a meeting that was not held.
    pub(super) fn can_be_held(&self, now: Moment) -> Result<(), Refusal> {
        match self.was_not_held(now) {
            true => Err(Refusal::MeetingNotHeld),
            false => Ok(()),
        }
    }

    /// Refuses another point where nobody would have time for it any more.
    pub(super) fn takes_points(&self, now: Moment) -> Result<(), Refusal> {
        self.can_be_held(now)?;
        match self.takes_points_until() {
            Some(_) if now >= self.ends() => Err(Refusal::MeetingOver),
            Some(last) if now >= last => Err(Refusal::TooLateForPoint),
            _ => Ok(()),
        }
    }

    /// Whether words are taken in writing.
    pub fn takes_words(&self, now: Moment) -> bool {
        let goes_on = self.begins.1 <= now && now < self.ends();
        self.is_in_writing() && self.cancelled.is_none() && goes_on
    }

    /// Refuses a round in writing in which somebody said a word, or which is over: nobody makes unsaid what was said.
    pub(super) fn can_be_called_off(&self, now: Moment) -> Result<(), Refusal> {
        let said = self.standing().any(|topic| !topic.written.is_empty());
        match self.is_in_writing() {
            true if now >= self.ends() => Err(Refusal::MeetingOver),
            true if said => Err(Refusal::MeetingBegun),
            _ => Ok(()),
        }
    }

    /// When it ends as planned.
    pub fn ends(&self) -> Moment {
        let length = i64::try_from(self.minutes).unwrap_or(0) * 60_000;
        Moment(self.begins.1.0.saturating_add(length))
    }

    /// The agenda: what was talked about, in that order; then every party's first point; then the others.
    /// Points of one kind stand by how many sides want them, then as they were brought.
    pub fn agenda(&self, table: &Table) -> Vec<&Topic> {
        let spells = self.sitting.as_ref().map_or(&[][..], |it| &it.spells);
        let mut firsts = BTreeMap::new();
        for topic in self.standing() {
            firsts.entry(topic.party).or_insert(topic.id);
        }
        let mut agenda: Vec<&Topic> = self.standing().collect();
        agenda.sort_by_cached_key(|topic| {
            let begun = spells.iter().position(|spell| spell.topic == topic.id);
            let first = firsts.get(&topic.party) == Some(&topic.id);
            let sides = topic.backed.iter();
            let sides: BTreeSet<_> = sides.map(|it| table.takes_turns_with(*it)).collect();
            let wanted = std::cmp::Reverse(sides.len());
            (
                begun.unwrap_or(usize::MAX),
                !first,
                wanted,
                topic.brought.sequence,
            )
        });
        agenda
    }

    /// The points that were not talked about yet, as they were brought.
    pub fn waiting(&self) -> impl Iterator<Item = &Topic> {
        let spells = self.sitting.as_ref().map_or(&[][..], |it| &it.spells);
        let begun = |topic: &&Topic| spells.iter().any(|spell| spell.topic == topic.id);
        self.standing().filter(move |topic| !begun(topic))
    }

    /// Until when it can be gone on with once it was closed: ping-pong does not put that off.
    pub fn reopens_until(&self) -> Moment {
        let closed = self.sitting.as_ref().and_then(|it| it.first_closed);
        let closed = closed.map_or(i64::MIN, |at| at.0.saturating_add(REOPENS_WITHIN));
        Moment(closed.max(self.ends().0))
    }

    /// Whether its sitting counts as led by the party that began it: people of two parties said themselves that
    /// they were there, and it was not over before its time came.
    pub fn counts_as_led(&self) -> bool {
        let Some(sitting) = &self.sitting else {
            return false;
        };
        let own = self.here.values().filter(|it| it.was == Some(None));
        let parties: BTreeSet<PartyId> = own.map(|it| it.party).collect();
        match sitting.closed {
            None => true,
            Some(closed) => parties.len() > 1 && closed.at >= self.begins.1,
        }
    }

    /// Whether the person is in the sitting.
    pub fn is_here(&self, person: PersonId) -> bool {
        self.here.get(&person).is_some_and(|it| it.here)
    }
}

impl Sitting {
    /// What is being talked about.
    pub fn topic(&self) -> Option<TopicId> {
        let spell = self.spells.last();
        let open = spell.filter(|spell| spell.until.is_none() && self.closed.is_none());
        open.map(|spell| spell.topic)
    }

    /// Whoever has the floor has it no more.
    pub(super) fn falls_silent(&mut self, at: Moment) {
        let Some(speaking) = self.speaking.take() else {
            return;
        };
        if let Some(round) = &mut self.round
            && speaking.floor == Floor::Turn
        {
            round.done.insert(speaking.person);
        }
        self.speeches.push_back(Speech {
            person: speaking.person,
            party: speaking.party,
            floor: speaking.floor,
            from: speaking.since,
            until: at,
        });
    }

    /// Somebody leads from now on; their party no longer asks to close it without.
    pub(super) fn is_led(&mut self, by: PersonId, party: Option<PartyId>, at: Moment) {
        self.chair = by;
        self.chair_since = at;
        self.led.push((by, at));
        if let Some(party) = party {
            self.closing.remove(&party);
        }
    }

    pub(super) fn ends_off_record(&mut self, at: Moment) {
        if let Some(since) = self.off.take() {
            self.offs.push((since, at));
        }
    }

    pub(super) fn ends_spell(&mut self, at: Moment) {
        if let Some(spell) = self.spells.last_mut()
            && spell.until.is_none()
        {
            spell.until = Some(at);
        }
    }
}

/// All meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// All of them.
    pub all: OrdMap<MeetingId, Arc<Meeting>>,
    /// On whose agenda a point is.
    pub of_topic: OrdMap<TopicId, MeetingId>,
    /// Who read what happened without them.
    pub read: OrdSet<(PersonId, MeetingId)>,
}

impl Meetings {
    pub(super) fn change(&mut self, id: MeetingId, change: impl FnOnce(&mut Meeting)) {
        if let Some(meeting) = self.all.get_mut(&id) {
            change(Arc::make_mut(meeting));
        }
    }

    /// Somebody got a seat, or gave one up: the calendars of meetings that lie ahead are told. Whoever takes another's
    /// seat may read mail at the same address, so that theirs is the later number.
    pub(crate) fn seat_changed(
        &mut self,
        person: PersonId,
        in_place_of: Option<PersonId>,
        leaves: bool,
        stamp: Stamp,
    ) {
        let all = self.all.values();
        let ahead = all.filter(|it| it.is_ahead() && stamp.at < it.ends());
        let ahead: Vec<MeetingId> = ahead.map(|it| it.id).collect();
        for id in ahead {
            self.change(id, |meeting| {
                let known = |person| meeting.seats.get(&person).map_or(0, |it| it.times);
                let taken = in_place_of.map_or(0, |from| known(from) + 1);
                let times = known(person).max(taken) + 1;
                let left = leaves.then_some((stamp, meeting.begins, meeting.minutes));
                meeting.seats.insert(person, SeatChanges { times, left });
            });
        }
    }

    pub(super) fn change_sitting(&mut self, id: MeetingId, change: impl FnOnce(&mut Sitting)) {
        self.change(id, |meeting| {
            if let Some(sitting) = &mut meeting.sitting {
                change(sitting);
            }
        });
    }

    /// The meeting that goes on.
    pub fn running(&self) -> Option<&Meeting> {
        let mut all = self.all.values().map(|it| &**it);
        all.find(|meeting| meeting.running().is_some())
    }

    /// The meeting on whose agenda the point is.
    pub fn of(&self, topic: TopicId) -> Option<&Meeting> {
        let meeting = self.of_topic.get(&topic)?;
        self.all.get(meeting).map(|meeting| &**meeting)
    }
}
