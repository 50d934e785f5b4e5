//! Whose turn it is: in a round, on the list for the floor, and in leading.
//!
//! All of it follows from the record and a moment: who looks, and what a node remembers, change nothing.

use std::cmp::Reverse;

use super::LEAST_TURN;
use super::state::{Asked, Meeting, Sitting, Speech};
use crate::ids::*;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::{Seat, Table};
use crate::words::*;

/// From so much speaking on a suggestion is made: milliseconds.
const SUGGESTS_AFTER: i64 = 3 * 60_000;

impl Sitting {
    /// Everything spoken up to `now`, by whoever has the floor as well.
    pub fn spoken(&self, now: Moment) -> impl DoubleEndedIterator<Item = Speech> + '_ {
        let open = self.speaking.map(|speaking| Speech {
            person: speaking.person,
            party: speaking.party,
            floor: speaking.floor,
            from: speaking.since,
            until: now.max(speaking.since),
        });
        self.speeches.iter().copied().chain(open)
    }

    /// What those of whom `is` says so weigh when the next is chosen.
    fn weight(&self, now: Moment, is: impl Fn(&Speech) -> bool) -> i64 {
        let those = self.spoken(now).filter(|speech| is(speech));
        sum(those.map(|speech| speech.millis().max(LEAST_TURN)))
    }

    fn weight_of_party(&self, party: PartyId, now: Moment) -> i64 {
        self.weight(now, |speech| speech.party == party)
    }

    fn weight_of(&self, person: PersonId, now: Moment) -> i64 {
        self.weight(now, |speech| speech.person == person)
    }

    /// Whether whoever asks so comes before those who have spoken less: for a point of order or a question, once
    /// for each party until another one has had a word or its turn. Else two people could keep the floor between
    /// them by points of order.
    pub(super) fn comes_first(&self, asked: &Asked, now: Moment) -> bool {
        let is_word = |floor: Floor| matches!(floor, Floor::Word | Floor::Turn);
        let others_word = |it: &Speech| it.party != asked.party && is_word(it.floor);
        let since = self.spoken(now).rev().take_while(|it| !others_word(it));
        let mut own = since.filter(|it| it.party == asked.party);
        asked.asks != Asking::Word && !own.any(|it| it.floor.is_aside())
    }

    /// The list for the floor, whoever comes next first: points of order, then questions, of those parties whose
    /// turn these are; then by the party that spoke least, the person who did, and who asked first. Whoever sits
    /// at the table no more is on no list.
    pub fn list(&self, table: &Table, now: Moment) -> Vec<Asked> {
        let there = |asked: &&Asked| table.seat(asked.person).is_some_and(Seat::speaks);
        let mut list: Vec<Asked> = self.asked.iter().filter(there).copied().collect();
        list.sort_by_cached_key(|asked| {
            let rank = match (asked.asks, self.comes_first(asked, now)) {
                (Asking::Order, true) => 0,
                (Asking::Question, true) => 1,
                _ => 2,
            };
            let party = self.weight_of_party(asked.party, now);
            (
                rank,
                party,
                self.weight_of(asked.person, now),
                asked.stamp.sequence,
            )
        });
        list
    }

    /// Whose turn is next in the round.
    pub fn next_turn(&self, table: &Table) -> Option<PersonId> {
        let round = self.round.as_ref()?;
        let mut waiting = round.order.iter().copied().filter(|person| {
            !round.done.contains(person)
                && self
                    .speaking
                    .is_none_or(|speaking| speaking.person != *person)
                && self.interrupted.is_none_or(|(other, _)| other != *person)
        });
        waiting.find(|person| table.seat(*person).is_some_and(Seat::speaks))
    }

    /// Who has the floor once it falls free: whom a round off the record stopped, then whoever was interrupted, then a
    /// point of order that comes first, then whose turn it is, then the first of the list. Off the record nobody has it:
    /// who speaks then is recorded nowhere.
    pub fn next(&self, table: &Table, now: Moment) -> Option<(PersonId, Floor)> {
        if self.off.is_some() {
            return None;
        }
        let speaks = |person: &PersonId| table.seat(*person).is_some_and(Seat::speaks);
        if let Some(halted) = self.halted.filter(|it| speaks(&it.person)) {
            let floor = if halted.floor.is_aside() {
                halted.floor
            } else {
                Floor::Again
            };
            return Some((halted.person, floor));
        }
        let interrupted = self.interrupted.map(|(person, _)| person);
        if let Some(person) = interrupted.filter(speaks) {
            return Some((person, Floor::Again));
        }
        let first = self.list(table, now).first().copied();
        let is_order = |it: &Asked| it.asks == Asking::Order && self.comes_first(it, now);
        if let Some(order) = first.filter(is_order) {
            return Some((order.person, Floor::Order));
        }
        if let Some(person) = self.next_turn(table) {
            return Some((person, Floor::Turn));
        }
        first.map(|first| (first.person, first.asks.floor()))
    }
}

impl Speech {
    /// How long it took: milliseconds.
    pub fn millis(&self) -> i64 {
        self.until.0.saturating_sub(self.from.0).max(0)
    }
}

impl Floor {
    /// Whether it interrupts what somebody says, or a round, for a moment.
    pub(super) fn is_aside(self) -> bool {
        matches!(self, Self::Question | Self::Order)
    }
}

impl Asking {
    /// As what whoever asks so has the floor.
    pub fn floor(self) -> Floor {
        match self {
            Self::Word => Floor::Word,
            Self::Question => Floor::Question,
            Self::Order => Floor::Order,
        }
    }
}

impl Meeting {
    /// The order of a round among those who are there: each party once, the one that spoke least first and
    /// in it whoever did; then the others in the same way.
    pub fn round_order(&self, table: &Table, now: Moment) -> Vec<PersonId> {
        let Some(sitting) = &self.sitting else {
            return Vec::new();
        };
        let mut parties: Vec<(i64, usize, PartyId)> = table
            .seated_parties()
            .enumerate()
            .map(|(place, party)| (sitting.weight_of_party(party.id, now), place, party.id))
            .collect();
        parties.sort_unstable();
        let mut waves: Vec<(usize, usize, PersonId)> = Vec::new();
        for (place, (_, _, party)) in parties.iter().enumerate() {
            let there = table.people_of(*party).filter(|seat| seat.speaks());
            let there = there.filter(|seat| self.is_here(seat.person));
            let mut people: Vec<_> = there
                .map(|seat| {
                    (
                        sitting.weight_of(seat.person, now),
                        seat.given.sequence,
                        seat.person,
                    )
                })
                .collect();
            people.sort_unstable();
            let people = people.into_iter().enumerate();
            waves.extend(people.map(|(wave, (_, _, person))| (wave, place, person)));
        }
        waves.sort_unstable();
        waves.into_iter().map(|(_, _, person)| person).collect()
    }
}

impl Relationship {
    /// The party whose turn it is to lead: of the side that did so longest ago, with others there, the one that did
    /// so longest ago. Of those that never led, the provider comes last, since it leads so much already.
    pub(crate) fn leads_next(&self) -> Option<PartyId> {
        let table = &self.table;
        let led = |is_theirs: &dyn Fn(PartyId) -> bool| {
            let all = self.meetings.all.values();
            let own = all.filter_map(|meeting| {
                let sitting = meeting.sitting.as_ref()?;
                let led = is_theirs(sitting.led_by) && meeting.counts_as_led();
                led.then_some(sitting.begun.sequence)
            });
            own.max()
        };
        let speaks = |party: &PartyId| {
            let mut people = table.people_of(*party);
            people.any(|seat| seat.speaks_for_party() && seat.claimed)
        };
        let parties = table.seated_parties().map(|party| party.id).filter(speaks);
        let parties = parties.enumerate();
        let next = parties.min_by_key(|(place, party)| {
            let is_provider = *party == table.provider;
            let side = table.takes_turns_with(*party);
            let by_side = led(&|other| table.takes_turns_with(other) == side);
            (by_side, led(&|other| other == *party), is_provider, *place)
        });
        next.map(|(_, party)| party)
    }
}

/// The party that has had least of the floor, where that is under half of an equal share, and whom of it
/// to ask: whoever of those there spoke least. Whoever leads is told it, and needs nobody to be asked.
pub(super) fn suggests(
    meeting: &Meeting,
    table: &Table,
    now: Moment,
) -> Option<(PartyId, PersonId, i64)> {
    let sitting = meeting.running()?;
    let there: Vec<PartyId> = table
        .seated_parties()
        .map(|party| party.id)
        .filter(|party| {
            let mut people = table.people_of(*party);
            people.any(|seat| seat.speaks() && meeting.is_here(seat.person))
        })
        .collect();
    let total = sum(sitting.spoken(now).map(|speech| speech.millis()));
    let share = total / i64::try_from(there.len()).unwrap_or(1).max(1);
    let spoke = |party: PartyId| {
        let own = sitting.spoken(now).filter(|speech| speech.party == party);
        sum(own.map(|speech| speech.millis()))
    };
    let asked = |party: PartyId| {
        let people = table.people_of(party).filter(|seat| seat.speaks());
        people.filter(|seat| seat.person != sitting.chair && meeting.is_here(seat.person))
    };
    // Whoever has the floor is not to be asked for a word.
    let silent = there
        .into_iter()
        .filter(|party| sitting.speaking.is_none_or(|it| it.party != *party))
        .filter(|party| asked(*party).next().is_some());
    let least = silent.min_by_key(|party| spoke(*party))?;
    let spoken = spoke(least);
    if total < SUGGESTS_AFTER || spoken.saturating_mul(2) >= share {
        return None;
    }
    let person = asked(least).max_by_key(|seat| {
        (
            Reverse(sitting.weight_of(seat.person, now)),
            Reverse(seat.given.sequence),
        )
    })?;
    Some((least, person.person, spoken))
}

/// Milliseconds together, however many.
pub(super) fn sum(millis: impl Iterator<Item = i64>) -> i64 {
    millis.fold(0, i64::saturating_add)
}
