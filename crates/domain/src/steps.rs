//! Steps of five: what people say under their role reaches others only together with what others say
//! under theirs.
//!
//! A figure over people who do not stand by name tells what one of them said as soon as somebody can
//! compare it with the figure without that person. So of what they say nothing counts until five
//! people have said something, and then what counts changes only by five people or more: between any
//! two states that anybody could ever read, today or as of a moment of the past, either nobody's word
//! differs, or that of at least [`PEOPLE_PER_STEP`] people. Whoever stands by name is not among them:
//! theirs counts at once ([`Counted`]).
//!
//! What follows from a public act never moves anything by itself. Whoever leaves the table, or speaks
//! by name from now on, keeps counting with what they said before until five such people have
//! gathered: else the difference would be theirs, and everybody knows who left.
//!
//! What remains: somebody who knows what all but one of the five said knows the fifth. That is so with
//! every secret ballot, and nobody can be kept from telling what they said themselves.

use std::collections::BTreeMap;
use std::ops::Range;

use imbl::{OrdMap, OrdSet, Vector};

use crate::day::Day;
use crate::ids::*;
use crate::names::Names;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::words::Role;

/// People whose words come to count, or to be replaced, together.
pub const PEOPLE_PER_STEP: u32 = 5;

/// What people said of one thing under one role, and what of it others see.
///
/// `W` says what one person said: by the places of entries in the record, never by its content, so
/// that an erasure changes no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps<W> {
    /// What others see of each person.
    shown: OrdMap<PersonId, Shown<W>>,
    /// People who have said something else since, and in which entry; `None`: nothing any more.
    waiting: OrdMap<PersonId, (Option<W>, u64)>,
    /// People who left or speak by name now; what they said still counts.
    gone: OrdSet<PersonId>,
    /// For each state that others could read, the empty one first: of how many people something else
    /// was seen than what they say now.
    apart: Vec<u32>,
    /// By person and state: from that state on which word of theirs was seen.
    past: OrdMap<(PersonId, usize), Option<W>>,
    /// Every step, in order.
    pub taken: Vector<Step>,
}

/// What others see of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<W> {
    /// What they said.
    pub word: W,
    /// The earliest entry of the step with which it came. Who reads back to it may read its reasons;
    /// each one's own place would tell an order. `None` where it stood by name before.
    pub reach: Option<u64>,
}

/// A change that others see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// On which day (UTC).
    pub day: Day,
    /// How many people's words came, changed or went.
    pub people: u32,
}

/// What changes, of one person, in what others see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<W> {
    /// Who.
    pub person: PersonId,
    /// What counted so far.
    pub before: Option<W>,
    /// What counts from now on.
    pub after: Option<W>,
}

impl<W> Default for Steps<W> {
    fn default() -> Self {
        Self {
            shown: OrdMap::new(),
            waiting: OrdMap::new(),
            gone: OrdSet::new(),
            apart: vec![0],
            past: OrdMap::new(),
            taken: Vector::new(),
        }
    }
}

impl<W: Copy + Eq> Steps<W> {
    /// What others see of each person.
    pub fn shown(&self) -> impl Iterator<Item = (PersonId, Shown<W>)> + '_ {
        self.shown.iter().map(|(person, shown)| (*person, *shown))
    }

    /// What the person says now, whether others see it or not.
    fn truth(&self, person: PersonId) -> Option<W> {
        match self.waiting.get(&person) {
            Some((word, _)) => *word,
            None => self.shown.get(&person).map(|shown| shown.word),
        }
    }

    /// What was seen of the person, and in which states; together they are all states, in order.
    fn seen(&self, person: PersonId) -> impl Iterator<Item = (Range<usize>, Option<W>)> + '_ {
        let turns = || self.past.range((person, 0)..=(person, usize::MAX));
        let words = turns().map(|((_, from), word)| (*from, *word));
        let until = turns()
            .map(|((_, from), _)| *from)
            .chain([self.apart.len()]);
        let seen = std::iter::once((0, None)).chain(words).zip(until);
        seen.map(|((from, word), until)| (from..until, word))
    }

    /// What others saw of the person once that day (UTC) was over.
    pub fn seen_on(&self, person: PersonId, day: Day) -> Option<W> {
        let state = self.taken.iter().take_while(|step| step.day <= day).count();
        let mut seen = self.seen(person);
        let (_, word) = seen.find(|(states, _)| states.contains(&state))?;
        word
    }

    /// The day (UTC) of the step since which others see what they see of the person now.
    pub fn seen_since(&self, person: PersonId) -> Option<Day> {
        let (states, _) = self.seen(person).last()?;
        let step = self.taken.get(states.start.checked_sub(1)?)?;
        Some(step.day)
    }

    /// Whether a new word of this person would take a step.
    pub fn would_step(&self, person: PersonId) -> bool {
        let now = self.truth(person);
        self.seen(person).all(|(states, seen)| {
            let more = u32::from(seen == now);
            let mut apart = self.apart[states].iter();
            apart.all(|apart| apart + more >= PEOPLE_PER_STEP)
        })
    }

    /// What the person says from now on; `None`: nothing any more. The changes that others see
    /// because of it, if five people's have gathered.
    pub fn note(&mut self, person: PersonId, now: Option<W>, stamp: Stamp) -> Vec<Change<W>> {
        self.gone.remove(&person);
        self.set(person, now, stamp.sequence);
        self.step_if_due(stamp.at)
    }

    /// What several people say from now on, as if at once: nobody comes before the others.
    pub(crate) fn note_together(&mut self, said: Vec<(PersonId, W)>, stamp: Stamp) {
        for (person, word) in said {
            self.gone.remove(&person);
            self.set(person, Some(word), stamp.sequence);
        }
        self.step_if_due(stamp.at);
    }

    fn set(&mut self, person: PersonId, now: Option<W>, said: u64) {
        let before = self.truth(person);
        if before == now {
            return;
        }
        let seen: Vec<_> = self.seen(person).collect();
        for (states, seen) in seen {
            for apart in &mut self.apart[states] {
                *apart = *apart + u32::from(seen != now) - u32::from(seen != before);
            }
        }
        if self.shown.get(&person).map(|shown| shown.word) == now {
            self.waiting.remove(&person);
        } else {
            self.waiting.insert(person, (now, said));
        }
    }

    /// A state is read beside every earlier one, so it is apart from each by five people or by none.
    fn step_if_due(&mut self, at: Moment) -> Vec<Change<W>> {
        let fine = |apart: &u32| *apart == 0 || *apart >= PEOPLE_PER_STEP;
        if self.waiting.is_empty() || !self.apart.iter().all(fine) {
            return Vec::new();
        }
        let state = self.apart.len();
        let waiting = std::mem::take(&mut self.waiting);
        let reach = waiting.values().map(|(_, said)| *said).min();
        let mut changes = Vec::new();
        for (person, (after, _)) in waiting {
            let before = match after {
                Some(word) => self.shown.insert(person, Shown { word, reach }),
                None => self.shown.remove(&person),
            };
            self.past.insert((person, state), after);
            changes.push(Change {
                person,
                before: before.map(|shown| shown.word),
                after,
            });
        }
        self.apart.push(0);
        self.taken(at, changes.len());
        changes
    }

    fn taken(&mut self, at: Moment, people: usize) {
        self.taken.push_back(Step {
            day: at.day_in_utc(),
            people: u32::try_from(people).unwrap_or(u32::MAX),
        });
    }

    /// The person left, or speaks by name from now on. What nobody has seen is as if never said; what
    /// others see stays until at least five such people can go together.
    pub fn leave(&mut self, person: PersonId, at: Moment) -> Vec<Change<W>> {
        let Some(shown) = self.shown.get(&person) else {
            self.set(person, None, 0);
            return Vec::new();
        };
        if shown.reach.is_none() {
            // Everybody knows what that was.
            let before = self.forget(person);
            let after = None;
            return vec![Change {
                person,
                before,
                after,
            }];
        }
        self.gone.insert(person);
        if !self.may_go() {
            return Vec::new();
        }
        let gone = std::mem::take(&mut self.gone);
        let changes: Vec<_> = gone
            .into_iter()
            .map(|person| Change {
                person,
                before: self.forget(person),
                after: None,
            })
            .collect();
        self.apart
            .push(u32::try_from(self.waiting.len()).unwrap_or(u32::MAX));
        self.taken(at, changes.len());
        changes
    }

    /// Whether those who are gone may go together: beside each earlier state nobody of them is missing
    /// or at least five are, and of the others nobody's word differs or that of at least five.
    fn may_go(&self) -> bool {
        let fine = |people: &u32| *people == 0 || *people >= PEOPLE_PER_STEP;
        let now = |person: &PersonId| self.shown.get(person).map(|shown| shown.word);
        let (mut missing, mut apart) = (vec![0; self.apart.len()], vec![0; self.apart.len()]);
        let mut people: Vec<PersonId> = self.past.keys().map(|(person, _)| *person).collect();
        people.dedup();
        for person in &people {
            let gone = self.gone.contains(person);
            for (states, seen) in self.seen(*person) {
                let (counts, counted) = if gone {
                    (&mut missing, seen.is_some())
                } else {
                    (&mut apart, seen != now(person))
                };
                if counted {
                    counts[states].iter_mut().for_each(|people| *people += 1);
                }
            }
        }
        missing.iter().all(fine) && apart.iter().all(fine)
    }

    /// The person stands by name now, also with what they said before: they are no longer among
    /// those whom the steps hide. What others saw of them so far.
    pub fn forget(&mut self, person: PersonId) -> Option<W> {
        let now = self.truth(person);
        let seen: Vec<_> = self.seen(person).collect();
        for (states, seen) in &seen {
            let apart = &mut self.apart[states.clone()];
            apart
                .iter_mut()
                .for_each(|apart| *apart -= u32::from(*seen != now));
        }
        self.gone.remove(&person);
        self.waiting.remove(&person);
        for (states, _) in seen {
            self.past.remove(&(person, states.start));
        }
        self.shown.remove(&person).map(|shown| shown.word)
    }

    /// The person stood by name and stands by role from now on: what everybody has seen keeps
    /// counting, and counts for no step. Nothing where an earlier word of theirs is still seen.
    pub fn keep(&mut self, person: PersonId, word: W) -> Option<W> {
        if self.shown.contains_key(&person) {
            return None;
        }
        self.forget(person);
        self.shown.insert(person, Shown { word, reach: None });
        self.past.insert((person, 0), Some(word));
        Some(word)
    }
}

/// What people said of one thing, as far as it counts in what others see: by name at once, by role in
/// steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<W> {
    /// Whoever stands by name.
    pub by_name: OrdMap<PersonId, Placed<W>>,
    /// The users of each party who do not.
    pub by_role: BTreeMap<PartyId, Steps<W>>,
}

/// What somebody said by name, and as what they sit there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<W> {
    /// Their party.
    pub party: PartyId,
    /// The roles under which it counts.
    pub roles: Vec<Role>,
    /// What they said.
    pub word: W,
}

/// A word that comes to count, or counts no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move<W> {
    /// Whose.
    pub person: PersonId,
    /// Where and as what.
    pub placed: Placed<W>,
    /// Whether it comes.
    pub comes: bool,
}

/// What an entry changes in what others see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves<W> {
    /// Words that go, then words that come.
    pub moves: Vec<Move<W>>,
    /// The parties whose users took a step.
    pub stepped: Vec<PartyId>,
}

impl<W> Default for Counted<W> {
    fn default() -> Self {
        Self {
            by_name: OrdMap::new(),
            by_role: BTreeMap::new(),
        }
    }
}

impl<W> Default for Moves<W> {
    fn default() -> Self {
        Self {
            moves: Vec::new(),
            stepped: Vec::new(),
        }
    }
}

impl<W: Copy + Eq> Moves<W> {
    fn push(&mut self, person: PersonId, placed: Placed<W>, comes: bool) {
        self.moves.push(Move {
            person,
            placed,
            comes,
        });
    }

    fn push_changes(&mut self, party: PartyId, changes: Vec<Change<W>>) {
        if !changes.is_empty() {
            self.stepped.push(party);
        }
        for change in changes {
            if let Some(word) = change.before {
                self.push(change.person, Placed::by_role(party, word), false);
            }
            if let Some(word) = change.after {
                self.push(change.person, Placed::by_role(party, word), true);
            }
        }
    }
}

impl<W> Placed<W> {
    fn by_role(party: PartyId, word: W) -> Self {
        Self {
            party,
            roles: vec![Role::User],
            word,
        }
    }
}

/// What settles again how a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// They said something of this thing.
    Said,
    /// Their seat or roles changed, or whether their name stands beside their figures.
    Sits,
}

impl<W: Copy + Eq> Counted<W> {
    /// Everything that counts: whose it is, and what others see of it.
    pub fn all(&self) -> impl Iterator<Item = (PersonId, PartyId, Shown<W>)> + '_ {
        let by_name = self.by_name.iter().map(|(person, placed)| {
            let shown = Shown {
                word: placed.word,
                reach: None,
            };
            (*person, placed.party, shown)
        });
        let by_role = self.by_role.iter().flat_map(|(party, steps)| {
            let shown = steps.shown();
            shown.map(move |(person, shown)| (person, *party, shown))
        });
        by_name.chain(by_role)
    }

    /// What counts of one person at that party: what they said by name, and under their role.
    pub fn of(&self, person: PersonId, party: PartyId) -> impl Iterator<Item = Shown<W>> + '_ {
        let named = self.by_name.get(&person).filter(|it| it.party == party);
        let named = named.map(|placed| Shown {
            word: placed.word,
            reach: None,
        });
        let steps = self.by_role.get(&party);
        named
            .into_iter()
            .chain(steps.and_then(|steps| steps.shown.get(&person).copied()))
    }

    /// Whether something new that this person of the party says under their role takes a step.
    pub fn would_step(&self, person: PersonId, party: PartyId) -> bool {
        let steps = self.by_role.get(&party);
        // One alone takes no step.
        steps.is_some_and(|steps| steps.would_step(person))
    }

    /// Settles how one person counts, after they did something or sit there otherwise. `word` gives
    /// what they say, of those of their entries that are asked for.
    pub fn settle(
        &mut self,
        person: PersonId,
        seat: Option<&Seat>,
        names: &Names,
        because: Because,
        stamp: Stamp,
        word: impl Fn(&dyn Fn(u64) -> bool) -> Option<W>,
    ) -> Moves<W> {
        let mut moves = Moves::default();
        let sits = seat.filter(|seat| seat.speaks());
        let named = sits.filter(|seat| names.names(seat));
        let by_name = |sequence| names.stand_by_name(person, sequence);
        let now = named.and_then(|seat| {
            Some(Placed {
                party: seat.party,
                roles: seat.speaking_roles().collect(),
                word: word(&by_name)?,
            })
        });
        let was = match &now {
            Some(now) => self.by_name.insert(person, now.clone()),
            None => self.by_name.remove(&person),
        };
        // Who said it by name and says nothing new, but does not stand by name any more: it keeps
        // counting, among the users.
        let kept = was
            .as_ref()
            .filter(|was| now.is_none() && because == Because::Sits && is_at(sits, was.party));
        let kept = kept.map(|was| (was.party, was.word));
        if was != now {
            if let Some(was) = was {
                moves.push(person, was, false);
            }
            if let Some(now) = &now {
                moves.push(person, now.clone(), true);
            }
        }
        if let Some((party, word)) = kept
            && let Some(word) = self.by_role.entry(party).or_default().keep(person, word)
        {
            moves.push(person, Placed::by_role(party, word), true);
        }
        for (party, steps) in &mut self.by_role {
            if !is_at(sits, *party)
                || (named.is_some() && !names.is_open(person))
                    && (now.is_some() || because == Because::Said)
            {
                moves.push_changes(*party, steps.leave(person, stamp.at));
            } else if names.is_open(person)
                && let Some(word) = steps.forget(person)
            {
                moves.push(person, Placed::by_role(*party, word), false);
            }
        }
        if let Some(seat) = sits
            && !names.is_open(person)
        {
            let says = match named {
                None => Some(word(&|_| true)),
                Some(_) if now.is_none() && because == Because::Sits => {
                    Some(word(&|sequence| !by_name(sequence)))
                }
                Some(_) => None,
            };
            let known = self.by_role.contains_key(&seat.party);
            if let Some(says) = says.filter(|says| known || says.is_some()) {
                let steps = self.by_role.entry(seat.party).or_default();
                moves.push_changes(seat.party, steps.note(person, says, stamp));
            }
        }
        moves
    }
}

fn is_at(seat: Option<&Seat>, party: PartyId) -> bool {
    seat.is_some_and(|seat| seat.party == party)
}
